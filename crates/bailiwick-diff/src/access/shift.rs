//! What becomes of everybody: the ways that come and go, and what is behind those that stay.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use bailiwick_iam::account::{Account, Principal};

use super::difference::{Delta, Differences};
use super::layers::{Layers, written};
use super::merge::merged;
use super::ways::{Ends, Way, Who, name_of, ways};
use crate::side::Side;

/// The same thing that a change does to some people or machines, in some accounts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shift {
    /// Whom it is about, by the groups that lead there.
    pub holders: BTreeMap<BTreeSet<String>, BTreeSet<Who>>,
    /// The accounts, each with the ARNs of the users or roles.
    pub places: BTreeMap<String, BTreeSet<String>>,
    /// The permission set that the roles are made of, if they are.
    pub permission_set: Option<String>,
    /// What happens.
    pub kind: ShiftKind,
    /// What is allowed now, and was not.
    pub gains: Delta,
    /// What was allowed, and is not now.
    pub loses: Delta,
    /// What a policy of a resource can let it do now, and could not: a denial or limit went.
    pub freed: Delta,
    /// What no policy of a resource can let it do any more.
    pub bound: Delta,
}

/// What happens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ShiftKind {
    /// They come to it, and did not.
    Comes {
        /// What has to be asked for, by whom it is approved, until when.
        terms: BTreeSet<String>,
    },
    /// They need not ask for it any more.
    NeedNotAsk,
    /// Policies are others.
    Policies,
    /// What is said of the way is another thing: who approves, for how long, until when.
    Terms {
        /// What was said.
        old: BTreeSet<String>,
        /// What is said.
        new: BTreeSet<String>,
    },
    /// They have to ask for it from now on.
    MustAsk {
        /// For what.
        terms: BTreeSet<String>,
    },
    /// They came to it, and do not.
    Goes,
}

impl Shift {
    fn deltas(&self) -> [&Delta; 4] {
        [&self.gains, &self.loses, &self.freed, &self.bound]
    }

    fn is_nothing(&self) -> bool {
        self.kind == ShiftKind::Policies && self.deltas().into_iter().all(Delta::is_nothing)
    }

    /// Whether nothing changes but what others limit.
    fn is_about_limits(&self) -> bool {
        let own = [&self.gains, &self.loses];
        self.kind == ShiftKind::Policies && own.into_iter().all(Delta::is_nothing)
    }

    /// Whether somebody gains by it, for certain.
    #[must_use]
    pub fn is_gain(&self) -> bool {
        matches!(self.kind, ShiftKind::NeedNotAsk | ShiftKind::Terms { .. })
            || !self.gains.grants.is_empty()
            || !self.freed.grants.is_empty()
    }

    /// Whether somebody loses by it, for certain.
    #[must_use]
    pub fn is_loss(&self) -> bool {
        matches!(self.kind, ShiftKind::MustAsk { .. })
            || !self.loses.grants.is_empty()
            || !self.bound.grants.is_empty()
    }

    /// Whether something about it is not known.
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        self.deltas()
            .into_iter()
            .any(|delta| !delta.unknown.is_empty())
    }
}

/// What is behind an end of a way.
struct Behind {
    layers: Layers,
    permission_set: Option<String>,
}

/// Compares everybody. Returns also how many users and roles there are on either side.
pub(super) fn shifts(old: &Side<'_>, new: &Side<'_>) -> (Vec<Shift>, usize) {
    let (behind_old, behind_new) = (behind(old), behind(new));
    let (ways_old, ways_new) = (ways(old, new), ways(new, old));
    let differences = Differences::default();
    let none = Behind::none();
    let mut found: Vec<Shift> = Vec::new();
    let mut behind_both: BTreeMap<&String, [Delta; 4]> = BTreeMap::new();
    let all: BTreeSet<&Ends> = ways_old.keys().chain(ways_new.keys()).collect();
    for ends in all {
        let (who, account, arn) = ends;
        let was = behind_old.get(arn).unwrap_or(&none);
        let is = behind_new.get(arn).unwrap_or(&none);
        let (kind, way) = match (ways_old.get(ends), ways_new.get(ends)) {
            (None, Some(way)) => {
                let terms = way.terms.clone();
                (ShiftKind::Comes { terms }, way)
            }
            (Some(way), None) => (ShiftKind::Goes, way),
            (Some(before), Some(way)) => (between(before, way), way),
            (None, None) => continue,
        };
        let had = |ways: &BTreeMap<Ends, Way>, behind: &BTreeMap<String, Behind>| {
            others(ends, way.is_standing, ways, behind)
        };
        let mut shift = Shift {
            holders: BTreeMap::from([(way.groups.clone(), BTreeSet::from([who.clone()]))]),
            places: BTreeMap::from([(account.clone(), BTreeSet::from([arn.clone()]))]),
            permission_set: is.permission_set.clone().or(was.permission_set.clone()),
            kind,
            gains: Delta::default(),
            loses: Delta::default(),
            freed: Delta::default(),
            bound: Delta::default(),
        };
        let ask = |had: Vec<Layers>, has: &Layers| differences.newly(had, has, arn);
        match &shift.kind {
            ShiftKind::Comes { .. } => {
                shift.gains = ask(had(&ways_old, &behind_old), &is.layers);
            }
            ShiftKind::Goes => {
                shift.loses = ask(had(&ways_new, &behind_new), &was.layers);
            }
            _ => {
                let deltas = behind_both
                    .entry(arn)
                    .or_insert_with(|| deltas(&differences, &was.layers, &is.layers, arn));
                [shift.gains, shift.loses, shift.freed, shift.bound] = deltas.clone();
            }
        }
        if shift.is_about_limits() {
            // The same is kept from whoever is there, as whatever they come.
            shift.permission_set = None;
        }
        if !shift.is_nothing() {
            found.push(shift);
        }
    }
    let arns: BTreeSet<&String> = behind_old.keys().chain(behind_new.keys()).collect();
    (merged(found), arns.len())
}

/// What becomes of a user or role that stays: gains, loses, freed, bound.
fn deltas(differences: &Differences, was: &Layers, is: &Layers, arn: &str) -> [Delta; 4] {
    if was == is {
        return Default::default();
    }
    let ask = |had: Layers, has: &Layers| differences.newly(vec![had], has, arn);
    let limits = |from: &Layers, to: &Layers| {
        let own = ask(from.limits(), &to.limits());
        match own.is_nothing() {
            true => ask(from.limits_beside_boundary(), &to.limits_beside_boundary()),
            false => own,
        }
    };
    [
        ask(was.clone(), is),
        ask(is.clone(), was),
        limits(was, is),
        limits(is, was),
    ]
}

fn between(old: &Way, new: &Way) -> ShiftKind {
    match (old.is_standing, new.is_standing) {
        (false, true) => ShiftKind::NeedNotAsk,
        (true, false) => ShiftKind::MustAsk {
            terms: new.terms.clone(),
        },
        _ if old.terms != new.terms => ShiftKind::Terms {
            old: old.terms.clone(),
            new: new.terms.clone(),
        },
        _ => ShiftKind::Policies,
    }
}

/// What somebody has in the same account by other ways, which ask for no more than this one.
fn others(
    ends: &Ends,
    is_standing: bool,
    ways: &BTreeMap<Ends, Way>,
    behind: &BTreeMap<String, Behind>,
) -> Vec<Layers> {
    let (who, account, arn) = ends;
    let first = (who.clone(), account.clone(), String::new());
    ways.range(first..)
        .take_while(|((one, place, _), _)| one == who && place == account)
        .filter(|((_, _, other), way)| other != arn && (way.is_standing || !is_standing))
        .filter_map(|((_, _, other), _)| Some(behind.get(other)?.layers.clone()))
        .collect()
}

fn behind(side: &Side<'_>) -> BTreeMap<String, Behind> {
    let mut behind = BTreeMap::new();
    for account in side.peopled.iter() {
        let written = written(side, &name_of(account));
        for principal in &account.principals {
            let one = Behind::of(account, principal, &written);
            behind.insert(principal.arn.clone(), one);
        }
    }
    behind
}

impl Behind {
    fn of(account: &Account, principal: &Principal, written: &Rc<str>) -> Self {
        let role = principal.as_role();
        Self {
            layers: Layers::of(account, principal, written),
            permission_set: role.and_then(|role| role.permission_set.clone()),
        }
    }

    /// Nobody.
    fn none() -> Self {
        Self {
            layers: Layers::none(),
            permission_set: None,
        }
    }
}
