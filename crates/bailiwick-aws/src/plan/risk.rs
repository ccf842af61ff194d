//! What a change puts at risk.

use serde_json::Value;

use super::erosion::erodes;
use super::template::{when_removed, when_replaced};
use crate::cloud::{Action, Change, PolicyAction, Replacement};

/// A change and its risk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weighed {
    /// How bad it may be.
    pub risk: Risk,
    /// What changes.
    pub change: Change,
    /// What becomes of the resource that goes, when one goes or may go.
    pub old_one: Option<PolicyAction>,
}

/// How bad a change may be, the worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Risk {
    /// Data is deleted, or may be.
    LosesData,
    /// What held data is left outside the stack, with the data in it; the stack goes on
    /// with an empty one or none.
    LeavesData,
    /// A resource without data is replaced or deleted, or may be: it is away for a while.
    Interrupts,
    /// Something changes in place.
    Changes,
    /// Something is new.
    Adds,
}

/// The kinds of resources that hold what cannot be made again from a template.
const HOLDS_DATA: &[&str] = &[
    "AWS::Backup::BackupVault",
    "AWS::CertificateManager::Certificate",
    "AWS::Cognito::UserPool",
    "AWS::DocDB::DBCluster",
    "AWS::DynamoDB::GlobalTable",
    "AWS::DynamoDB::Table",
    "AWS::EC2::EIP",
    "AWS::EC2::Volume",
    "AWS::ECR::Repository",
    "AWS::EFS::FileSystem",
    "AWS::ElastiCache::ReplicationGroup",
    "AWS::IAM::User",
    "AWS::KMS::Key",
    "AWS::Logs::LogGroup",
    "AWS::OpenSearchService::Domain",
    "AWS::RDS::DBCluster",
    "AWS::RDS::DBInstance",
    "AWS::Route53::HostedZone",
    "AWS::S3::Bucket",
    "AWS::SQS::Queue",
    "AWS::SSM::Parameter",
    "AWS::SecretsManager::Secret",
];

/// Whether resources of a kind hold what cannot be made again from a template.
#[must_use]
pub fn holds_data(kind: &str) -> bool {
    HOLDS_DATA.contains(&kind)
}

/// Weighs changes, the greatest risk first; `deployed` is the template that the stack has.
///
/// CloudFormation's own word on what becomes of the old one counts before the templates.
/// The old template decides for what leaves the stack, the new one for what is replaced.
pub(super) fn weigh(changes: &[Change], deployed: &Value, declared: &Value) -> Vec<Weighed> {
    let weighed = |change: &Change| {
        let replaced = change.replacement != Replacement::Never;
        let old_one = change.policy.or_else(|| match change.action {
            Action::Remove => Some(when_removed(deployed, &change.logical_id)),
            Action::Modify | Action::Dynamic if replaced => {
                Some(when_replaced(declared, &change.logical_id))
            }
            _ => None,
        });
        let may_stay =
            change.action == Action::Modify && change.replacement != Replacement::Certain;
        let risk = match may_stay && erodes(change, deployed, declared) {
            true => Risk::LosesData,
            false => risk(change, old_one),
        };
        let change = change.clone();
        Weighed {
            risk,
            change,
            old_one,
        }
    };
    let mut all: Vec<Weighed> = changes.iter().map(weighed).collect();
    all.sort_by(|left, right| {
        (left.risk, &left.change.logical_id).cmp(&(right.risk, &right.change.logical_id))
    });
    all
}

fn risk(change: &Change, old_one: Option<PolicyAction>) -> Risk {
    let goes = match change.action {
        Action::Add | Action::Import => return Risk::Adds,
        Action::Remove | Action::Dynamic => true,
        Action::Modify => change.replacement != Replacement::Never,
    };
    match (goes, holds_data(&change.kind), old_one) {
        (false, _, _) => Risk::Changes,
        (true, true, Some(PolicyAction::Retain)) => Risk::LeavesData,
        // A snapshot keeps the data, and yet the stack goes on without it.
        (true, true, _) => Risk::LosesData,
        (true, false, _) => Risk::Interrupts,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn check(action: Action, kind: &str, replacement: Replacement, policy: &str, expected: Risk) {
        let change = Change {
            action,
            logical_id: "It".into(),
            physical_id: None,
            kind: kind.into(),
            replacement,
            policy: None,
            origins: Vec::new(),
        };
        let template = match policy {
            "" => json!({ "Resources": { "It": { "Type": kind } } }),
            policy => json!({ "Resources": { "It": {
                "Type": kind, "DeletionPolicy": policy, "UpdateReplacePolicy": policy,
            } } }),
        };
        let weighed = weigh(&[change], &template, &template);
        assert_eq!(weighed[0].risk, expected, "{kind} {policy}");
    }

    #[test]
    fn what_may_lose_data_is_the_greatest_risk() {
        use Replacement::{Certain, Maybe, Never};
        let (volume, vpc) = ("AWS::EC2::Volume", "AWS::EC2::VPC");
        check(Action::Remove, volume, Never, "", Risk::LosesData);
        check(Action::Remove, volume, Never, "Snapshot", Risk::LosesData);
        check(Action::Remove, volume, Never, "Retain", Risk::LeavesData);
        check(Action::Modify, volume, Certain, "", Risk::LosesData);
        check(Action::Modify, volume, Maybe, "", Risk::LosesData);
        check(Action::Modify, volume, Maybe, "Retain", Risk::LeavesData);
        check(Action::Modify, volume, Never, "", Risk::Changes);
        check(Action::Modify, vpc, Maybe, "", Risk::Interrupts);
        check(Action::Remove, vpc, Never, "", Risk::Interrupts);
        check(Action::Dynamic, volume, Never, "", Risk::LosesData);
        check(Action::Add, volume, Never, "", Risk::Adds);
    }
}
