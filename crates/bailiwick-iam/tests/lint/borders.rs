//! What rules tell, and what they rightly leave alone.

use bailiwick_iam::lint::lint_text;
use bailiwick_iam::policy::PolicyKind;
use bailiwick_iam::service_data;

/// The codes' numbers for a document with these statements.
fn codes(kind: PolicyKind, statements: &str) -> Vec<u16> {
    let text = format!(r#"{{"Version": "2012-10-17", "Statement": [{statements}]}}"#);
    let findings = lint_text(&text, Some(kind), service_data());
    findings
        .iter()
        .map(|finding| finding.code.number())
        .collect()
}

#[track_caller]
fn check(statement: &str, expected: &[u16]) {
    assert_eq!(
        codes(PolicyKind::Identity, statement),
        expected,
        "{statement}"
    );
}

#[track_caller]
fn check_condition(effect: &str, action: &str, condition: &str, expected: &[u16]) {
    check(
        &format!(
            r#"{{"Effect": "{effect}", "Action": "{action}", "Resource": "*", "Condition": {condition}}}"#
        ),
        expected,
    );
}

#[test]
fn actions_have_no_case_and_wildcards_need_a_match() {
    check(
        r#"{"Effect": "Allow", "Action": "S3:getobject", "Resource": "*"}"#,
        &[],
    );
    check(
        r#"{"Effect": "Allow", "Action": "*:*", "Resource": "*"}"#,
        &[],
    );
    check(
        r#"{"Effect": "Deny", "NotAction": "s3:Gett*", "Resource": "*"}"#,
        &[632],
    );
    check(
        r#"{"Effect": "Allow", "Action": "GetObject", "Resource": "*"}"#,
        &[630],
    );
}

#[test]
fn resources_are_held_against_what_actions_work_on() {
    let on = |action: &str, resource: &str, expected: &[u16]| {
        check(
            &format!(r#"{{"Effect": "Allow", "Action": {action}, "Resource": {resource}}}"#),
            expected,
        );
    };
    on(
        r#""ec2:DescribeInstances""#,
        r#""arn:aws:ec2:*:*:instance/*""#,
        &[633, 633],
    );
    on(
        r#""cloudwatch:DeleteAlarms""#,
        r#""arn:aws:cloudwatch:*:*:alarm/*""#,
        &[633, 633],
    );
    on(
        r#""cloudwatch:DeleteAlarms""#,
        r#""arn:aws:cloudwatch:*:*:alarm:*""#,
        &[],
    );
    // A wildcard that crosses from the bucket's name to its objects.
    on(r#""s3:GetObject""#, r#""arn:aws:s3:::logs*""#, &[]);
    on(
        r#"["s3:ListBucket", "s3:GetObject"]"#,
        r#"["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]"#,
        &[],
    );
    on(
        r#"["s3:ListBucket", "sqs:SendMessage"]"#,
        r#""arn:aws:s3:::logs""#,
        &[633],
    );
    on(r#""s3:Get*""#, r#""arn:aws:s3:::logs""#, &[634]);
    on(r#""s3:ListBucket""#, r#""arn:aws:s3:::logs""#, &[]);
    on(r#""s3:*""#, r#""logs""#, &[633]);
    on(r#""s3:*""#, r#""*:s3:::logs*""#, &[]);
}

#[test]
fn wildcards_are_told_when_they_reach_further_than_they_look() {
    for (pattern, expected) in [
        ("s3:Get*", false),
        ("ec2:De*", true),
        ("ec2:Describe*", false),
        ("redshift:Get*", true),
        ("s3:Put*", false),
        ("s3:*Object", true),
        ("iam:P*", true),
        ("iam:*", false),
        ("*", false),
    ] {
        let statement = format!(
            r#"{{"Effect": "Allow", "Action": "{pattern}", "Resource": "arn:aws:iam::111122223333:role/a"}}"#
        );
        assert_eq!(
            codes(PolicyKind::Identity, &statement).contains(&635),
            expected,
            "{pattern}"
        );
        let denied = statement.replace("Allow", "Deny");
        assert!(
            !codes(PolicyKind::Identity, &denied).contains(&635),
            "{pattern}"
        );
    }
}

#[test]
fn a_statement_is_redundant_only_when_that_is_sure() {
    let pair = |first: &str, second: &str, expected: &[u16]| {
        check(&format!("{first}, {second}"), expected)
    };
    let read = r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*"}"#;
    let wide = r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::*"}"#;
    let tls = r#"{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::*", "Condition": {"Bool": {"aws:SecureTransport": "true"}}}"#;
    pair(read, wide, &[636]);
    pair(wide, read, &[636]);
    pair(read, read, &[636]);
    pair(read, tls, &[]);
    pair(tls, wide, &[636]);
    pair(read, &wide.replace("Allow", "Deny"), &[636]);
    pair(read, &tls.replace("Allow", "Deny"), &[]);
    pair(&read.replace("Allow", "Deny"), wide, &[]);
    // `?` is one character, and `*` may be none.
    pair(
        &read.replace("a/*", "?/*"),
        &read.replace("a/*", "ab/*"),
        &[],
    );
}

#[test]
fn keys_that_actions_do_not_carry() {
    let tag = r#"{"StringEquals": {"aws:ResourceTag/Team": "web"}}"#;
    check_condition("Allow", "ec2:StopInstances", tag, &[]);
    check_condition("Allow", "ec2:DescribeInstances", tag, &[641]);
    // A wildcard's other actions are meant to fall away; of a denial they are holes.
    check_condition("Allow", "ec2:*", tag, &[]);
    check_condition("Deny", "ec2:*", tag, &[641]);
    check_condition(
        "Allow",
        "ec2:*",
        &tag.replace("Equals", "NotEquals"),
        &[641],
    );
    check_condition(
        "Allow",
        "ec2:DescribeInstances",
        r#"{"StringEquals": {"aws:PrincipalTag/Team": "web"}}"#,
        &[],
    );
    check_condition(
        "Allow",
        "s3:GetObject",
        r#"{"StringEquals": {"oidc.example.org:sub": "a"}}"#,
        &[],
    );
}

#[test]
fn sets_of_values() {
    let tags = "ec2:CreateTags";
    check_condition(
        "Allow",
        tags,
        r#"{"ForAnyValue:StringEquals": {"aws:TagKeys": "a"}}"#,
        &[],
    );
    check_condition(
        "Allow",
        tags,
        r#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}"#,
        &[644],
    );
    check_condition(
        "Deny",
        tags,
        r#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}}"#,
        &[],
    );
    // Who must send a tag sends its key.
    check_condition(
        "Allow",
        tags,
        r#"{"ForAllValues:StringEquals": {"aws:TagKeys": "a"}, "StringEquals": {"aws:RequestTag/a": "b"}}"#,
        &[],
    );
    check_condition(
        "Allow",
        tags,
        r#"{"ForAllValues:StringEquals": {"aws:username": "a"}}"#,
        &[643],
    );
    check_condition("Allow", tags, r#"{"Null": {"aws:TagKeys": "false"}}"#, &[]);
}

#[test]
fn contradictions_are_told_only_when_no_request_can_do_both() {
    let two =
        |tests: &str, expected: &[u16]| check_condition("Allow", "s3:GetObject", tests, expected);
    two(
        r#"{"StringEquals": {"aws:username": ["a", "b"]}, "StringLike": {"aws:username": "B*"}}"#,
        &[],
    );
    two(
        r#"{"StringEquals": {"aws:username": "a"}, "StringNotEquals": {"aws:username": "a"}}"#,
        &[645],
    );
    two(
        r#"{"StringEquals": {"aws:username": "a"}, "StringNotEquals": {"aws:username": "b"}}"#,
        &[],
    );
    two(
        r#"{"Null": {"aws:username": "true"}, "StringLike": {"aws:username": "*"}}"#,
        &[645],
    );
    two(
        r#"{"Null": {"aws:username": "true"}, "StringNotLike": {"aws:username": "a"}}"#,
        &[],
    );
    two(
        r#"{"NumericLessThan": {"s3:max-keys": "5"}, "NumericGreaterThan": {"s3:max-keys": "9"}}"#,
        &[641, 645, 641],
    );
    // Both hold when the key is absent.
    two(
        r#"{"StringEqualsIfExists": {"aws:username": "a"}, "StringLikeIfExists": {"aws:username": "b"}}"#,
        &[],
    );
    two(r#"{"StringEquals": {"aws:username": []}}"#, &[645]);
}

#[test]
fn values_are_what_operators_read() {
    let value = |operator: &str, key: &str, value: &str, expected: &[u16]| {
        check_condition(
            "Allow",
            "s3:GetObject",
            &format!(r#"{{"{operator}": {{"{key}": "{value}"}}}}"#),
            expected,
        );
    };
    for date in [
        "2026-11-22",
        "2026-11-22T10:00:00Z",
        "2026-11-22T10:00+01:00",
        "1795305600",
        "2026",
    ] {
        value("DateLessThan", "aws:CurrentTime", date, &[]);
    }
    for date in ["22.11.2026", "2026-13-01", "2026-11-22T25:00Z", "soon"] {
        value("DateLessThan", "aws:CurrentTime", date, &[646]);
    }
    value("IpAddress", "aws:SourceIp", "2001:db8::/32", &[]);
    value("IpAddress", "aws:SourceIp", "203.0.113.0/33", &[646]);
    value("IpAddress", "aws:SourceIp", "0.0.0.0/0", &[]);
    value("IpAddress", "aws:SourceIp", "100.64.0.0/10", &[648]);
    value("IpAddress", "aws:VpcSourceIp", "10.0.0.0/8", &[]);
    value("Bool", "aws:SecureTransport", "True", &[]);
    value("Bool", "aws:SecureTransport", "yes", &[646]);
    value("NumericEquals", "aws:EpochTime", "1795305600", &[]);
    value("StringEquals", "aws:PrincipalTag/Path", "a${*}", &[]);
}

#[test]
fn variables_are_replaced_in_some_places() {
    let on = |resource: &str, expected: &[u16]| {
        check(
            &format!(
                r#"{{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "{resource}"}}"#
            ),
            expected,
        );
    };
    on("arn:aws:s3:::home/${aws:username}/*", &[]);
    on(
        "arn:aws:s3:::home/${aws:PrincipalTag/team, 'all'}/${*}",
        &[],
    );
    on("arn:aws:s3:${aws:RequestedRegion}::a/*", &[608]);
    on("arn:aws:s3:::home/${aws:username", &[607]);
    check_condition(
        "Allow",
        "s3:GetObject",
        r#"{"NumericLessThan": {"aws:MultiFactorAuthAge": "${aws:EpochTime}"}}"#,
        &[608],
    );
    check_condition(
        "Allow",
        "s3:GetObject",
        r#"{"Bool": {"aws:SecureTransport": "${aws:ViaAWSService}"}}"#,
        &[],
    );
}

#[test]
fn all_but_some_actions_are_counted_on_the_resources_named() {
    let text = |resource: &str| {
        format!(
            r#"{{"Version": "2012-10-17", "Statement": {{"Effect": "Allow", "NotAction": "s3:DeleteBucket", "Resource": "{resource}"}}}}"#
        )
    };
    let message = |resource: &str| {
        let findings = lint_text(&text(resource), None, service_data());
        findings[0].message.clone()
    };
    let all = format!("allows {} actions", service_data().action_count() - 1);
    assert!(message("*").contains(&all), "{}", message("*"));
    let narrow = message("arn:aws:s3:::logs");
    let count: usize = narrow
        .split(' ')
        .find_map(|word| word.parse().ok())
        .unwrap();
    assert!((10..500).contains(&count), "{narrow}");
}

#[test]
fn roles_are_passed_by_name_or_to_a_service() {
    let pass = |resource: &str, expected: &[u16]| {
        check(
            &format!(
                r#"{{"Effect": "Allow", "Action": "iam:PassRole", "Resource": "{resource}"}}"#
            ),
            expected,
        );
    };
    pass("arn:aws:iam::111122223333:role/web", &[]);
    pass("arn:aws:iam::*:role/web", &[]);
    pass("arn:aws:iam::111122223333:role/team/*", &[650]);
    pass("*", &[650]);
}

#[test]
fn everyone_may_be_let_in_under_a_condition() {
    let bucket = |condition: &str, expected: &[u16]| {
        let statement = format!(
            r#"{{"Effect": "Allow", "Principal": {{"AWS": "*"}}, "Action": "s3:GetObject", "Resource": "arn:aws:s3:::a/*", "Condition": {condition}}}"#
        );
        assert_eq!(
            codes(PolicyKind::Resource, &statement),
            expected,
            "{condition}"
        );
    };
    bucket(
        r#"{"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#,
        &[],
    );
    bucket(
        r#"{"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#,
        &[654],
    );
    bucket(
        r#"{"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}"#,
        &[654],
    );
    bucket(r#"{"Bool": {"aws:SecureTransport": "true"}}"#, &[654]);
}

#[test]
fn kinds_of_policies_differ() {
    let assume = r#"{"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"}"#;
    assert_eq!(codes(PolicyKind::Trust, assume), [0u16; 0]);
    assert_eq!(codes(PolicyKind::Identity, assume), [621, 620]);
    let deny = r#"{"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*"}"#;
    assert_eq!(codes(PolicyKind::ResourceControl, deny), [0u16; 0]);
    assert_eq!(codes(PolicyKind::ServiceControl, deny), [620]);
    assert_eq!(
        codes(PolicyKind::ResourceControl, &deny.replace("Deny", "Allow")),
        [620, 654]
    );
}
