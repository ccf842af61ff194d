//! The smallest question that still shows what was found.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::{Condition, Policy, Principal, Principals, Selection, Statement};
use bailiwick_iam::request::{Context, KeyValue};

use super::policy::full_access;
use super::world::World;

/// Takes away from `world` whatever can go while `fails` holds.
pub(crate) fn shrink(mut world: World, fails: impl Fn(&World) -> bool) -> World {
    while let Some(smaller) = smaller(&world).into_iter().find(&fails) {
        world = smaller;
    }
    world
}

/// Every question with one thing less.
fn smaller(world: &World) -> Vec<World> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut World)| {
        let mut changed = world.clone();
        change(&mut changed);
        all.push(changed);
    };
    let full = || Known::Known(vec![full_access()]);
    if world.identity != Known::Known(Vec::new()) {
        with(&|world| world.identity = Known::Known(Vec::new()));
    }
    if world.identity != full() && world.identity != Known::Known(Vec::new()) {
        with(&|world| world.identity = full());
    }
    with_less_of(
        &world.identity,
        |all| policies(all),
        |identity| with(&|world| world.identity = identity.clone()),
    );
    with_less_of(&world.boundary, maybe(policy), |boundary| {
        with(&|world| world.boundary = boundary.clone())
    });
    with_less_of(
        &world.session,
        maybe(|all: &Vec<Policy>| policies(all)),
        |session| with(&|world| world.session = session.clone()),
    );
    with_less_of(&world.resource, maybe(policy), |resource| {
        with(&|world| world.resource = resource.clone())
    });
    with_less_of(&world.endpoint, maybe(policy), |endpoint| {
        with(&|world| world.endpoint = endpoint.clone())
    });
    with_less_of(
        &world.service_control,
        |all| levels(all),
        |scp| with(&|world| world.service_control = scp.clone()),
    );
    with_less_of(
        &world.resource_control,
        |all| levels(all),
        |rcp| with(&|world| world.resource_control = rcp.clone()),
    );
    for context in contexts(&world.request.context) {
        with(&|world| world.request.context = context.clone());
    }
    if world.caller_in_management_account != Known::Known(false) {
        with(&|world| world.caller_in_management_account = Known::Known(false));
    }
    if world.resource_in_management_account != Known::Known(false) {
        with(&|world| world.resource_in_management_account = Known::Known(false));
    }
    all
}

fn with_less_of<T: Clone + Default + PartialEq>(
    value: &Known<T>,
    less: impl Fn(&T) -> Vec<T>,
    mut take: impl FnMut(Known<T>),
) {
    match value {
        Known::Unknown(_) => take(Known::Known(T::default())),
        Known::Known(value) => less(value).into_iter().map(Known::Known).for_each(take),
    }
}

fn maybe<T>(less: impl Fn(&T) -> Vec<T>) -> impl Fn(&Option<T>) -> Vec<Option<T>> {
    move |value| match value {
        None => Vec::new(),
        Some(value) => std::iter::once(None)
            .chain(less(value).into_iter().map(Some))
            .collect(),
    }
}

fn levels(levels: &[Vec<Policy>]) -> Vec<Vec<Vec<Policy>>> {
    each(levels, |level| policies(level))
}

fn policies(all: &[Policy]) -> Vec<Vec<Policy>> {
    each(all, policy)
}

/// The list without one of its members, or with one of them made smaller.
fn each<T: Clone>(all: &[T], less: impl Fn(&T) -> Vec<T>) -> Vec<Vec<T>> {
    let mut lists = Vec::new();
    for position in 0..all.len() {
        let mut without = all.to_vec();
        let member = without.remove(position);
        lists.push(without.clone());
        for smaller in less(&member) {
            let mut with = without.clone();
            with.insert(position, smaller);
            lists.push(with);
        }
    }
    lists
}

fn policy(policy: &Policy) -> Vec<Policy> {
    each(&policy.statements, statement)
        .into_iter()
        .map(|statements| Policy {
            statements,
            ..policy.clone()
        })
        .collect()
}

fn statement(statement: &Statement) -> Vec<Statement> {
    let conditions = conditions(&statement.condition)
        .into_iter()
        .map(|condition| Statement {
            condition,
            ..statement.clone()
        });
    let actions = selections(&statement.action)
        .into_iter()
        .map(|action| Statement {
            action,
            ..statement.clone()
        });
    let resources = statement.resource.iter().flat_map(selections);
    let resources = resources.map(|resource| Statement {
        resource: Some(resource),
        ..statement.clone()
    });
    let everyone = Principal::Only(Principals::Everyone);
    let principals = statement.principal.iter().flat_map(principals);
    let everyone = statement
        .principal
        .as_ref()
        .filter(|principal| **principal != everyone)
        .map(|_| everyone.clone());
    let principals = principals.chain(everyone).map(|principal| Statement {
        principal: Some(principal),
        ..statement.clone()
    });
    conditions
        .chain(actions)
        .chain(resources)
        .chain(principals)
        .collect()
}

fn principals(principal: &Principal) -> Vec<Principal> {
    let (Principal::Only(named) | Principal::AllExcept(named)) = principal;
    let Principals::Named(kinds) = named else {
        return Vec::new();
    };
    let names: Vec<_> = kinds
        .iter()
        .flat_map(|(kind, names)| names.iter().map(move |name| (*kind, name.clone())))
        .collect();
    each(&names, |_| Vec::new())
        .into_iter()
        .filter(|names| !names.is_empty())
        .map(|names| {
            let mut kinds: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
            for (kind, name) in names {
                kinds.entry(kind).or_default().insert(name);
            }
            match principal {
                Principal::Only(_) => Principal::Only(Principals::Named(kinds)),
                Principal::AllExcept(_) => Principal::AllExcept(Principals::Named(kinds)),
            }
        })
        .collect()
}

fn selections(selection: &Selection) -> Vec<Selection> {
    let patterns: Vec<&String> = selection.patterns().iter().collect();
    let mut fewer: Vec<Selection> = each(&patterns, |_| Vec::new())
        .into_iter()
        .filter(|patterns| !patterns.is_empty())
        .map(|patterns| match selection {
            Selection::Only(_) => Selection::only(patterns),
            Selection::AllExcept(_) => Selection::all_except(patterns),
        })
        .collect();
    if *selection != Selection::only(["*"]) {
        fewer.push(Selection::only(["*"]));
    }
    fewer
}

fn conditions(condition: &Condition) -> Vec<Condition> {
    type Test = (String, String, Vec<String>);
    let tests: Vec<Test> = condition
        .tests()
        .map(|(operator, key, values)| {
            (
                operator.to_owned(),
                key.to_owned(),
                values.iter().cloned().collect(),
            )
        })
        .collect();
    let fewer = |(operator, key, values): &Test| {
        let lists = each(values, |_| Vec::new()).into_iter();
        lists
            .filter(|values| !values.is_empty())
            .map(|values| (operator.clone(), key.clone(), values))
            .collect()
    };
    let build = |tests: Vec<Test>| {
        tests.into_iter().fold(
            Condition::default(),
            |condition, (operator, key, values)| condition.and(&operator, &key, values),
        )
    };
    each(&tests, fewer).into_iter().map(build).collect()
}

/// The context without one of its keys, or with one that was unknown absent.
fn contexts(context: &Context) -> Vec<Context> {
    let keys: Vec<(&str, &KeyValue)> = context.keys().collect();
    let build = |keys: Vec<(&str, &KeyValue)>| {
        let others = match context.others() {
            KeyValue::Unknown => Context::partial(),
            _ => Context::complete(),
        };
        keys.into_iter().fold(others, |context, (key, value)| {
            context.with_value(key, value.clone())
        })
    };
    each(&keys, |_| Vec::new()).into_iter().map(build).collect()
}
