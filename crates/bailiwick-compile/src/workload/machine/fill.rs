//! Templates with `@name@` in them.

/// The template with a value for each `@name@` in it; values are not searched again.
///
/// # Panics
///
/// When the template names what has no value, or a value has no place: the templates are
/// part of this crate, so that any test that fills one finds it.
pub(super) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::new();
    let mut used = vec![false; values.len()];
    let mut rest = template;
    while let Some((before, name, after)) = next_place(rest) {
        let known = values.iter().position(|(known, _)| *known == name);
        // INVARIANT: templates and values stand side by side in this crate; see above.
        let index = known.unwrap_or_else(|| panic!("no value for `@{name}@`"));
        used[index] = true;
        text.push_str(before);
        text.push_str(values[index].1);
        rest = after;
    }
    text.push_str(rest);
    let unused = used.iter().position(|used| !used);
    // INVARIANT: likewise.
    assert_eq!(unused.map(|index| values[index].0), None, "no place for it");
    text
}

/// The first `@name@`: what precedes it, the name, and what follows.
fn next_place(text: &str) -> Option<(&str, &str, &str)> {
    text.match_indices('@').find_map(|(start, _)| {
        let (name, after) = text[start + 1..].split_once('@')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
        is_name.then(|| (&text[..start], name, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_all_else_stays() {
        let text = fill(
            "a@b.c \"$@\" @first@ ${X} @second@@first@\n",
            &[("first", "@second@"), ("second", "2")],
        );
        assert_eq!(text, "a@b.c \"$@\" @second@ ${X} 2@second@\n");
    }

    #[test]
    #[should_panic(expected = "no value for `@first@`")]
    fn a_place_without_a_value_is_a_mistake() {
        fill("@first@", &[]);
    }

    #[test]
    #[should_panic(expected = "no place for it")]
    fn a_value_without_a_place_is_a_mistake() {
        fill("first", &[("first", "1")]);
    }
}
