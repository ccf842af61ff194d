//! The role of the machines: each statement is what one of their scripts or agents does.
//!
//! Sources: "Amazon ECS container instance IAM role", Amazon ECS Developer Guide; "Add
//! Session Manager permissions to an existing IAM role", AWS Systems Manager User Guide;
//! "Using IAM policy conditions for fine-grained access control", Amazon Route 53
//! Developer Guide; the Service Authorization Reference for what can be limited to what.

use bailiwick_iam::policy::{Condition, Statement};
use serde_json::Value;

use super::user_data;
use crate::template::Template;
use crate::workload::data::{VOLUME_ID, ZONE_ID};
use crate::workload::facts::Facts;
use crate::workload::roles::Role;

/// Adds the role, and returns its name.
pub(super) fn add(facts: &Facts<'_>, template: &mut Template) -> Value {
    let host = facts.workload.host.as_ref();
    let role = Role {
        id: "MachineRole",
        suffix: "machine",
        acts_as: host.and_then(|host| host.acts_as.as_ref()),
        service: "ec2.amazonaws.com",
        means: "The machines take it through their instance profile",
    };
    let mut statements = agent(facts);
    statements.extend(session_manager(facts));
    statements.extend(volume(facts));
    statements.extend(names(facts));
    statements.extend(backups(facts));
    let namespace = Condition::test(
        "StringEquals",
        "cloudwatch:namespace",
        [user_data::namespace(facts)],
    );
    statements.push(
        Statement::allow(["cloudwatch:PutMetricData"])
            .on(["*"])
            .when(namespace),
    );
    let (name, _) = role.add(facts, statements, template);
    name
}

/// What the ECS agent does.
fn agent(facts: &Facts<'_>) -> Vec<Statement> {
    let cluster = facts.cluster();
    vec![
        Statement::allow(["ecs:DiscoverPollEndpoint"]).on(["*"]),
        Statement::allow([
            "ecs:DeregisterContainerInstance",
            "ecs:RegisterContainerInstance",
            "ecs:SubmitAttachmentStateChanges",
            "ecs:SubmitContainerStateChange",
            "ecs:SubmitTaskStateChange",
        ])
        .on([facts.arn("ecs", &format!("cluster/{cluster}"))]),
        Statement::allow([
            "ecs:Poll",
            "ecs:StartTelemetrySession",
            "ecs:UpdateContainerInstancesState",
        ])
        .on([facts.arn("ecs", &format!("container-instance/{cluster}/*"))]),
    ]
}

/// A shell without an open port.
fn session_manager(facts: &Facts<'_>) -> Vec<Statement> {
    vec![
        Statement::allow(["ssm:UpdateInstanceInformation"])
            .on([facts.arn("ec2", "instance/*")])
            .when(own_instances(facts)),
        Statement::allow([
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
        ])
        .on(["*"]),
    ]
}

/// This volume, to machines of this workload.
fn volume(facts: &Facts<'_>) -> Vec<Statement> {
    if facts.data.is_none() {
        return Vec::new();
    }
    let volume = facts.arn("ec2", &format!("volume/${{{VOLUME_ID}}}"));
    vec![
        Statement::allow(["ec2:AttachVolume"]).on([volume]),
        Statement::allow(["ec2:AttachVolume"])
            .on([facts.arn("ec2", "instance/*")])
            .when(own_instances(facts)),
        Statement::allow(["ec2:DescribeVolumes"]).on(["*"]),
    ]
}

fn own_instances(facts: &Facts<'_>) -> Condition {
    let workload = facts.workload.name.to_string();
    Condition::test(
        "StringEquals",
        "aws:ResourceTag/bailiwick:workload",
        [workload],
    )
}

/// The service's own names in its zone, and the answers that prove the domain.
fn names(facts: &Facts<'_>) -> Vec<Statement> {
    if facts.zone.is_none() {
        return Vec::new();
    }
    let zone = format!("arn:aws:route53:::hostedzone/${{{ZONE_ID}}}");
    let change = |kind: &str, names: Vec<String>| {
        let condition = Condition::test(
            "ForAllValues:StringEquals",
            "route53:ChangeResourceRecordSetsNormalizedRecordNames",
            names,
        )
        .and(
            "ForAllValues:StringEquals",
            "route53:ChangeResourceRecordSetsRecordTypes",
            [kind],
        );
        Statement::allow(["route53:ChangeResourceRecordSets"])
            .on([zone.clone()])
            .when(condition)
    };
    let mut statements = vec![change("A", user_data::names(facts))];
    if facts.machines.count > 1 {
        statements.push(Statement::allow(["ec2:DescribeInstances"]).on(["*"]));
    }
    let challenges = user_data::certificate_domains(facts);
    if !challenges.is_empty() {
        let challenge = |domain: &String| {
            let domain = domain.strip_prefix("*.").unwrap_or(domain);
            format!("_acme-challenge.{domain}")
        };
        statements.push(change("TXT", challenges.iter().map(challenge).collect()));
        statements.push(Statement::allow(["route53:ListHostedZones"]).on(["*"]));
        statements.push(Statement::allow(["route53:GetChange"]).on(["arn:aws:route53:::change/*"]));
    }
    statements
}

fn backups(facts: &Facts<'_>) -> Vec<Statement> {
    if facts.backup().is_none() {
        return Vec::new();
    }
    let bucket = format!("arn:aws:s3:::{}", facts.backup_bucket());
    let folder = user_data::BACKUP_FOLDER;
    let prefix = Condition::test("StringLike", "s3:prefix", [format!("{folder}/*")]);
    vec![
        Statement::allow(["s3:GetObject", "s3:PutObject"]).on([format!("{bucket}/{folder}/*")]),
        Statement::allow(["s3:ListBucket"])
            .on([bucket])
            .when(prefix),
    ]
}
