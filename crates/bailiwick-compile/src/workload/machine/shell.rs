//! Texts for the shell.

/// A text as one word of the shell: `it's` is `'it'\''s'`.
pub(super) fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text as a here-document for a command, whatever lines it holds.
pub(super) fn here_document(command: &str, text: &str) -> String {
    let mut end = "END".to_owned();
    while text.lines().any(|line| line == end) {
        end.push('_');
    }
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    format!("{command} <<'{end}'\n{text}{newline}{end}\n")
}

/// A script without its comments and empty lines, but for those at its top: user data has
/// no room for them. Only for scripts whose every line that begins with `#` is a comment.
pub(super) fn without_comments(script: &str) -> String {
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let top = script.lines().take_while(|line| is_comment(line));
    let rest = script
        .lines()
        .skip_while(|line| is_comment(line))
        .filter(|line| !line.is_empty() && !is_comment(line));
    top.chain(rest).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_inside_a_word_is_kept() {
        assert_eq!(quote("it's $HOME"), r"'it'\''s $HOME'");
    }

    #[test]
    fn a_here_document_ends_where_its_text_does() {
        assert_eq!(here_document("cat", "END\n"), "cat <<'END_'\nEND\nEND_\n");
        assert_eq!(here_document("cat", "one"), "cat <<'END'\none\nEND\n");
    }

    #[test]
    fn what_a_script_is_for_is_kept() {
        let script = "#!/bin/bash\n# Counts.\nset -e\n\n# Why.\n  # Why.\necho '#' # two\n";
        let expected = "#!/bin/bash\n# Counts.\nset -e\necho '#' # two\n";
        assert_eq!(without_comments(script), expected);
    }
}
