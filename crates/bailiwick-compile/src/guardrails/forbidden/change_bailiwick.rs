//! What Bailiwick made is changed through Bailiwick: its stacks, which bear the estate's
//! name, and its roles, which bear its tag.
//!
//! Sources: the pages of AWS CloudFormation and IAM in the Service Authorization Reference
//! (<https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html>);
//! "Controlling access to AWS resources using tags", IAM User Guide
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_tags.html>).

use bailiwick_estate::estate::Estate;
use bailiwick_iam::policy::{Condition, Sid, Statement};

use super::{CHANGES_OF_ROLES, Exempt};

/// The tag that everything Bailiwick makes bears.
const TAG: &str = "aws:ResourceTag/bailiwick:estate";

const STACKS: &[&str] = &[
    "cloudformation:CancelUpdateStack",
    "cloudformation:ContinueUpdateRollback",
    "cloudformation:CreateChangeSet",
    "cloudformation:CreateStack",
    "cloudformation:DeleteStack",
    "cloudformation:ExecuteChangeSet",
    "cloudformation:RollbackStack",
    "cloudformation:SetStackPolicy",
    "cloudformation:UpdateStack",
    "cloudformation:UpdateTerminationProtection",
];

pub(super) fn statements(estate: &Estate, exempt: &Exempt) -> Vec<Statement> {
    let name = &estate.estate;
    let mut stacks = Statement::deny(STACKS.iter().copied())
        .on([format!("arn:aws:cloudformation:*:*:stack/{name}-*/*")])
        .when(exempt.others(Condition::default()));
    stacks.sid = Sid::from_words("keep stacks");
    let ours = Condition::test("StringEquals", TAG, [name.to_string()]);
    // A role that is made has no tags of its own yet.
    let changes = CHANGES_OF_ROLES
        .iter()
        .filter(|action| **action != "iam:CreateRole");
    let mut roles = Statement::deny(changes.copied())
        .on(["arn:aws:iam::*:role/*"])
        .when(exempt.others(ours));
    roles.sid = Sid::from_words("keep roles");
    vec![stacks, roles]
}
