//! What the examples' documents say about policies, compared with what is compiled.
#![expect(
    clippy::disallowed_methods,
    reason = "the test reads the examples beside the crate"
)]

use std::path::Path;

use bailiwick_compile::compile;
use bailiwick_compile::permission::{Compiled, Setting};
use bailiwick_estate::attached::{is_of_a_build, is_yaml, split};
use bailiwick_estate::estate::Estate;
use bailiwick_estate::source::{Attachments, Source, Sources};
use bailiwick_iam::actions::expand;
use bailiwick_iam::policy::{Effect, Policy, Selection, Statement};
use bailiwick_iam::service_data;
use serde_json::json;

use super::support::{messages, right};

/// The estate of an example, and what it names beside itself.
pub(crate) fn example(name: &str) -> (Estate, Attachments) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(name);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(&folder).expect("the example is there") {
        let path = entry.expect("a file of the example").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if is_yaml(&name) || is_of_a_build(&name) {
            let text = std::fs::read_to_string(&path).expect("a text");
            let path = name.into_owned();
            files.push(Source { path, text });
        }
    }
    let (files, attachments) = split(files);
    let sources = Sources::new(files).attach(attachments);
    (right(&sources), sources.attachments())
}

/// What a permission of an example compiles to.
pub(crate) fn statements(example_name: &str, permission: &str) -> Vec<Statement> {
    let (estate, _) = example(example_name);
    let permission = estate.permissions.get(permission).expect("it is declared");
    let setting = Setting {
        account: "111122223333".to_owned(),
        iam_users: false,
    };
    Compiled::of(permission, &setting, &mut Vec::new()).statements
}

#[test]
fn every_example_compiles_without_a_complaint() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).expect("there are examples") {
        let path = entry.expect("an example").path();
        if path.is_dir() {
            let name = path
                .file_name()
                .expect("a name")
                .to_string_lossy()
                .into_owned();
            let (blueprint, diagnostics) = {
                let (estate, attachments) = example(&name);
                compile(&estate, &attachments)
            };
            assert_eq!(messages(&diagnostics), Vec::<String>::new(), "{name}");
            assert!(blueprint.is_some(), "{name}");
            count += 1;
        }
    }
    assert!(count >= 6, "only {count} examples");
}

/// The policy of the startup's document, with its one mistake corrected:
/// `athena:GetQueryResult` does not exist.
#[test]
fn the_data_team_holds_the_policy_of_the_document() {
    let document = Policy::from_json(&json!({
        "Version": "2012-10-17",
        "Statement": [
            {
                "Effect": "Allow",
                "Action": ["s3:GetObject", "s3:ListBucket"],
                "Resource": ["arn:aws:s3:::analytics-*", "arn:aws:s3:::analytics-*/*"],
            },
            {
                "Effect": "Allow",
                "Action": ["athena:GetQueryExecution", "athena:GetQueryResults", "athena:StartQueryExecution"],
                "Resource": "*",
            },
        ],
    }))
    .expect("the document is a policy");
    let mut wanted = document.statements;
    let mut found = statements("startup", "ReadonlyAccess");
    for statement in wanted.iter_mut().chain(&mut found) {
        statement.sid = None;
    }
    wanted.sort();
    found.sort();
    assert_eq!(found, wanted);
}

/// What deletes production data, or takes its denial away, and must be denied to DevOps
/// by an unconditional statement on the resource given.
#[test]
fn devops_cannot_delete_production_data() {
    let statements = statements("startup", "DevOpsAccess");
    let cases = [
        ("s3:DeleteObject", "arn:aws:s3:::production-data/a"),
        ("s3:DeleteObjectVersion", "arn:aws:s3:::production-data/a"),
        ("s3:PutObject", "arn:aws:s3:::production-data/a"),
        (
            "s3:PutLifecycleConfiguration",
            "arn:aws:s3:::production-data",
        ),
        ("s3:DeleteBucket", "arn:aws:s3:::production-data"),
        ("kms:ScheduleKeyDeletion", "*"),
        ("ec2:DeleteSnapshot", "*"),
        ("ec2:DeleteVolume", "*"),
        ("rds:DeleteDBInstance", "*"),
        ("rds:DeleteDBSnapshot", "*"),
        ("backup:DeleteRecoveryPoint", "*"),
        (
            "dynamodb:DeleteTable",
            "arn:aws:dynamodb:eu-central-1:111122223333:table/production-orders",
        ),
        (
            "cloudformation:DeleteStack",
            "arn:aws:cloudformation:eu-central-1:111122223333:stack/production-web/1",
        ),
        (
            "secretsmanager:PutSecretValue",
            "arn:aws:secretsmanager:eu-central-1:111122223333:secret:/production/key-AbCdEf",
        ),
        (
            "logs:DeleteLogGroup",
            "arn:aws:logs:eu-central-1:111122223333:log-group:/aws/lambda/production-web",
        ),
        (
            "autoscaling:TerminateInstanceInAutoScalingGroup",
            "arn:aws:autoscaling:eu-central-1:111122223333:autoScalingGroup:1:autoScalingGroupName/production-web",
        ),
        ("ec2:DeleteFleets", "*"),
        (
            "rds:ModifyDBParameterGroup",
            "arn:aws:rds:eu-central-1:111122223333:pg:production-orders",
        ),
        (
            "ecr:PutImage",
            "arn:aws:ecr:eu-central-1:111122223333:repository/production-web",
        ),
        (
            "ecs:UpdateService",
            "arn:aws:ecs:eu-central-1:111122223333:service/production-web/web",
        ),
        ("codedeploy:UpdateDeploymentGroup", "*"),
        ("iam:DetachGroupPolicy", "*"),
        ("iam:DeleteGroupPolicy", "*"),
        ("iam:RemoveUserFromGroup", "*"),
        ("iam:CreatePolicyVersion", "*"),
        ("iam:CreateAccessKey", "*"),
        ("iam:PassRole", "*"),
        ("sts:AssumeRole", "*"),
    ];
    for (action, resource) in cases {
        assert!(
            statements
                .iter()
                .any(|statement| denies(statement, action, resource)),
            "{action} on {resource} is not denied"
        );
    }
}

/// DevOps holds a list of services. A denial over `*` would have to know every way in.
#[test]
fn devops_is_allowed_what_somebody_looked_at() {
    let foreign = [
        "cassandra:Alter",
        "codebuild:StartSandbox",
        "cognito-idp:AdminSetUserPassword",
        "elasticmapreduce:AddJobFlowSteps",
        "es:UpdateDomainConfig",
        "glue:StartTrigger",
        "iam:CreateRole",
        "qldb:DeleteLedger",
        "ssm:SendCommand",
        "states:StartSyncExecution",
        "transfer:ImportSshPublicKey",
    ];
    for statement in statements("startup", "DevOpsAccess") {
        if statement.effect == Effect::Deny {
            continue;
        }
        let Selection::Only(patterns) = &statement.action else {
            panic!("`NotAction` allows what nobody looked at");
        };
        for pattern in patterns {
            let names = expand(service_data(), pattern);
            for action in foreign {
                assert!(
                    names.iter().all(|name| name.to_string() != action),
                    "`{pattern}` allows {action}"
                );
            }
        }
    }
}

/// Whether a statement denies an action on a resource whatever the request says.
fn denies(statement: &Statement, action: &str, resource: &str) -> bool {
    let Selection::Only(patterns) = &statement.action else {
        return false;
    };
    let acts = patterns.iter().any(|pattern| {
        expand(service_data(), pattern)
            .iter()
            .any(|name| name.to_string() == action)
    });
    let covers = match &statement.resource {
        Some(Selection::Only(arns)) => arns
            .iter()
            .any(|arn| arn == "*" || bailiwick_iam::actions::matches_wildcard(arn, resource)),
        _ => false,
    };
    statement.effect == Effect::Deny && statement.condition.is_empty() && acts && covers
}
