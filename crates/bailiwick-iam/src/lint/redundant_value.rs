//! Patterns of a list that another pattern of it covers.

use super::subject::{Judged, Subject};
use crate::finding::{Code, Finding};
use crate::overlap::{Step, covers, steps_of};
use crate::policy::Version;

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let version = subject.version();
    for judged in &subject.statements {
        list(version, judged, "Action", judged.actions(), findings);
        list(version, judged, "Resource", judged.resources(), findings);
    }
}

fn list<'a>(
    version: Version,
    judged: &Judged<'_>,
    element: &str,
    patterns: impl Iterator<Item = &'a str>,
    findings: &mut Vec<Finding>,
) {
    let steps = |pattern: &'a str| {
        let comparable = match element {
            "Action" => pattern.to_ascii_lowercase(),
            _ => pattern.to_owned(),
        };
        Some((pattern, steps_of(&comparable, version)?))
    };
    let all: Vec<(&str, Vec<Step>)> = patterns.filter_map(steps).collect();
    let wild: Vec<_> = all
        .iter()
        .filter(|(pattern, _)| pattern.contains('*'))
        .collect();
    for (pattern, narrow) in &all {
        let wider = wild.iter().find(|(wide, steps)| {
            wide != pattern
                && !are_bucket_and_objects(wide, pattern)
                && covers(steps, narrow)
                && (wide < pattern || !covers(narrow, steps))
        });
        if let Some((wide, _)) = wider {
            let place = judged.element(element);
            let message = format!("`{wide}` matches all that `{pattern}` matches");
            let finding = Finding::warning(
                Code::REDUNDANT_VALUE,
                place.clone().within(*pattern),
                message,
            );
            let finding = finding.related(place.within(*wide), "the wider one is here");
            findings.push(
                finding.help("take the narrower one out, or the wider one, if it is too wide"),
            );
        }
    }
}

/// Whether a list names buckets by a pattern, and their objects after them, as
/// people do to say that both are meant.
fn are_bucket_and_objects(buckets: &str, objects: &str) -> bool {
    buckets.contains(":s3:::") && objects.strip_prefix(buckets) == Some("/*")
}
