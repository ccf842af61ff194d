//! What a `.dockerignore` leaves out.
//!
//! Source: ".dockerignore files" of "Build context", Docker documentation
//! (<https://docs.docker.com/build/concepts/context/#syntax>): the last line that matches
//! decides, `!` takes in again, `**` stands for any number of folders, and leading and
//! trailing slashes do not matter.

/// The lines of a `.dockerignore`.
pub(super) struct Ignored<'t> {
    /// Whether a line takes in again, and its pattern.
    lines: Vec<(bool, Vec<&'t str>)>,
}

impl<'t> Ignored<'t> {
    pub(super) fn read(text: &'t str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.filter_map(|line| {
            let line = line.trim();
            let (again, pattern) = match line.strip_prefix('!') {
                Some(pattern) => (true, pattern.trim()),
                None => (false, line),
            };
            let parts = pattern.split('/').filter(|part| !matches!(*part, "" | "."));
            let parts: Vec<&str> = parts.collect();
            (!parts.is_empty()).then_some((again, parts))
        });
        Self {
            lines: lines.collect(),
        }
    }

    /// Whether a file is left out: by its own path, or with a folder that it lies in.
    pub(super) fn leaves_out(&self, path: &str) -> bool {
        let parts: Vec<&str> = path.split('/').collect();
        let matches = |pattern: &[&str]| {
            (1..=parts.len()).any(|length| matches_parts(pattern, &parts[..length]))
        };
        let last = self.lines.iter().rev().find(|(_, line)| matches(line));
        last.is_some_and(|(again, _)| !again)
    }
}

fn matches_parts(pattern: &[&str], path: &[&str]) -> bool {
    match (pattern, path) {
        ([], []) => true,
        (["**", rest @ ..], _) => {
            (0..=path.len()).any(|skipped| matches_parts(rest, &path[skipped..]))
        }
        ([first, rest @ ..], [name, below @ ..]) => {
            let (first, name): (Vec<char>, Vec<char>) =
                (first.chars().collect(), name.chars().collect());
            matches_name(&first, &name) && matches_parts(rest, below)
        }
        _ => false,
    }
}

/// `*` stands for any characters, `?` for one, `[a-c]` for one of these, and what follows
/// a backslash for itself.
fn matches_name(pattern: &[char], name: &[char]) -> bool {
    match (pattern, name) {
        ([], []) => true,
        (['*', rest @ ..], _) => {
            (0..=name.len()).any(|skipped| matches_name(rest, &name[skipped..]))
        }
        (['?', rest @ ..], [_, below @ ..]) => matches_name(rest, below),
        (['[', rest @ ..], [first, below @ ..]) => {
            let Some(end) = rest.iter().position(|c| *c == ']') else {
                return false;
            };
            in_class(&rest[..end], *first) && matches_name(&rest[end + 1..], below)
        }
        (['\\', literal, rest @ ..], [first, below @ ..])
        | ([literal, rest @ ..], [first, below @ ..]) => {
            literal == first && matches_name(rest, below)
        }
        _ => false,
    }
}

fn in_class(class: &[char], c: char) -> bool {
    let (negated, class) = match class {
        ['^', rest @ ..] => (true, rest),
        class => (false, class),
    };
    let mut rest = class;
    let mut found = false;
    while let [first, after @ ..] = rest {
        rest = match after {
            ['-', last, after @ ..] => {
                found |= (first..=last).contains(&&c);
                after
            }
            after => {
                found |= *first == c;
                after
            }
        };
    }
    found != negated
}

#[cfg(test)]
mod tests {
    use super::Ignored;

    #[test]
    fn the_last_line_that_matches_decides() {
        let cases = [
            ("", ".env", false),
            ("# .env", ".env", false),
            (".env", ".env", true),
            ("/.env/", ".env", true),
            (".env*", ".env", true),
            ("*.env", ".env", true),
            (".en?", ".env", true),
            (".en[u-w]", ".env", true),
            (".en[^v]", ".env", false),
            ("\\.env", ".env", true),
            ("*", ".env", true),
            ("*\n!.env", ".env", false),
            ("!.env\n*", ".env", true),
            (".git", ".git/config", true),
            (".git/*", ".git/config", true),
            ("**/.git", ".git/config", true),
            ("**/.env", "a/b/.env", true),
            (".env", "a/.env", false),
            ("a/**", "a/b/.env", true),
        ];
        for (text, file, expected) in cases {
            assert_eq!(
                Ignored::read(text).leaves_out(file),
                expected,
                "{text:?} {file}"
            );
        }
    }
}
