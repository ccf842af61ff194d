//! Policies of AWS: from the table, and from AWS.

use super::*;
use crate::account::Group;
use crate::service_data::managed_policy;

const VIEW: &str = "arn:aws:iam::aws:policy/job-function/ViewOnlyAccess";
const GROUP: &str = "arn:aws:iam::111122223333:group/viewers";

fn account(id: &str, managed: &[&str]) -> Account {
    let mut account = Account::new(id.parse().unwrap());
    let policies = managed.iter().fold(Attached::default(), |attached, arn| {
        attached.with_managed(*arn)
    });
    let user = format!("arn:aws:iam::{id}:user/ada");
    account.principals.push(Principal::user(user, policies));
    account
}

fn names(account: &Account) -> Vec<&'static str> {
    let dated = account.dated_policies(&account.principals[0]);
    dated.into_iter().map(ManagedPolicy::name).collect()
}

#[test]
fn the_table_answers_for_one_partition_only() {
    let account = account("111122223333", &[]);
    let table = managed_policy("job-function/ViewOnlyAccess").unwrap();
    assert_eq!(account.managed_policy(VIEW), Known::Known(table.policy()));
    for unknown in [
        "arn:aws-cn:iam::aws:policy/job-function/ViewOnlyAccess",
        "arn:aws-us-gov:iam::aws:policy/ReadOnlyAccess",
        "arn:aws:iam::aws:policy/ViewOnlyAccess",
        "arn:aws:iam::111122223333:policy/job-function/ViewOnlyAccess",
    ] {
        let known = account.managed_policy(unknown);
        assert!(matches!(known, Known::Unknown(_)), "{unknown}: {known:?}");
    }
    let everything = "arn:aws-us-gov:iam::aws:policy/AdministratorAccess";
    assert_eq!(
        account.managed_policy(everything),
        Known::Known(administrator_access())
    );
}

#[test]
fn what_rests_on_the_table_is_told() {
    let mut one = account("111122223333", &[ADMINISTRATOR_ACCESS, VIEW]);
    assert_eq!(names(&one), ["job-function/ViewOnlyAccess"]);
    one.principals[0].boundary = Some("arn:aws:iam::aws:policy/PowerUserAccess".into());
    let viewers = Attached::default().with_managed("arn:aws:iam::aws:policy/ReadOnlyAccess");
    one.groups.insert(GROUP.into(), Group::new(GROUP, viewers));
    let Principal { details, .. } = &mut one.principals[0];
    if let crate::account::PrincipalDetails::User(user) = details {
        user.groups.push(GROUP.into());
    }
    assert_eq!(
        names(&one),
        [
            "PowerUserAccess",
            "ReadOnlyAccess",
            "job-function/ViewOnlyAccess"
        ]
    );
}

#[test]
fn what_aws_has_given_comes_before_the_table() {
    let given = Policy::new([Statement::allow(["s3:ListAllMyBuckets"]).on(["*"])]);
    let mut one = account("111122223333", &[VIEW]);
    one.managed.insert(VIEW.into(), Known::Known(given.clone()));
    assert_eq!(one.managed_policy(VIEW), Known::Known(&given));
    assert_eq!(names(&one), [""; 0]);

    let other = account("444455556666", &[VIEW]);
    let mut accounts = Accounts::from_iter([one, other]);
    accounts.learn_policies_of_aws(&accounts.policies_of_aws());
    for account in accounts.iter() {
        assert_eq!(account.managed_policy(VIEW), Known::Known(&given));
        assert_eq!(names(account), [""; 0]);
    }
}
