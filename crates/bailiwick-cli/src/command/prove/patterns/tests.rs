use super::*;

#[test]
fn actions_have_a_service_and_a_name() {
    for fine in [
        "*",
        "s3:*",
        "s3:GetObject",
        "*:Delete*",
        "s?:Get*",
        "s3:Foo",
        "ec2-instance-connect:Send*",
    ] {
        assert!(action(fine).is_ok(), "{fine}");
    }
    let hint = |written: &str| action(written).unwrap_err().hint().unwrap();
    for (wrong, expected) in [
        ("s3", "did you mean `s3:*`?"),
        ("s3:", "did you mean `s3:*`?"),
        ("s3.DeleteObject", "did you mean `s3:DeleteObject`?"),
        ("s3:Delete Object", "did you mean `s3:DeleteObject`?"),
        ("getobject", "did you mean `s3:GetObject`?"),
        (
            "s3:DeleteObject,s3:PutObject",
            "leave the commas out: `--action s3:DeleteObject s3:PutObject`",
        ),
    ] {
        assert_eq!(hint(wrong), expected, "{wrong}");
    }
    for wrong in ["", " ", ":", "Xyzzy", "**", "s3:Get:Object"] {
        assert!(action(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn resources_have_six_parts() {
    for fine in [
        "*",
        "arn:aws:s3:::payroll*",
        "arn:*:s3:::payroll/*",
        "arn:aws-cn:iam::111122223333:role/a:b",
    ] {
        assert!(resource(fine).is_ok(), "{fine}");
    }
    for wrong in [
        "",
        "payroll",
        "arn:aws:s3::payroll/*",
        "ARN:aws:s3:::payroll",
        "arn:aws:s3:::",
        "arn:aws:s3:::a,arn:aws:s3:::b",
    ] {
        assert!(resource(wrong).is_err(), "{wrong}");
    }
    let error = resource("s3://payroll/*").unwrap_err();
    assert_eq!(
        error.hint().unwrap(),
        "did you mean `arn:aws:s3:::payroll/*`?"
    );
}

#[test]
fn a_pattern_that_nothing_matches_is_remarked_upon() {
    assert_eq!(remarks(&["s3:Get*".to_owned(), "*".to_owned()]), [""; 0]);
    assert_eq!(
        remarks(&["s3:GetObjct".to_owned()]),
        ["the service data has no action `s3:GetObjct`; did you mean `s3:GetObject`?"]
    );
    assert_eq!(
        remarks(&["s3:Xyzzy*".to_owned()]),
        ["the service data has no action `s3:Xyzzy*`"]
    );
}
