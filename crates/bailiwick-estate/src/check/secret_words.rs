//! What sounds like a secret: names that end like one, and values that are no placeholder.

use super::secrets::is_placeholder;

/// How the names of variables end that hold a secret, in capitals. One that goes on, such
/// as `TOKEN_URL`, `PASSWORD_FILE` or `SECRET_NAME`, speaks about a secret and holds none.
const ENDINGS: [&str; 14] = [
    "PASSWORD",
    "PASSWD",
    "_PWD",
    "PASSPHRASE",
    "SECRET",
    "TOKEN",
    "CREDENTIAL",
    "CREDENTIALS",
    "API_KEY",
    "APIKEY",
    "PRIVATE_KEY",
    "ACCESS_KEY",
    "SECRET_KEY",
    "SECRET_KEY_BASE",
];

/// Whether a variable or an option of this name holds a secret.
pub fn is_secret_name(name: &str) -> bool {
    let name = name.to_ascii_uppercase().replace('-', "_");
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a variable or an option of this name has a secret as its value, neither a switch
/// nor where the secret is kept.
pub fn is_secret_value(name: &str, value: &str) -> bool {
    is_secret_name(name) && is_literal(value)
}

/// The names of what stands in the words of a command as a secret: `--password=value`,
/// `PASSWORD=value` and `--password value`. Never the values.
pub fn secret_words(command: &str) -> impl Iterator<Item = &str> {
    secret_arguments(command).map(|(name, _)| name)
}

/// Whether a value is a secret itself: neither a switch, nor where the secret is kept.
pub(super) fn is_literal(text: &str) -> bool {
    let is_switch = matches!(
        text.to_ascii_lowercase().as_str(),
        "" | "true" | "false" | "yes" | "no" | "on" | "off" | "0" | "1"
    );
    let is_place = text.starts_with("arn:") || text.starts_with('/');
    !is_switch && !is_place && !is_placeholder(text)
}

/// Names and values of secrets among the words of a command: `--password=value`,
/// `PASSWORD=value` and `--password value`.
pub(super) fn secret_arguments(command: &str) -> impl Iterator<Item = (&str, &str)> {
    let words = || command.split_whitespace();
    let joined = words().filter_map(|word| {
        let (name, value) = word.split_once('=')?;
        let (name, value) = (bare(name), bare(value));
        (is_secret_name(name) && is_literal(value)).then_some((name, value))
    });
    let apart = words().zip(words().skip(1));
    joined.chain(apart.filter_map(|(name, value)| secret_option(bare(name), bare(value))))
}

/// An option and the word after it, when that is its secret.
pub(super) fn secret_option<'c>(name: &'c str, value: &'c str) -> Option<(&'c str, &'c str)> {
    let is_option = name.starts_with("--") && !name.contains('=') && is_secret_name(name);
    let is_value = is_literal(value) && !value.starts_with(['-', '|', '&', ';', '>']);
    (is_option && is_value).then_some((name, value))
}

/// A word without the quotes around it.
fn bare(word: &str) -> &str {
    word.trim_matches(['"', '\''])
}

/// Names and values of the defaults in a text of a compose file: `${NAME:-value}`.
///
/// Source: "Interpolation", Compose file reference, Docker documentation.
pub(super) fn defaults(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("${").skip(1).filter_map(|after| {
        let inside = after.split('}').next()?;
        let (name, default) = inside.split_once('-')?;
        Some((name.trim_end_matches(':'), default))
    })
}

#[cfg(test)]
mod tests {
    use super::{defaults, secret_arguments};

    #[test]
    fn arguments_that_are_secrets_are_found() {
        let of = |text| secret_arguments(text).collect::<Vec<_>>();
        assert_eq!(
            of("dump --db-password='abc' --user=me TOKEN=x-1"),
            [("--db-password", "abc"), ("TOKEN", "x-1")]
        );
        assert_eq!(
            of("login --token 'abc' --db-password x --user me"),
            [("--token", "abc"), ("--db-password", "x")]
        );
        assert!(of("dump --password=$PASSWORD --password --token=/run/t").is_empty());
        assert!(of("dump --password $PASSWORD --token /run/t --password | x").is_empty());
    }

    #[test]
    fn defaults_are_found_one_in_the_other() {
        let of = |text| defaults(text).collect::<Vec<_>>();
        assert_eq!(of("u:${A:-b-c}@${D-e}"), [("A", "b-c"), ("D", "e")]);
        assert_eq!(of("${A:-${B:-c}}"), [("A", ""), ("B", "c")]);
        assert!(of("${A} $B plain-text ${C:?why}").is_empty());
    }
}
