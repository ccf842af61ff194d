//! Which resources can have a policy of their own.
//!
//! The service data does not say it in a column; it has the actions that write such
//! policies, with the resource types they work on. What is wrongly taken for able to have
//! one only makes an answer `unknown` that need not be.

use crate::service_data::{Action, Service, ServiceData};
use crate::template;

/// Services whose resources have policies that another service's actions write, or an
/// action that sets more than a policy: API Gateway's `execute-api`, OpenSearch's domains
/// (`UpdateDomainConfig`), MSK's data plane, VPC Lattice's services, Object Lambda
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html>).
const ELSEWHERE: [&str; 6] = [
    "aoss",
    "es",
    "execute-api",
    "kafka-cluster",
    "s3-object-lambda",
    "vpc-lattice-svcs",
];

/// Services whose policies are identity policies, and so are no policies of resources.
const IDENTITY: [&str; 2] = ["iam", "sso"];

/// Whether a request for `action` on the resource `arn` may meet a policy of the resource
/// itself. `true` where it is not known.
pub fn has_resource_policies(data: &ServiceData, action: &str, arn: &str) -> bool {
    let Some((prefix, _)) = action.split_once(':') else {
        return true;
    };
    let Some(service) = data.service(prefix) else {
        return true;
    };
    if IDENTITY.contains(&service.prefix()) {
        return false;
    }
    if ELSEWHERE.contains(&service.prefix()) {
        return true;
    }
    let mut writers = service.actions().iter().filter(|one| writes_policy(one));
    writers.any(|writer| works_on(service, writer, arn))
}

/// Whether a request for an action of a service may meet a policy of a resource, on any
/// resource that it works on. One that works on no resource in particular meets none.
pub fn may_meet_resource_policies(service: &Service, action: &Action) -> bool {
    let prefix = service.prefix();
    if IDENTITY.contains(&prefix) {
        return false;
    }
    if ELSEWHERE.contains(&prefix) {
        return true;
    }
    let types = action.resource_types().iter();
    let types = types.filter_map(|one| service.resource_type(one.name()));
    let mut arns = types
        .flat_map(|one| one.arn_patterns())
        .map(|shape| an_instance(shape.as_str()));
    arns.any(|arn| {
        let mut writers = service.actions().iter().filter(|one| writes_policy(one));
        writers.any(|writer| works_on(service, writer, &arn))
    })
}

/// An ARN of a shape.
fn an_instance(shape: &str) -> String {
    let mut arn = String::new();
    let mut rest = shape;
    while let Some((before, after)) = rest.split_once("${") {
        arn += before;
        arn.push('x');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    arn + rest
}

/// Whether the action writes a policy, or adds to one.
fn writes_policy(action: &Action) -> bool {
    let verbs = ["Add", "Attach", "Create", "Put", "Set", "Update"];
    let name = action.name();
    verbs.iter().any(|verb| name.starts_with(verb))
        && (name.contains("Policy") || name.contains("Permission"))
}

/// Whether the policy that the action writes may be that of `arn`, or of what `arn` is
/// part of: an object's request meets the policy of its bucket, so that a variable of the
/// shape takes everything that follows.
fn works_on(service: &Service, writer: &Action, arn: &str) -> bool {
    let types = writer.resource_types();
    types.is_empty()
        || types.iter().any(|one| {
            service.resource_type(one.name()).is_none_or(|known| {
                let mut shapes = known.arn_patterns().iter();
                shapes.any(|shape| template::is_instance(shape.as_str(), arn))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service_data;

    #[test]
    fn actions_that_meet_policies_are_told_from_those_that_do_not() {
        let answer = |name: &str| {
            let (service, action) = service_data().action(name).unwrap();
            may_meet_resource_policies(service, action)
        };
        for one in [
            "s3:GetObject",
            "kms:Decrypt",
            "sqs:SendMessage",
            "execute-api:Invoke",
        ] {
            assert!(answer(one), "{one}");
        }
        for one in [
            "ec2:TerminateInstances",
            "rds:DeleteDBInstance",
            "s3:ListAllMyBuckets",
            "iam:PassRole",
        ] {
            assert!(!answer(one), "{one}");
        }
    }

    #[test]
    fn resources_with_policies_are_told_from_those_without() {
        let with = [
            ("s3:GetObject", "arn:aws:s3:::logs/2026/a"),
            ("kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/1"),
            ("sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:jobs"),
            ("sns:Publish", "arn:aws:sns:us-east-1:111122223333:news"),
            (
                "lambda:InvokeFunction",
                "arn:aws:lambda:us-east-1:111122223333:function:f:live",
            ),
            (
                "dynamodb:Query",
                "arn:aws:dynamodb:us-east-1:111122223333:table/t/index/i",
            ),
            (
                "execute-api:Invoke",
                "arn:aws:execute-api:us-east-1:111122223333:a/prod/GET/",
            ),
            ("nothing:Known", "arn:aws:nothing:us-east-1:111122223333:a"),
        ];
        let without = [
            (
                "ec2:TerminateInstances",
                "arn:aws:ec2:us-east-1:111122223333:instance/i-1",
            ),
            (
                "rds:DeleteDBInstance",
                "arn:aws:rds:us-east-1:111122223333:db:main",
            ),
            ("iam:PassRole", "arn:aws:iam::111122223333:role/a"),
            (
                "ecs:RunTask",
                "arn:aws:ecs:us-east-1:111122223333:task-definition/web:1",
            ),
        ];
        let answer =
            |(action, arn): &(&str, &str)| has_resource_policies(service_data(), action, arn);
        for one in &with {
            assert!(answer(one), "{one:?}");
        }
        for one in &without {
            assert!(!answer(one), "{one:?}");
        }
    }
}
