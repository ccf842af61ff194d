//! Nobody works as the root user. Nobody is excepted: there is one root user in an account,
//! and who breaks glass comes in another way.
//!
//! Source: "General examples", AWS Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html>).

use bailiwick_iam::policy::{Condition, Sid, Statement};

pub(super) fn statement() -> Statement {
    let root = Condition::test("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::*:root"]);
    let mut statement = Statement::deny(["*"]).on(["*"]).when(root);
    statement.sid = Sid::from_words("lock root user");
    statement
}
