//! Policy variables that AWS does not read, or does not replace.

use super::subject::{Judged, Subject};
use crate::finding::{Code, Finding, Place};
use crate::policy::{Comparison, Selection, Template, Version};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        let mut value = |place: Place, text: &str, where_not: Option<&str>| {
            findings.extend(finding(subject.version(), place, text, where_not));
        };
        let resources = judged.statement.resource.as_ref().map(Selection::patterns);
        for resource in resources.into_iter().flatten() {
            let place = judged.element(judged.resource_element()).within(resource);
            let before_fifth_colon = resource
                .splitn(6, ':')
                .take(5)
                .any(|field| field.contains("${"));
            let is_arn = resource.starts_with("arn:");
            let not_here = "before the fifth colon of an ARN";
            value(
                place,
                resource,
                (is_arn && before_fifth_colon).then_some(not_here),
            );
        }
        for action in judged.statement.action.patterns() {
            value(action_place(judged, action), action, Some("in an action"));
        }
        for test in judged.tests() {
            let name = test.operator.comparison.as_str();
            // Of `Bool` AWS's page on variables says no, that on operators yes.
            let replaces = ["String", "Arn", "Bool"]
                .iter()
                .any(|kind| name.starts_with(kind));
            let not_here = format!("under `{}`", test.written);
            for text in test
                .values
                .iter()
                .filter(|_| test.operator.comparison != Comparison::Null)
            {
                let place = test.place.clone().within(text);
                value(place, text, (!replaces).then_some(&not_here));
            }
        }
    }
}

fn action_place(judged: &Judged<'_>, action: &str) -> Place {
    judged.element(judged.action_element()).within(action)
}

fn finding(version: Version, place: Place, text: &str, where_not: Option<&str>) -> Option<Finding> {
    if !text.contains("${") {
        return None;
    }
    if version == Version::Old {
        // An escape means as little there as a variable.
        let message = format!("`{text}` has a variable, and this version of the language has none");
        let help =
            "write `\"Version\": \"2012-10-17\"`: a document without a version has the old one";
        return Some(Finding::warning(Code::VARIABLE_IN_OLD_VERSION, place, message).help(help));
    }
    let template = match Template::parse(text, version) {
        Ok(template) => template,
        Err(problem) => {
            let message = format!("in `{text}`, {problem}");
            let help =
                "a variable is `${key}`, or `${key, 'default'}`; a dollar sign alone is `${$}`";
            return Some(Finding::error(Code::MALFORMED_VARIABLE, place, message).help(help));
        }
    };
    let where_not = where_not.filter(|_| template.variables().next().is_some())?;
    let message = format!("AWS replaces no variable {where_not}");
    let help =
        "variables are replaced in the resource part of an ARN, and under string and ARN operators";
    Some(Finding::error(Code::VARIABLE_NOT_REPLACED, place, message).help(help))
}
