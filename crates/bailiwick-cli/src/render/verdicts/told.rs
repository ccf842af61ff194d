//! What shows a verdict, in plain lines: for formats that take text.

use bailiwick_controls::{Judgement, Verdict};

/// The findings of a control, a line each.
pub(super) fn lines(judgement: &Judgement<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    for finding in &judgement.findings {
        let part = format!("{} ({})", finding.part.as_str(), finding.evidence.as_str());
        match &finding.verdict {
            Verdict::Proved(bases) => {
                lines.extend(bases.iter().map(|basis| format!("{part}: {}", basis.0)));
            }
            Verdict::Refuted(witnesses) => lines.extend(witnesses.iter().map(|witness| {
                let details: Vec<String> = witness
                    .details
                    .iter()
                    .map(|(name, value)| format!("{name} {value}"))
                    .collect();
                let details = match details.is_empty() {
                    true => String::new(),
                    false => format!(" ({})", details.join(", ")),
                };
                format!("{part}: {}: {}{details}", witness.kind.word(), witness.what)
            })),
            Verdict::Unknown(reasons) => lines.extend(
                reasons
                    .iter()
                    .map(|reason| format!("{part}: {}: {}", reason.kind(), reason.text())),
            ),
            Verdict::Attested(word) => lines.push(format!(
                "{part}: {} vouches until {}: {}",
                word.by, word.until, word.because
            )),
        }
    }
    for evidence in &judgement.not_looked_at {
        lines.push(format!("{} evidence was not given", evidence.as_str()));
    }
    lines
}
