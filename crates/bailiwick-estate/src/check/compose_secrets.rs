//! Secrets in compose files: variables with the name of a secret, their defaults, and words
//! of commands.
//!
//! What a compose file gives a value becomes a part of the template. Only the places where
//! secrets stand are read here; the rest is the compiler's, and so is what is no YAML.

use super::secret_values::{Value, arguments, members, scalar};
use super::secret_words::{defaults, is_literal, is_secret_name};

use crate::attached::is_yaml;
use crate::code::Code;
use crate::source::{Source, SourceId, Sources, Span};
use crate::yaml::{self, Kind, LIMITS, Node};

/// The secrets in all compose files.
pub(super) fn in_compose_files(sources: &Sources) -> Vec<Value> {
    let mut found = Vec::new();
    for (source, file) in compose_files(sources) {
        // The compiler says what is wrong with the file.
        let (Some(root), _) = read(source, file) else {
            continue;
        };
        for service in members(&root, "services") {
            for field in ["command", "entrypoint"] {
                if let Some(field) = service.value.get(field) {
                    arguments(&field.value, &mut found);
                }
            }
            let check = service.value.get("healthcheck");
            if let Some(test) = check.and_then(|check| check.value.get("test")) {
                arguments(&test.value, &mut found);
            }
            let build = service.value.get("build");
            let given = build.and_then(|build| build.value.get("args"));
            let environment = service.value.get("environment");
            for field in environment.into_iter().chain(given) {
                variables(&field.value, &mut found);
            }
            if let Some(labels) = service.value.get("labels") {
                variables(&labels.value, &mut found);
            }
            out_of_place(&service.value, &mut found);
            named_defaults(&service.value, &mut found);
        }
    }
    found
}

/// All of every compose file that cannot be read: where its secrets stand is not known.
pub(super) fn unreadable(sources: &Sources) -> impl Iterator<Item = Span> {
    let files = compose_files(sources);
    let unread = files.filter(|(source, file)| !read(*source, file).1);
    unread.map(|(source, file)| Span {
        source,
        start: 0,
        end: u32::try_from(file.text.len()).unwrap_or(u32::MAX),
    })
}

fn compose_files(sources: &Sources) -> impl Iterator<Item = (SourceId, &Source)> {
    let attached = sources.attached();
    attached.filter(|(_, file)| is_yaml(&file.path))
}

/// The tree of a file, unless it is empty, and whether it is YAML without a mistake.
fn read(source: SourceId, file: &Source) -> (Option<Node>, bool) {
    let mut diagnostics = Vec::new();
    let parsed = yaml::parse(source, &file.text, LIMITS, &mut 0, &mut diagnostics);
    let wrong = diagnostics.iter().any(|one| one.code == Code::SYNTAX);
    match parsed {
        Ok(root) if !wrong => (root, true),
        Ok(_) | Err(_) => (None, false),
    }
}

/// Variables are a mapping, or a list of `NAME=value`.
fn variables(node: &Node, found: &mut Vec<Value>) {
    match &node.kind {
        Kind::Mapping(entries) => {
            for entry in entries {
                every_text(&entry.key, &entry.value, found);
            }
        }
        Kind::Sequence(items) => {
            for item in items {
                if let Some((name, text)) = scalar(item).and_then(|line| line.split_once('=')) {
                    variable(name, text, item.span, found);
                }
            }
        }
        Kind::Null | Kind::Scalar(_) => {}
    }
}

/// Variables that stand beside `environment` by mistake: no field of a service has the name of
/// a secret.
fn out_of_place(service: &Node, found: &mut Vec<Value>) {
    if let Kind::Mapping(entries) = &service.kind {
        for entry in entries {
            every_text(&entry.key, &entry.value, found);
        }
    }
}

/// A value of a variable, also where it is a list or a mapping, which none can be.
fn every_text(name: &str, node: &Node, found: &mut Vec<Value>) {
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar(scalar) => variable(name, &scalar.text, node.span, found),
        Kind::Sequence(items) => items.iter().for_each(|item| every_text(name, item, found)),
        Kind::Mapping(entries) => {
            for entry in entries {
                every_text(name, &entry.value, found);
            }
        }
    }
}

fn variable(name: &str, text: &str, node: Span, found: &mut Vec<Value>) {
    if !is_secret_name(name) {
        return;
    }
    // A dollar sign that is written twice is one, except where a shell gets a variable.
    let doubled = !text.starts_with("$$") && is_literal(&text.replace("$$", ""));
    if doubled && !text.is_empty() {
        found.push(value(name, text, node));
    }
    // A default of a variable that is a secret by its own name is found by that.
    let defaults =
        defaults(text).filter(|(of, default)| !is_secret_name(of) && is_literal(default));
    found.extend(defaults.map(|(_, default)| value(name, default, node)));
}

/// Defaults of variables that are secrets by their own name, wherever they stand.
fn named_defaults(node: &Node, found: &mut Vec<Value>) {
    match &node.kind {
        Kind::Null => {}
        Kind::Scalar(scalar) => {
            let defaults = defaults(&scalar.text);
            let secret = defaults.filter(|(name, text)| is_secret_name(name) && is_literal(text));
            found.extend(secret.map(|(name, text)| value(name, text, node.span)));
        }
        Kind::Sequence(items) => items.iter().for_each(|item| named_defaults(item, found)),
        Kind::Mapping(entries) => {
            for entry in entries {
                named_defaults(&entry.value, found);
            }
        }
    }
}

fn value(name: &str, text: &str, node: Span) -> Value {
    Value {
        node,
        text: text.to_owned(),
        message: format!("the value of `{name}` stands here in clear"),
        help: format!(
            "write `${{{name}}}`, declare it in the workload's `secrets` and name that in the container's `secrets`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::in_compose_files;
    use crate::source::{Source, Sources};

    /// The secrets of a compose file with one service, of which this is said.
    fn found(said: &str) -> Vec<String> {
        let sources = Sources::new(Vec::new()).attach(vec![Source {
            path: "compose.yaml".to_owned(),
            text: format!("services:\n  web:\n    image: web:1.0\n    {said}\n"),
        }]);
        let values = in_compose_files(&sources).into_iter();
        values.map(|value| value.text).collect()
    }

    #[test]
    fn a_secret_out_of_place_is_one() {
        assert_eq!(found("environment: { TOKEN: alpha }"), ["alpha"]);
        assert_eq!(found("DB_PASSWORD: alpha"), ["alpha"]);
        assert_eq!(found("labels: [ db_password=alpha ]"), ["alpha"]);
        assert_eq!(
            found("environment: { TOKEN: [alpha, { a: beta }] }"),
            ["alpha", "beta"]
        );
    }

    #[test]
    fn what_only_names_a_secret_is_none() {
        assert_eq!(found("secrets: [ db_password ]"), [""; 0]);
        assert_eq!(
            found("depends_on: { token: { condition: service_started } }"),
            [""; 0]
        );
    }
}
