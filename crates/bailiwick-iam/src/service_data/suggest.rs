//! "Did you mean": the nearest of several names.

/// The candidate most like `word`, if any is like it at all.
///
/// Compares without regard to case. A candidate must differ by less than
/// about a third of its letters, so that nonsense gets no suggestion.
pub(super) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let word = word.to_ascii_lowercase();
    candidates
        .map(|candidate| {
            let distance = strsim::osa_distance(&word, &candidate.to_ascii_lowercase());
            (distance, candidate)
        })
        .filter(|(distance, candidate)| *distance * 3 <= candidate.len().max(word.len()))
        .min()
        .map(|(_, candidate)| candidate)
}
