//! IAM users exist only where the class of an account lets them.
//!
//! Without Identity Center, the members of a group are IAM users of the accounts where
//! they hold something; an access key always belongs to an IAM user ("Manage access keys
//! for IAM users", IAM User Guide).

use std::collections::BTreeSet;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Declared;
use crate::model::{
    Account, AccountClass, Authentication, Group, IamUsers, Member, TechnicalAccount,
};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let organization = estate.organization.as_ref();
    if organization.is_none_or(|organization| organization.identity.is_none()) {
        for group in estate.groups.iter() {
            people(estate, group, diagnostics);
        }
    }
    for account in estate.technical_accounts.iter() {
        if let Authentication::AccessKey(_) = account.authentication {
            access_key(estate, account, diagnostics);
        }
    }
}

fn people(estate: &Estate, group: &Declared<Group>, diagnostics: &mut Vec<Diagnostic>) {
    let person = |member: &&Member| matches!(member, Member::Person(_));
    let Some(person) = group.members.iter().find(person) else {
        return;
    };
    let mut seen = BTreeSet::new();
    for holding in estate.holdings_of(group) {
        let Some(account) = holding.account() else {
            continue;
        };
        let Some(class) = forbidding(estate, account) else {
            continue;
        };
        if seen.insert(&class.name) {
            diagnostics.push(
                Diagnostic::error(
                    Code::IAM_USERS_FORBIDDEN,
                    holding.grant.span(),
                    format!(
                        "`{person}` and other members of `{}` would be IAM users in `{}`, whose class `{}` allows none",
                        group.name, account.name, class.name
                    ),
                )
                .related(class.fields.value("iam_users"), "the class says so here")
                .help("say under `organization: identity:` how people sign in; without it, people are IAM users"),
            );
        }
    }
}

fn access_key(
    estate: &Estate,
    technical: &Declared<TechnicalAccount>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let own = technical.account.as_ref();
    let accounts: Vec<&Declared<Account>> = match own {
        Some(own) => own.of(&estate.accounts).into_iter().collect(),
        None => estate
            .groups_of(technical.name.as_str())
            .flat_map(|group| estate.holdings_of(group))
            .filter_map(|holding| holding.account())
            .collect(),
    };
    let Some((account, class)) = accounts
        .into_iter()
        .find_map(|account| Some((account, forbidding(estate, account)?)))
    else {
        return;
    };
    diagnostics.push(
        Diagnostic::error(
            Code::IAM_USERS_FORBIDDEN,
            technical.authentication.span(),
            format!(
                "`{}` has an access key, so it is an IAM user in `{}`, whose class `{}` allows none",
                technical.name, account.name, class.name
            ),
        )
        .related(class.fields.value("iam_users"), "the class says so here")
        .help("use `oidc` or `service`, which need no key, or another class of account"),
    );
}

fn forbidding<'e>(estate: &'e Estate, account: &Account) -> Option<&'e Declared<AccountClass>> {
    let class = account.class.as_ref()?.of(&estate.account_classes)?;
    (class.iam_users == IamUsers::Never).then_some(class)
}
