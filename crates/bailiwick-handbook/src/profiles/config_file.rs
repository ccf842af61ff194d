//! A config file of the AWS CLI, read so that every byte of it can be kept.
//!
//! It is read as the AWS CLI reads it, which is by Python's `configparser`: a line that
//! is indented deeper than the setting before it continues that setting, whatever is in
//! it; `=` or `:` ends a setting's name; comments stand on lines of their own and start
//! with `#` or `;`. What the AWS CLI would refuse is refused here.
//!
//! Source: "Supported INI File Structure", the Python documentation of `configparser`;
//! "Configuration and credential file settings in the AWS CLI", AWS CLI User Guide.

use std::collections::BTreeMap;
use std::ops::Range;

use thiserror::Error;

use super::section_name::SectionName;

const MARKER: &str = "# managed by bailiwick (";

/// The line above a section that Bailiwick wrote for an estate.
pub(super) fn marker(estate: &str) -> String {
    format!("{MARKER}{estate})")
}

/// Why a file is not a config file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Malformed {
    /// A section's header does not end.
    #[error("line {line}: the header of this section has no `]`")]
    Header {
        /// The line, from 1.
        line: usize,
    },
    /// A setting before every section.
    #[error("line {line}: this setting belongs to no section")]
    NoSection {
        /// The line, from 1.
        line: usize,
    },
    /// A line that is nothing that is known.
    #[error("line {line}: this is neither a section, a setting nor a comment")]
    Unknown {
        /// The line, from 1.
        line: usize,
    },
    /// A header that continues a setting of ours, and would be lost with it.
    #[error("line {line}: this header is indented, so it continues the setting above it")]
    Indented {
        /// The line, from 1.
        line: usize,
    },
    /// A section that is there already.
    #[error("line {line}: `{header}` is there a second time")]
    Twice {
        /// The line, from 1.
        line: usize,
        /// The header.
        header: String,
    },
}

/// A config file, line by line.
#[derive(Clone, Debug)]
pub(super) struct ConfigFile<'t> {
    /// The lines with their ends; together they are the file.
    pub(super) lines: Vec<&'t str>,
    /// The sections, in order.
    pub(super) sections: Vec<Section>,
}

/// One section of a config file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) name: SectionName,
    /// The estate that the line above the header names.
    pub(super) managed_by: Option<String>,
    /// From that line, or the header, to the end of the last setting.
    pub(super) lines: Range<usize>,
    /// Settings in lower case, and their values; continued lines joined by line feeds.
    pub(super) settings: BTreeMap<String, String>,
    /// The line, from 1, of what looks like a header and continues a setting.
    pub(super) indented_header: Option<usize>,
}

impl<'t> ConfigFile<'t> {
    /// Reads a file.
    ///
    /// # Errors
    /// When the AWS CLI would refuse it.
    pub(super) fn parse(text: &'t str) -> Result<Self, Malformed> {
        let mut reader = Reader {
            lines: text.split_inclusive('\n').collect(),
            sections: Vec::new(),
            headers: Vec::new(),
            setting: None,
            indent: 0,
        };
        for index in 0..reader.lines.len() {
            reader.read(index)?;
        }
        Ok(Self {
            lines: reader.lines,
            sections: reader.sections,
        })
    }

    /// How its lines end.
    pub(super) fn newline(&self) -> &'static str {
        let first = self.lines.first();
        if first.is_some_and(|line| line.ends_with("\r\n")) {
            "\r\n"
        } else {
            "\n"
        }
    }
}

/// The estate that a mark names.
fn mark(line: &str) -> Option<&str> {
    line.trim().strip_prefix(MARKER)?.strip_suffix(')')
}

struct Reader<'t> {
    lines: Vec<&'t str>,
    sections: Vec<Section>,
    headers: Vec<&'t str>,
    /// The setting that a deeper line continues.
    setting: Option<String>,
    indent: usize,
}

impl<'t> Reader<'t> {
    fn read(&mut self, index: usize) -> Result<(), Malformed> {
        let (line, raw) = (index + 1, self.lines[index]);
        let text = raw.trim();
        if text.contains('\r') {
            return Err(Malformed::Unknown { line });
        }
        if text.is_empty() || text.starts_with(['#', ';']) {
            return Ok(());
        }
        let indent = raw.len() - raw.trim_start().len();
        if let (Some(setting), Some(section)) = (&self.setting, self.sections.last_mut())
            && indent > self.indent
        {
            let value = section.settings.entry(setting.clone()).or_default();
            value.push('\n');
            value.push_str(text);
            section.lines.end = line;
            if text.starts_with('[') {
                section.indented_header = Some(line);
            }
            return Ok(());
        }
        self.indent = indent;
        if let Some(header) = text.strip_prefix('[') {
            return self.header(index, header);
        }
        let section = self.sections.last_mut();
        let section = section.ok_or(Malformed::NoSection { line })?;
        match text.split_once(['=', ':']) {
            Some((setting, value)) if !setting.is_empty() => {
                let setting = setting.trim().to_lowercase();
                let value = value.trim().to_owned();
                section.settings.insert(setting.clone(), value);
                section.lines.end = line;
                self.setting = Some(setting);
                Ok(())
            }
            _ => Err(Malformed::Unknown { line }),
        }
    }

    fn header(&mut self, index: usize, text: &'t str) -> Result<(), Malformed> {
        let line = index + 1;
        let header = text.rsplit_once(']').map(|(header, _)| header);
        let header = header.filter(|header| !header.is_empty());
        let header = header.ok_or(Malformed::Header { line })?;
        if self.headers.contains(&header) {
            let header = format!("[{header}]");
            return Err(Malformed::Twice { line, header });
        }
        self.headers.push(header);
        // A mark that stands twice goes with its section, so that none is left behind
        // above a section of others.
        let above = self.lines[..index].iter().rev();
        let marks = above.map_while(|line| mark(line));
        let mut marks: Vec<&str> = marks.collect();
        let same = marks.iter().take_while(|mark| **mark == marks[0]).count();
        marks.truncate(same);
        self.sections.push(Section {
            name: SectionName::parse(header),
            lines: index - marks.len()..line,
            managed_by: marks.first().map(|mark| (*mark).to_owned()),
            settings: BTreeMap::new(),
            indented_header: None,
        });
        self.setting = None;
        Ok(())
    }
}
