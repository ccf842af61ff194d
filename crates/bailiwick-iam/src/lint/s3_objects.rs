//! Whole control of a bucket that stops at its objects.

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::overlap::{Step, overlap, steps_of};

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for judged in &subject.statements {
        // Of single actions `off_resource` tells; this is for what matches both.
        let both = ["s3:*", "s3:Get*", "s3:Put*", "s3:Delete*"];
        let Some(pattern) = judged
            .actions()
            .find(|pattern| both.iter().any(|both| both.eq_ignore_ascii_case(pattern)))
        else {
            continue;
        };
        let resources: Vec<Vec<Step>> = judged
            .resources()
            .filter_map(|resource| steps_of(resource, subject.version()))
            .collect();
        for resource in judged.resources() {
            let Some(bucket) = resource.strip_prefix("arn:aws:s3:::") else {
                continue;
            };
            let is_one_bucket = !bucket.contains(['/', '*', '?', '$']);
            if !is_one_bucket || resources.iter().any(|steps| in_bucket(steps, resource)) {
                continue;
            }
            let place = judged.element("Resource").within(resource);
            let message = format!("`{pattern}` on `{resource}` does not reach its objects");
            let help = format!("add `{resource}/*`, or name the actions on buckets that you mean");
            findings.push(Finding::warning(Code::S3_OBJECTS, place, message).help(help));
        }
    }
}

/// Whether a pattern matches an object of the bucket.
fn in_bucket(steps: &[Step], bucket: &str) -> bool {
    let mut object: Vec<Step> = format!("{bucket}/").chars().map(Step::Exactly).collect();
    object.push(Step::Any);
    overlap(steps, &object)
}
