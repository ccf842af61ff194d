//! Whether those whom a guardrail excepts are let in: each request that the claim denies to
//! everybody else, asked by each of them, decided under everything that holds in the account.

use std::collections::BTreeMap;

use bailiwick_compile::guardrails::accounts;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::{self, Authentication, Excepted, Guardrail};
use bailiwick_estate::value::Region;
use bailiwick_iam::account::Account;
use bailiwick_iam::policy::{Selection, Statement};
use bailiwick_iam::request::{AccountId, Caller, Context, Request, Resource};
use bailiwick_iam::service_data;

use super::claim::Claim;
use super::wall::{Asked, Wall};

/// Requests that must stay allowed: what is asked, by each of the callers. The root user is
/// excepted by no guardrail. Where the wall does not tell actions apart, one is decided for all.
pub(super) fn sorted(
    wall: &Wall,
    asked: &[Asked],
    callers: &[Caller],
    context: &Context,
    account: AccountId,
) -> (usize, Vec<Request>) {
    let mut open = 0;
    let mut shut = Vec::new();
    for Asked { arn, actions } in asked {
        for caller in callers {
            let request = |action: &String| Request {
                caller: caller.clone(),
                action: action.clone(),
                resource: Resource::new(arn.clone()).owned_by(account),
                context: context.clone(),
            };
            let first = actions.first().map(request);
            match first.is_some_and(|first| wall.lets_in(&first)) {
                true => open += actions.len(),
                false => shut.extend(actions.iter().map(request)),
            }
        }
    }
    (open, shut)
}

/// What the requests carry.
pub(super) fn context(usual: &[(&'static str, String)], claim: &Claim) -> Context {
    let context = usual.iter().chain(&claim.context);
    context.fold(Context::complete(), |context, (key, value)| {
        context.with(key, [value.as_str()])
    })
}

/// The first region that a guardrail approves in each account where one restricts them.
pub(super) fn approved_regions(estate: &Estate) -> BTreeMap<&str, &Region> {
    let mut regions = BTreeMap::new();
    for guardrail in estate.guardrails.iter() {
        let Some(region) = guardrail.regions.iter().next() else {
            continue;
        };
        for account in accounts(estate, guardrail) {
            regions.entry(account.name.as_str()).or_insert(region);
        }
    }
    regions
}

/// What every request of the organisation's own people carries: the organisation's id, and a
/// region that is approved.
pub(super) fn usual(
    estate: &Estate,
    approved: Option<&Region>,
    account: &model::Account,
) -> Vec<(&'static str, String)> {
    let organization = estate.organization.as_ref();
    let id = organization.and_then(|organization| organization.id.as_ref());
    let region = approved.or(account.region.as_ref());
    let region = region.map_or("us-east-1".to_owned(), ToString::to_string);
    let id = id.map(|id| ("aws:PrincipalOrgID", id.to_string()));
    id.into_iter()
        .chain([("aws:RequestedRegion", region)])
        .collect()
}

/// Those whom the guardrail excepts, as they come into the account.
pub(super) fn callers(estate: &Estate, guardrail: &Guardrail, account: &Account) -> Vec<Caller> {
    let id = account.id;
    let callers = guardrail
        .except
        .iter()
        .filter_map(|excepted| match excepted {
            Excepted::Permission(permission) => {
                let folder = format!("arn:aws:iam::{id}:role/aws-reserved/sso.amazonaws.com");
                let role = format!("{folder}/AWSReservedSSO_{permission}_0123456789abcdef");
                Some(Caller::role_session(role, "break-glass"))
            }
            Excepted::TechnicalAccount(technical) => {
                let technical = technical.of(&estate.technical_accounts)?;
                let home = technical.account.as_ref();
                let home = home.and_then(|home| home.of(&estate.accounts)?.id.as_ref());
                // What it may do in an account that is not its own, policies there say as well.
                if home.is_some_and(|home| home.as_str() != id.as_str()) {
                    return None;
                }
                let name = &technical.name;
                Some(match technical.authentication {
                    Authentication::AccessKey(_) => {
                        Caller::user(format!("arn:aws:iam::{id}:user/{name}"))
                    }
                    _ => Caller::role_session(
                        format!("arn:aws:iam::{id}:role/{name}"),
                        "break-glass",
                    ),
                })
            }
        });
    callers.collect()
}

/// A request for each action and resource of a denial; for a pattern, the first action that
/// the service data knows by it.
pub(super) fn asked(denial: &Statement) -> Vec<(String, String)> {
    let Selection::Only(actions) = &denial.action else {
        return Vec::new();
    };
    let Some(Selection::Only(resources)) = &denial.resource else {
        return Vec::new();
    };
    let known = |pattern: &String| {
        bailiwick_iam::actions::expand(service_data(), pattern)
            .first()
            .map(ToString::to_string)
    };
    let arn = |pattern: &String| match pattern.as_str() {
        "*" => "*".to_owned(),
        pattern => pattern.replace('*', "example"),
    };
    let actions: Vec<String> = actions.iter().filter_map(known).collect();
    let pairs = resources.iter().flat_map(|resource| {
        actions
            .iter()
            .map(move |action| (action.clone(), arn(resource)))
    });
    pairs.collect()
}
