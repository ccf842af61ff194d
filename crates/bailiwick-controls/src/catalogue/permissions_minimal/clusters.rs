//! The access entries of clusters, held against the permissions that enter them.
//!
//! What an access policy of EKS lets people do in Kubernetes is AWS's word; which policy an
//! entry has, and where in the cluster, templates and AWS show
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-accessentry.html>).

use bailiwick_compile::Stack;
use bailiwick_compile::template::Resource;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{KubernetesAccess, KubernetesAllowance, Permission};
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use crate::witness::{Witness, WitnessKind};
use crate::world::World;

/// An entry: whose role it is, in which cluster, and what it gives.
struct Entry<'e> {
    cluster: &'e str,
    role: &'e str,
    policies: Vec<AccessPolicy<'e>>,
    groups: Vec<&'e str>,
}

/// A policy of an entry, and the namespaces it is for; `None` for the whole cluster.
struct AccessPolicy<'e> {
    name: &'e str,
    namespaces: Option<Vec<&'e str>>,
}

/// What compiled entries give beyond what any permission says.
pub(super) fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Vec<Witness> {
    let entries = world.resources(selection);
    let entries = entries.filter(|(_, _, one)| one.kind == "AWS::EKS::AccessEntry");
    let mut witnesses = Vec::new();
    for (stack, id, entry) in entries {
        let told = match of_template(stack, entry) {
            Some(entry) => beyond(world, &entry),
            None => vec!["lets somebody in whom no permission does".to_owned()],
        };
        witnesses.extend(told.into_iter().map(|what| {
            Witness::new(WitnessKind::Resource, format!("`{id}` {what}"))
                .with("stack", format!("{}/{}", stack.account, stack.name))
        }));
    }
    witnesses
}

/// The same of what `aws eks list-associated-access-policies` printed
/// (<https://docs.aws.amazon.com/eks/latest/APIReference/API_ListAssociatedAccessPolicies.html>).
/// An entry that nobody printed is not looked at: what it lets people do is vouched for.
pub(super) fn observed(world: &World<'_>, selection: &Selection<'_>) -> Vec<Witness> {
    let mut witnesses = Vec::new();
    for (name, account) in &selection.accounts {
        let id = account
            .id
            .as_ref()
            .and_then(|id| id.to_string().parse().ok());
        let Some((observed, id)) = world.observed.zip(id) else {
            continue;
        };
        for (document, policies) in observed.with_key(Some(id), "associatedAccessPolicies") {
            let text = |key| document.content.get(key).and_then(Value::as_str);
            let arn = text("principalArn").unwrap_or_default();
            let policies = policies.as_array().map_or(&[][..], Vec::as_slice);
            // Nodes have an entry without any policy, and EKS has one of its own.
            if policies.is_empty() || arn.contains(":role/aws-service-role/") {
                continue;
            }
            let entry = Entry {
                cluster: text("clusterName").unwrap_or_default(),
                role: arn.rsplit('/').next().unwrap_or(arn),
                policies: policies
                    .iter()
                    .map(|one| policy(&one["policyArn"], &one["accessScope"]["namespaces"]))
                    .collect(),
                groups: Vec::new(),
            };
            witnesses.extend(beyond(world, &entry).into_iter().map(|what| {
                Witness::new(
                    WitnessKind::Principal,
                    format!("the entry of `{arn}` {what}"),
                )
                .with("account", *name)
            }));
        }
    }
    witnesses
}

fn of_template<'e>(stack: &'e Stack, entry: &'e Resource) -> Option<Entry<'e>> {
    let role = entry.properties.get("PrincipalArn")?.get("Fn::GetAtt")?;
    let role = stack.template.resources.get(role.get(0)?.as_str()?)?;
    let list = |property: &str| {
        let list = entry.properties.get(property).and_then(Value::as_array);
        list.into_iter().flatten()
    };
    Some(Entry {
        cluster: entry.properties.get("ClusterName")?.as_str()?,
        role: role.properties.get("RoleName")?.as_str()?,
        policies: list("AccessPolicies")
            .map(|one| policy(&one["PolicyArn"], &one["AccessScope"]["Namespaces"]))
            .collect(),
        groups: list("KubernetesGroups")
            .map(|one| one.as_str().unwrap_or("?"))
            .collect(),
    })
}

fn policy<'e>(arn: &'e Value, namespaces: &'e Value) -> AccessPolicy<'e> {
    let arn = arn.as_str().unwrap_or("?");
    let names = namespaces.as_array().filter(|names| !names.is_empty());
    let name = arn.strip_prefix("arn:aws:eks::aws:cluster-access-policy/");
    AccessPolicy {
        name: name.unwrap_or(arn),
        namespaces: names.map(|names| names.iter().filter_map(Value::as_str).collect()),
    }
}

fn beyond(world: &World<'_>, entry: &Entry<'_>) -> Vec<String> {
    let cluster = entry.cluster;
    let Some((permission, allowances)) = entered(world, entry) else {
        return vec![format!(
            "lets it into the cluster `{cluster}`, which no permission does"
        )];
    };
    let unsaid = format!("of which `{permission}` does not speak");
    let groups = entry.groups.iter();
    let groups = groups.map(|group| format!("puts it into the group `{group}`, {unsaid}"));
    let policies = entry.policies.iter();
    let policies = policies.filter(|policy| !speak_of(&allowances, policy));
    let policies = policies.map(|policy| {
        let place = match &policy.namespaces {
            None => format!("the whole cluster `{cluster}`"),
            Some(names) => format!("{} of the cluster `{cluster}`", names.join(", ")),
        };
        format!("gives `{}` in {place}, {unsaid}", policy.name)
    });
    groups.chain(policies).collect()
}

/// The permission that an entry stands for, by the name of its role, and what it says of the
/// cluster.
fn entered<'w>(
    world: &World<'w>,
    entry: &Entry<'_>,
) -> Option<(&'w str, Vec<&'w KubernetesAllowance>)> {
    let mut permissions = world.estate.permissions.iter();
    permissions.find_map(|permission: &Declared<Permission>| {
        let own = permission.clusters().filter(|one| {
            let system = one.cluster.of(&world.estate.systems);
            let called = system.and_then(|system| system.called.as_deref());
            let called = called.unwrap_or(one.cluster.as_str());
            let role = format!("{}-{}", permission.name, one.cluster);
            called == entry.cluster && role == entry.role
        });
        let own: Vec<_> = own.collect();
        (!own.is_empty()).then(|| (permission.name.as_str(), own))
    })
}

/// Whether allowances speak of a policy where it is for: the whole cluster, or namespaces
/// that they name.
fn speak_of(allowances: &[&KubernetesAllowance], policy: &AccessPolicy<'_>) -> bool {
    let of_policy = || {
        let allowances = allowances.iter();
        allowances.filter(|one| access_policy(one.kubernetes) == policy.name)
    };
    if of_policy().any(|one| one.namespaces.is_empty()) {
        return true;
    }
    let is_named = |namespace: &&str| {
        let mut names = of_policy().flat_map(|one| &one.namespaces);
        names.any(|name| name.as_str() == *namespace)
    };
    let namespaces = policy.namespaces.as_ref();
    namespaces.is_some_and(|names| names.iter().all(is_named))
}

fn access_policy(access: KubernetesAccess) -> &'static str {
    match access {
        KubernetesAccess::View => "AmazonEKSViewPolicy",
        KubernetesAccess::Edit => "AmazonEKSEditPolicy",
        KubernetesAccess::Admin => "AmazonEKSAdminPolicy",
        KubernetesAccess::ClusterAdmin => "AmazonEKSClusterAdminPolicy",
    }
}
