//! What CloudFormation does while time passes.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_aws::cloud::{Action, Change, Event, Replacement, StackStatus};
use serde_json::{Value, json};

use super::{Fake, FakeStack};

/// One step of its work.
#[derive(Clone, Debug)]
pub(crate) enum Stroke {
    /// An event of a resource.
    Resource(String, String, Option<String>),
    /// The stack comes to a status; what it holds from then on, if that changes.
    Stack(String, Option<Holds>),
    /// The stack is gone, and all of this with it.
    Gone(Vec<String>),
}

/// What a stack holds: its template, and physical ids by logical id.
#[derive(Clone, Debug)]
pub(crate) struct Holds {
    body: String,
    resources: BTreeMap<String, String>,
}

/// What would change between two templates: whole properties, as real change sets name them.
pub(crate) fn changes(old: &Value, new: &Value, stack: &FakeStack) -> Vec<Change> {
    let ids = |template: &Value| -> BTreeSet<String> {
        let resources = template["Resources"].as_object();
        resources
            .into_iter()
            .flatten()
            .map(|(id, _)| id.clone())
            .collect()
    };
    let (before, after) = (ids(old), ids(new));
    let mut changes = Vec::new();
    for id in before.union(&after) {
        let (was, is) = (&old["Resources"][id], &new["Resources"][id]);
        let action = match (was.is_null(), is.is_null()) {
            (true, _) => Action::Add,
            (_, true) => Action::Remove,
            _ if was["Properties"] == is["Properties"] => continue,
            _ => Action::Modify,
        };
        let kind = if is.is_null() {
            &was["Type"]
        } else {
            &is["Type"]
        };
        let replaced = was["Properties"]["Name"] != is["Properties"]["Name"];
        let properties = is["Properties"].as_object().into_iter().flatten();
        let differs =
            |(property, value): &(&String, &Value)| was["Properties"][*property] != **value;
        let origin = |(property, _): (&String, &Value)| bailiwick_aws::cloud::Origin {
            property: property.clone(),
            because_of: None,
            replaces: Replacement::Never,
        };
        changes.push(Change {
            action,
            logical_id: id.clone(),
            physical_id: stack.resources.get(id).cloned(),
            kind: kind.as_str().unwrap_or_default().into(),
            replacement: match action {
                Action::Modify if replaced => Replacement::Certain,
                _ => Replacement::Never,
            },
            policy: None,
            origins: properties.filter(differs).map(origin).collect(),
        });
    }
    changes
}

impl Fake {
    /// Lets a stack work towards a template; what is told to fail fails.
    pub(super) fn work_towards(&self, stack: &mut FakeStack, body: &str, creates: bool) {
        let word = if creates { "CREATE" } else { "UPDATE" };
        let new: Value = serde_json::from_str(body).unwrap();
        let old: Value = serde_json::from_str(&stack.body).unwrap_or(json!({}));
        let mut held = stack.resources.clone();
        let mut failed = None;
        stack
            .work
            .push_back(Stroke::Stack(format!("{word}_IN_PROGRESS"), None));
        for change in changes(&old, &new, stack) {
            let id = change.logical_id.clone();
            let does = |status: &str, why: Option<&str>| {
                Stroke::Resource(id.clone(), status.into(), why.map(str::to_owned))
            };
            if failed.is_some() {
                // CloudFormation works on several at once, and cancels the others.
                let why = format!(
                    "Resource {} cancelled",
                    if creates { "creation" } else { "update" }
                );
                stack
                    .work
                    .push_back(does(&format!("{word}_FAILED"), Some(&why)));
                continue;
            }
            if self.fails.borrow().contains(&id) {
                stack.work.push_back(does("CREATE_IN_PROGRESS", None));
                stack.work.push_back(does(
                    &format!("{word}_FAILED"),
                    Some("Access denied by the bucket's owner"),
                ));
                failed = Some(id);
                continue;
            }
            match change.action {
                Action::Remove => {
                    let physical = held.remove(&id).unwrap_or_default();
                    if old["Resources"][&id]["DeletionPolicy"] != "Retain" {
                        self.world.borrow_mut().remove(&physical);
                    }
                }
                _ if change.action == Action::Add || change.replacement == Replacement::Certain => {
                    let physical = format!("{}-{}", id.to_lowercase(), self.number());
                    let properties = new["Resources"][&id]["Properties"].clone();
                    self.world.borrow_mut().insert(physical.clone(), properties);
                    held.insert(id.clone(), physical);
                }
                _ => {}
            }
            stack
                .work
                .push_back(does(&format!("{word}_COMPLETE"), None));
        }
        let end = match (&failed, creates) {
            (None, _) => Stroke::Stack(
                format!("{word}_COMPLETE"),
                Some(Holds {
                    body: body.to_owned(),
                    resources: held,
                }),
            ),
            (Some(_), true) => Stroke::Stack("ROLLBACK_COMPLETE".into(), None),
            (Some(_), false) => Stroke::Stack("UPDATE_ROLLBACK_COMPLETE".into(), None),
        };
        if failed.is_some() {
            let word = if creates {
                "ROLLBACK"
            } else {
                "UPDATE_ROLLBACK"
            };
            stack
                .work
                .push_back(Stroke::Stack(format!("{word}_IN_PROGRESS"), None));
        }
        stack.work.push_back(end);
    }

    /// One step of every stack's work.
    pub(super) fn pass_time(&self) {
        let mut gone = Vec::new();
        for (name, stack) in self.stacks.borrow_mut().iter_mut() {
            let Some(stroke) = stack.work.pop_front() else {
                continue;
            };
            let id = format!("event-{}", self.number());
            let event = |logical_id: &str, physical_id: &str, status: &str, reason| Event {
                id,
                logical_id: logical_id.into(),
                physical_id: physical_id.into(),
                kind: "AWS::Test::Thing".into(),
                status: StackStatus::new(status),
                reason,
            };
            match stroke {
                Stroke::Resource(resource, status, reason) => {
                    stack
                        .events
                        .insert(0, event(&resource, "", &status, reason));
                }
                Stroke::Stack(status, becomes) => {
                    stack
                        .events
                        .insert(0, event(name, &stack.id, &status, None));
                    stack.former = Some((stack.status.clone(), stack.changed));
                    self.late.set(self.ill.get().answers_late);
                    stack.status = status;
                    stack.changed += 1;
                    if let Some(Holds { body, resources }) = becomes {
                        stack.body = body;
                        stack.resources = resources;
                    }
                }
                Stroke::Gone(physical) => {
                    stack
                        .events
                        .insert(0, event(name, &stack.id, "DELETE_COMPLETE", None));
                    stack.status = "DELETE_COMPLETE".into();
                    self.world
                        .borrow_mut()
                        .retain(|id, _| !physical.contains(id));
                    gone.push(name.clone());
                }
            }
        }
        for name in gone {
            let mut stacks = self.stacks.borrow_mut();
            let stack = stacks.remove(&name).unwrap();
            // It is found by its id alone from now on.
            stacks.insert(stack.id.clone(), stack);
        }
    }
}
