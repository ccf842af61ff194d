//! Actions and resources of a statement that have nothing to do with each other.

use super::overlap::{Step, overlap, steps_of, steps_of_arn};
use super::subject::{Judged, Subject};
use crate::actions::{ActionName, expand};
use crate::finding::{Code, Finding};
use crate::service_data::ServiceData;

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        let steps = |resource| Some((resource, steps_of(resource, subject.version())?));
        let resources: Vec<(&str, Vec<Step>)> = judged.resources().filter_map(steps).collect();
        // A variable that cannot be read leaves nothing to compare with.
        if resources.is_empty() || resources.len() != judged.resources().count() {
            continue;
        }
        let shapes = Shapes::of(subject.data, judged);
        idle_actions(subject.data, judged, &resources, &shapes, findings);
        idle_resources(judged, &resources, &shapes, findings);
    }
}

/// The ARN shapes of each action of a statement; `None`: the action has no
/// resources, and is asked for on `*`.
struct Shapes(Vec<(ActionName, Option<Vec<Vec<Step>>>)>);

impl Shapes {
    fn of(data: &ServiceData, judged: &Judged<'_>) -> Self {
        let shapes = judged.reach().iter().filter_map(|&name| {
            let service = data.service(name.prefix())?;
            let types = service.action(name.name())?.resource_types();
            let patterns = types
                .iter()
                .filter_map(|resource| service.resource_type(resource.name()))
                .flat_map(|resource| resource.arn_patterns())
                .map(steps_of_arn);
            Some((name, (!types.is_empty()).then(|| patterns.collect())))
        });
        Self(shapes.collect())
    }

    fn meets(&self, name: ActionName, resource: &[Step]) -> bool {
        self.0
            .iter()
            .find(|(other, _)| *other == name)
            .is_none_or(|(_, shapes)| fits(shapes.as_deref(), resource))
    }
}

/// Whether a request for an action can be on a resource that `resource` matches.
fn fits(shapes: Option<&[Vec<Step>]>, resource: &[Step]) -> bool {
    match shapes {
        // "You must specify all resources (`*`)".
        None => overlap(resource, &[Step::Exactly('*')]),
        Some(shapes) => shapes.iter().any(|shape| overlap(resource, shape)),
    }
}

/// Patterns of actions none of which any resource of the statement can be for.
fn idle_actions(
    data: &ServiceData,
    judged: &Judged<'_>,
    resources: &[(&str, Vec<Step>)],
    shapes: &Shapes,
    findings: &mut Vec<Finding>,
) {
    for pattern in judged.actions() {
        let actions = expand(data, pattern);
        let applies = |name: &ActionName| {
            resources
                .iter()
                .any(|(_, steps)| shapes.meets(*name, steps))
        };
        if actions.is_empty() || actions.iter().any(applies) {
            continue;
        }
        let place = judged.element("Action").within(pattern);
        let message = format!("no resource of this statement is one for `{pattern}`");
        let finding = Finding::warning(Code::OFF_RESOURCE, place, message);
        findings.push(finding.help(help(data, &actions.into_iter().collect::<Vec<_>>())));
    }
}

/// Resources that no action of the statement can be asked for on.
fn idle_resources(
    judged: &Judged<'_>,
    resources: &[(&str, Vec<Step>)],
    shapes: &Shapes,
    findings: &mut Vec<Finding>,
) {
    // An action that is not known may be for any resource.
    if shapes.0.is_empty() {
        return;
    }
    for (resource, steps) in resources {
        if shapes
            .0
            .iter()
            .any(|(_, shapes)| fits(shapes.as_deref(), steps))
        {
            continue;
        }
        let place = judged.element("Resource").within(*resource);
        let message = format!("no action of this statement is for `{resource}`");
        let finding = Finding::warning(Code::OFF_RESOURCE, place, message);
        findings.push(finding.help("take it out, or add the actions that it is meant for"));
    }
}

/// What resources the actions are for.
fn help(data: &ServiceData, actions: &[ActionName]) -> String {
    let Some((service, action)) = actions
        .first()
        .and_then(|name| data.action(&name.to_string()))
    else {
        return "see the Service Authorization Reference".to_owned();
    };
    let arns: Vec<String> = action
        .resource_types()
        .iter()
        .filter_map(|resource| service.resource_type(resource.name()))
        .flat_map(|resource| resource.arn_patterns())
        .map(|pattern| format!("`{pattern}`"))
        .collect();
    match arns.is_empty() {
        true => format!(
            "`{}` has no resources: it can only be on `*`",
            action.full_name()
        ),
        false => format!("`{}` is for {}", action.full_name(), arns.join(", ")),
    }
}
