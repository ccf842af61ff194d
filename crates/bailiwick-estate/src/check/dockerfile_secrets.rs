//! Secrets in Dockerfiles: values of `ARG` and `ENV` with the name of a secret, and words
//! of commands.
//!
//! The text is searched word by word and not as instructions, so that a secret is hidden
//! even in a file that Docker itself could not read.
//!
//! Source: "SecretsUsedInArgOrEnv", Docker documentation
//! (<https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/>).

use super::secret_values::Value;
use super::secret_words::{is_literal, is_secret_name, secret_arguments};
use crate::attached::is_of_a_build;
use crate::source::{SourceId, Sources, Span};

/// The secrets in all Dockerfiles.
pub(super) fn in_dockerfiles(sources: &Sources) -> Vec<Value> {
    let mut found = Vec::new();
    for (source, file) in sources.attached() {
        if !is_of_a_build(&file.path) {
            continue;
        }
        let mut start = 0;
        for line in file.text.split_inclusive('\n') {
            let written = line.trim_end();
            let values = secret_arguments(written).chain(old_form(written));
            found.extend(values.map(|(name, text)| value(source, start, written, name, text)));
            start += line.len();
        }
    }
    found
}

/// `ENV NAME value`, where the value goes to the end of the line.
fn old_form(line: &str) -> Option<(&str, &str)> {
    let (keyword, rest) = line.trim_start().split_once(char::is_whitespace)?;
    let (name, text) = rest.trim_start().split_once(char::is_whitespace)?;
    let text = text.trim();
    let is_env = keyword.eq_ignore_ascii_case("ENV") && !name.contains('=');
    (is_env && is_secret_name(name) && is_literal(text)).then_some((name, text))
}

fn value(source: SourceId, start: usize, line: &str, name: &str, text: &str) -> Value {
    let offset = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
    Value {
        node: Span {
            source,
            start: offset(start),
            end: offset(start + line.len()),
        },
        text: text.to_owned(),
        message: format!("the value of `{name}` stands here in clear"),
        help: "take it away: a build gets a secret by `RUN --mount=type=secret`, a container by the estate's `secrets`".to_owned(),
    }
}
