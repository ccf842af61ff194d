//! Markdown documents that hold estates.

use bailiwick_estate::source::{Source, Sources};

/// The YAML blocks under a heading of the second level.
pub(crate) fn blocks_under(document: &str, heading: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut here = false;
    let mut block: Option<String> = None;
    for line in document.lines() {
        match &mut block {
            Some(text) if line == "```" => {
                blocks.push(std::mem::take(text));
                block = None;
            }
            Some(text) => {
                text.push_str(line);
                text.push('\n');
            }
            None if line.starts_with("## ") => here = &line[3..] == heading,
            None if here && line == "```yaml" => block = Some(String::new()),
            None => {}
        }
    }
    blocks
}

/// The files of a block: each starts with a line `# file: people.yaml`; one alone needs none.
pub(crate) fn files(block: &str) -> Sources {
    let mut files: Vec<Source> = Vec::new();
    for line in block.lines() {
        if let Some(path) = line.strip_prefix("# file: ") {
            files.push(Source {
                path: path.to_owned(),
                text: String::new(),
            });
            continue;
        }
        if files.is_empty() {
            files.push(Source {
                path: "estate.yaml".to_owned(),
                text: String::new(),
            });
        }
        if let Some(file) = files.last_mut() {
            file.text.push_str(line);
            file.text.push('\n');
        }
    }
    Sources::new(files)
}
