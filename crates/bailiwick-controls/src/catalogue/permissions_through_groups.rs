//! Permissions only through groups.

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use super::{Entry, Mappings, text};
use crate::observed::in_each_account;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::PermissionsThroughGroups,
    page: include_str!("../../pages/permissions-through-groups.md"),
    mappings: Mappings {
        iso_27001: &["A.5.15", "A.5.18"],
        cis_aws: &["1.15"],
        prowler: &["iam_policy_attached_only_to_group_or_roles"],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

/// Properties of a user that give it permissions of its own
/// (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-user.html>),
/// and the property of a policy that attaches it to users.
const OF_A_USER: [&str; 2] = ["Policies", "ManagedPolicyArns"];
const TO_USERS: &str = "Users";

/// A policy that belongs to one user
/// (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-userpolicy.html>).
const OF_ONE_USER: &str = "AWS::IAM::UserPolicy";

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    if selection.accounts.is_empty() {
        let text = "no account is selected".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = Vec::new();
    let (mut users, mut groups) = (0, 0);
    for (stack, id, resource) in world.resources(selection) {
        groups += usize::from(resource.kind == "AWS::IAM::Group");
        users += usize::from(resource.kind == "AWS::IAM::User");
        let own = OF_A_USER.iter().any(|property| {
            resource.kind == "AWS::IAM::User" && resource.properties.contains_key(*property)
        });
        let attached = resource.kind.starts_with("AWS::IAM::")
            && resource.properties.contains_key(TO_USERS)
            || resource.kind == OF_ONE_USER;
        // A technical account is a user by itself, with what its groups grant.
        let name = resource.properties.get("UserName").and_then(Value::as_str);
        let technical =
            name.is_some_and(|name| world.estate.technical_accounts.get(name).is_some());
        if (own && !technical) || attached {
            let what = format!("`{id}` gives a user permissions that no group has");
            witnesses.push(
                Witness::new(WitnessKind::Resource, what)
                    .with("stack", format!("{}/{}", stack.account, stack.name)),
            );
        }
    }
    let assignments = world.blueprint.center.assignments.iter();
    let assignments =
        assignments.filter(|one| selection.accounts.contains_key(one.account.as_str()));
    let assignments = assignments.count();
    if users + groups + assignments == 0 && witnesses.is_empty() {
        let text = "nothing is compiled there that gives people permissions".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, Vec::new(), || {
        let users = counted(users, "user", "users");
        let groups = counted(groups, "group", "groups");
        let assignments = counted(assignments, "assignment", "assignments");
        format!(
            "of {users}, {groups} and {assignments} that are compiled, no user has a policy but through groups"
        )
    })
}

fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut seen = 0;
    let command = "`aws iam get-account-authorization-details`";
    let reasons = in_each_account(
        world,
        selection,
        "UserDetailList",
        command,
        |account, users| {
            seen += users.len();
            for user in users {
                let policies = ["UserPolicyList", "AttachedManagedPolicies"]
                    .into_iter()
                    .filter_map(|list| user.get(list)?.as_array())
                    .flatten()
                    .filter_map(|policy| policy.get("PolicyName").and_then(Value::as_str));
                let policies: Vec<&str> = policies.collect();
                if !policies.is_empty() {
                    let what = format!("`{}` has policies of their own", text(user, "UserName"));
                    witnesses.push(
                        Witness::new(WitnessKind::Principal, what)
                            .with("account", account)
                            .with("policies", policies.join(", ")),
                    );
                }
            }
        },
    );
    Verdict::of(witnesses, reasons, || {
        let users = counted(seen, "user of AWS has", "users of AWS have");
        format!("the {users} policies only through groups")
    })
}
