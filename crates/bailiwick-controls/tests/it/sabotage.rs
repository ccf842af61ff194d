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
