//! Whether an explanation bears out its decision.

use bailiwick_iam::decide::{Decision, Explanation, Finding};
use bailiwick_iam::policy::Effect;

/// Every layer that denies has a denying statement that applies, every layer
/// that grants an allowing one, and one that fails to allow has none.
pub(super) fn check(explanation: &Explanation, place: &str) {
    let applies = |layer, effect| {
        explanation.statements.iter().any(|finding| {
            finding.layer == layer
                && finding.effect == effect
                && finding.finding == Finding::Applies
        })
    };
    for layer in &explanation.decisive {
        match &explanation.decision {
            Decision::ExplicitlyDenied => assert!(
                applies(*layer, Effect::Deny),
                "{layer:?} denies without a statement, {place}: {explanation:#?}"
            ),
            Decision::Allowed => {
                // The root user needs no statement.
                let granted = explanation
                    .decisive
                    .iter()
                    .any(|layer| applies(*layer, Effect::Allow));
                assert!(
                    granted || place.contains("root"),
                    "{place}: {explanation:#?}"
                );
            }
            Decision::Unknown(undecided) => assert!(
                !undecided.keys.is_empty() || !undecided.other.is_empty(),
                "unknown without a cause, {place}"
            ),
            Decision::ImplicitlyDenied => {}
        }
    }
    // Where AWS asks no policy, nothing decides; where the account is not known, no layer.
    let denied =
        [Decision::ExplicitlyDenied, Decision::ImplicitlyDenied].contains(&explanation.decision);
    let decided = !explanation.decisive.is_empty() || !denied || place.contains("root sts:");
    assert!(decided, "nothing decided, {place}: {explanation:#?}");
}
