//! Reading the checked-in table; `data/README.md` describes its lines.
//!
//! Two steps: [`index`] finds the header and where each service begins,
//! [`parse_section`] reads one service. Everything borrows from the text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use thiserror::Error;

use super::access_level::AccessLevel;
use super::action::{Action, ActionResource, Shape};
use super::condition_key::{ConditionKey, ConditionValueType};
use super::resource_type::ResourceType;
use super::service::{Content, Service, lower};
use crate::arn_pattern::ArnPattern;

/// The header of the table, and its services not yet parsed.
pub(super) struct Table {
    pub(super) version: &'static str,
    pub(super) date: &'static str,
    pub(super) actions: usize,
    pub(super) rcp_supported: BTreeSet<&'static str>,
    pub(super) services: Vec<Service>,
}

/// A line that is not as `data/README.md` says.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("malformed line in the service data: `{0}`")]
pub(super) struct MalformedLine(&'static str);

const SERVICE: &str = "\ns\t";

/// Splits the table into its header and its services.
pub(super) fn index(text: &'static str) -> Table {
    let mut sections = text.split(SERVICE);
    let header: BTreeMap<&str, &str> = sections
        .next()
        .unwrap_or_default()
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .collect();
    let field = |name| header.get(name).copied().unwrap_or_default();
    Table {
        version: field("version"),
        date: field("date"),
        actions: field("actions").parse().unwrap_or_default(),
        rcp_supported: field("rcp").split_ascii_whitespace().collect(),
        services: sections.map(open_section).collect(),
    }
}

fn open_section(section: &'static str) -> Service {
    let (first, body) = section.split_once('\n').unwrap_or((section, ""));
    let (prefix, name) = first.split_once('\t').unwrap_or((first, first));
    Service::new(prefix, name, body)
}

/// Reads the lines of the service `prefix` after its first.
pub(super) fn parse_section(
    prefix: &'static str,
    section: &'static str,
) -> Result<Content, MalformedLine> {
    let mut reader = SectionReader {
        prefix,
        ..SectionReader::default()
    };
    for line in section.lines() {
        reader.read(line).ok_or(MalformedLine(line))?;
    }
    reader
        .actions
        .sort_by(|one, other| lower(one.name()).cmp(lower(other.name())));
    Ok(Content {
        actions: reader.actions,
        resource_types: reader.resource_types,
        condition_keys: reader.condition_keys,
    })
}

#[derive(Default)]
struct SectionReader {
    prefix: &'static str,
    condition_keys: Vec<ConditionKey>,
    resource_types: Vec<ResourceType>,
    shape: Option<Arc<Shape>>,
    actions: Vec<Action>,
}

impl SectionReader {
    /// Reads one line; `None` if it is malformed.
    fn read(&mut self, line: &'static str) -> Option<()> {
        let Some((kind, rest)) = line.split_once('\t') else {
            let shape = Arc::clone(self.shape.as_ref()?);
            self.actions.push(Action::new(line, shape));
            return Some(());
        };
        let mut fields = rest.split('\t');
        match kind {
            "k" => {
                let name = fields.next()?;
                let value_type = ConditionValueType::from_word(fields.next()?)?;
                self.condition_keys
                    .push(ConditionKey::new(name, value_type));
            }
            "r" => {
                let name = fields.next()?;
                let keys = self.keys(fields.next()?)?;
                let patterns = fields.map(ArnPattern::new).collect();
                self.resource_types
                    .push(ResourceType::new(name, patterns, keys));
            }
            "a" => self.shape = Some(Arc::new(self.shape(fields)?)),
            _ => return None,
        }
        Some(())
    }

    fn shape(&self, mut fields: std::str::Split<'static, char>) -> Option<Shape> {
        let level = level_of(fields.next()?)?;
        let resource_types = fields
            .next()?
            .split(',')
            .filter(|resource| !resource.is_empty())
            .map(|resource| self.action_resource(resource))
            .collect::<Option<Vec<_>>>()?;
        let own_condition_keys = self.keys(fields.next()?)?;
        let dependent_actions = fields.next()?.split_ascii_whitespace().collect();
        let all: BTreeSet<&str> = resource_types
            .iter()
            .flat_map(|resource| &resource.condition_keys)
            .chain(&own_condition_keys)
            .copied()
            .collect();
        Some(Shape {
            service: self.prefix,
            level,
            resource_types,
            own_condition_keys,
            condition_keys: all.into_iter().collect(),
            dependent_actions,
        })
    }

    /// Reads `bucket!` (required) or `bucket(1 4)` (with keys of its own).
    fn action_resource(&self, text: &'static str) -> Option<ActionResource> {
        let (text, keys) = match text.strip_suffix(')') {
            Some(open) => open.split_once('(')?,
            None => (text, ""),
        };
        let (name, required) = match text.strip_suffix('!') {
            Some(name) => (name, true),
            None => (text, false),
        };
        let of_type = self
            .resource_types
            .iter()
            .find(|resource| resource.name() == name)?
            .condition_keys();
        let keys: BTreeSet<&str> = self
            .keys(keys)?
            .into_iter()
            .chain(of_type.iter().copied())
            .collect();
        Some(ActionResource {
            name,
            required,
            condition_keys: keys.into_iter().collect(),
        })
    }

    /// Reads positions in the service's list of condition keys.
    fn keys(&self, positions: &str) -> Option<Vec<&'static str>> {
        positions
            .split_ascii_whitespace()
            .map(|position| {
                let position: usize = position.parse().ok()?;
                Some(self.condition_keys.get(position)?.name())
            })
            .collect()
    }
}

fn level_of(letter: &str) -> Option<AccessLevel> {
    AccessLevel::ALL
        .into_iter()
        .find(|level| level.as_str().starts_with(letter))
        .filter(|_| letter.len() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECTION: &str = "k\taws:TagKeys\tArrayOfString\nk\tx:Key\tBool\nr\tbox\t0\tarn:${Partition}:x:::${Box}\na\tW\tbox!(1)\t\tiam:PassRole\nPutBox\nMoveBox";

    #[test]
    fn a_section_reads_as_written() {
        let content = parse_section("x", SECTION).unwrap();
        let names: Vec<_> = content.actions.iter().map(Action::name).collect();
        assert_eq!(names, ["MoveBox", "PutBox"]);
        let action = &content.actions[1];
        assert_eq!(action.level(), AccessLevel::Write);
        assert_eq!(action.full_name().to_string(), "x:PutBox");
        assert!(action.resource_types()[0].required());
        assert_eq!(action.condition_keys(), ["aws:TagKeys", "x:Key"]);
        assert_eq!(action.dependent_actions(), ["iam:PassRole"]);
    }

    #[test]
    fn a_malformed_line_is_named() {
        for line in [
            "k\tx:Key\tTristate",
            "r\tbox\t7\tarn",
            "z\t",
            "GetBox",
            "a\tWr\t\t\t",
        ] {
            assert_eq!(parse_section("x", line).unwrap_err(), MalformedLine(line));
        }
    }
}
