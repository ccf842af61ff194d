//! The compiled access entries of clusters, held against the permissions that enter them.
//!
//! What an access policy of EKS lets people do in Kubernetes is AWS's word; which policy an
//! entry has, and where in the cluster, the template shows
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eks-accessentry.html>).

use bailiwick_compile::Stack;
use bailiwick_compile::template::Resource;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{KubernetesAccess, KubernetesAllowance, Permission};
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use crate::witness::{Witness, WitnessKind};
use crate::world::World;

/// What entries let in beyond what any permission says.
pub(super) fn wider(world: &World<'_>, selection: &Selection<'_>) -> Vec<Witness> {
    let entries = world.resources(selection);
    let entries = entries.filter(|(_, _, one)| one.kind == "AWS::EKS::AccessEntry");
    entries
        .flat_map(|(stack, id, entry)| {
            let place = format!("{}/{}", stack.account, stack.name);
            let told = beyond(world, stack, entry).into_iter().map(move |what| {
                let what = format!("`{id}` {what}");
                Witness::new(WitnessKind::Resource, what).with("stack", place.clone())
            });
            told.collect::<Vec<_>>()
        })
        .collect()
}

fn beyond(world: &World<'_>, stack: &Stack, entry: &Resource) -> Vec<String> {
    let Some((permission, allowances)) = entered(world, stack, entry) else {
        return vec!["lets somebody in whom no permission does".to_owned()];
    };
    let list = |property: &str| entry.properties.get(property).and_then(Value::as_array);
    let groups = list("KubernetesGroups").into_iter().flatten();
    let groups = groups.map(|group| {
        let group = group.as_str().unwrap_or("?");
        format!("puts who enters into the group `{group}`, of which `{permission}` does not speak")
    });
    let policies = list("AccessPolicies").into_iter().flatten();
    let policies = policies.filter(|policy| !speak_of(&allowances, policy));
    let policies = policies.map(|policy| {
        let name = policy["PolicyArn"].as_str().unwrap_or("?");
        let name = name.rsplit('/').next().unwrap_or(name);
        let scope = &policy["AccessScope"];
        format!("gives `{name}` in {scope}, of which `{permission}` does not speak")
    });
    groups.chain(policies).collect()
}

/// The permission that an entry stands for, by the name of its role, and what it says of the
/// cluster.
fn entered<'w>(
    world: &World<'w>,
    stack: &Stack,
    entry: &Resource,
) -> Option<(&'w str, Vec<&'w KubernetesAllowance>)> {
    let role = entry.properties.get("PrincipalArn")?.get("Fn::GetAtt")?;
    let role = stack.template.resources.get(role.get(0)?.as_str()?)?;
    let role = role.properties.get("RoleName")?.as_str()?;
    let cluster = entry.properties.get("ClusterName")?.as_str()?;
    let mut permissions = world.estate.permissions.iter();
    permissions.find_map(|permission: &Declared<Permission>| {
        let own = permission.clusters().filter(|one| {
            let system = one.cluster.of(&world.estate.systems);
            let called = system.and_then(|system| system.called.as_deref());
            let called = called.unwrap_or(one.cluster.as_str());
            called == cluster && role == format!("{}-{}", permission.name, one.cluster)
        });
        let own: Vec<_> = own.collect();
        (!own.is_empty()).then(|| (permission.name.as_str(), own))
    })
}

/// Whether allowances speak of a policy in its scope: the whole cluster, or namespaces that
/// they name.
fn speak_of(allowances: &[&KubernetesAllowance], policy: &Value) -> bool {
    let same = |one: &&&KubernetesAllowance| {
        let name = match one.kubernetes {
            KubernetesAccess::View => "AmazonEKSViewPolicy",
            KubernetesAccess::Edit => "AmazonEKSEditPolicy",
            KubernetesAccess::Admin => "AmazonEKSAdminPolicy",
            KubernetesAccess::ClusterAdmin => "AmazonEKSClusterAdminPolicy",
        };
        policy["PolicyArn"] == format!("arn:aws:eks::aws:cluster-access-policy/{name}").as_str()
    };
    let of_policy = || allowances.iter().filter(same);
    if of_policy().any(|one| one.namespaces.is_empty()) {
        return true;
    }
    let namespaces = policy["AccessScope"]["Namespaces"].as_array();
    let is_named = |namespace: &Value| {
        let mut names = of_policy().flat_map(|one| &one.namespaces);
        names.any(|name| *namespace == name.as_str())
    };
    policy["AccessScope"]["Type"] == "namespace"
        && namespaces.is_some_and(|all| !all.is_empty() && all.iter().all(is_named))
}
