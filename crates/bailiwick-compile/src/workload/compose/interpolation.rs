//! `${NAME}` in a compose file.
//!
//! Source: "Interpolation", Compose file reference, Docker documentation.

use bailiwick_estate::source::Span;

/// A text after interpolation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Worded {
    /// The text; a variable without a value is left as `${NAME}`.
    pub(crate) text: String,
    /// The variables without a value, which a laptop takes from its shell or `.env`.
    pub(crate) asks: Vec<String>,
    /// Where it was written.
    pub(crate) span: Span,
}

/// Replaces variables by the values that stand with them, and says which have none. There
/// is no shell here to take values from, so that a default is always used.
pub(super) fn interpolate(text: &str) -> Result<(String, Vec<String>), String> {
    let mut out = String::with_capacity(text.len());
    let mut asks = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(after) = rest.strip_prefix('$') {
            out.push('$');
            rest = after;
        } else if let Some(after) = rest.strip_prefix('{') {
            let close = after.find('}');
            let close = close.ok_or_else(|| "`${` is never closed".to_owned())?;
            let (name, default) = default_of(&after[..close])?;
            match default {
                Some(default) => out.push_str(default),
                None => ask(name, &mut out, &mut asks),
            }
            rest = &after[close + 1..];
        } else {
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
            let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
            if name.is_empty() {
                return Err("a `$` stands before no variable".to_owned());
            }
            ask(name, &mut out, &mut asks);
            rest = after;
        }
    }
    out.push_str(rest);
    Ok((out, asks))
}

fn ask(name: &str, out: &mut String, asks: &mut Vec<String>) {
    out.push_str(&format!("${{{name}}}"));
    asks.push(name.to_owned());
}

/// `NAME:-default` and `NAME-default` have one; `NAME`, `NAME:?why` and `NAME?why` do not.
fn default_of(inside: &str) -> Result<(&str, Option<&str>), String> {
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    let (name, rest) = inside.split_at(end.unwrap_or(inside.len()));
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    match rest.chars().next() {
        _ if name.is_empty() => Err(format!("`${{{inside}}}` names no variable")),
        None | Some('?') => Ok((name, None)),
        Some('-') => Ok((name, Some(&rest[1..]))),
        Some(_) => Err(format!(
            "`${{{inside}}}` is not written as Compose reads it"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::interpolate;

    #[test]
    fn variables_take_their_defaults() {
        let cases = [
            ("plain", "plain", vec![]),
            ("$$HOME", "$HOME", vec![]),
            ("a:${TAG:-1.2}", "a:1.2", vec![]),
            ("a:${TAG-}", "a:", vec![]),
            ("a:${TAG}", "a:${TAG}", vec!["TAG"]),
            ("a:${TAG:?say one}", "a:${TAG}", vec!["TAG"]),
            ("$USER/x", "${USER}/x", vec!["USER"]),
            ("0.0.0.0:$${APP_PORT}", "0.0.0.0:${APP_PORT}", vec![]),
        ];
        for (text, expected, asks) in cases {
            let asks = asks.into_iter().map(str::to_owned).collect();
            assert_eq!(interpolate(text), Ok((expected.to_owned(), asks)), "{text}");
        }
    }

    #[test]
    fn what_compose_does_not_read_is_said() {
        for text in ["${OPEN", "100$ ", "${:-x}", "${NAME+x}"] {
            assert!(interpolate(text).is_err(), "{text}");
        }
    }
}
