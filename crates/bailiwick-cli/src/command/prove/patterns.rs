//! Whether what is asked about is an action and a resource. Of what is neither, everything
//! would be proved.

use bailiwick_iam::actions::expand;
use bailiwick_iam::service_data;
use thiserror::Error;

use crate::command::asking::near_action;
use crate::failure::Failure;

/// What is no pattern of actions, or of resources.
#[derive(Debug, Error)]
pub(super) enum NoPattern {
    #[error("`{written}` is no action of AWS")]
    Action {
        written: String,
        near: Option<String>,
    },
    #[error("`{written}` are several actions")]
    Actions { written: String },
    #[error("`{written}` is no resource")]
    Resource { written: String },
}

impl Failure for NoPattern {
    fn hint(&self) -> Option<String> {
        Some(match self {
            Self::Action {
                near: Some(near), ..
            } => format!("did you mean `{near}`?"),
            Self::Action { near: None, .. } => {
                "write the service, a colon and the action, such as `s3:GetObject` or `s3:Delete*`, or `*` for all"
                    .into()
            }
            Self::Actions { written } => {
                let names: Vec<&str> = written.split(',').map(str::trim).collect();
                format!("leave the commas out: `--action {}`", names.join(" "))
            }
            Self::Resource { written } => match written.strip_prefix("s3://") {
                Some(object) => format!("did you mean `arn:aws:s3:::{object}`?"),
                None => "a resource has an ARN of six parts, such as `arn:aws:s3:::bucket/*`, which begins with `arn:` in small letters; `*` is any".into(),
            },
        })
    }
}

/// Refuses what is no pattern of actions: `service:Name`, with wildcards in either, or `*`.
///
/// That the service data has such actions is not asked: AWS may add them.
pub(super) fn action(written: &str) -> Result<(), NoPattern> {
    if is_action(written) {
        return Ok(());
    }
    let written = written.to_owned();
    if written
        .split(',')
        .filter(|one| is_action(one.trim()))
        .count()
        > 1
    {
        return Err(NoPattern::Actions { written });
    }
    Err(NoPattern::Action {
        near: near_action(&written),
        written,
    })
}

fn is_action(written: &str) -> bool {
    let plain = |part: &str| {
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || "-_*?".contains(letter);
        !part.is_empty() && part.chars().all(is_part)
    };
    match written.split_once(':') {
        Some((service, name)) => plain(service) && plain(name),
        None => written == "*",
    }
}

/// Refuses what is no pattern of ARNs: six parts, of which the first is `arn`, or `*`
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>).
pub(super) fn resource(written: &str) -> Result<(), NoPattern> {
    let parts: Vec<&str> = written.splitn(6, ':').collect();
    let is_pattern = match *parts {
        ["arn", partition, service, _, _, resource] => {
            let partition_fits = partition.starts_with("aws") || partition.contains(['*', '?']);
            partition_fits && !service.is_empty() && !resource.is_empty()
        }
        _ => written == "*",
    };
    match is_pattern && !written.contains(",arn:") {
        true => Ok(()),
        false => Err(NoPattern::Resource {
            written: written.to_owned(),
        }),
    }
}

/// What to know of patterns that no action of the service data matches, a line each.
pub(super) fn remarks(actions: &[String]) -> Vec<String> {
    let data = service_data();
    let unknown = actions.iter().filter(|written| {
        let has_wildcard_service = written
            .split_once(':')
            .is_some_and(|(service, _)| service.contains(['*', '?']));
        !has_wildcard_service && expand(data, written).is_empty()
    });
    unknown
        .map(|written| {
            let near = near_action(written).filter(|near| near != written);
            let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
            format!("the service data has no action `{written}`{near}")
        })
        .collect()
}

#[cfg(test)]
mod tests;
