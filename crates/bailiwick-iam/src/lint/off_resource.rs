//! Actions and resources of a statement that have nothing to do with each other.

use super::subject::{Judged, Subject};
use crate::actions::{ActionName, expand};
use crate::finding::{Code, Finding};
use crate::reach::{Reach, reach};
use crate::service_data::ServiceData;

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        let (resources, others): (Vec<&str>, Vec<&str>) = judged
            .resources()
            .partition(|resource| may_be_an_arn(resource));
        findings.extend(others.into_iter().map(|other| no_arn(judged, other)));
        // On everything anything can be done.
        if resources.iter().any(|resource| *resource != "*") {
            idle_actions(subject.data, judged, &resources, findings);
            idle_resources(subject.data, judged, &resources, findings);
        }
    }
}

/// Whether some ARN begins as a pattern does.
fn may_be_an_arn(resource: &str) -> bool {
    resource.starts_with("arn:") || resource.starts_with(['*', '?', '$'])
}

fn no_arn(judged: &Judged<'_>, resource: &str) -> Finding {
    let place = judged.element("Resource").within(resource);
    let message = format!("`{resource}` is no ARN, and no action is for it");
    let finding = Finding::warning(Code::OFF_RESOURCE, place, message);
    finding.help("an ARN begins with `arn:` and its partition: `arn:aws:s3:::logs/*`")
}

/// Whether a request for an action can be on one of these resources.
fn applies(data: &ServiceData, name: ActionName, resources: &[&str]) -> bool {
    let Some(service) = data.service(name.prefix()) else {
        return true;
    };
    // Of some services the data knows no resource, so that nothing can be said.
    let Some(action) = service
        .action(name.name())
        .filter(|_| !service.resource_types().is_empty())
    else {
        return true;
    };
    reach(service, action, resources, &[]) != Reach::NoResource
}

/// Patterns of actions none of which any resource of the statement can be for.
fn idle_actions(
    data: &ServiceData,
    judged: &Judged<'_>,
    resources: &[&str],
    findings: &mut Vec<Finding>,
) {
    for pattern in judged.actions() {
        let actions = expand(data, pattern);
        if actions.iter().any(|name| applies(data, *name, resources)) {
            continue;
        }
        let Some(first) = actions.first() else {
            continue;
        };
        let place = judged.element("Action").within(pattern);
        let message = format!("no resource of this statement is one for `{pattern}`");
        let finding = Finding::warning(Code::OFF_RESOURCE, place, message);
        findings.push(finding.help(help(data, *first)));
    }
}

/// Resources that no action of the statement can be asked for on.
fn idle_resources(
    data: &ServiceData,
    judged: &Judged<'_>,
    resources: &[&str],
    findings: &mut Vec<Finding>,
) {
    // An action that is not known may be for any resource.
    let are_known = judged
        .actions()
        .all(|pattern| !expand(data, pattern).is_empty());
    if judged.actions().next().is_none() || !are_known {
        return;
    }
    for resource in resources {
        let mut actions = judged.reach().iter();
        if actions.any(|name| applies(data, *name, &[resource])) {
            continue;
        }
        let place = judged.element("Resource").within(*resource);
        let message = format!("no action of this statement is for `{resource}`");
        let finding = Finding::warning(Code::OFF_RESOURCE, place, message);
        findings.push(finding.help("take it out, or add the actions that it is meant for"));
    }
}

/// What resources an action is for.
fn help(data: &ServiceData, name: ActionName) -> String {
    let Some((service, action)) = data.action(&name.to_string()) else {
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
        true => format!("`{name}` has no resources: it can only be on `*`"),
        false => format!("`{name}` is for {}", arns.join(", ")),
    }
}
