//! Outlines: records as indented text for people, and the same as JSON.

use anstyle::{AnsiColor, Style};
use serde_json::{Map, Value, json};

use super::printable;

/// A field of a record, as it is shown.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key.
    pub key: String,
    /// Its value.
    pub value: Item,
    /// Why it is assumed, if it is.
    pub assumed: Option<String>,
    /// Where it was written, at the end of its first line.
    pub place: Option<String>,
}

/// A value, as it is shown.
#[derive(Clone, Debug)]
pub enum Item {
    /// Nothing was written.
    Nothing,
    /// Words.
    Text(String),
    /// A list.
    List(Vec<Item>),
    /// A record.
    Record(Vec<Field>),
}

const KEY: Style = AnsiColor::Cyan.on_default();
const ASSUMED: Style = AnsiColor::Yellow.on_default();
const PLACE: Style = Style::new().dimmed();

/// Places stand in a column of their own, unless the text reaches further than this.
const PLACES_AT: usize = 64;

impl Field {
    /// A field that no file says as such.
    pub fn new(key: impl Into<String>, value: Item) -> Self {
        Self {
            key: key.into(),
            value,
            assumed: None,
            place: None,
        }
    }

    /// A field of words.
    pub fn text(key: impl Into<String>, text: impl ToString) -> Self {
        Self::new(key, Item::Text(text.to_string()))
    }

    /// A field of words, if there are any.
    pub fn maybe(key: impl Into<String>, text: Option<impl ToString>) -> Option<Self> {
        text.map(|text| Self::text(key, text))
    }

    /// Whether it fits on one line.
    #[must_use]
    pub fn is_short(&self) -> bool {
        matches!(&self.value, Item::Text(text) if !text.contains('\n'))
    }

    /// A list, if it has items.
    pub fn list(key: impl Into<String>, items: impl IntoIterator<Item = Item>) -> Option<Self> {
        let items: Vec<Item> = items.into_iter().collect();
        (!items.is_empty()).then(|| Self::new(key, Item::List(items)))
    }
}

/// The record as JSON: what is assumed stands under `assumed`, as in the files.
#[must_use]
pub fn to_json(fields: &[Field]) -> Value {
    let mut record = Map::new();
    let mut assumed = Map::new();
    for field in fields {
        record.insert(field.key.clone(), item_to_json(&field.value));
        if let Some(because) = &field.assumed {
            assumed.insert(field.key.clone(), json!(because));
        }
    }
    if !assumed.is_empty() {
        record.insert("assumed".into(), Value::Object(assumed));
    }
    Value::Object(record)
}

fn item_to_json(item: &Item) -> Value {
    match item {
        Item::Nothing => Value::Null,
        Item::Text(text) => json!(text),
        Item::List(items) => items.iter().map(item_to_json).collect(),
        Item::Record(fields) => to_json(fields),
    }
}

/// The record as indented lines, each field on its own.
#[must_use]
pub fn to_text(fields: &[Field]) -> String {
    let mut lines = Vec::new();
    record_lines(fields, 2, &mut lines);
    lines.iter().map(Line::render).collect()
}

/// A line in the making; widths do not count styles.
#[derive(Default)]
struct Line {
    text: String,
    width: usize,
    place: Option<String>,
}

impl Line {
    fn indented(indent: usize) -> Self {
        let mut line = Self::default();
        line.push(&" ".repeat(indent), Style::new());
        line
    }

    fn push(&mut self, text: &str, style: Style) {
        let text = printable(text);
        self.width += text.chars().count();
        self.text += &format!("{style}{text}{style:#}");
    }

    fn render(&self) -> String {
        let text = self.text.trim_end();
        match &self.place {
            Some(place) => {
                let gap = " ".repeat(PLACES_AT.saturating_sub(self.width).max(2));
                format!("{}{gap}{PLACE}{}{PLACE:#}\n", self.text, printable(place))
            }
            None => format!("{text}\n"),
        }
    }
}

fn record_lines(fields: &[Field], indent: usize, lines: &mut Vec<Line>) {
    let widths = fields.iter().filter(|field| field.is_short());
    let width = widths.map(|field| field.key.chars().count()).max();
    for field in fields {
        let first = lines.len();
        let mut line = Line::indented(indent);
        line.push(&field.key, KEY);
        if field.is_short() {
            let gap = width.unwrap_or(0).saturating_sub(field.key.chars().count()) + 2;
            line.push(&" ".repeat(gap), Style::new());
        }
        lines.push(line);
        item_lines(&field.value, indent + 2, lines);
        let line = &mut lines[first];
        if let Some(because) = &field.assumed {
            line.push(&format!(" (assumed: {because})"), ASSUMED);
        }
        line.place.clone_from(&field.place);
    }
}

/// Adds a value: what is short to the last line, the rest to lines of its own.
fn item_lines(item: &Item, indent: usize, lines: &mut Vec<Line>) {
    match item {
        Item::Nothing => {}
        Item::Text(text) if !text.contains('\n') => {
            if let Some(line) = lines.last_mut() {
                line.push(text, Style::new());
            }
        }
        Item::Text(text) => {
            for part in text.trim_end().lines() {
                let mut line = Line::indented(indent);
                line.push(part, Style::new());
                lines.push(line);
            }
        }
        Item::List(items) => {
            for item in items {
                let first = lines.len();
                match item {
                    Item::Record(fields) if !fields.is_empty() => {
                        record_lines(fields, indent + 2, lines);
                    }
                    _ => {
                        lines.push(Line::indented(indent + 2));
                        item_lines(item, indent + 2, lines);
                    }
                }
                mark(&mut lines[first], indent);
            }
        }
        Item::Record(fields) => record_lines(fields, indent, lines),
    }
}

/// Puts the dash of a list item into the indentation of its first line.
fn mark(line: &mut Line, indent: usize) {
    let indentation = format!("{}- ", " ".repeat(indent));
    let text = line.text.split_off(indentation.len());
    line.text = indentation + &text;
}
