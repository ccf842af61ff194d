//! Which resources a rule is about: everything of the selected accounts, unless the scope
//! names something narrower that a policy can tell apart.
//!
//! An environment that shares its account with others is told apart by the tag whose values
//! are the environments' names, and by the systems of it that have a name in AWS. A scope of
//! systems that all have such names is about these. Sources of the ARNs: the service data.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Scope, System, SystemKind};
use bailiwick_estate::selection::Selection;
use bailiwick_iam::policy::{Condition, Policy, Statement};

use crate::verdict::Reason;
use crate::world::World;

/// Requests that a rule is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Domain {
    /// ARNs of the resources, with wildcards; all where there are none.
    pub(super) resources: Vec<String>,
    /// What leaves out requests that are not meant.
    pub(super) only: Option<Policy>,
}

/// The domains of a scope: a request is meant that is in any of them.
pub(super) fn domains(
    world: &World<'_>,
    scope: Option<&Scope>,
    selection: &Selection<'_>,
) -> Result<Vec<Domain>, Reason> {
    let everything = vec![Domain::default()];
    let Some(scope) = scope else {
        return Ok(everything);
    };
    let mut domains = Vec::new();
    if !scope.systems.is_empty() {
        let named = scope
            .systems
            .iter()
            .filter_map(|one| one.of(&world.estate.systems));
        match named.map(|system| arns(system)).collect::<Option<Vec<_>>>() {
            Some(arns) => domains.push(of_resources(arns.concat())),
            // A system without a name in AWS is told apart by nothing but its account.
            None if scope.environments.is_empty() => return Ok(everything),
            None => {}
        }
    }
    let shared = selection
        .accounts
        .values()
        .find(|account| is_shared(world, account));
    match (shared, scope.environments.is_empty()) {
        (Some(account), false) => {
            let environments: Vec<&str> =
                scope.environments.iter().map(|one| one.as_str()).collect();
            domains.push(tagged(world, account, &environments)?);
            let named = world.estate.systems.iter().filter(|system| {
                let environment = world.estate.environment_of(system);
                environment.is_some_and(|one| environments.contains(&one.name.as_str()))
            });
            let arns: Vec<String> = named.filter_map(|system| arns(system)).flatten().collect();
            if !arns.is_empty() {
                domains.push(of_resources(arns));
            }
            Ok(domains)
        }
        _ if domains.is_empty() => Ok(everything),
        _ => Ok(domains),
    }
}

fn of_resources(resources: Vec<String>) -> Domain {
    Domain {
        resources,
        only: None,
    }
}

/// Whether several environments share an account.
fn is_shared(world: &World<'_>, account: &Declared<Account>) -> bool {
    let mut environments: Vec<&str> = world
        .estate
        .systems
        .iter()
        .filter(|system| {
            let own = world.estate.account_of(system);
            own.is_some_and(|own| own.name == account.name)
        })
        .filter_map(|system| Some(world.estate.environment_of(system)?.name.as_str()))
        .collect();
    environments.sort_unstable();
    environments.dedup();
    environments.len() > 1
}

/// What carries the tag of one of the environments.
fn tagged(
    world: &World<'_>,
    account: &Declared<Account>,
    environments: &[&str],
) -> Result<Domain, Reason> {
    let tells_apart = |values: &[bailiwick_estate::lower::Text]| {
        let values: Vec<&str> = values.iter().map(|value| value.as_str()).collect();
        environments.iter().all(|one| values.contains(one))
    };
    let mut rules = world.estate.tags.iter();
    let Some(rule) = rules.find(|rule| tells_apart(&rule.values)) else {
        return Err(Reason::NotModelled(format!(
            "which resources of `{}` belong to which environment: no tag has their names as values",
            account.name
        )));
    };
    let key = format!("aws:ResourceTag/{}", rule.name);
    let others = Condition::test("StringNotEquals", &key, environments.iter().copied());
    Ok(Domain {
        resources: Vec::new(),
        only: Some(Policy::new([Statement::deny(["*"]).on(["*"]).when(others)])),
    })
}

/// The ARNs of a system that has a name in AWS.
fn arns(system: &System) -> Option<Vec<String>> {
    let called = system.called.as_ref()?.as_str();
    let shapes: &[&str] = match system.kind {
        SystemKind::Storage if called.starts_with('/') => &["arn:aws:logs:*:*:log-group:{}*"],
        SystemKind::Storage => &["arn:aws:s3:::{}", "arn:aws:s3:::{}/*"],
        SystemKind::Database => &[
            "arn:aws:rds:*:*:cluster:{}",
            "arn:aws:rds:*:*:db:{}",
            "arn:aws:dynamodb:*:*:table/{}",
        ],
        SystemKind::Cluster => &["arn:aws:eks:*:*:cluster/{}"],
        SystemKind::Registry => &["arn:aws:ecr:*:*:repository/{}"],
        SystemKind::Account | SystemKind::Host | SystemKind::Saas => return None,
    };
    Some(
        shapes
            .iter()
            .map(|shape| shape.replace("{}", called))
            .collect(),
    )
}
