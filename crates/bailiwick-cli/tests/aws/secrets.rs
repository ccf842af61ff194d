//! The value of a secret that seeds a template: no way through the program shows it.

use std::fs;

use serde_json::{Value, json};

use crate::stage::{Ran, Stage};

const ACCOUNT: &str = "492450522567";
const OTHERS: &str = "--set AvailabilityZone=us-east-1a --set ImageVersion=1";
/// As a whole, and what a person would call the secret in it.
const VALUE: &str = r#"{"djangoSecret":"correct-horse-battery"}"#;
const SECRET: &str = "correct-horse-battery";

fn quiet(ran: &Ran) {
    let all = format!("{}{}", ran.output, ran.errors);
    assert!(!all.contains(SECRET), "{all}");
}

fn championship() -> Stage {
    Stage::of(ACCOUNT, "championship").in_region("us-east-1")
}

#[test]
fn a_seed_arrives_and_is_seen_by_nobody() {
    let stage = championship();
    fs::write(stage.path("seed.json"), format!("{VALUE}\n")).unwrap();
    for (set, code) in [
        (format!("--plan --set GenericSecretSeed={VALUE}"), 1),
        (format!("--yes --set GenericSecretSeed={VALUE}"), 0),
    ] {
        let ran = stage.run(&format!("apply championship {OTHERS} {set}"));
        assert_eq!(ran.code, code, "{ran:?}");
        quiet(&ran);
    }
    let secret = json!({ "SecretId": "achampionship-webservice/generic" });
    let held = stage.ask("secretsmanager", "get_secret_value", secret.clone());
    assert_eq!(held["SecretString"], VALUE, "it did arrive");
    // Neither does anything that is kept of the deployment.
    let stack = json!({ "StackName": "championship-data" });
    for operation in ["describe_stacks", "get_template", "describe_stack_events"] {
        let kept = stage.ask("cloudformation", operation, stack.clone());
        let parameter = &kept["Stacks"][0]["Parameters"];
        assert!(
            parameter.is_null() || !parameter.to_string().contains(SECRET),
            "{parameter}"
        );
        assert!(!kept["TemplateBody"].to_string().contains(SECRET));
        assert!(!kept["StackEvents"].to_string().contains(SECRET));
    }
    // Another value by a file, which the next deployments keep.
    let other = VALUE.replace("horse", "mule");
    fs::write(stage.path("seed.json"), format!("{other}\n")).unwrap();
    // ministack takes a new value for a replacement of the secret, which it is not on AWS.
    let lose = "--yes-lose GenericSecret --set GenericSecretSeed=@seed.json";
    for set in [lose, ""] {
        let ran = stage.run(&format!("apply championship --yes {set}"));
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(!format!("{ran:?}").contains("mule"), "{ran:?}");
        let held = stage.ask("secretsmanager", "get_secret_value", secret.clone());
        assert_eq!(held["SecretString"], other);
    }
}

#[test]
fn no_failure_shows_it() {
    let stage = championship();
    let bucket = json!({ "Bucket": "achampionship-webservice-backups-492450522567" });
    stage.ask("s3", "create_bucket", bucket);
    let seed = format!("--set GenericSecretSeed={VALUE}");
    for (arguments, code) in [
        // The deployment fails.
        (format!("--yes {OTHERS} {seed}"), 3),
        // Its stack is in a state that refuses another.
        (format!("--yes {OTHERS} {seed}"), 2),
        // Written wrongly in every way that a tired person finds.
        (format!("--yes --set {SECRET}"), 2),
        (format!("--yes --set GenericSecretSeed:{SECRET}"), 2),
        (format!("--yes --set GenericSecretSed={SECRET}"), 2),
        (format!("--yes --set GenericSecretSeed=@{SECRET}"), 2),
        (format!("--yes {seed} {seed}"), 2),
        (format!("--yes --sett GenericSecretSeed={SECRET}"), 2),
        (
            format!("--yes --set GenericSecretSeed={SECRET} one too many"),
            2,
        ),
        (format!("{OTHERS} {seed}"), 2),
    ] {
        let ran = stage.run(&format!("apply championship {arguments}"));
        assert_eq!(ran.code, code, "{arguments}: {ran:?}");
        assert!(!ran.errors.is_empty());
        quiet(&ran);
    }
    let foreign = stage.run_as(
        "111122223333",
        &format!("apply championship --yes {OTHERS} {seed}"),
    );
    assert_eq!(foreign.code, 2, "{foreign:?}");
    quiet(&foreign);
    let kept: Value = stage.ask("secretsmanager", "list_secrets", json!({}));
    assert!(
        !kept.to_string().contains("generic"),
        "nothing arrived: {kept}"
    );
}
