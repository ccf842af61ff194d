//! From a user's short form to ARNs: `repository/snapshot-*` in a service.
//!
//! A short form is `<resource type>/<name>`, or `<resource type>` alone where
//! the type names one thing. Names of types may hold a slash themselves
//! (`listener/app`), so the longest type that fits is meant.

use thiserror::Error;

use super::{FillError, Placement};
use crate::service_data::{ResourceType, Service};

/// A short form from which no ARN could be made.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ShortFormError {
    /// The service has no such resource type.
    #[error("`{service}` has no resource type `{resource_type}`")]
    UnknownResourceType {
        /// The service's prefix.
        service: &'static str,
        /// What the user wrote before the first slash.
        resource_type: String,
        /// The type that may have been meant.
        suggestion: Option<&'static str>,
    },
    /// The name fits none of the type's ARN patterns; the reason for the first.
    #[error(transparent)]
    Fill(#[from] FillError),
}

/// The ARNs `short_form` stands for in `service`: one for nearly every
/// resource type, more where AWS lists several patterns for one.
///
/// # Errors
/// When the service has no such resource type, or the name fits none of the
/// type's patterns.
pub fn resource_arns(
    service: &Service,
    short_form: &str,
    placement: &Placement<'_>,
) -> Result<Vec<String>, ShortFormError> {
    let (resource_type, name) = resolve(service, short_form)?;
    let filled: Vec<_> = resource_type
        .arn_patterns()
        .iter()
        .map(|pattern| pattern.fill(placement, name))
        .collect();
    if filled.iter().any(Result::is_ok) {
        return Ok(filled.into_iter().flatten().collect());
    }
    Ok(filled.into_iter().collect::<Result<_, _>>()?)
}

/// The resource type that `short_form` names in `service`, if it has such a type.
pub fn resource_type<'s>(service: &'s Service, short_form: &str) -> Option<&'s ResourceType> {
    resolve(service, short_form).ok().map(|(kind, _)| kind)
}

fn resolve<'s, 't>(
    service: &'s Service,
    short_form: &'t str,
) -> Result<(&'s ResourceType, &'t str), ShortFormError> {
    service
        .resource_types()
        .iter()
        .filter_map(|resource_type| {
            // Elastic Load Balancing has types such as `loadbalancer/app/`.
            let label = resource_type.name().trim_end_matches('/');
            let head = short_form.get(..label.len())?;
            let rest = &short_form[label.len()..];
            let name = if rest.is_empty() {
                rest
            } else {
                rest.strip_prefix('/')?
            };
            head.eq_ignore_ascii_case(label)
                .then_some((resource_type, name))
        })
        .max_by_key(|(resource_type, _)| resource_type.name().len())
        .ok_or_else(|| {
            let written = short_form.split('/').next().unwrap_or(short_form);
            ShortFormError::UnknownResourceType {
                service: service.prefix(),
                resource_type: written.to_owned(),
                suggestion: service.suggest_resource_type(written),
            }
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service_data;

    #[track_caller]
    fn arns(service: &str, short_form: &str) -> Result<Vec<String>, ShortFormError> {
        let placement = Placement {
            partition: "aws",
            region: "*",
            account: "222222222222",
        };
        resource_arns(
            service_data().service(service).unwrap(),
            short_form,
            &placement,
        )
    }

    #[test]
    fn short_forms_become_arns() {
        let cases = [
            (
                "ecr",
                "repository/snapshot-*",
                "arn:aws:ecr:*:222222222222:repository/snapshot-*",
            ),
            ("s3", "bucket/analytics-*", "arn:aws:s3:::analytics-*"),
            ("s3", "object/analytics-*/*", "arn:aws:s3:::analytics-*/*"),
            (
                "logs",
                "log-group//aws/staging/*",
                "arn:aws:logs:*:222222222222:log-group:/aws/staging/*",
            ),
            (
                "dynamodb",
                "index/orders/index/by-day",
                "arn:aws:dynamodb:*:222222222222:table/orders/index/by-day",
            ),
            (
                "account",
                "account",
                "arn:aws:account::222222222222:account",
            ),
            (
                "elasticloadbalancing",
                "loadbalancer/app/web/1",
                "arn:aws:elasticloadbalancing:*:222222222222:loadbalancer/app/web/1",
            ),
        ];
        for (service, short_form, expected) in cases {
            assert_eq!(
                arns(service, short_form),
                Ok(vec![expected.to_owned()]),
                "{short_form}"
            );
        }
    }

    #[test]
    fn a_type_with_two_patterns_gives_two_arns() {
        assert_eq!(arns("lex", "bot/x").unwrap().len(), 2);
    }

    #[test]
    fn an_unknown_type_gets_a_suggestion() {
        let error = arns("ecr", "repositry/x").unwrap_err();
        assert!(matches!(
            error,
            ShortFormError::UnknownResourceType {
                suggestion: Some("repository"),
                ..
            }
        ));
        assert!(matches!(arns("s3", "bucket"), Err(ShortFormError::Fill(_))));
    }
}
