//! What the compiler never does, done to its blueprint by hand: the controls notice.
#![expect(clippy::disallowed_methods, reason = "the test reads an example")]

use std::path::Path;

use bailiwick_compile::template::{Resource, Template};
use bailiwick_compile::{Blueprint, Stack};
use bailiwick_estate::source::Source;

use super::support::judged;

/// The verdict on one control over the example `counter`, after a change.
pub(crate) fn counter(control: &str, change: impl FnOnce(&mut Blueprint)) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/counter");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("the example");
    let estate = read("estate.yaml");
    let controls = format!("controls:\n  it: {{ statement: It is so., catalogue: {control} }}\n");
    let beside = ["compose.yaml", "Dockerfile"].map(|name| Source {
        path: name.to_owned(),
        text: read(name),
    });
    judged(
        &format!("{estate}\n{controls}"),
        beside.into(),
        None,
        change,
    )
}

/// Every resource of a type in a blueprint.
fn of_type<'b>(blueprint: &'b mut Blueprint, kind: &str) -> impl Iterator<Item = &'b mut Resource> {
    let stacks = blueprint.stacks.iter_mut();
    stacks
        .flat_map(|stack| stack.template.resources.values_mut())
        .filter(move |resource| resource.kind == kind)
}

#[test]
fn data_that_goes_with_its_stack_is_found() {
    assert!(counter("data-survives", |_| {}).contains(": proved"));
    let found = counter("data-survives", |blueprint| {
        for secret in of_type(blueprint, "AWS::SecretsManager::Secret") {
            secret.retained = false;
        }
    });
    assert!(found.contains("refuted"), "{found}");
    let found = counter("data-survives", |blueprint| {
        for stack in &mut blueprint.stacks {
            let kept = |_: &String, one: &mut Resource| one.kind != "AWS::SecretsManager::Secret";
            stack.template.resources.retain(kept);
        }
    });
    assert!(found.contains("no stack makes it"), "{found}");
    let found = counter("data-survives", |blueprint| {
        for volume in of_type(blueprint, "AWS::SNS::Topic") {
            volume.kind = "AWS::SQS::Queue";
        }
    });
    assert!(
        found.contains("whether `AWS::SQS::Queue` holds data"),
        "{found}"
    );
}

#[test]
fn a_secret_in_the_blueprint_is_found_and_not_shown() {
    assert!(counter("no-secret-in-clear", |_| {}).contains(": proved"));
    let found = counter("no-secret-in-clear", |blueprint| {
        for task in of_type(blueprint, "AWS::ECS::TaskDefinition") {
            task.properties["ContainerDefinitions"][0]["Environment"] =
                serde_json::json!([{ "Name": "MAIL_TOKEN", "Value": "3f7a-99c1" }]);
        }
    });
    assert!(found.contains("the value of `MAIL_TOKEN`"), "{found}");
    assert!(!found.contains("3f7a"), "{found}");
    let found = counter("no-secret-in-clear", |blueprint| {
        let scripts = blueprint.scripts.iter_mut();
        scripts.for_each(|(_, script)| script.push_str("\nlogin --password 3f7a-99c1\n"));
    });
    assert!(found.contains("the value of `--password`"), "{found}");
    let found = counter("no-secret-in-clear", |blueprint| {
        let stacks = blueprint.stacks.iter_mut();
        let mut parameters = stacks.flat_map(|stack| stack.template.parameters.values_mut());
        let seed = parameters.find(|parameter| !parameter.no_echo);
        let seed = seed.expect("a parameter");
        (seed.no_echo, seed.default) = (true, Some("3f7a-99c1".to_owned()));
    });
    assert!(found.contains("refuted"), "{found}");
}

/// A trail as somebody may come to compile it, in the account that it runs in.
fn with_trail(properties: &serde_json::Value) -> String {
    let estate = "estate: acme
accounts: { management: {}, archive: {} }
logs:
  calls: { source: cloudtrail, to: { s3: acme-trail, account: archive }, retention: 400d }
controls:
  it: { statement: Every call is recorded., catalogue: organization-trail }
";
    judged(estate, Vec::new(), None, |blueprint| {
        let mut trail = Resource::new("AWS::CloudTrail::Trail");
        trail.properties = properties.as_object().expect("properties").clone();
        let mut template = Template::new("The trail");
        template.add("Trail", trail);
        blueprint.stacks.push(Stack {
            account: "management".to_owned(),
            region: "eu-central-1".to_owned(),
            name: "trail".to_owned(),
            template,
        });
    })
}

#[test]
fn a_compiled_trail_is_judged_whole() {
    let whole = serde_json::json!({
        "IsLogging": true, "IsMultiRegionTrail": true, "IsOrganizationTrail": true,
        "EnableLogFileValidation": true, "S3BucketName": "acme-trail",
    });
    assert!(
        with_trail(&whole).contains(": proved"),
        "{}",
        with_trail(&whole)
    );
    for key in [
        "IsLogging",
        "IsMultiRegionTrail",
        "IsOrganizationTrail",
        "EnableLogFileValidation",
    ] {
        let mut less = whole.clone();
        less[key] = false.into();
        assert!(with_trail(&less).contains(": refuted"), "{key}");
    }
    let mut less = whole;
    less["EventSelectors"] = serde_json::json!([
        { "IncludeManagementEvents": true, "ReadWriteType": "WriteOnly" },
    ]);
    assert!(with_trail(&less).contains("leaves management events out"));
}

#[test]
fn a_door_to_the_outside_is_found() {
    assert!(counter("no-undeclared-external-access", |_| {}).contains(": proved"));
    let policy = |principal: serde_json::Value| {
        counter("no-undeclared-external-access", |blueprint| {
            for repository in of_type(blueprint, "AWS::ECR::Repository") {
                let statement = serde_json::json!({
                    "Effect": "Allow", "Principal": { "AWS": principal.clone() },
                    "Action": "ecr:BatchGetImage",
                });
                let document = serde_json::json!({ "Statement": [statement] });
                repository
                    .properties
                    .insert("RepositoryPolicyText".to_owned(), document);
            }
        })
    };
    assert!(policy("999988887777".into()).contains("lets `999988887777` in"));
    assert!(policy("*".into()).contains("lets everybody in"));
    let own = serde_json::json!({ "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root" });
    assert!(policy(own).contains(": proved"));
    let open = serde_json::json!({ "Fn::Sub": "arn:aws:iam::${Partner}:root" });
    assert!(policy(open).contains(": unknown"));
    let found = counter("no-undeclared-external-access", |blueprint| {
        for topic in of_type(blueprint, "AWS::SNS::Topic") {
            topic.kind = "AWS::OpenSearchService::Domain";
        }
    });
    assert!(
        found.contains("whom `AWS::OpenSearchService::Domain` lets in"),
        "{found}"
    );
}

/// A bucket's policy with one statement, as somebody may come to compile it, and what a
/// control says of it.
fn with_bucket(control: &str, statement: &serde_json::Value) -> String {
    let estate = format!(
        "estate: acme
organization: {{ id: o-a1b2c3d4e5 }}
job_roles: {{ Engineer: {{}} }}
people: {{ ada: {{ role: Engineer }} }}
accounts:
  production: {{ id: '111122223333', region: eu-central-1 }}
technical_accounts:
  resize:
    purpose: It makes small pictures of large ones.
    owner: ada
    account: production
    authentication: {{ service: lambda.amazonaws.com }}
controls:
  it: {{ statement: It is so., {control} }}
"
    );
    judged(&estate, Vec::new(), None, |blueprint| {
        let mut policy = Resource::new("AWS::S3::BucketPolicy");
        let document = serde_json::json!({ "Version": "2012-10-17", "Statement": [statement] });
        policy
            .properties
            .insert("PolicyDocument".to_owned(), document);
        let mut template = Template::new("A bucket");
        template.add("Exports", Resource::new("AWS::S3::Bucket"));
        template.add("Readers", Resource::new("AWS::IAM::Role"));
        template.add("ExportsPolicy", policy);
        blueprint.stacks.push(Stack {
            account: "production".to_owned(),
            region: "eu-central-1".to_owned(),
            name: "exports".to_owned(),
            template,
        });
    })
}

#[test]
fn whom_a_compiled_bucket_lets_in_is_proved() {
    let control = "catalogue: no-undeclared-external-access";
    let judge = |principal: serde_json::Value, condition: serde_json::Value| {
        let statement = serde_json::json!({
            "Effect": "Allow", "Principal": principal, "Condition": condition,
            "Action": "s3:GetObject", "Resource": { "Fn::Sub": "${Exports.Arn}/*" },
        });
        with_bucket(control, &statement)
    };
    let own = serde_json::json!({ "AWS": { "Fn::GetAtt": ["Readers", "Arn"] } });
    let everybody = serde_json::json!("*");
    let ours = serde_json::json!({ "StringEquals": { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } });
    let none = serde_json::json!({});
    for found in [
        judge(own, none.clone()),
        judge(everybody.clone(), ours.clone()),
    ] {
        assert!(found.contains(": proved"), "{found}");
    }
    let stranger = serde_json::json!({ "AWS": "arn:aws:iam::999988887777:role/look" });
    let found = judge(stranger, none);
    assert!(found.contains("lets `999988887777` in"), "{found}");
    let if_exists = serde_json::json!({ "StringEqualsIfExists": ours["StringEquals"] });
    let found = judge(everybody.clone(), if_exists);
    assert!(found.contains("lets everybody in"), "{found}");
    let open = serde_json::json!({ "StringEquals": { "aws:PrincipalOrgID": { "Ref": "Org" } } });
    let found = judge(everybody, open);
    assert!(found.contains(": unknown"), "{found}");
}

#[test]
fn a_compiled_bucket_lets_in_whom_it_names() {
    let control = "access: { never_actions: 's3:PutObject', on: { accounts: production } }";
    let judge = |principal: &str| {
        let statement = serde_json::json!({
            "Effect": "Allow", "Principal": { "AWS": principal },
            "Action": "s3:*", "Resource": "arn:aws:s3:::acme-exports/*",
        });
        with_bucket(control, &statement)
    };
    // Naming the account leaves it to the account's own policies.
    let found = judge("arn:aws:iam::111122223333:root");
    assert!(found.contains(": proved"), "{found}");
    let found = judge("arn:aws:iam::111122223333:role/resize");
    assert!(found.contains("lets `resize` `s3:PutObject`"), "{found}");
    let found = judge("*");
    assert!(found.contains("lets `resize` `s3:PutObject`"), "{found}");
    let found = judge("999988887777");
    assert!(found.contains("accounts that are not shown"), "{found}");
}
