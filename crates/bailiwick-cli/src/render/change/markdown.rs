//! A change as Markdown, fit for a comment on a pull request.
//!
//! What somebody has to look at stands open, the rest is folded. GitHub refuses a comment
//! of more than 65,536 characters; what is too long is left off, and said to be.

use bailiwick_diff::Change;

use bailiwick_diff::told::{Entry, Line, Section, Word, told};

/// How many characters are written at most. GitHub counts characters; some room is left for
/// a heading that a pipeline puts before it.
const MOST: usize = 64_000;

/// The comment.
#[must_use]
pub fn render(change: &Change) -> String {
    let told = told(change);
    let mut page = Page {
        text: format!("**{}**\n", escaped(&told.summary)),
        left_off: 0,
    };
    for one in &told.sections {
        section(one, &mut page);
    }
    if page.left_off > 0 {
        page.text += &format!(
            "\n{} more would make this comment too long: `bailiwick diff --format json` has all.\n",
            page.left_off
        );
    }
    page.text
}

struct Page {
    text: String,
    /// How many entries there was no room for.
    left_off: usize,
}

impl Page {
    /// Adds a text with as many entries as are said, if there is room.
    fn add(&mut self, text: &str, entries: usize) {
        match self.text.chars().count() + text.chars().count() > MOST {
            true => self.left_off += entries,
            false => self.text += text,
        }
    }
}

fn section(section: &Section, page: &mut Page) {
    let (word, whole) = &section.whole;
    let whole = format!("{} {}", mark(*word), escaped(whole));
    page.add(&format!("\n### {}\n\n", section.title), 0);
    let (open, folded): (Vec<&Entry>, Vec<&Entry>) =
        section.entries.iter().partition(|one| one.word.matters());
    for one in &open {
        page.add(&entry(one), 1);
    }
    let gap = if open.is_empty() { "" } else { "\n" };
    page.add(&format!("{gap}{whole}\n"), 0);
    if folded.is_empty() {
        return;
    }
    let mut words: Vec<&str> = folded.iter().map(|one| one.word.as_str()).collect();
    words.dedup();
    let title = format!("{} {}", folded.len(), words.join(", "));
    let mut room = Page {
        text: String::new(),
        left_off: 0,
    };
    // The fold is closed whatever there is room for.
    let used = page.text.chars().count() + 200;
    for one in &folded {
        let text = entry(one);
        match used + room.text.chars().count() + text.chars().count() > MOST {
            true => room.left_off += 1,
            false => room.text += &text,
        }
    }
    page.left_off += room.left_off;
    if !room.text.is_empty() {
        let folded = format!(
            "\n<details><summary>{title}</summary>\n\n{}\n</details>\n",
            room.text
        );
        page.text += &folded;
    }
}

fn entry(entry: &Entry) -> String {
    let mut text = format!("- {} {}\n", mark(entry.word), escaped(&entry.head));
    for line in &entry.lines {
        text += &match line {
            Line::Main(words) => format!("  - {}\n", escaped(words)),
            Line::Detail(words) => format!("    - {}\n", escaped(words)),
        };
    }
    text
}

fn mark(word: Word) -> String {
    format!("**{}**", word.as_str())
}

/// A text with what Markdown would read as a mark written out, but for what stands in
/// backticks. Where those do not pair, they are written out too.
fn escaped(text: &str) -> String {
    let text = text.replace('\n', " ");
    let pairs = text.matches('`').count().is_multiple_of(2);
    let mut escaped = String::new();
    for (at, part) in text.split('`').enumerate() {
        let is_code = pairs && at % 2 == 1;
        if at > 0 {
            escaped += if pairs { "`" } else { "\\`" };
        }
        match is_code {
            true => escaped += part,
            false => part.chars().for_each(|one| plain(one, &mut escaped)),
        }
    }
    escaped
}

fn plain(character: char, escaped: &mut String) {
    match character {
        // A name after it would be told of the comment.
        '@' => *escaped += "&#64;",
        '<' => *escaped += "&lt;",
        '\\' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => {
            escaped.push('\\');
            escaped.push(character);
        }
        other => escaped.push(other),
    }
}
