//! An account to look for escalations in.

use serde_json::{Value, json};

const ACCOUNT: &str = "111122223333";
const SERVICES: [&str; 6] = [
    "lambda.amazonaws.com",
    "ec2.amazonaws.com",
    "ecs-tasks.amazonaws.com",
    "codebuild.amazonaws.com",
    "glue.amazonaws.com",
    "events.amazonaws.com",
];
const ACTIONS: [&str; 12] = [
    "s3:GetObject",
    "s3:PutObject",
    "dynamodb:Query",
    "sqs:SendMessage",
    "kms:Decrypt",
    "logs:PutLogEvents",
    "lambda:InvokeFunction",
    "lambda:UpdateFunctionCode",
    "ecs:RunTask",
    "iam:PassRole",
    "ssm:GetParameter",
    "sts:AssumeRole",
];

/// Authorization details with so many roles of so many statements: one role in a hundred is
/// an administrator, each trusts a service or another role, one in three may pass roles.
pub(crate) fn details(roles: usize, statements: usize) -> String {
    let roles: Vec<Value> = (0..roles).map(|number| role(number, statements)).collect();
    json!({ "RoleDetailList": roles }).to_string()
}

fn role(number: usize, statements: usize) -> Value {
    let arn = |number: usize| format!("arn:aws:iam::{ACCOUNT}:role/role-{number}");
    let principal = match number % 4 {
        0 => json!({ "AWS": arn(number / 2) }),
        _ => json!({ "Service": SERVICES[number % SERVICES.len()] }),
    };
    let statements: Vec<Value> = match number % 100 {
        0 => vec![json!({ "Effect": "Allow", "Action": "*", "Resource": "*" })],
        _ => (0..statements)
            .map(|place| statement(number, place))
            .collect(),
    };
    json!({
        "RoleName": format!("role-{number}"),
        "Arn": arn(number),
        "AssumeRolePolicyDocument": { "Statement": [{
            "Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRole" }] },
        "InstanceProfileList": [],
        "RolePolicyList": [{ "PolicyName": "own", "PolicyDocument": {
            "Version": "2012-10-17", "Statement": statements } }],
    })
}

fn statement(number: usize, place: usize) -> Value {
    let action = ACTIONS[(number * 7 + place * 5) % ACTIONS.len()];
    let (service, _) = action.split_once(':').unwrap_or_default();
    let name = (number + place) % 500;
    let resource = match action {
        "s3:GetObject" | "s3:PutObject" => format!("arn:aws:s3:::bucket-{name}/*"),
        "iam:PassRole" | "sts:AssumeRole" => format!("arn:aws:iam::{ACCOUNT}:role/role-{name}*"),
        _ => format!("arn:aws:{service}:eu-west-1:{ACCOUNT}:thing-{name}*"),
    };
    let mut statement = json!({ "Effect": "Allow", "Action": action, "Resource": resource });
    if place % 5 == 4 {
        statement["Condition"] = json!({ "StringEquals": { "aws:RequestedRegion": "eu-west-1" } });
    }
    statement
}
