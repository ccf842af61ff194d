//! What starts, makes or buys something that is charged by the hour, the gigabyte or the call.
//!
//! The verbs of the services on which accounts spend most. Reading, stopping and deleting stay
//! allowed, so that whoever is stopped can tidy up. It is no promise that nothing more is
//! charged: what runs already goes on.
//!
//! Source: the actions of each service, Service Authorization Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>).

/// Services, and the first words of their actions that cost.
const SPENDING: &[(&str, &[&str])] = &[
    ("apprunner", &["Create", "Resume", "Start"]),
    ("autoscaling", &["Create", "Put", "Set", "Start", "Update"]),
    ("batch", &["Create", "Submit"]),
    ("bedrock", &["Create", "Invoke", "Start"]),
    ("codebuild", &["Create", "Retry", "Start"]),
    ("dynamodb", &["Create", "Purchase", "Restore"]),
    (
        "ec2",
        &["Allocate", "Create", "Purchase", "Request", "Run", "Start"],
    ),
    ("ecs", &["Create", "Run", "Start", "Update"]),
    ("eks", &["Create", "Update"]),
    ("elasticache", &["Create", "Increase", "Purchase"]),
    ("elasticfilesystem", &["Create"]),
    ("elasticloadbalancing", &["Create"]),
    ("elasticmapreduce", &["Add", "Run"]),
    ("es", &["Create", "Purchase"]),
    ("fsx", &["Create", "Restore"]),
    ("glue", &["Create", "Start"]),
    ("kafka", &["Create"]),
    ("kinesis", &["Create", "Increase"]),
    ("lambda", &["Create", "Invoke", "Publish"]),
    ("lightsail", &["Allocate", "Create", "Start"]),
    ("rds", &["Create", "Purchase", "Restore", "Start"]),
    ("redshift", &["Create", "Purchase", "Restore", "Resume"]),
    ("s3", &["CreateBucket", "PutObject", "RestoreObject"]),
    ("sagemaker", &["Create", "Invoke", "Start"]),
    ("savingsplans", &["Create"]),
    ("workspaces", &["Create", "Start"]),
];

/// The actions, as patterns.
pub(super) fn actions() -> impl Iterator<Item = String> {
    SPENDING
        .iter()
        .flat_map(|(service, verbs)| verbs.iter().map(move |verb| format!("{service}:{verb}*")))
}
