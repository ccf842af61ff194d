use super::*;
use crate::decide::Known;
use crate::policy::Policy;

const SAMPLE: &str = include_str!("../../../tests/samples/authorization-details.json");

fn sample() -> Account {
    let page = Page::read(SAMPLE).unwrap();
    let accounts = accounts(&[page]).unwrap();
    accounts.iter().next().unwrap().clone()
}

fn known<T>(known: &Known<T>) -> &T {
    match known {
        Known::Known(value) => value,
        Known::Unknown(why) => panic!("not known: {why}"),
    }
}

fn arn(rest: &str) -> String {
    format!("arn:aws:iam::111122223333:{rest}")
}

#[test]
fn users_carry_groups_tags_and_boundary() {
    let account = sample();
    let ben = account.principal(&arn("user/ben")).unwrap();
    assert_eq!(ben.as_user().unwrap().groups, [arn("group/developers")]);
    assert_eq!(ben.boundary, Some(arn("policy/developer-boundary")));
    assert_eq!(ben.tags["team"], "web");
    let group = &account.groups[&arn("group/developers")];
    let logs = known(&group.policies.inline[0].policy);
    assert_eq!(
        logs.statements.len(),
        3,
        "decoded from its URL-encoded text"
    );
}

#[test]
fn roles_carry_trust_profiles_and_last_use() {
    let account = sample();
    let machine = account.principal(&arn("role/machine")).unwrap();
    let role = machine.as_role().unwrap();
    assert_eq!(known(&role.trust).statements.len(), 1);
    assert_eq!(
        known(&role.instance_profiles),
        &[arn("instance-profile/machine")]
    );
    let function = account.principal(&arn("role/web-function")).unwrap();
    assert_eq!(
        function.last_used.as_deref(),
        Some("2026-11-20T10:11:12+00:00")
    );
    let viewer = account
        .principals
        .iter()
        .find_map(|one| one.as_role()?.permission_set.as_deref());
    assert_eq!(viewer, Some("Viewer"));
}

#[test]
fn the_default_version_of_a_managed_policy_counts() {
    let account = sample();
    let Known::Known(deploy) = account.managed_policy(&arn("policy/deploy")) else {
        panic!("the policy is in the output")
    };
    let actions: Vec<_> = deploy
        .statements
        .iter()
        .flat_map(|statement| statement.action.patterns())
        .collect();
    assert_eq!(actions, ["cloudformation:DescribeStacks", "iam:PassRole"]);
}

#[test]
fn policies_of_aws_alone_are_of_no_account() {
    let mut value: Value = serde_json::from_str(SAMPLE).unwrap();
    let lists = value.as_object_mut().unwrap();
    lists.retain(|key, _| key == "Policies");
    lists["Policies"]
        .as_array_mut()
        .unwrap()
        .retain(|policy| policy["PolicyName"] == "AdministratorAccess");
    assert!(matches!(Page::from_json(value), Err(ReadError::NoAccount)));
}

#[test]
fn what_is_not_in_the_output_names_itself() {
    let account = sample();
    let missing = arn("policy/gone");
    let why = format!("the managed policy `{missing}`");
    assert_eq!(
        account.managed_policy(&missing),
        Known::Unknown::<&Policy>(why)
    );
    // That of AWS is in the table.
    let dora = account.principal(&arn("user/dora")).unwrap();
    assert_eq!(account.identity(dora).missing, [""; 0]);
    let dated = account.dated_policies(dora);
    let dated: Vec<_> = dated.iter().map(|policy| policy.name()).collect();
    assert_eq!(dated, ["ReadOnlyAccess"]);

    // An output made with `--filter User` has no groups.
    let mut value: Value = serde_json::from_str(SAMPLE).unwrap();
    value.as_object_mut().unwrap().remove("GroupDetailList");
    let accounts = accounts(&[Page::from_json(value).unwrap()]).unwrap();
    let account = accounts.iter().next().unwrap();
    let ben = account.principal(&arn("user/ben")).unwrap();
    assert_eq!(
        account.identity(ben).missing,
        [format!("the group `{}`", arn("group/developers"))]
    );
}

#[test]
fn pages_make_one_account_and_a_missing_last_page_is_noticed() {
    let mut first: Value = serde_json::from_str(SAMPLE).unwrap();
    let mut last = first.clone();
    first["IsTruncated"] = Value::Bool(true);
    first.as_object_mut().unwrap().remove("GroupDetailList");
    last.as_object_mut().unwrap().remove("UserDetailList");
    let pages = [
        Page::from_json(first).unwrap(),
        Page::from_json(last).unwrap(),
    ];
    let whole = accounts(&pages).unwrap();
    assert_eq!(whole.iter().collect::<Vec<_>>(), [&sample()]);
    let cut = accounts(&pages[..1]);
    assert!(matches!(cut, Err(ReadError::Truncated(_))), "{cut:?}");
}

/// Of two members with one key, AWS and `serde_json` may each mean another one.
#[test]
fn a_repeated_key_is_refused_wherever_it_stands() {
    let why = |role: &str| {
        let text = format!(
            r#"{{"RoleDetailList": [{{"Arn": "{}", {role}}}]}}"#,
            arn("role/a")
        );
        let error = Page::read(&text).unwrap_err();
        let ReadError::NotJson(source) = error else {
            panic!("{error:?}")
        };
        source.to_string()
    };
    for (role, key) in [
        (
            r#""RolePolicyList": [], "RolePolicyList": []"#,
            "RolePolicyList",
        ),
        (
            r#""AssumeRolePolicyDocument": {"Statement": [{"Effect": "Deny", "Effect": "Allow"}]}"#,
            "Effect",
        ),
    ] {
        let why = why(role);
        assert!(
            why.starts_with(&format!("`{key}` stands here twice, in line 1")),
            "{why}"
        );
    }
    let encoded = "%7B%22Statement%22%3A%5B%5D%2C%22Statement%22%3A%5B%5D%7D";
    let text = format!(
        r#"{{"RoleDetailList": [{{"Arn": "{}", "AssumeRolePolicyDocument": "{encoded}"}}]}}"#,
        arn("role/a")
    );
    let accounts = accounts(&[Page::read(&text).unwrap()]).unwrap();
    let (_, role) = accounts.principal(&arn("role/a")).unwrap();
    let trust = &role.as_role().unwrap().trust;
    assert!(
        matches!(trust, Known::Unknown(why) if why.contains("`Statement` stands here twice")),
        "{trust:?}"
    );
}

#[test]
fn what_is_no_output_says_so() {
    let errors = [
        ("[", "it cannot be read"),
        (
            "{}",
            "it has none of `UserDetailList`, `GroupDetailList`, `RoleDetailList`, `Policies`",
        ),
        (
            r#"{"UserDetailList": []}"#,
            "it names no user, group or role, so that nothing says which account it is of",
        ),
    ];
    for (text, expected) in errors {
        assert_eq!(Page::read(text).unwrap_err().to_string(), expected);
    }
    let error = Page::read(
        r#"{"RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/a"}, {"RoleName": "b"}]}"#,
    );
    assert_eq!(
        error.unwrap_err().to_string(),
        "at `/RoleDetailList/1`: the role's `Arn` is missing"
    );
}

fn changed(pointer: &str, change: impl FnOnce(&mut Value)) -> Result<Accounts> {
    let mut value: Value = serde_json::from_str(SAMPLE).unwrap();
    change(value.pointer_mut(pointer).unwrap());
    accounts(&[Page::from_json(value)?])
}

#[test]
fn what_is_no_list_is_not_taken_for_an_empty_one() {
    for (pointer, list) in [
        ("", "UserDetailList"),
        ("", "GroupDetailList"),
        ("", "RoleDetailList"),
        ("", "Policies"),
        ("/UserDetailList/0", "UserPolicyList"),
        ("/UserDetailList/0", "GroupList"),
        ("/UserDetailList/0", "AttachedManagedPolicies"),
        ("/UserDetailList/0", "Tags"),
        ("/GroupDetailList/0", "GroupPolicyList"),
        ("/RoleDetailList/0", "RolePolicyList"),
        ("/RoleDetailList/0", "InstanceProfileList"),
        ("/Policies/0", "PolicyVersionList"),
    ] {
        for wrong in [Value::Null, Value::from("adm"), serde_json::json!({})] {
            let error = changed(pointer, |entry| entry[list] = wrong.clone()).unwrap_err();
            assert_eq!(
                error.to_string(),
                format!("at `{pointer}/{list}` is no list"),
                "{wrong}"
            );
        }
    }
    // AWS requires no list of an entry.
    let accounts = changed("/UserDetailList/0", |user| {
        user.as_object_mut().unwrap().remove("UserPolicyList");
    });
    assert!(accounts.is_ok(), "{accounts:?}");
}

#[test]
fn entries_without_what_they_are_for_are_not_passed_over() {
    let error = changed("/UserDetailList/0", |user| {
        user["AttachedManagedPolicies"] = serde_json::json!([{ "PolicyName": "p" }]);
    });
    assert_eq!(
        error.unwrap_err().to_string(),
        "at `/UserDetailList/0/AttachedManagedPolicies/0`: an ARN is missing"
    );
    let error = changed("/UserDetailList/0", |user| {
        user["GroupList"] = serde_json::json!([7]);
    });
    assert_eq!(
        error.unwrap_err().to_string(),
        "at `/UserDetailList/0/GroupList/0` is no name"
    );
    let error = changed("/UserDetailList/0", |user| {
        user["PermissionsBoundary"] = Value::from("p");
    });
    assert_eq!(
        error.unwrap_err().to_string(),
        "at `/UserDetailList/0`: the boundary's ARN is missing"
    );
}

#[test]
fn every_entry_is_of_the_account() {
    for wrong in [
        "arn:aws:iam::11:user/u",
        "u",
        "arn:aws:iam::444455556666:user/u",
    ] {
        let error = changed("/UserDetailList/1", |user| user["Arn"] = Value::from(wrong));
        assert_eq!(
            error.unwrap_err().to_string(),
            format!(
                "at `/UserDetailList/1`: `{wrong}` is not of account 111122223333, which the other entries are of"
            )
        );
    }
}

#[test]
fn two_entries_for_one_arn_that_differ_are_refused() {
    for (list, inline) in [
        ("UserDetailList", "UserPolicyList"),
        ("GroupDetailList", "GroupPolicyList"),
        ("RoleDetailList", "RolePolicyList"),
    ] {
        let twice = |change: fn(&mut Value, &str)| {
            changed(&format!("/{list}"), |entries| {
                let mut other = entries[0].clone();
                change(&mut other, inline);
                entries.as_array_mut().unwrap().insert(1, other);
            })
        };
        let same = twice(|_, _| {}).unwrap();
        assert_eq!(same.iter().next(), Some(&sample()));
        let differing = twice(|entry, inline| {
            entry[inline] = serde_json::json!([{ "PolicyName": "new", "PolicyDocument": {
                "Statement": { "Effect": "Allow", "Action": "ec2:*", "Resource": "*" } } }]);
        });
        let error = differing.unwrap_err().to_string();
        let places = format!("at `/{list}/0` and at `/{list}/1`");
        assert!(error.ends_with(&places), "{error}");
    }
}

#[test]
fn files_that_differ_are_both_named() {
    let value: Value = serde_json::from_str(SAMPLE).unwrap();
    let mut other = value.clone();
    other["Policies"][0]["PolicyVersionList"] = Value::Array(Vec::new());
    let pages = [
        Page::from_json(value).unwrap().from_file("a.json"),
        Page::from_json(other).unwrap().from_file("b.json"),
    ];
    let error = accounts(&pages).unwrap_err().to_string();
    assert!(
        error.ends_with("at `/Policies/0` of `a.json` and at `/Policies/0` of `b.json`"),
        "{error}"
    );
}
