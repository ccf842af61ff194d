//! Texts with `${Variable}` holes, as AWS writes condition keys and ARNs.
//!
//! Owns the splitting into pieces and the matching of a concrete text. What a
//! hole may be filled with is the caller's business.

/// One piece of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text that stands as it is.
    Literal(&'a str),
    /// The name between `${` and `}`, or between `<` and `>`.
    Variable(&'a str),
}

/// Splits a template into its pieces; an unclosed hole is literal text.
///
/// AWS writes most holes as `${TagKey}` and a few, such as
/// `s3:ExistingObjectTag/<key>`, in angle brackets.
pub(crate) fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while let Some((before, name, after)) = next_variable(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Literal(before));
        }
        pieces.push(Piece::Variable(name));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest));
    }
    pieces
}

/// Whether `text` is an instance of `template`: literals without regard to
/// case, as IAM compares condition key names, and at least one character in
/// each hole.
///
/// A few of AWS's tables write the hole at the end as nothing at all, or as
/// `tag-key`: `sagemaker:ResourceTag/`, `secretsmanager:ResourceTag/tag-key`.
pub(crate) fn is_instance(template: &str, text: &str) -> bool {
    let open = template.strip_suffix("tag-key").unwrap_or(template);
    if open.ends_with('/') {
        return is_instance_of_pieces(&[Piece::Literal(open), Piece::Variable("")], text);
    }
    is_instance_of_pieces(&pieces(template), text)
}

fn is_instance_of_pieces(pieces: &[Piece<'_>], text: &str) -> bool {
    match pieces {
        [] => text.is_empty(),
        [Piece::Literal(literal), rest @ ..] => text
            .get(..literal.len())
            .filter(|head| head.eq_ignore_ascii_case(literal))
            .is_some_and(|head| is_instance_of_pieces(rest, &text[head.len()..])),
        [Piece::Variable(_)] => !text.is_empty(),
        [Piece::Variable(_), rest @ ..] => text
            .char_indices()
            .skip(1)
            .any(|(end, _)| is_instance_of_pieces(rest, &text[end..])),
    }
}

fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    [("${", '}'), ("<", '>')]
        .into_iter()
        .filter_map(|(open, close)| {
            let start = text.find(open)?;
            let name = &text[start + open.len()..];
            let end = name.find(close)?;
            Some((&text[..start], &name[..end], &name[end + 1..]))
        })
        .min_by_key(|(before, _, _)| before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hole_takes_at_least_one_character() {
        assert!(is_instance(
            "aws:ResourceTag/${TagKey}",
            "aws:resourcetag/Env"
        ));
        assert!(!is_instance(
            "aws:ResourceTag/${TagKey}",
            "aws:ResourceTag/"
        ));
        assert!(!is_instance(
            "aws:ResourceTag/${TagKey}",
            "aws:RequestTag/Env"
        ));
        assert!(is_instance(
            "s3:ExistingObjectTag/<key>",
            "s3:ExistingObjectTag/a"
        ));
    }

    #[test]
    fn a_hole_at_the_end_may_be_left_out() {
        for template in ["ssm:resourceTag/tag-key", "ssm:resourceTag/"] {
            assert!(is_instance(template, "ssm:resourceTag/Env"));
            assert!(!is_instance(template, "ssm:resourceTag/"));
        }
    }

    #[test]
    fn text_after_a_hole_must_be_there() {
        let template = "codebuild:environment.environmentVariables/${name}.value";
        assert!(is_instance(
            template,
            "codebuild:environment.environmentVariables/a.value.value"
        ));
        assert!(!is_instance(
            template,
            "codebuild:environment.environmentVariables/a.values"
        ));
    }

    #[test]
    fn a_template_without_holes_is_itself() {
        assert_eq!(pieces("aws:TagKeys"), [Piece::Literal("aws:TagKeys")]);
        assert!(!is_instance("aws:TagKeys", "aws:TagKeysX"));
    }
}
