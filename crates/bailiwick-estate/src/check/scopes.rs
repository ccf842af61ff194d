//! A selection selects something; a control about nothing is never proved.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::{List, Pairs, Ref, Text};
use crate::model::{Account, Environment, Scope};
use crate::value::TagKey;

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let candidates: Vec<Candidate<'_>> = candidates(estate).collect();
    for control in estate.controls.iter() {
        let access = control.access.as_ref();
        let scopes = [
            ("applies_to", control.applies_to.as_ref()),
            ("to", control.reach.as_ref().map(|reach| &reach.to)),
            ("on", access.and_then(|access| access.on.as_ref())),
        ];
        for (field, scope) in scopes {
            let Some(scope) = scope else { continue };
            if selects_nothing(&candidates, scope) {
                diagnostics.push(
                    Diagnostic::warning(
                        Code::SELECTS_NOTHING,
                        scope.fields.head,
                        format!("this `{field}` selects nothing, so nothing would show that `{}` holds", control.name),
                    )
                    .help("all parts of a selection must match at once; take a part away, or name what is really meant"),
                );
            }
        }
    }
}

/// What a selection asks about one thing. `None` where the thing cannot have it.
struct Candidate<'e> {
    account: Option<&'e Account>,
    account_name: Option<&'e str>,
    environment: Option<&'e Ref<Environment>>,
    systems: Vec<&'e str>,
    workload: Option<&'e str>,
    network: Option<&'e str>,
    tags: &'e [(TagKey, Text)],
}

fn selects_nothing(candidates: &[Candidate<'_>], scope: &Scope) -> bool {
    !candidates
        .iter()
        .any(|candidate| selected(scope, candidate))
        && scope.fields.iter().next().is_some()
}

fn selected(scope: &Scope, one: &Candidate<'_>) -> bool {
    let class = one.account.and_then(|account| account.class.as_ref());
    let unit = one.account.and_then(|account| account.unit.as_ref());
    let below = |unit: &str, above: &str| {
        let rest = unit.strip_prefix(above);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    named(&scope.environments, one.environment.map(Ref::as_str))
        && named(&scope.accounts, one.account_name)
        && named(&scope.classes, class.map(Ref::as_str))
        && named(&scope.workloads, one.workload)
        && named(&scope.networks, one.network)
        && (scope.units.is_empty()
            || scope
                .units
                .iter()
                .any(|above| unit.is_some_and(|unit| below(unit.as_str(), above.as_str()))))
        && (scope.systems.is_empty()
            || scope
                .systems
                .iter()
                .any(|system| one.systems.contains(&system.as_str())))
        && scope.tags.iter().all(|(key, value)| {
            one.tags
                .iter()
                .any(|(own, text)| own == key && **text == **value)
        })
}

fn named<T>(wanted: &List<Ref<T>>, name: Option<&str>) -> bool {
    wanted.is_empty() || wanted.iter().any(|one| Some(one.as_str()) == name)
}

fn candidates(estate: &Estate) -> impl Iterator<Item = Candidate<'_>> {
    let located = |account: Option<&Ref<Account>>, environment, tags| {
        let account = account.and_then(|account| account.of(&estate.accounts));
        Candidate {
            account: account.map(|account| &account.value),
            account_name: account.map(|account| account.name.as_str()),
            environment: match (environment, account) {
                (Some(environment), _) => Some(environment),
                (None, account) => account.and_then(|account| account.environment.as_ref()),
            },
            systems: Vec::new(),
            workload: None,
            network: None,
            tags,
        }
    };
    let no_tags = &[][..];
    let accounts = estate.accounts.iter().map(|account| Candidate {
        account: Some(&account.value),
        account_name: Some(account.name.as_str()),
        environment: account.environment.as_ref(),
        systems: Vec::new(),
        workload: None,
        network: None,
        tags: &account.tags,
    });
    let systems = estate.systems.iter().map(move |system| {
        let wholes = std::iter::successors(Some(system), |system| {
            system.part_of.as_ref()?.of(&estate.systems)
        });
        let wholes: Vec<_> = wholes.take(estate.systems.len() + 1).collect();
        let account = wholes.iter().find_map(|whole| whole.account.as_ref());
        let environment = wholes.iter().find_map(|whole| whole.environment.as_ref());
        Candidate {
            systems: wholes.iter().map(|whole| whole.name.as_str()).collect(),
            ..located(account, environment, no_tags)
        }
    });
    let workloads = estate.workloads.iter().map(move |workload| Candidate {
        workload: Some(workload.name.as_str()),
        network: workload.network.as_ref().map(Ref::as_str),
        ..located(
            Some(&workload.account),
            workload.environment.as_ref(),
            pairs(&workload.tags),
        )
    });
    let networks = estate.networks.iter().map(move |network| Candidate {
        network: Some(network.name.as_str()),
        ..located(
            network.account.as_ref(),
            network.environment.as_ref(),
            pairs(&network.tags),
        )
    });
    accounts.chain(systems).chain(workloads).chain(networks)
}

fn pairs(tags: &Pairs<TagKey, Text>) -> &[(TagKey, Text)] {
    tags
}
