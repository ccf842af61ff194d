//! The table is whole, and says what AWS's documents say.

use super::*;
use crate::policy::{Condition, Effect, Selection, Statement};

#[test]
fn names_have_their_paths() {
    assert!(managed_policy("ReadOnlyAccess").is_some());
    assert!(managed_policy("job-function/ViewOnlyAccess").is_some());
    for unknown in [
        "ViewOnlyAccess",
        "aws-service-role/AmazonEKSServiceRolePolicy",
        "",
    ] {
        assert!(managed_policy(unknown).is_none(), "{unknown}");
    }
    assert_eq!(
        suggest_managed_policy("ViewOnlyAccess"),
        Some("job-function/ViewOnlyAccess")
    );
    assert_eq!(
        suggest_managed_policy("ReadOnlyAcess"),
        Some("ReadOnlyAccess")
    );
}

#[test]
fn the_table_is_whole_and_dated() {
    assert!(managed_policies().len() > 1_200);
    let newest = managed_policies().map(ManagedPolicy::updated).max();
    assert_eq!(newest, Some(managed_policies_date()));
    for one in managed_policies() {
        let number = one.version().strip_prefix('v');
        let number = number.and_then(|number| number.parse::<u32>().ok());
        assert!(number.is_some(), "{one}");
        assert_eq!(one.updated().len(), "2026-09-30".len(), "{one}");
    }
}

/// Also that each line is as `data/README.md` says: reading panics where one is not.
#[test]
fn every_document_has_statements_about_something() {
    for one in managed_policies() {
        assert!(!one.policy().statements.is_empty(), "{one}");
        for statement in &one.policy().statements {
            assert!(!statement.action.patterns().is_empty(), "{one}");
            let resources = statement.resource.as_ref().map(Selection::patterns);
            assert!(
                resources.is_some_and(|patterns| patterns.iter().all(|one| !one.is_empty())),
                "{one}"
            );
        }
    }
}

#[test]
fn documents_say_what_aws_says() {
    // <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AdministratorAccess.html>
    let everything = managed_policy("AdministratorAccess").unwrap();
    assert_eq!(
        everything.policy(),
        &Policy::new([Statement::allow(["*"]).on(["*"])])
    );
    // <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMUserSSHKeys.html>
    let keys = managed_policy("IAMUserSSHKeys").unwrap();
    assert_eq!(keys.to_string(), "IAMUserSSHKeys v1");
    let actions =
        ["Delete", "Get", "Update", "Upload"].map(|verb| format!("iam:{verb}SSHPublicKey"));
    let actions = actions
        .into_iter()
        .chain(["iam:ListSSHPublicKeys".to_owned()]);
    let own = ["arn:aws:iam::*:user/${aws:username}"];
    assert_eq!(
        keys.policy(),
        &Policy::new([Statement::allow(actions).on(own)])
    );
    // <https://docs.aws.amazon.com/aws-managed-policy/latest/reference/PowerUserAccess.html>
    let power = &managed_policy("PowerUserAccess")
        .unwrap()
        .policy()
        .statements[0];
    assert_eq!(power.effect, Effect::Allow);
    assert!(
        matches!(&power.action, Selection::AllExcept(not) if not.contains("iam:*")),
        "{power:?}"
    );
}

#[test]
fn lines_become_statements() {
    let lines = "D!\tarn:aws:s3:::a\tarn:aws:s3:::b\na!\ts3\tGet* List*\na!\tsts\tGetCallerIdentity\n\
                 c\tStringEquals\taws:PrincipalOrgID\to-1\to-2\n";
    let statement = Statement {
        action: Selection::all_except(["s3:Get*", "s3:List*", "sts:GetCallerIdentity"]),
        resource: Some(Selection::all_except(["arn:aws:s3:::a", "arn:aws:s3:::b"])),
        ..Statement::deny(["*"])
    };
    let condition = Condition::test("StringEquals", "aws:PrincipalOrgID", ["o-1", "o-2"]);
    assert_eq!(
        document::parse(lines),
        Ok(Policy::new([statement.when(condition)]))
    );
    for malformed in [
        "A",
        "a\ts3\tGet*",
        "A\t*\na\ts3",
        "A\t*\na\ts3\tGet*\na!\ts3\tPut*",
        "x\ty",
    ] {
        assert!(document::parse(malformed).is_err(), "{malformed}");
    }
}
