//! The alphabet.

pub(crate) const ACTIONS: &[&str] = &[
    "s3:GetObject",
    "s3:PutObject",
    "S3:getobject",
    "sqs:SendMessage",
    "kms:Decrypt",
    "kms:CreateKey",
    "s3:ListAllMyBuckets",
    "ec2:DescribeInstances",
    "kms:CreateAlias",
    "kms:RetireGrant",
    "ec2:RunInstances",
    "dynamodb:GetItem",
    "iam:GetRole",
];

pub(crate) const ACTION_PATTERNS: &[&str] = &[
    "*",
    "*:*",
    "s3:*",
    "s3:Get*",
    "s3:GetObject",
    "S3:GETobject",
    "s3:?etObject",
    "s3:*Object",
    "sqs:SendMessage",
    "sqs:*",
    "kms:*",
    "kms:Decrypt",
    "kms:*e*",
    "sts:*",
    "sts:AssumeRole",
    "ec2:*",
    "dynamodb:Get*",
    "iam:*",
    "*Get*",
];

/// ARNs, and the account whose each is where the ARN does not say.
pub(crate) const RESOURCES: &[&str] = &[
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/a",
    "arn:aws:s3:::b/a/red",
    "arn:aws:s3:::b/*",
    "arn:aws:sqs:eu-west-1:111111111111:a",
    "arn:aws:sqs:eu-west-1:222222222222:a",
    "arn:aws:dynamodb:eu-west-1:111111111111:table/red",
    "arn:aws:dynamodb:eu-west-1:222222222222:table/a",
];

pub(crate) const KEYS_OF_KMS: &[&str] = &[
    "arn:aws:kms:eu-west-1:111111111111:key/k",
    "arn:aws:kms:eu-west-1:222222222222:key/k",
];

pub(crate) const ALIASES_OF_KMS: &[&str] = &["arn:aws:kms:eu-west-1:111111111111:alias/a"];

pub(crate) const ROLES: &[&str] = &[
    "arn:aws:iam::111111111111:role/r",
    "arn:aws:iam::222222222222:role/r",
    "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
];

pub(crate) const RESOURCE_PATTERNS: &[&str] = &[
    "*",
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:::b",
    "arn:aws:s3:::b/*",
    "arn:aws:s3:::b/a",
    "arn:aws:s3:::B/a",
    "arn:aws:s3:::?/?",
    "arn:aws:s3:::b/${*}",
    "arn:aws:s3:::b/${aws:username}",
    "arn:aws:s3:::b/${aws:username}/*",
    "arn:aws:s3:::b/${aws:PrincipalTag/team}",
    "arn:aws:s3:::b/a/${aws:PrincipalTag/team, 'red'}",
    "arn:aws:sqs:*:a",
    "arn:aws:sqs:eu-west-1:111111111111:*",
    "arn:aws:sqs:*:*:${aws:PrincipalTag/team}",
    "arn:aws:dynamodb:*:table/*",
    "arn:aws:dynamodb:*:*:table/${aws:PrincipalTag/team}",
    "arn:aws:kms:*:111111111111:key/*",
    "arn:aws:kms:*",
    "arn:aws:iam::*:role/r",
    "arn:aws:iam::*:role/*/AWSServiceRoleFor*",
    "arn:aws:s3:::b/${s3:prefix}*",
    "arn:aws:s3:::${s3:prefix, 'b'}/*",
    "arn:aws:s3:::b/${aws:TagKeys}",
    "arn:aws:s3:::b/a${?}",
    "arn:aws:s3:::*a*",
    "arn:aws:*:*:*:*",
    "arn:aws:s3:::b/${aws:PrincipalTag/team}/${aws:username, 'red'}",
];

pub(crate) const STRINGS: &[&str] = &[
    "a", "b", "red", "RED", "a*", "a/b", "rED", "ré", "RÉ", "${*}", "a:b", " a", "",
];

pub(crate) const STRING_PATTERNS: &[&str] = &[
    "a",
    "b",
    "red",
    "RED",
    "*",
    "?",
    "a*",
    "*d",
    "r?d",
    "a/*",
    "${aws:username}",
    "${aws:PrincipalTag/team}",
    "${aws:PrincipalTag/team, 'a'}",
    "x${*}",
    "a${*}",
    "${aws:PrincipalTag/team}*",
    "${AWS:PrincipalTag/Team}",
    "r?",
    "??",
    "**a**",
    "${$}{*}",
    "a/${?}",
    "${aws:PrincipalTag/team, ''}b",
    "${aws:TagKeys}",
    "${s3:prefix, 'a*'}",
];

pub(crate) const NUMBERS: &[&str] = &[
    "0",
    "1",
    "10",
    "010",
    "10.0",
    "9.99",
    "-1",
    "-0",
    "10.01",
    "-10.5",
    "9007199254740993",
    "9007199254740992",
    "0.1",
    "0.10",
    "0.30000000000000004",
    "0.3",
];

pub(crate) const DATES: &[&str] = &[
    "2026-01-01T00:00:00Z",
    "2026-01-01T01:00:00+01:00",
    "2025-12-31T23:59:59Z",
    "2026-01-01",
    "1767225600",
    "1767225601",
    "2024-02-29T12:00:00Z",
    "2024-03-01T00:00:00-00:30",
    "2100-03-01T00:00:00Z",
    "4107542400",
];

pub(crate) const BOOLEANS: &[&str] = &["true", "false"];

pub(crate) const ADDRESSES: &[&str] = &[
    "10.1.2.3",
    "10.0.0.1",
    "203.0.113.9",
    "2001:db8::1",
    "2001:db8:1::9",
];

pub(crate) const RANGES: &[&str] = &[
    "10.0.0.0/8",
    "10.1.0.0/16",
    "10.1.9.9/16",
    "10.1.2.3",
    "10.1.2.3/32",
    "0.0.0.0/0",
    "::/0",
    "2001:db8::/32",
    "2001:DB8::1",
    "203.0.113.8/31",
    "2001:db8:1::/48",
    "2001:db8:1::8/127",
    "10.1.2.2/31",
    "10.1.2.4/30",
];

pub(crate) const ARNS: &[&str] = &[
    "arn:aws:sns:eu-west-1:111111111111:a",
    "arn:aws:sns:eu-west-1:111111111111:a:b",
    "arn:aws:sns:eu-west-1:222222222222:a/b",
    "arn:aws:iam::111111111111:user/red",
    "arn:aws:iam::111111111111:role/r",
    "arn:aws:s3:::b",
    "arn:aws-cn:sns:cn-north-1:111111111111:a",
];

pub(crate) const ARN_PATTERNS: &[&str] = &[
    "arn:aws:sns:eu-west-1:111111111111:a",
    "arn:aws:sns:*:111111111111:*",
    "arn:aws:sns:*:a",
    "arn:aws:sns:*:*:a*",
    "arn:*:*:*:*:*",
    "arn:aws:iam::111111111111:*",
    "arn:aws:iam::*:user/${aws:username}",
    "arn:aws:iam::?11111111111:role/?",
    "arn:aws:sns:eu-*:111111111111:a:*",
    "arn:aws*:sns:*:111111111111:a",
    "arn:aws:s3:::${s3:prefix}",
    "arn:aws:sns:*:*:${aws:PrincipalTag/team, 'a'}",
];

pub(crate) const BLOBS: &[&str] = &["QQ==", "Qg==", "QUI="];

/// Values that are not of the kind their key is of.
pub(crate) const MALFORMED: &[&str] = &["", "12a", "yesterday", "10.0.0.0/33", "300.1.1.1"];

pub(crate) const PRINCIPALS: &[&str] = &[
    "*",
    "111111111111",
    "222222222222",
    "arn:aws:iam::111111111111:root",
    "arn:aws:iam::111111111111:user/red",
    "arn:aws:iam::111111111111:user/division/a",
    "arn:aws:iam::111111111111:role/app/r",
    "arn:aws:sts::111111111111:assumed-role/r/s",
    "arn:aws:sts::111111111111:federated-user/f",
    "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX",
    "arn:aws:iam::222222222222:root",
    "arn:aws:iam::111111111111:user/RED",
    "arn:aws:sts::111111111111:assumed-role/r/S",
    "arn:aws:sts::111111111111:assumed-role/app/r/s",
];

pub(crate) const SERVICES: &[&str] = &["sns.amazonaws.com", "lambda.amazonaws.com"];

pub(crate) const PROVIDERS: &[&str] = &[
    "accounts.google.com",
    "arn:aws:iam::111111111111:saml-provider/p",
];
