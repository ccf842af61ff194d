//! Texts for the shell.

/// A text as one word of the shell: `it's` is `'it'\''s'`.
pub(super) fn quote(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A text as a here-document for a command, whatever lines it holds.
pub(super) fn here_document(command: &str, text: &str) -> String {
    let mut end = "EOF".to_owned();
    while text.lines().any(|line| line == end) {
        end.push('_');
    }
    let newline = if text.ends_with('\n') { "" } else { "\n" };
    format!("{command} <<'{end}'\n{text}{newline}{end}\n")
}

/// A script without its comments and empty lines, but for the first paragraph at its top,
/// and with tabs for two spaces: user data has no room for them. Only for scripts whose
/// every line that begins with `#` is a comment, and that begin no text with a space.
pub(super) fn shorten(script: &str) -> String {
    let is_comment = |line: &str| line.trim_start().starts_with('#');
    let top = script
        .lines()
        .take_while(|line| is_comment(line) && *line != "#");
    let rest = script
        .lines()
        .skip_while(|line| is_comment(line))
        .filter(|line| !line.is_empty() && !is_comment(line));
    let indent = |line: &str| {
        let text = line.trim_start_matches(' ');
        let depth = (line.len() - text.len()) / 2;
        format!("{}{text}\n", "\t".repeat(depth))
    };
    top.chain(rest).map(indent).collect()
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
        assert_eq!(here_document("cat", "EOF\n"), "cat <<'EOF_'\nEOF\nEOF_\n");
        assert_eq!(here_document("cat", "one"), "cat <<'EOF'\none\nEOF\n");
    }

    #[test]
    fn what_a_script_is_for_is_kept() {
        let script =
            "#!/bin/bash\n# Counts.\n#\n# More.\nset -e\n\n# Why.\n  # Why.\n  echo '#' # two\n";
        let expected = "#!/bin/bash\n# Counts.\nset -e\n\techo '#' # two\n";
        assert_eq!(shorten(script), expected);
    }
}
