//! Who signs in through Identity Center, held against what the estate assigns.

use std::collections::BTreeSet;

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Person;
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use crate::catalogue::text;
use crate::observed::Observed;
use crate::verdict::Reason;
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

/// Whether the estate assigns a permission set in an account, to be held or asked for.
pub(super) fn assigns(world: &World<'_>, account: &str, set: &str) -> bool {
    let mut assignments = world.blueprint.center.assignments.iter();
    assignments.any(|one| one.account == account && one.permission_set == set)
}

/// Looks at the assignments and at the users of the identity store. `sessions` are the
/// accounts and permission sets of which there is a role: somebody is assigned each, since
/// Identity Center takes the role away with the last assignment
/// (<https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html>).
pub(super) fn look(
    world: &World<'_>,
    selection: &Selection<'_>,
    sessions: &BTreeSet<(String, String)>,
    witnesses: &mut Vec<Witness>,
    reasons: &mut Vec<Reason>,
) {
    let Some(observed) = world.observed else {
        return;
    };
    let mut unseen = sessions.clone();
    for item in observed
        .list(None, "AccountAssignments")
        .unwrap_or_default()
    {
        let id = text(item, "AccountId");
        let account = selection.accounts.iter().find(|(_, account)| {
            let own = account.id.as_ref().map(ToString::to_string);
            own.as_deref() == Some(id)
        });
        let Some((account, _)) = account else {
            continue;
        };
        let arn = text(item, "PermissionSetArn");
        let Some(set) = set_name(observed, arn) else {
            let text = format!("`aws sso-admin describe-permission-set` of `{arn}`");
            reasons.push(Reason::NotGiven(text));
            continue;
        };
        unseen.remove(&((*account).to_owned(), set.to_owned()));
        match holder(world, observed, item) {
            Err(reason) => reasons.push(reason),
            Ok(holder) if holder.holds(world, account, set) => {}
            Ok(holder) => witnesses.push(
                Witness::new(
                    WitnessKind::Principal,
                    format!(
                        "{} is assigned what the estate does not give",
                        holder.words()
                    ),
                )
                .with("account", *account)
                .with("permission set", set),
            ),
        }
    }
    reasons.extend(unseen.into_iter().map(|(account, set)| {
        Reason::NotGiven(format!(
            "`aws sso-admin list-account-assignments` of `{set}` in `{account}`"
        ))
    }));
    if !sessions.is_empty() && users(observed).next().is_none() {
        let text = "`aws identitystore list-users`".to_owned();
        reasons.push(Reason::NotGiven(text));
    }
    for user in users(observed) {
        if person(world, user).is_none() {
            let what = format!(
                "`{}` may sign in and is nobody declared",
                text(user, "UserName")
            );
            witnesses.push(Witness::new(WitnessKind::Principal, what));
        }
    }
}

/// Somebody who is assigned a permission set.
enum Holder<'w> {
    Group(&'w str),
    Person(&'w str, Option<&'w Declared<Person>>),
}

impl Holder<'_> {
    fn words(&self) -> String {
        match self {
            Self::Group(name) => format!("the group `{name}`"),
            Self::Person(name, _) => format!("the user `{name}`"),
        }
    }

    /// A group holds what it is assigned; a person alone only what their group asks for.
    fn holds(&self, world: &World<'_>, account: &str, set: &str) -> bool {
        let mut assignments = world.blueprint.center.assignments.iter();
        assignments.any(|one| {
            let by = match self {
                Self::Group(name) => one.group == *name,
                Self::Person(_, None) => false,
                Self::Person(_, Some(person)) => {
                    let group = world.estate.groups.get(&one.group);
                    one.request.is_some()
                        && group.is_some_and(|group| {
                            let mut members = group.members.iter();
                            members.any(|member| member.as_str() == person.name.as_str())
                        })
                }
            };
            by && one.account == account && one.permission_set == set
        })
    }
}

fn holder<'w>(
    world: &World<'w>,
    observed: &'w Observed,
    item: &'w Value,
) -> Result<Holder<'w>, Reason> {
    let id = text(item, "PrincipalId");
    if text(item, "PrincipalType") == "GROUP" {
        let mut groups = observed
            .list(None, "Groups")
            .unwrap_or_default()
            .into_iter();
        let group = groups.find(|group| text(group, "GroupId") == id);
        return match group.map(|group| text(group, "DisplayName")) {
            Some(name) => Ok(Holder::Group(name)),
            None => Err(Reason::NotGiven(format!(
                "`aws identitystore list-groups` with the group `{id}`"
            ))),
        };
    }
    match users(observed).find(|user| text(user, "UserId") == id) {
        Some(user) => Ok(Holder::Person(text(user, "UserName"), person(world, user))),
        None => Err(Reason::NotGiven(format!(
            "`aws identitystore list-users` with the user `{id}`"
        ))),
    }
}

fn set_name<'w>(observed: &'w Observed, arn: &str) -> Option<&'w str> {
    let mut sets = observed.with_key(None, "PermissionSet");
    let (_, set) = sets.find(|(_, set)| text(set, "PermissionSetArn") == arn)?;
    Some(text(set, "Name"))
}

/// The users of the identity store; those of `aws iam list-users` have ARNs.
fn users(observed: &Observed) -> impl Iterator<Item = &Value> {
    let users = observed.list(None, "Users").unwrap_or_default();
    users
        .into_iter()
        .filter(|user| user.get("IdentityStoreId").is_some())
}

/// The person that a user of the identity store is, by the name or an e-mail address.
pub(in crate::catalogue) fn person<'w>(
    world: &World<'w>,
    user: &Value,
) -> Option<&'w Declared<Person>> {
    let name = text(user, "UserName");
    let emails = user.get("Emails").and_then(Value::as_array);
    let emails = emails.into_iter().flatten().map(|one| text(one, "Value"));
    let known: Vec<&str> = emails.chain([name]).collect();
    world.estate.people.iter().find(|person| {
        let email = person.email.as_ref().map(ToString::to_string);
        let is_it = |one: &&str| {
            email
                .as_deref()
                .is_some_and(|own| own.eq_ignore_ascii_case(one))
        };
        person.name.as_str() == name || known.iter().any(is_it)
    })
}
