//! "Did you mean": the nearest of several names.

/// The candidate most like `word`, if any is like it at all: one that it is the
/// beginning of, or that differs by less than about a third of its letters, so that
/// nonsense gets no suggestion. Compares without regard to case.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_ascii_lowercase();
    candidates
        .filter_map(|candidate| {
            let lower = candidate.to_ascii_lowercase();
            let distance = strsim::osa_distance(&word, &lower);
            let begins = word.len() >= 4 && lower.starts_with(&word);
            let alike = distance * 3 <= candidate.len().max(word.len());
            (begins || alike).then_some((!alike, distance, candidate))
        })
        .min()
        .map(|(_, _, candidate)| candidate)
}

/// A service's name as people type it for a prefix: `Amazon CloudWatch Logs` is
/// `cloudwatchlogs`.
pub(super) fn squashed(name: &str) -> String {
    let name = name
        .strip_prefix("Amazon ")
        .or_else(|| name.strip_prefix("AWS "))
        .unwrap_or(name);
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|character| character.to_ascii_lowercase())
        .collect()
}
