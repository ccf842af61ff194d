//! A config file in the making: sections of ours replaced, taken away and added, all
//! other bytes kept.

use super::config_file::{ConfigFile, Section};

/// The new text, line by line.
pub(super) struct Draft<'f, 't> {
    file: &'f ConfigFile<'t>,
    lines: Vec<Option<String>>,
    appended: String,
}

impl<'f, 't> Draft<'f, 't> {
    pub(super) fn new(file: &'f ConfigFile<'t>) -> Self {
        let lines = file.lines.iter().map(|line| Some((*line).to_owned()));
        Self {
            file,
            lines: lines.collect(),
            appended: String::new(),
        }
    }

    pub(super) fn replace(&mut self, section: &Section, after: &[String]) {
        let text = self.text_of(after);
        for index in section.lines.clone() {
            self.lines[index] = None;
        }
        self.lines[section.lines.start] = Some(text);
    }

    /// Takes a section away, and the empty line before it where one follows too.
    pub(super) fn remove(&mut self, section: &Section) {
        for index in section.lines.clone() {
            self.lines[index] = None;
        }
        let is_empty = |index: usize| {
            self.file
                .lines
                .get(index)
                .is_none_or(|line| line.trim().is_empty())
        };
        let above = section.lines.start.checked_sub(1);
        if let Some(above) = above.filter(|above| is_empty(*above) && is_empty(section.lines.end)) {
            self.lines[above] = None;
        }
    }

    /// Adds a section at the end, after an empty line.
    pub(super) fn append(&mut self, after: &[String]) {
        let text = self.text_of(after);
        if !self.appended.is_empty() {
            self.appended.push_str(self.file.newline());
        }
        self.appended.push_str(&text);
    }

    fn text_of(&self, lines: &[String]) -> String {
        let newline = self.file.newline();
        lines
            .iter()
            .map(|line| format!("{line}{newline}"))
            .collect()
    }

    pub(super) fn finish(self) -> String {
        let newline = self.file.newline();
        let mut text: String = self.lines.into_iter().flatten().collect();
        if self.appended.is_empty() || text.is_empty() {
            return text + &self.appended;
        }
        if !text.ends_with('\n') {
            text.push_str(newline);
        }
        let last = text.lines().next_back();
        if last.is_some_and(|line| !line.trim().is_empty()) {
            text.push_str(newline);
        }
        text + &self.appended
    }
}
