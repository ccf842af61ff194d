//! A change as JSON.
//!
//! ```json
//! {
//!   "summary": "1 gain of access",
//!   "access": {
//!     "unchanged": false,
//!     "compared": 66,
//!     "shifts": [{
//!       "kind": "policies",
//!       "holders": [{ "by": ["engineers"], "who": [{ "kind": "person", "name": "ada" }] }],
//!       "in": { "staging": "arn:aws:iam::…:role/…" },
//!       "permissionSet": "Developer",
//!       "terms": null,
//!       "gains": { "grants": [{ "actions": ["s3:PutObject"], "on": […], "when": […], "such as": { … } }], "unknown": [] },
//!       "loses": …, "freed": …, "bound": …
//!     }],
//!     "admissions": […], "visits": […], "unknown": […]
//!   },
//!   "reach": { "unchanged": true, "opens": […], "closes": […], "unknown": […] },
//!   "verdicts": [{ "control": …, "old": "proved", "new": "refuted", "worse": true, "witnesses": […] }]
//! }
//! ```

use bailiwick_diff::access::{
    Admission, AdmissionKind, Delta, Entrance, Example, Grant, Shift, ShiftKind, Visit, Who,
};
use bailiwick_diff::reach::Passage;
use bailiwick_diff::{Change, Flip, Judged};
use bailiwick_iam::{actions, service_data};
use serde_json::{Value, json};

use bailiwick_diff::told::told;

/// The whole.
#[must_use]
pub fn render(change: &Change) -> Value {
    let (access, reach) = (&change.access, &change.reach);
    json!({
        "summary": told(change).summary,
        "serviceData": service_data().date(),
        "access": {
            "unchanged": access.is_unchanged(),
            "compared": access.compared,
            "shifts": all(&access.shifts, shift),
            "admissions": all(&access.admissions, admission),
            "visits": all(&access.visits, visit),
            "unknown": access.unknown,
        },
        "reach": {
            "unchanged": reach.is_unchanged(),
            "compared": reach.compared,
            "opens": all(&reach.opens, passage),
            "closes": all(&reach.closes, passage),
            "unknown": reach.unknown,
        },
        "controls": match change.judged {
            Judged::Both(old, new) => json!({ "old": old, "new": new }),
            Judged::Alike => json!("alike"),
            Judged::NotAsked => Value::Null,
        },
        "verdicts": all(&change.verdicts, flip),
    })
}

fn all<'a, T: 'a>(list: impl IntoIterator<Item = &'a T>, one: impl Fn(&T) -> Value) -> Value {
    list.into_iter().map(one).collect()
}

fn shift(shift: &Shift) -> Value {
    let (kind, terms) = match &shift.kind {
        ShiftKind::Comes { terms } => ("comes", json!({ "new": terms })),
        ShiftKind::NeedNotAsk => ("need not ask", Value::Null),
        ShiftKind::Policies => ("policies", Value::Null),
        ShiftKind::Terms { old, new } => ("terms", json!({ "old": old, "new": new })),
        ShiftKind::MustAsk { terms } => ("must ask", json!({ "new": terms })),
        ShiftKind::Goes => ("goes", Value::Null),
    };
    let holders = shift
        .holders
        .iter()
        .map(|(groups, people)| json!({ "by": groups, "who": all(people, who) }));
    json!({
        "kind": kind,
        "holders": holders.collect::<Vec<_>>(),
        "in": shift.places,
        "permissionSet": shift.permission_set,
        "terms": terms,
        "gains": delta(&shift.gains),
        "loses": delta(&shift.loses),
        "freed": delta(&shift.freed),
        "bound": delta(&shift.bound),
    })
}

fn who(who: &Who) -> Value {
    json!({ "kind": who.kind.word(), "name": who.name })
}

fn delta(delta: &Delta) -> Value {
    json!({ "grants": all(&delta.grants, grant), "unknown": delta.unknown })
}

fn grant(grant: &Grant) -> Value {
    json!({
        "actions": actions::cover(service_data(), &grant.actions),
        "on": grant.on,
        "when": grant.when,
        "suchAs": example(&grant.shown_by),
        "knownToServiceData": grant.is_known,
    })
}

fn example(example: &Example) -> Value {
    let with = example.with.iter();
    let with = with.map(|(key, values)| (key.clone(), json!(values)));
    json!({
        "action": example.action,
        "resource": example.resource,
        "by": example.by,
        "context": with.collect::<serde_json::Map<_, _>>(),
    })
}

fn admission(admission: &Admission) -> Value {
    let kind = match admission.kind {
        AdmissionKind::Trust => "trust",
        AdmissionKind::Resource => "resource",
        AdmissionKind::ResourceControl => "resource control",
    };
    json!({
        "kind": kind,
        "name": admission.name,
        "in": admission.accounts,
        "was": admission.is_there.0,
        "is": admission.is_there.1,
        "letsIn": entrance(&admission.lets_in),
        "keepsOut": entrance(&admission.keeps_out),
    })
}

fn entrance(entrance: &Entrance) -> Value {
    json!({
        "names": entrance.names,
        "suchAs": entrance.shown_by.as_ref().map(example),
        "unknown": entrance.unknown,
    })
}

fn visit(visit: &Visit) -> Value {
    json!({
        "system": visit.system,
        "permission": visit.permission,
        "who": all(&visit.who, who),
        "old": visit.old,
        "new": visit.new,
    })
}

fn passage(passage: &Passage) -> Value {
    json!({
        "from": passage.from,
        "to": passage.to,
        "traffic": passage.traffic,
        "packet": passage.packet.to_string(),
        "hops": passage.hops,
    })
}

fn flip(flip: &Flip) -> Value {
    let witness = |one: &bailiwick_controls::Witness| {
        let details = one.details.iter();
        let details = details.map(|(name, value)| ((*name).to_owned(), json!(value)));
        json!({
            "kind": one.kind.word(),
            "what": one.what,
            "details": details.collect::<serde_json::Map<_, _>>(),
        })
    };
    let reason =
        |one: &bailiwick_controls::Reason| json!({ "kind": one.kind(), "text": one.text() });
    json!({
        "control": flip.control,
        "statement": flip.statement,
        "old": flip.old,
        "new": flip.new,
        "worse": flip.is_worse(),
        "fails": flip.fails,
        "noLongerAsks": flip.asked,
        "nowAsks": flip.asks,
        "witnesses": all(&flip.witnesses, witness),
        "reasons": all(&flip.reasons, reason),
    })
}
