//! The role with which ECS starts a task: it fetches the images and secrets, and writes
//! the logs.
//!
//! Source: "Amazon ECS task execution IAM role", Amazon ECS Developer Guide.

use std::collections::BTreeSet;

use bailiwick_iam::policy::Statement;
use serde_json::Value;

use crate::template::Template;
use crate::workload::data::arn_parameter;
use crate::workload::facts::Facts;
use crate::workload::roles::Role;

/// Adds the role, and returns its ARN.
pub(super) fn add(facts: &Facts<'_>, template: &mut Template) -> Value {
    let role = Role {
        id: "TaskExecutionRole",
        suffix: "task-execution",
        acts_as: facts.workload.started_by.as_ref(),
        service: "ecs-tasks.amazonaws.com",
        means: "ECS takes it to start a task",
    };
    let (_, arn) = role.add(facts, statements(facts), template);
    arn
}

fn statements(facts: &Facts<'_>) -> Vec<Statement> {
    let groups = facts.containers.iter().map(|container| {
        let group = facts.log_group(&container.service.name);
        facts.arn("logs", &format!("log-group:{group}:*"))
    });
    let mut statements =
        vec![Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"]).on(groups)];
    let secrets: BTreeSet<String> = facts
        .containers
        .iter()
        .flat_map(|container| &container.secrets)
        .map(|(_, key)| format!("${{{}}}", arn_parameter(&key.secret)))
        .collect();
    if !secrets.is_empty() {
        statements.push(Statement::allow(["secretsmanager:GetSecretValue"]).on(secrets));
    }
    if let Some(image) = &facts.workload.image {
        let repository = facts.arn("ecr", &format!("repository/{}", image.repository));
        statements.push(
            Statement::allow([
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
            ])
            .on([repository]),
        );
        // It has no resources to be limited to.
        statements.push(Statement::allow(["ecr:GetAuthorizationToken"]).on(["*"]));
    }
    statements
}
