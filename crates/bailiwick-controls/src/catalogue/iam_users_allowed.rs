//! IAM users and keys exist only where the account's class lets them.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, CatalogueControl, IamUsers};
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings, text};
use crate::observed::in_each_account;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::IamUsersAllowed,
    page: include_str!("../../pages/iam-users-allowed.md"),
    mappings: Mappings {
        iso_27001: &["A.5.16", "A.8.5"],
        cis_aws: &["1.21"],
        prowler: &["iam_check_saml_providers_sts"],
    },
    compiled: Some(compiled),
    observed: Some(observed),
};

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    if selection.accounts.is_empty() {
        let text = "no account is selected".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let mut witnesses = Vec::new();
    let reasons = classless(selection);
    for (stack, id, resource) in world.resources(selection) {
        let is_one = ["AWS::IAM::User", "AWS::IAM::AccessKey"].contains(&resource.kind);
        let account = world.estate.accounts.get(&stack.account);
        if let Some(why) = account
            .filter(|_| is_one)
            .and_then(|one| forbidden(world, one))
        {
            let what = format!("`{id}` makes an IAM user or its key, and {why}");
            witnesses.push(
                Witness::new(WitnessKind::Resource, what)
                    .with("stack", format!("{}/{}", stack.account, stack.name)),
            );
        }
    }
    Verdict::of(witnesses, reasons, || {
        let accounts = counted(selection.accounts.len(), "account gets", "accounts get");
        format!("{accounts} IAM users only where the class lets them")
    })
}

fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut reasons = classless(selection);
    let command = "`aws iam get-account-authorization-details`";
    let missing = in_each_account(
        world,
        selection,
        "UserDetailList",
        command,
        |name, users| {
            let account = world.estate.accounts.get(name);
            let Some(why) = account.and_then(|account| forbidden(world, account)) else {
                return;
            };
            for user in users {
                let user = text(user, "UserName");
                let what = format!("`{user}` is an IAM user, and {why}");
                let mut witness = Witness::new(WitnessKind::Principal, what).with("account", name);
                for key in active_keys(world, selection, name, user) {
                    witness = witness.with("active", key);
                }
                witnesses.push(witness);
            }
        },
    );
    reasons.extend(missing);
    Verdict::of(witnesses, reasons, || {
        let accounts = counted(selection.accounts.len(), "account has", "accounts have");
        format!("{accounts} IAM users only where the class lets them")
    })
}

/// Why there may be no IAM user in an account, if so.
fn forbidden(world: &World<'_>, account: &Declared<Account>) -> Option<String> {
    let class = account.class.as_ref()?.of(&world.estate.account_classes)?;
    let whose = format!("the class `{}` of `{}`", class.name, account.name);
    match class.iam_users {
        IamUsers::Never => Some(format!("{whose} allows none")),
        IamUsers::Discouraged if account.iam_users_because.is_none() => {
            Some(format!("{whose} wants a reason, and none is said"))
        }
        IamUsers::Discouraged | IamUsers::Allowed => None,
    }
}

/// Accounts of which no class says anything.
fn classless(selection: &Selection<'_>) -> Vec<Reason> {
    let without = selection.accounts.values();
    let without = without.filter(|account| account.class.is_none());
    without
        .map(|account| {
            let text = format!(
                "`{}` has no class that says whether it may have any",
                account.name
            );
            Reason::NotVisible(text)
        })
        .collect()
}

/// The credentials of a user that the credential report, where it is given, calls active.
fn active_keys(
    world: &World<'_>,
    selection: &Selection<'_>,
    account: &str,
    user: &str,
) -> Vec<&'static str> {
    let id = selection.accounts.get(account);
    let id = id.and_then(|account| account.id.as_ref()?.to_string().parse().ok());
    let rows = world
        .observed
        .and_then(|observed| observed.list(id, "CredentialReport"));
    let rows = rows.unwrap_or_default();
    let row = rows.into_iter().find(|row| text(row, "user") == user);
    let columns = [
        ("access_key_1_active", "the first access key"),
        ("access_key_2_active", "the second access key"),
        ("password_enabled", "a password"),
    ];
    let active = |column: &str| row.is_some_and(|row| text(row, column) == "true");
    columns
        .into_iter()
        .filter(|(column, _)| active(column))
        .map(|(_, words)| words)
        .collect()
}
