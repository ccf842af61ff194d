//! An edit, as a fenced block shows it: ```` ```diff FILE ````, with `-` before lines that
//! go, `+` before lines that come, and a space before lines that say where.

use std::collections::BTreeMap;

use bailiwick_literate::Case;

/// The edits of a case, by file, in order.
pub(crate) struct Edits<'c> {
    edits: Vec<(&'c str, &'c str)>,
}

impl<'c> Edits<'c> {
    pub(crate) fn of(case: &'c Case) -> Self {
        let blocks = case.blocks.iter();
        let edits =
            blocks.filter_map(|block| Some((block.kind.strip_prefix("diff ")?, &*block.text)));
        Self {
            edits: edits.collect(),
        }
    }

    /// Makes those edits that are of any of these files, and forgets them. A file that does
    /// not exist may be written whole below `new`.
    ///
    /// # Panics
    /// When the text that an edit speaks of is not there, or there more than once.
    pub(crate) fn make(&mut self, files: &mut BTreeMap<String, String>, new: &str) {
        self.edits
            .retain(|(path, diff)| match files.get_mut(*path) {
                Some(text) => {
                    *text = edited(path, text, diff);
                    false
                }
                None if path.starts_with(new) && diff.lines().all(|line| line.starts_with('+')) => {
                    files.insert((*path).to_owned(), edited(path, "", diff));
                    false
                }
                None => true,
            });
    }

    /// # Panics
    /// When an edit was of no file.
    pub(crate) fn assert_made(&self) {
        let left: Vec<&str> = self.edits.iter().map(|(path, _)| *path).collect();
        assert!(left.is_empty(), "there is no file {left:?}");
    }
}

fn edited(path: &str, text: &str, diff: &str) -> String {
    let side = |gone: char| -> String {
        let lines = diff.lines().filter(|line| !line.starts_with(gone));
        lines
            .map(|line| format!("{}\n", line.get(1..).unwrap_or_default()))
            .collect()
    };
    let (old, new) = (side('+'), side('-'));
    if old.is_empty() {
        return new;
    }
    let text = format!("\n{text}\n");
    let found = text.matches(&format!("\n{old}")).count();
    assert!(
        found == 1,
        "{path} has this {found} times, not once:\n{old}"
    );
    let text = text.replacen(&format!("\n{old}"), &format!("\n{new}"), 1);
    text.trim_matches('\n').to_owned() + "\n"
}

#[test]
#[should_panic(expected = "0 times, not once")]
fn an_edit_of_what_is_not_there_fails() {
    edited("one.yaml", "a: 1\n", "-a: 2\n+a: 3\n");
}

#[test]
fn an_edit_takes_the_place_of_what_it_names() {
    assert_eq!(
        edited("one.yaml", "a: 1\nb: 2\n", " a: 1\n-b: 2\n+b: 3\n"),
        "a: 1\nb: 3\n"
    );
}
