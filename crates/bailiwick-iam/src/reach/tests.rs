use super::{Reach, reach};
use crate::service_data;

fn of(action: &str, resources: &[&str], keys: &[&str]) -> Reach {
    let (service, action) = service_data().action(action).expect("an action of AWS");
    reach(service, action, resources, keys)
}

const INSTANCES: &str = "arn:aws:ec2:us-east-1:111122223333:instance/*";
const PROJECT: &str = "aws:ResourceTag/Project";

#[test]
fn an_action_is_granted_where_its_resource_carries_the_tag() {
    assert_eq!(
        of("ec2:StopInstances", &[INSTANCES], &[PROJECT]),
        Reach::Granted
    );
    assert_eq!(of("ec2:StopInstances", &["*"], &[PROJECT]), Reach::Granted);
    assert_eq!(of("ec2:DescribeInstances", &["*"], &[]), Reach::Granted);
}

#[test]
fn an_action_without_resources_is_only_granted_on_all() {
    assert_eq!(
        of("ec2:DescribeInstances", &[INSTANCES], &[]),
        Reach::NoResource
    );
    assert_eq!(
        of("ec2:DescribeInstances", &["*"], &[PROJECT]),
        Reach::NoKey
    );
}

#[test]
fn an_action_on_something_else_is_not_granted() {
    assert_eq!(
        of("ec2:DeleteVolume", &[INSTANCES], &[PROJECT]),
        Reach::NoResource
    );
    // The name of an alarm follows a colon and not a slash.
    let alarms = "arn:aws:cloudwatch:us-east-1:111122223333:alarm/*";
    assert_eq!(
        of("cloudwatch:DeleteAlarms", &[alarms], &[]),
        Reach::NoResource
    );
    let alarms = alarms.replace("alarm/", "alarm:");
    assert_eq!(
        of("cloudwatch:DeleteAlarms", &[&alarms], &[]),
        Reach::Granted
    );
}

#[test]
fn an_action_may_need_resources_of_other_types() {
    let needs = of("ec2:AttachVolume", &[INSTANCES], &[PROJECT]);
    assert_eq!(needs, Reach::NeedsMore(vec!["volume"]));
}

#[test]
fn a_key_that_requests_do_not_carry_is_never_met() {
    let session = "arn:aws:ssm:*:*:session/${aws:username}-*";
    assert_eq!(of("ssm:TerminateSession", &[session], &[]), Reach::Granted);
    assert_eq!(
        of("ssm:TerminateSession", &[session], &[PROJECT]),
        Reach::NoKey
    );
}
