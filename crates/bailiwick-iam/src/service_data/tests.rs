//! The built-in table: its header against its content, and lookups people rely on.

use super::*;

#[test]
fn the_header_tells_the_truth_about_the_content() {
    let text = include_str!("../../data/service-data.txt");
    let count = |name: &str| -> usize {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        line[name.len() + 1..].parse().unwrap()
    };
    let data = service_data();
    let total = |length: fn(&Service) -> usize| data.services().map(length).sum::<usize>();
    assert_eq!(count("services"), data.services().len());
    assert_eq!(count("actions"), data.action_count());
    assert_eq!(count("actions"), total(|service| service.actions().len()));
    assert_eq!(
        count("resource types"),
        total(|service| service.resource_types().len())
    );
    assert_eq!(
        count("condition keys"),
        total(|service| service.condition_keys().len())
    );
    assert_eq!(data.date().len(), "2026-09-26".len());
    assert!(data.version().contains(&data.date().replace('-', "")));
}

#[test]
fn actions_are_found_whatever_their_case() {
    let (service, action) = service_data().action("S3:getobject").unwrap();
    assert_eq!((service.name(), action.name()), ("Amazon S3", "GetObject"));
    assert_eq!(action.level(), AccessLevel::Read);
    let object = action
        .resource_types()
        .iter()
        .find(|found| found.name() == "object");
    assert!(object.is_some());
    assert!(service_data().action("s3:Get*").is_none());
    assert!(service_data().action("GetObject").is_none());
}

#[test]
fn every_action_is_found_under_its_own_name() {
    for service in service_data().services() {
        for action in service.actions() {
            let found = service.action(&action.name().to_uppercase());
            assert_eq!(found.map(Action::name), Some(action.name()));
            for resource in action.resource_types() {
                assert!(service.resource_type(resource.name()).is_some());
            }
        }
    }
}

#[test]
fn levels_are_those_of_the_aws_tables() {
    let level = |name| service_data().action(name).unwrap().1.level();
    assert_eq!(level("s3:ListBucket"), AccessLevel::List);
    assert_eq!(level("s3:PutObject"), AccessLevel::Write);
    assert_eq!(level("s3:PutObjectTagging"), AccessLevel::Tagging);
    assert_eq!(
        level("iam:AttachRolePolicy"),
        AccessLevel::PermissionsManagement
    );
}

#[test]
fn condition_keys_are_known_by_pattern_and_by_resource_type() {
    let (service, action) = service_data().action("ecr:BatchGetImage").unwrap();
    assert!(action.supports_condition_key("aws:resourcetag/Environment", None));
    assert!(action.supports_condition_key("ecr:ResourceTag/Environment", Some("repository")));
    assert!(!action.supports_condition_key("ecr:ResourceTag/Environment", Some("registry")));
    assert!(!action.supports_condition_key("s3:prefix", None));
    assert!(service.condition_key("ecr:ResourceTag/x").is_some());
    let (_, tagging) = service_data().action("ecr:TagResource").unwrap();
    assert!(tagging.supports_condition_key("aws:TagKeys", None));
}

#[test]
fn resource_control_policies_reach_the_listed_services_only() {
    assert!(service_data().rcp_supported("s3"));
    assert!(service_data().rcp_supported("KMS"));
    assert!(!service_data().rcp_supported("ec2"));
}

#[test]
fn a_typo_gets_the_nearest_name_and_nonsense_none() {
    let data = service_data();
    assert_eq!(data.suggest_service("dynamobd"), Some("dynamodb"));
    assert_eq!(
        data.suggest_action("s3:GetObjct").as_deref(),
        Some("s3:GetObject")
    );
    assert_eq!(
        data.suggest_action("dynamobd:getitem").as_deref(),
        Some("dynamodb:GetItem")
    );
    assert_eq!(data.suggest_action("s3:Xyzzy"), None);
}
