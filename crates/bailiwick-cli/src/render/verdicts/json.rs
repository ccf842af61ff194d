//! Verdicts as JSON.
//!
//! ```json
//! [{
//!   "control": "databases-internal",
//!   "statement": "Databases answer to the internal network only.",
//!   "verdict": "refuted",
//!   "fails": true,
//!   "accepted": null,
//!   "notLookedAt": ["observed"],
//!   "findings": [{
//!     "part": "reach",
//!     "evidence": "compiled",
//!     "verdict": "refuted",
//!     "basis": [],
//!     "witnesses": [{ "kind": "packet", "what": …, "details": { … }, "place": "acme/networks.yaml:9" }],
//!     "attested": null,
//!     "reasons": [{ "kind": "not modelled", "text": … }]
//!   }]
//! }]
//! ```

use bailiwick_controls::{Finding, Judgement, Verdict, Witness};
use serde_json::{Map, Value, json};

use crate::front::Front;

/// All verdicts, in the order of the estate.
#[must_use]
pub fn render(front: &Front, judgements: &[Judgement<'_>]) -> Value {
    judgements
        .iter()
        .map(|judgement| {
            let findings: Vec<Value> = judgement
                .findings
                .iter()
                .map(|one| finding(front, one))
                .collect();
            let unseen: Vec<&str> = judgement
                .not_looked_at
                .iter()
                .map(|evidence| evidence.as_str())
                .collect();
            let accepted = judgement.accepted.map(|exception| {
                json!({
                    "because": exception.because.as_str(),
                    "until": exception.until.map(|until| until.to_string()),
                })
            });
            json!({
                "control": judgement.control.name.as_str(),
                "statement": judgement.control.statement.as_str(),
                "verdict": judgement.word(),
                "fails": judgement.fails(),
                "accepted": accepted,
                "notLookedAt": unseen,
                "findings": findings,
            })
        })
        .collect()
}

fn finding(front: &Front, finding: &Finding) -> Value {
    let mut value = json!({
        "part": finding.part.as_str(),
        "evidence": finding.evidence.as_str(),
        "verdict": finding.verdict.word(),
    });
    let (name, content) = match &finding.verdict {
        Verdict::Proved(bases) => ("basis", bases.iter().map(|basis| json!(basis.0)).collect()),
        Verdict::Refuted(witnesses) => (
            "witnesses",
            witnesses.iter().map(|one| witness(front, one)).collect(),
        ),
        Verdict::Unknown(reasons) => (
            "reasons",
            reasons
                .iter()
                .map(|reason| json!({ "kind": reason.kind(), "text": reason.text() }))
                .collect(),
        ),
        Verdict::Attested(word) => (
            "attested",
            json!({
                "by": word.by,
                "on": word.on.to_string(),
                "until": word.until.to_string(),
                "because": word.because,
            }),
        ),
    };
    value[name] = content;
    value
}

fn witness(front: &Front, witness: &Witness) -> Value {
    let details: Map<String, Value> = witness
        .details
        .iter()
        .map(|(name, value)| ((*name).to_owned(), json!(value)))
        .collect();
    json!({
        "kind": witness.kind.word(),
        "what": witness.what,
        "details": details,
        "place": witness.span.map(|span| front.place(span)),
    })
}
