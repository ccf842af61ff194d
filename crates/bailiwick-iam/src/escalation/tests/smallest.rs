//! The smallest account in which a path leads to an administrator.

use super::*;
use crate::account::{ADMINISTRATOR_ACCESS, Asset, Attached, Group, Principal, PrincipalDetails};
use crate::decide::Known;
use crate::escalation::path::{Fact, Path, Takes};
use crate::escalation::paths::paths;
use crate::policy::{Policy, Principal as Named, PrincipalKind, Statement};

fn arn(rest: &str) -> String {
    format!("arn:aws:iam::111122223333:{rest}")
}

fn trust(kind: PrincipalKind, name: &str) -> Policy {
    let named = Named::of(kind, [name]);
    Policy::new([Statement::allow(["sts:AssumeRole"]).for_principal(named)])
}

/// An account in which `attacker` has these permissions, and the path something to take.
pub(super) fn account(path: &Path, permissions: &[&str]) -> Account {
    let mut account = Account::new("111122223333".parse().unwrap()).without_organization();
    account.assets = path.exists.iter().map(|kind| asset(kind)).collect();
    account.has_no_other_assets = true;
    let allow = Statement::allow(permissions.iter().copied()).on(resources(path));
    let allow = Policy::new([allow]);
    account
        .managed
        .insert(arn("policy/own"), Known::Known(allow));
    account
        .managed
        .insert(arn("policy/target"), Known::Known(Policy::new([])));
    account.principals = vec![attacker(path)];
    account.principals.extend(target(path));
    let administrators = Attached::default().with_managed(ADMINISTRATOR_ACCESS);
    if path.takes == Takes::Group {
        let group = Group::new(arn("group/administrators"), administrators);
        account.groups.insert(group.arn.clone(), group);
    }
    let group = Group::new(arn("group/mine"), Attached::default());
    account.groups.insert(group.arn.clone(), group);
    account
}

/// What the permissions are for: where the target is another user or role, only that.
fn resources(path: &Path) -> Vec<String> {
    let other = match path.takes {
        Takes::User | Takes::UserChanged | Takes::Role | Takes::RoleChanged => target(path),
        _ => None,
    };
    match other {
        Some(other) => vec![other.arn, arn("policy/target")],
        None => vec!["*".to_owned()],
    }
}

fn asset(kind: &str) -> Asset {
    let (service, name) = kind.split_once(':').unwrap();
    let service = crate::service_data().service(service).unwrap();
    let template = service.resource_type(name).unwrap().arn_patterns()[0].as_str();
    let arn = template
        .replace("${Partition}", "aws")
        .replace("${Region}", "us-east-1")
        .replace("${Account}", "111122223333");
    Asset::new(kind, arn.replace("${", "").replace('}', "")).running_as(self::arn("role/admin"))
}

fn attacker(path: &Path) -> Principal {
    let own = Attached::default().with_managed(arn("policy/own"));
    let is_role = path.needs.iter().any(|need| need.contains("RolePolicy"));
    if path.takes == Takes::OwnPolicies && is_role {
        let ec2 = trust(PrincipalKind::Service, "ec2.amazonaws.com");
        return Principal::role(arn("role/attacker"), ec2, own);
    }
    let mut user = Principal::user(arn("user/attacker"), own);
    if let PrincipalDetails::User(details) = &mut user.details {
        details.groups.push(arn("group/mine"));
    }
    user
}

fn target(path: &Path) -> Option<Principal> {
    let admin = Attached::default().with_managed(ADMINISTRATOR_ACCESS);
    let plain = Attached::default().with_managed(arn("policy/target"));
    let account = trust(PrincipalKind::Aws, "111122223333");
    let elsewhere = trust(PrincipalKind::Service, "scheduler.amazonaws.com");
    let trusting = match path.needs("sts:AssumeRole") {
        true => account,
        false => elsewhere,
    };
    let mut target = match path.takes {
        Takes::OwnPolicies | Takes::Group => return None,
        Takes::User => Principal::user(arn("user/admin"), admin),
        Takes::UserChanged => Principal::user(arn("user/target"), plain),
        Takes::Role => Principal::role(arn("role/admin"), trusting, admin),
        Takes::RoleChanged => Principal::role(arn("role/target"), trusting, plain),
        Takes::RolePassedTo(services) | Takes::RoleOf(services) => {
            let service = trust(PrincipalKind::Service, services[0]);
            Principal::role(arn("role/admin"), service, admin)
        }
    };
    match &mut target.details {
        PrincipalDetails::User(user) => {
            let two = path.needs("iam:DeleteAccessKey");
            user.access_keys = Known::Known(if two { 2 } else { 1 });
            user.has_password = Known::Known(path.when == Some(Fact::Password));
        }
        PrincipalDetails::Role(role) => {
            role.instance_profiles = Known::Known(vec![arn("instance-profile/admin")]);
        }
    }
    Some(target)
}

#[test]
fn every_path_is_found_and_is_certain_where_it_rests_on_policies_alone() {
    for path in paths() {
        let report = report(account(path, path.needs));
        let ways = ways(&report, "attacker");
        assert_eq!(ways.len(), 1, "{}: {report:#?}", path.id);
        assert!(ways[0].contains(&path.id), "{}: {ways:?}", path.id);
        let certain = report.certain().count() == 1;
        assert_eq!(certain, path.rests_on.is_none(), "{}", path.id);
    }
}

#[test]
fn no_path_is_found_without_one_of_its_permissions() {
    for path in paths() {
        for removed in path.needs {
            let rest: Vec<&str> = path
                .needs
                .iter()
                .copied()
                .filter(|one| one != removed)
                .collect();
            let report = report(account(path, &rest));
            for way in ways(&report, "attacker").concat() {
                let other = paths().find(|one| one.id == way).unwrap();
                assert_ne!(other.id, path.id, "without {removed}");
                let needs = other.needs.iter();
                assert!(
                    needs.clone().all(|need| rest.contains(need)),
                    "{} without {removed} leaves {way}",
                    path.id
                );
            }
        }
    }
}

#[test]
fn no_path_is_found_without_what_it_takes() {
    for path in paths() {
        let mut account = account(path, path.needs);
        let nothing_to_take = match path.takes {
            // What one grants oneself is always there to take.
            Takes::OwnPolicies => continue,
            Takes::RoleOf(_) => {
                account.assets.clear();
                account
            }
            Takes::Group => {
                account.groups.remove(&arn("group/administrators"));
                account
            }
            _ => {
                account.principals.truncate(1);
                account
            }
        };
        let report = report(nothing_to_take);
        assert_eq!(report.escalations, [], "{}", path.id);
    }
}
