//! The graph: principals in some state, and the steps that lead from one to another.

use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use super::administrator::is_administrator;
use super::judge::Actor;
use super::judgement::Judgement;
use super::node::{Change, Node};
use super::path::Path;
use super::paths::paths;
use super::report::{Gain, Step};
use super::step::walk;
use crate::account::{Account, Accounts, Principal, Takeable};
use crate::request::AccountId;

/// All principals, and what was found out about each so far.
pub(super) struct Graph<'a> {
    /// Every principal with its account; those of one account stand together.
    pub(super) principals: Vec<(&'a Account, &'a Principal)>,
    /// The roles by whom they trust, at the same places.
    pub(super) takeable: Takeable<'a>,
    accounts: BTreeMap<AccountId, Range<usize>>,
    trusts: RefCell<BTreeMap<(usize, &'static str), Judgement>>,
    places: RefCell<BTreeMap<Node, Rc<Place>>>,
}

/// What holds at a node.
pub(super) struct Place {
    /// Whether whoever stands here is an administrator.
    pub(super) administrator: Judgement,
    /// The policies of it that are not known, in words.
    pub(super) missing: Vec<String>,
    /// The steps from here, found when they are first asked for.
    steps: OnceCell<Vec<(Node, Step)>>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(accounts: &'a Accounts) -> Self {
        // Of several chains that are alike, the same is shown whatever order they came in.
        let mut principals: Vec<_> = accounts.principals().collect();
        principals.sort_by_key(|(account, principal)| (account.id, principal.arn.as_str()));
        let mut ranges: BTreeMap<AccountId, Range<usize>> = BTreeMap::new();
        for (place, (account, _)) in principals.iter().enumerate() {
            ranges.entry(account.id).or_insert(place..place).end = place + 1;
        }
        Self {
            takeable: Takeable::new(principals.iter().copied()),
            principals,
            accounts: ranges,
            trusts: RefCell::default(),
            places: RefCell::default(),
        }
    }

    /// The principals of an account, with their places.
    pub(super) fn members(
        &self,
        account: &Account,
    ) -> impl Iterator<Item = (usize, &'a Principal)> + use<'a, '_> {
        let range = self.accounts.get(&account.id).cloned().unwrap_or_default();
        range.map(|place| (place, self.principals[place].1))
    }

    /// Whether a role trusts a service, worked out once.
    pub(super) fn trust(
        &self,
        role: usize,
        service: &'static str,
        judge: impl FnOnce() -> Judgement,
    ) -> Judgement {
        let mut trusts = self.trusts.borrow_mut();
        trusts.entry((role, service)).or_insert_with(judge).clone()
    }

    /// What holds at a node, worked out once.
    pub(super) fn place(&self, node: &Node) -> Rc<Place> {
        if let Some(known) = self.places.borrow().get(node) {
            return Rc::clone(known);
        }
        let place = Rc::new(self.look_at(node));
        self.places
            .borrow_mut()
            .insert(node.clone(), Rc::clone(&place));
        place
    }

    fn look_at(&self, node: &Node) -> Place {
        let actor = self.actor(node);
        Place {
            administrator: is_administrator(&actor),
            missing: actor.missing,
            steps: OnceCell::new(),
        }
    }

    /// The steps from a node; none for an administrator, who needs none.
    pub(super) fn steps<'p>(&self, node: &Node, place: &'p Place) -> &'p [(Node, Step)] {
        place.steps.get_or_init(|| {
            if !place.administrator.is_no() {
                return Vec::new();
            }
            let actor = self.actor(node);
            let mut found: BTreeMap<Node, Vec<(&'static Path, Step)>> = BTreeMap::new();
            for path in paths() {
                for (to, step) in self.steps_of(node, &actor, path) {
                    found.entry(to).or_default().push((path, step));
                }
            }
            let found = found.into_iter();
            found
                .filter_map(|(to, ways)| Some((to, best(ways)?)))
                .collect()
        })
    }

    fn actor(&self, node: &Node) -> Actor<'a> {
        let (account, principal) = self.principals[node.principal];
        Actor::new(node, account, principal)
    }

    /// The steps of one path.
    fn steps_of(&self, node: &Node, actor: &Actor<'_>, path: &'static Path) -> Vec<(Node, Step)> {
        // A role's trust alone may let somebody of its account take it.
        let needed = path.needs.iter().filter(|need| **need != "sts:AssumeRole");
        if !needed.into_iter().all(|action| actor.may(action)) {
            return Vec::new();
        }
        let bindings = self.bindings(node, actor, path);
        let walked = bindings.into_iter().filter_map(|binding| {
            let target = self.principals[binding.to.principal].1;
            let (calls, judgement) = walk(actor, path, &binding, target)?;
            let step = Step {
                path,
                also: Vec::new(),
                by: actor.principal.arn.clone(),
                gain: gain(&binding.to, target),
                calls,
                depends_on: judgement.depends_on,
            };
            Some((binding.to, step))
        });
        walked.collect()
    }
}

/// The best way to a node: one that depends on nothing unknown, of those the first. The
/// others stand beside it.
fn best(ways: Vec<(&'static Path, Step)>) -> Option<Step> {
    let mut ids: Vec<&'static str> = ways.iter().map(|(path, _)| path.id).collect();
    let steps = ways.into_iter().map(|(_, step)| step);
    let mut step = steps.min_by_key(|step| step.depends_on.len())?;
    ids.dedup();
    ids.retain(|id| *id != step.path.id);
    step.also = ids;
    Some(step)
}

fn gain(to: &Node, target: &Principal) -> Gain {
    match &to.change {
        Change::None => Gain::Principal(target.arn.clone()),
        Change::Raised(_) => Gain::Anything(target.arn.clone()),
        Change::Joined(groups) => Gain::Groups(groups.iter().cloned().collect()),
    }
}
