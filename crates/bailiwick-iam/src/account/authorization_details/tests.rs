use super::*;

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
    let page = Page::read(
        r#"{"RoleDetailList": [{"Arn": "arn:aws:iam::111122223333:role/a"}, {"RoleName": "b"}]}"#,
    );
    assert_eq!(
        accounts(&[page.unwrap()]).unwrap_err().to_string(),
        "at `/RoleDetailList/1`: the role's `Arn` is missing"
    );
}
