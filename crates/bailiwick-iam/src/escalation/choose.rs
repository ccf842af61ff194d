//! Choosing the name of a resource: whoever creates something names it, and whoever looks
//! for something finds one whose name is allowed.

use std::collections::BTreeSet;

use super::circumstances::circumstances_on;
use super::judge::Actor;
use super::judgement::Judgement;
use super::names::{Common, REGIONS, common, shape, without_variables};
use crate::service_data;

/// A resource of a type on which the actor may do all of the actions: the caller chooses
/// its name, or finds one that has it.
pub(super) fn name(
    actor: &Actor<'_>,
    kind: &str,
    actions: &[&'static str],
) -> Option<(String, Judgement)> {
    let mut best: Option<(String, Judgement)> = None;
    let (choices, all_of_them) = choices(actor, actions);
    let mut gave_up = !all_of_them;
    for shape in shapes(actor, kind, actions) {
        for patterns in &choices {
            let mut all = vec![shape.as_str()];
            all.extend(patterns.iter().map(String::as_str));
            let arn = match common(&all) {
                Common::Name(arn) => arn,
                Common::Nothing => continue,
                Common::GaveUp => {
                    gave_up = true;
                    continue;
                }
            };
            let judged = actions.iter().fold(Judgement::yes(), |judged, action| {
                judged.and(actor.judge(action, &arn, circumstances_on(&arn)))
            });
            if judged.is_yes() {
                return Some((arn, judged));
            }
            if !judged.is_no() && best.is_none() {
                best = Some((arn, judged));
            }
        }
    }
    best.or_else(|| {
        let why = format!("a name that the policies allow for a {kind}");
        gave_up.then(|| ("*".to_owned(), Judgement::unknown(why)))
    })
}

/// The shapes of the ARNs of a type of the actions' service, the likeliest first.
fn shapes(actor: &Actor<'_>, kind: &str, actions: &[&'static str]) -> Vec<String> {
    let action = actions.first().copied().unwrap_or_default();
    let service = service_data().action(action).map(|(service, _)| service);
    let Some(known) = service.and_then(|service| service.resource_type(kind)) else {
        return Vec::new();
    };
    let named = actor.regions();
    let regions = named.iter().map(String::as_str).chain(REGIONS);
    let shape = |template: &str, region| {
        let partition = actor.principal.arn.split(':').nth(1).unwrap_or("aws");
        shape(template, partition, region, actor.account.id.as_str())
    };
    let templates = known.arn_patterns().iter();
    templates
        .flat_map(|template| {
            let regions = regions.clone();
            regions.map(|region| shape(template.as_str(), region))
        })
        .collect()
}

/// At most so many combinations of patterns are tried for one name.
const CHOICES: usize = 500;

/// One pattern for each action and each limit on it, in every combination, and whether
/// these are all: a name that is allowed matches all patterns of one of them. `*` needs no
/// matching.
fn choices(actor: &Actor<'_>, actions: &[&'static str]) -> (BTreeSet<BTreeSet<String>>, bool) {
    let lists = actions.iter().flat_map(|action| {
        let mut lists = actor.limits(action);
        lists.push(actor.allowing(action));
        lists
    });
    let mut choices = BTreeSet::from([BTreeSet::new()]);
    let mut all_of_them = true;
    for list in lists {
        if list.iter().any(|pattern| pattern == "*") {
            continue;
        }
        let combined = choices.iter().flat_map(|choice: &BTreeSet<String>| {
            list.iter().map(|pattern| {
                let mut choice = choice.clone();
                choice.insert(without_variables(pattern));
                choice
            })
        });
        let combined: BTreeSet<_> = combined.take(CHOICES + 1).collect();
        all_of_them &= combined.len() <= CHOICES;
        choices = combined;
    }
    (choices, all_of_them)
}
