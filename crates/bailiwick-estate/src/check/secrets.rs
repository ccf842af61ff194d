//! No secret stands in an estate, in any of its files, not even in a comment.
//!
//! The texts themselves are searched, not the tree, so that comments and files that are
//! not YAML are searched too. What is found is never shown: the places go to whoever
//! renders the files, and the values are taken out of all messages.
//!
//! Sources: "IAM identifiers" (unique ID prefixes `AKIA` and `ASIA`), IAM User Guide;
//! "Authentication token format updates are generally available", GitHub Changelog; "Token types", Slack
//! API documentation; "API keys", Stripe documentation; RFC 7468 for the armour of private keys.

use super::compose_secrets::unreadable;
use super::secret_values::find_values;
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Root;
use crate::source::{Sources, Span};

/// How far from an access key's id its secret is looked for, in bytes.
const NEAR: usize = 240;

/// The fewest bytes that any token has: those of the id of an access key.
const SHORTEST: usize = 20;

/// Places in one text, each with what lies there.
type Found = Vec<(std::ops::Range<usize>, &'static str)>;

/// Looks for secrets in every file, and for values that only their place makes secret;
/// returns where they are.
pub(crate) fn find_secrets(
    sources: &Sources,
    tree: &Root,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Span> {
    let mut spans = Vec::new();
    for (source, file) in sources.all() {
        for (range, what) in by_form(&file.text) {
            let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
            let (start, end) = (offset(range.start), offset(range.end));
            let span = Span { source, start, end };
            spans.push(span);
            diagnostics.push(
                Diagnostic::error(Code::SECRET_IN_CLEAR, span, format!("{what} stands here in clear"))
                    .help("replace it now, since whoever read this file has it; keep the new one in a secret store, and write here only where it is kept"),
            );
        }
    }
    let values = find_values(sources, tree, &spans, diagnostics);
    spans.extend(values);
    spans.extend(unreadable(sources));
    spans
}

/// What is a secret by its own form in a text, in words, in the order it stands there:
/// `a private key`. Never the secret.
#[must_use]
pub fn secrets_in(text: &str) -> Vec<&'static str> {
    by_form(text).into_iter().map(|(_, what)| what).collect()
}

fn by_form(text: &str) -> Found {
    let mut found = private_keys(text);
    found.extend(tokens(text));
    found.extend(addresses(text));
    found.sort_by_key(|(range, _)| (range.start, range.end));
    found
}

fn private_keys(text: &str) -> Found {
    let mut found = Found::new();
    let last_end = text.rfind("-----END ").unwrap_or(0);
    let mut from = 0;
    while let Some(at) = text[from..].find("-----BEGIN ") {
        let start = from + at;
        let line = text[start..].lines().next().unwrap_or_default();
        from = start + "-----BEGIN ".len();
        if !line.contains("PRIVATE KEY") {
            continue;
        }
        // Looked for only where there is one, so that many openings cost no more.
        let closing = (from <= last_end).then(|| text[from..].find("-----END "));
        let closing = closing.flatten().map(|at| from + at);
        let end = closing.map_or(start + line.len(), |closing| {
            closing + text[closing..].lines().next().map_or(0, str::len)
        });
        found.push((start..end, "a private key"));
        from = end;
    }
    found
}

fn tokens(text: &str) -> Found {
    // Every kind of token is made of some of these characters. Few runs of them are long
    // enough, so that the text itself is gone through once.
    let runs: Vec<(usize, &str)> = words(text, "+/_-.").collect();
    let words = |others| {
        let within = move |(start, run)| {
            words(run, others).map(move |(offset, word)| (start + offset, word))
        };
        runs.iter().copied().flat_map(within)
    };
    let key_ids: Vec<(usize, &str)> = words("")
        .filter(|(_, word)| is_access_key_id(word))
        .collect();
    let near_id = |start: usize| {
        let next = key_ids.partition_point(|(id, _)| id + NEAR < start);
        key_ids.get(next).is_some_and(|(id, _)| *id <= start + NEAR)
    };
    let secret_keys =
        words("+/").filter(|(start, word)| is_secret_access_key(word) && near_id(*start));
    let github = words("_").filter(|(_, word)| is_github_token(word));
    let slack = words("-").filter(|(_, word)| is_slack_token(word));
    let webhooks = runs
        .iter()
        .copied()
        .filter(|(_, word)| word.contains("hooks.slack.com/services/T"));
    let stripe = words("_").filter(|(_, word)| is_stripe_key(word));
    let kinds: [(&str, Vec<(usize, &str)>); 6] = [
        ("the id of an AWS access key", key_ids.clone()),
        ("an AWS secret access key", secret_keys.collect()),
        ("a GitHub token", github.collect()),
        ("a Slack token", slack.collect()),
        ("a Stripe key", stripe.collect()),
        ("a Slack webhook", webhooks.collect()),
    ];
    kinds
        .into_iter()
        .flat_map(|(what, words)| {
            let place = move |(start, word): (usize, &str)| (start..start + word.len(), what);
            words.into_iter().map(place)
        })
        .collect()
}

/// Addresses with a name and a password before the host: `postgres://user:password@host`
/// (RFC 3986, section 3.2.1). One that a placeholder stands in for is no secret.
fn addresses(text: &str) -> Found {
    let mut found = Found::new();
    for (at, separator) in text.match_indices("://") {
        let outside = |c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c);
        let start = text[..at].rfind(outside).map_or(0, |before| {
            before + text[before..].chars().next().map_or(0, char::len_utf8)
        });
        let rest = &text[at + separator.len()..];
        let ends = |c: char| c.is_whitespace() || "/?#\"'`,@".contains(c);
        let Some(end) = rest.find(ends).filter(|end| rest[*end..].starts_with('@')) else {
            continue;
        };
        let Some((_, password)) = rest[..end].split_once(':') else {
            continue;
        };
        if start < at && !password.is_empty() && !is_placeholder(password) {
            let end = at + separator.len() + end + "@".len();
            found.push((start..end, "an address with a password in it"));
        }
    }
    found
}

/// Whether a text stands for a secret that is kept elsewhere.
pub(super) fn is_placeholder(text: &str) -> bool {
    text.contains(['$', '{', '<', '*', '…']) || matches!(text, "PASSWORD" | "...")
}

/// Runs of letters, digits and these other characters, where they are as long as a token.
/// All of these characters are one byte long.
fn words<'t>(text: &'t str, others: &'static str) -> impl Iterator<Item = (usize, &'t str)> {
    let outside = |byte: &u8| !byte.is_ascii_alphanumeric() && !others.as_bytes().contains(byte);
    let mut next = 0;
    text.as_bytes().split(outside).filter_map(move |run| {
        let start = next;
        next += run.len() + 1;
        (run.len() >= SHORTEST).then(|| (start, &text[start..start + run.len()]))
    })
}

fn is_access_key_id(word: &str) -> bool {
    (word.starts_with("AKIA") || word.starts_with("ASIA"))
        && word.len() == 20
        && word
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
}

fn is_secret_access_key(word: &str) -> bool {
    word.len() == 40
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+/".contains(c))
        && word.chars().any(|c| c.is_ascii_lowercase())
        && word.chars().any(|c| c.is_ascii_uppercase())
}

fn is_github_token(word: &str) -> bool {
    let rest = |prefix: &str| word.strip_prefix(prefix).map_or(0, str::len);
    let classic = ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"];
    classic.iter().any(|prefix| rest(prefix) >= 36) || rest("github_pat_") >= 60
}

fn is_stripe_key(word: &str) -> bool {
    let kinds = ["sk_live_", "rk_live_"];
    let rest = kinds.iter().find_map(|kind| word.strip_prefix(kind));
    rest.is_some_and(|rest| rest.len() >= 12)
}

fn is_slack_token(word: &str) -> bool {
    let kinds = ["xoxb-", "xoxp-", "xoxa-", "xoxr-", "xoxs-"];
    let rest = kinds.iter().find_map(|kind| word.strip_prefix(kind));
    rest.is_some_and(|rest| rest.len() >= 20 && rest.contains(|c: char| c.is_ascii_digit()))
}
