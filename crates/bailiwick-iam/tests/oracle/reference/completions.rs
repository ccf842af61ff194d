//! Everything that a request and its policies leave open, filled in every way.
//!
//! A key that is not known may be absent or have any value; one value is taken for each that
//! the policies can tell apart ([`super::mentions`]). A policy that was not given may be
//! there or not, and may allow everything, nothing, or deny everything: more it cannot do to
//! one request. Whether two accounts are one, and what AWS does not document, goes both ways.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use bailiwick_iam::decide::{Known, Layers};
use bailiwick_iam::policy::{Policy, Principal, Principals, Statement};
use bailiwick_iam::request::{KeyValue, Request};

use super::derived;
use super::facts::{Facts, Owner};
use super::layers::{Policies, needs_its_policy};
use super::mentions;

/// Every completion of one question.
pub(crate) struct Completions<'p> {
    request: Request,
    owners: Vec<Owner>,
    keys: Vec<(String, Vec<Option<Vec<String>>>)>,
    identity: Vec<Vec<&'p Policy>>,
    boundary: Vec<Option<&'p Policy>>,
    session: Vec<Option<Vec<&'p Policy>>>,
    resource: Vec<Option<&'p Policy>>,
    service_control: Vec<Vec<Vec<&'p Policy>>>,
    resource_control: Vec<Vec<Vec<&'p Policy>>>,
    endpoint: Vec<Option<&'p Policy>>,
    caller_in_management_account: Vec<bool>,
    resource_in_management_account: Vec<bool>,
}

pub(crate) fn completions<'p>(layers: &Layers<'p>, request: &Request) -> Completions<'p> {
    let [everything, nothing, deny] = extremes();
    let attached = [everything, nothing, deny];
    let one = |policies: &Known<Option<&'p Policy>>| {
        ways(policies, || {
            std::iter::once(None).chain(attached.map(Some)).collect()
        })
    };
    let levels = |levels: &Known<Vec<Vec<&'p Policy>>>| {
        ways(levels, || {
            attached.map(|policy| vec![vec![policy]]).to_vec()
        })
    };
    let mentioned: Vec<&Policy> = given(layers);
    let owners = match request.resource.owner() {
        Some(account) => vec![Owner::Account(account)],
        // An action without a resource is on the caller's own account.
        None if request.resource.arn == "*" => vec![Owner::Same],
        None => vec![Owner::Same, Owner::Other],
    };
    let mut derived: BTreeMap<&str, KeyValue> =
        derived::keys(request, owners[0]).into_iter().collect();
    if owners.len() > 1 {
        derived.insert("aws:resourceaccount", KeyValue::Unknown);
    }
    let keys = mentions::keys(&mentioned)
        .into_iter()
        .map(|key| {
            let known = request
                .context
                .set(&key)
                .or_else(|| derived.get(key.as_str()));
            let values = match known.unwrap_or(request.context.others()) {
                KeyValue::Present(values) => vec![Some(values.clone())],
                KeyValue::Absent => vec![None],
                KeyValue::Unknown => mentions::values(&key, &mentioned, request),
            };
            (key, values)
        })
        .collect();
    Completions {
        request: request.clone(),
        owners,
        keys,
        identity: ways(&layers.identity, || {
            attached.map(|policy| vec![policy]).to_vec()
        }),
        boundary: one(&layers.boundary),
        session: ways(&layers.session, || {
            let sessions = attached.map(|policy| Some(vec![policy]));
            std::iter::once(None).chain(sessions).collect()
        }),
        resource: match &layers.resource {
            // "Every KMS key must have exactly one key policy", and every role a trust policy:
            // none means that it was not given
            // (<https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html>).
            Known::Known(None) if needs_its_policy(&request.action, &request.resource.arn) => {
                attached.map(Some).to_vec()
            }
            policy => one(policy),
        },
        service_control: levels(&layers.service_control),
        resource_control: levels(&layers.resource_control),
        endpoint: one(&layers.endpoint),
        caller_in_management_account: ways(&layers.caller_in_management_account, both),
        resource_in_management_account: ways(&layers.resource_in_management_account, both),
    }
}

impl<'p> Completions<'p> {
    /// How many there are.
    pub(crate) fn count(&self) -> u64 {
        let keys = self.keys.iter().map(|(_, values)| values.len());
        self.sizes()
            .into_iter()
            .chain(keys)
            .fold(1, |count, size| count.saturating_mul(size as u64))
    }

    /// The completion with this number, which is less than [`Completions::count`].
    pub(crate) fn nth(&self, mut number: u64) -> (Policies<'p>, Facts) {
        let mut digit = |size: usize| {
            let digit = number % size as u64;
            number /= size as u64;
            digit as usize
        };
        let at = self.sizes().map(&mut digit);
        let keys = self
            .keys
            .iter()
            .filter_map(|(key, values)| Some((key.clone(), values[digit(values.len())].clone()?)))
            .collect();
        let policies = Policies {
            identity: self.identity[at[0]].clone(),
            boundary: self.boundary[at[1]],
            session: self.session[at[2]].clone(),
            resource: self.resource[at[3]],
            service_control: self.service_control[at[4]].clone(),
            resource_control: self.resource_control[at[5]].clone(),
            endpoint: self.endpoint[at[6]],
            caller_in_management_account: self.caller_in_management_account[at[7]],
            resource_in_management_account: self.resource_in_management_account[at[8]],
        };
        let facts = Facts {
            caller: self.request.caller.clone(),
            action: self.request.action.clone(),
            arn: self.request.resource.arn.clone(),
            owner: self.owners[at[9]],
            keys,
            undocumented: at[10] == 1,
        };
        (policies, facts)
    }

    fn sizes(&self) -> [usize; 11] {
        [
            self.identity.len(),
            self.boundary.len(),
            self.session.len(),
            self.resource.len(),
            self.service_control.len(),
            self.resource_control.len(),
            self.endpoint.len(),
            self.caller_in_management_account.len(),
            self.resource_in_management_account.len(),
            self.owners.len(),
            2,
        ]
    }
}

/// What is known, or every way it could be.
fn ways<T: Clone>(value: &Known<T>, all: impl FnOnce() -> Vec<T>) -> Vec<T> {
    match value {
        Known::Known(value) => vec![value.clone()],
        Known::Unknown(_) => all(),
    }
}

fn both() -> Vec<bool> {
    vec![false, true]
}

/// Every policy that is known.
fn given<'p>(layers: &Layers<'p>) -> Vec<&'p Policy> {
    fn of<T: Clone, P>(value: &Known<T>, policies: impl Fn(T) -> Vec<P>) -> Vec<P> {
        match value {
            Known::Known(value) => policies(value.clone()),
            Known::Unknown(_) => Vec::new(),
        }
    }
    let option = |policy: Option<&'p Policy>| policy.into_iter().collect::<Vec<_>>();
    [
        of(&layers.identity, |policies| policies),
        of(&layers.boundary, option),
        of(&layers.session, |policies| policies.unwrap_or_default()),
        of(&layers.resource, option),
        of(&layers.service_control, |levels| levels.concat()),
        of(&layers.resource_control, |levels| levels.concat()),
        of(&layers.endpoint, option),
    ]
    .concat()
}

/// A policy that allows everyone everything, one that says nothing, and one that denies.
fn extremes() -> [&'static Policy; 3] {
    static EXTREMES: OnceLock<[Policy; 3]> = OnceLock::new();
    EXTREMES
        .get_or_init(|| {
            let everyone = Principal::Only(Principals::Everyone);
            let allow = Statement::allow(["*"])
                .on(["*"])
                .for_principal(everyone.clone());
            let deny = Statement::deny(["*"]).on(["*"]).for_principal(everyone);
            [Policy::new([allow]), Policy::new([]), Policy::new([deny])]
        })
        .each_ref()
}
