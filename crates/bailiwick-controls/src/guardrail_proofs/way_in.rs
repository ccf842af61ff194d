//! Whether those whom a guardrail excepts are let in: each request that the claim denies to
//! everybody else, asked by each of them, decided under everything that holds in the account.

use bailiwick_compile::guardrails::accounts;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{self, Authentication, Excepted, Guardrail};
use bailiwick_iam::account::{Account, administrator_access};
use bailiwick_iam::decide::{Decision, Known, Layers, decide};
use bailiwick_iam::policy::{Policy, Selection, Statement};
use bailiwick_iam::request::{Caller, Context, Request, Resource};
use bailiwick_iam::service_data;

use super::claim::Claim;

/// Requests that must stay allowed. The root user is excepted by no guardrail.
pub(super) fn probes(
    estate: &Estate,
    guardrail: &Guardrail,
    declared: &Declared<model::Account>,
    account: &Account,
    claim: &Claim,
) -> Vec<Request> {
    let callers = callers(estate, guardrail, account);
    let usual = usual(estate, declared);
    let mut probes = Vec::new();
    for denial in &claim.denials {
        for (action, arn) in asked(denial) {
            for caller in &callers {
                let context = usual.iter().chain(&claim.context);
                let context = context.fold(Context::complete(), |context, (key, value)| {
                    context.with(key, [value.as_str()])
                });
                probes.push(Request {
                    caller: caller.clone(),
                    action: action.clone(),
                    resource: Resource::new(arn.clone()).owned_by(account.id),
                    context,
                });
            }
        }
    }
    probes
}

/// What every request of the organisation's own people carries: the organisation's id, and a
/// region that is approved.
fn usual(estate: &Estate, account: &Declared<model::Account>) -> Vec<(&'static str, String)> {
    let organization = estate.organization.as_ref();
    let id = organization.and_then(|organization| organization.id.as_ref());
    let restricted = estate.guardrails.iter().filter(|guardrail| {
        let mut held = accounts(estate, guardrail).into_iter();
        held.any(|held| held.name == account.name)
    });
    let approved = restricted
        .flat_map(|guardrail| guardrail.regions.iter())
        .next();
    let region = approved.or(account.region.as_ref());
    let region = region.map_or("us-east-1".to_owned(), ToString::to_string);
    let id = id.map(|id| ("aws:PrincipalOrgID", id.to_string()));
    id.into_iter()
        .chain([("aws:RequestedRegion", region)])
        .collect()
}

/// The requests that are allowed, and those that are not.
pub(super) fn sorted(probes: Vec<Request>, account: &Account) -> (Vec<Request>, Vec<Request>) {
    let layers = Layers {
        service_control: by_level(&account.service_control),
        resource_control: by_level(&account.resource_control),
        ..Layers::identity([administrator_access()])
    };
    let allowed = |request: &Request| decide(request, &layers) == Decision::Allowed;
    probes.into_iter().partition(allowed)
}

fn by_level(levels: &Known<Vec<Vec<Policy>>>) -> Known<Vec<Vec<&Policy>>> {
    match levels {
        Known::Known(levels) => {
            Known::Known(levels.iter().map(|level| level.iter().collect()).collect())
        }
        Known::Unknown(why) => Known::Unknown(why.clone()),
    }
}

/// Those whom the guardrail excepts, as they come into the account.
fn callers(estate: &Estate, guardrail: &Guardrail, account: &Account) -> Vec<Caller> {
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
fn asked(denial: &Statement) -> Vec<(String, String)> {
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
