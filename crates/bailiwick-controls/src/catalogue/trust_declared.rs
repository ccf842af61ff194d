//! Trust reaches only declared accounts, services, and pinned subjects.

mod oidc;

use std::collections::BTreeSet;

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::{Account, Principal};
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::Principal as Trusted;
use bailiwick_iam::policy::{Effect, Policy, PrincipalName, Statement};
use bailiwick_iam::request::AccountId;

use super::{Entry, Mappings};
use crate::accounts::in_each;
use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::TrustDeclared,
    page: include_str!("../../pages/trust-declared.md"),
    mappings: Mappings {
        iso_27001: &["A.5.16", "A.8.3"],
        cis_aws: &[],
        prowler: &["iam_role_github_oidc_trust_subject_restricted"],
    },
    compiled: Some(|world, selection| judge(world, selection, Evidence::Compiled)),
    observed: Some(|world, selection| judge(world, selection, Evidence::Observed)),
};

fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let mut witnesses = Vec::new();
    let mut unknown = Vec::new();
    let mut roles = 0;
    let known = Declared::of(world);
    let mut reasons = in_each(world, selection, evidence, |name, account| {
        for role in &account.principals {
            let Some(details) = role.as_role() else {
                continue;
            };
            roles += 1;
            match &details.trust {
                Known::Unknown(why) => unknown.push(Reason::NotModelled(why.clone())),
                Known::Known(trust) => {
                    for problem in known.problems(world, account, role, trust) {
                        match problem {
                            Problem::Open(what) => witnesses.push(
                                Witness::new(
                                    WitnessKind::Principal,
                                    format!("`{}` {what}", role.name()),
                                )
                                .with("account", name),
                            ),
                            Problem::Unclear(what) => unknown.push(Reason::NotModelled(what)),
                        }
                    }
                }
            }
        }
    });
    reasons.extend(unknown);
    if roles == 0 && reasons.is_empty() {
        let text = "there is no role".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let roles = counted(roles, "role trusts", "roles trust");
        format!("{roles} only accounts and services that are declared, and pinned subjects")
    })
}

/// What is wrong with a trust, or not known of it.
enum Problem {
    Open(String),
    Unclear(String),
}

/// Whom a role of the estate may trust.
struct Declared {
    accounts: BTreeSet<AccountId>,
    services: BTreeSet<String>,
}

impl Declared {
    /// The accounts of the estate, and the services that any compiled role trusts.
    fn of(world: &World<'_>) -> Self {
        let mut accounts = BTreeSet::new();
        let mut services = BTreeSet::new();
        for account in world
            .directory(Evidence::Compiled)
            .iter()
            .flat_map(|one| one.accounts.iter())
        {
            accounts.insert(account.id);
            let roles = account.principals.iter().filter_map(Principal::as_role);
            for statement in roles.filter_map(|role| match &role.trust {
                Known::Known(trust) => Some(&trust.statements),
                Known::Unknown(_) => None,
            }) {
                let principals = statement.iter().filter_map(|one| one.principal.as_ref());
                services.extend(
                    principals
                        .flat_map(|one| one.principals().names())
                        .filter_map(|name| match name {
                            PrincipalName::Service(service) => Some(service),
                            _ => None,
                        }),
                );
            }
        }
        Self { accounts, services }
    }

    fn problems(
        &self,
        world: &World<'_>,
        account: &Account,
        role: &Principal,
        trust: &Policy,
    ) -> Vec<Problem> {
        let allows = |statement: &&Statement| statement.effect == Effect::Allow;
        let statements = trust.statements.iter().filter(allows);
        statements
            .flat_map(|statement| match &statement.principal {
                None => vec![Problem::Unclear(format!("whom `{}` trusts", role.name()))],
                Some(Trusted::AllExcept(_)) => {
                    vec![Problem::Open("trusts everybody but a few".to_owned())]
                }
                Some(Trusted::Only(principals)) => principals
                    .names()
                    .into_iter()
                    .flat_map(|name| self.problem(world, account, role, statement, name))
                    .collect(),
            })
            .collect()
    }

    fn problem(
        &self,
        world: &World<'_>,
        account: &Account,
        role: &Principal,
        statement: &Statement,
        name: PrincipalName,
    ) -> Vec<Problem> {
        let open = |what: String| vec![Problem::Open(what)];
        // What AWS makes for itself lies where nobody else can put a role.
        let path = role.arn.split_once(":role/").map_or("", |(_, path)| path);
        match name {
            PrincipalName::Everyone => open("trusts everybody".to_owned()),
            PrincipalName::Service(service) => {
                let own = path.starts_with(&format!("aws-service-role/{service}/"));
                if own || self.services.contains(&service) {
                    Vec::new()
                } else {
                    open(format!(
                        "trusts `{service}`, which the estate does not declare"
                    ))
                }
            }
            PrincipalName::OidcProvider(arn) => {
                let own = arn.split(':').nth(4) == Some(&account.id.to_string());
                match arn.split_once(":oidc-provider/") {
                    Some((_, host)) if own => oidc::problems(world, statement, host),
                    _ => open(format!("trusts `{arn}`, a provider of another account")),
                }
            }
            PrincipalName::WebIdentity(host) => oidc::problems(world, statement, &host),
            PrincipalName::SamlProvider(arn) => {
                if path.starts_with("aws-reserved/sso.amazonaws.com/") {
                    Vec::new()
                } else {
                    open(format!("trusts `{arn}`, which the estate does not declare"))
                }
            }
            // It matches nobody any more.
            PrincipalName::Deleted { .. } => Vec::new(),
            PrincipalName::Account(id)
            | PrincipalName::User { account: id, .. }
            | PrincipalName::Role { account: id, .. }
            | PrincipalName::AssumedRole { account: id, .. }
            | PrincipalName::FederatedUser { account: id, .. } => {
                if id == account.id || self.accounts.contains(&id) {
                    Vec::new()
                } else {
                    open(format!(
                        "trusts the account {id}, which the estate does not declare"
                    ))
                }
            }
            other => vec![Problem::Unclear(format!("who is meant by {other:?}"))],
        }
    }
}
