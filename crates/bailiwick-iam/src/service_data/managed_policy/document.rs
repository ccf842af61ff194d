//! Reading one document's lines; `data/README.md` describes them.

use thiserror::Error;

use crate::policy::{Effect, Policy, Selection, Statement};

/// A line that is not as `data/README.md` says.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("malformed line in the managed policies: `{0}`")]
pub(super) struct MalformedLine(String);

/// Reads the lines of a policy after its first.
pub(super) fn parse(section: &str) -> Result<Policy, MalformedLine> {
    let mut statements = Vec::new();
    for line in section.lines() {
        read(&mut statements, line).ok_or_else(|| MalformedLine(line.to_owned()))?;
    }
    Ok(Policy::new(statements))
}

fn read(statements: &mut Vec<Statement>, line: &str) -> Option<()> {
    let (kind, rest) = line.split_once('\t')?;
    match kind {
        "A" => statements.push(open(Effect::Allow, Selection::only(rest.split('\t')))),
        "D" => statements.push(open(Effect::Deny, Selection::only(rest.split('\t')))),
        "A!" => statements.push(open(Effect::Allow, Selection::all_except(rest.split('\t')))),
        "D!" => statements.push(open(Effect::Deny, Selection::all_except(rest.split('\t')))),
        "a" | "a!" => {
            let statement = statements.last_mut()?;
            if kind == "a!" && statement.action.patterns().is_empty() {
                statement.action = Selection::AllExcept(Default::default());
            }
            let (service, names) = rest.split_once('\t')?;
            let patterns = match &mut statement.action {
                Selection::Only(patterns) if kind == "a" => patterns,
                Selection::AllExcept(patterns) if kind == "a!" => patterns,
                _ => return None,
            };
            match names {
                "" => patterns.extend([service.to_owned()]),
                names => patterns.extend(names.split(' ').map(|name| format!("{service}:{name}"))),
            }
        }
        "c" => {
            let statement = statements.last_mut()?;
            let mut fields = rest.split('\t');
            let (operator, key) = (fields.next()?, fields.next()?);
            let condition = std::mem::take(&mut statement.condition);
            statement.condition = condition.and(operator, key, fields);
        }
        _ => return None,
    }
    Some(())
}

/// A statement whose actions and conditions follow.
fn open(effect: Effect, resource: Selection) -> Statement {
    Statement {
        resource: Some(resource),
        ..Statement::new(effect, Selection::Only(Default::default()))
    }
}
