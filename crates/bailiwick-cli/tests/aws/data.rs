//! A workload destroyed and deployed again: the same secret, bucket and volume.

use bailiwick_aws::plan::holds_data;
use serde_json::{Value, json};

use crate::inventory::{differences, inventory};
use crate::question::ask_for_all;
use crate::stage::Stage;
use crate::workload::deployed;

const REGION: &str = "us-east-1";
const BUCKET: &str = "achampionship-webservice-backups-492450522567";
const SECRET: &str = "achampionship-webservice/database";

/// All that the next deployment is to find as it was.
fn data(stage: &Stage) -> Value {
    let stack = json!({ "StackName": "championship-data" });
    let bucket = json!({ "Bucket": BUCKET });
    let object = json!({ "Bucket": BUCKET, "Key": "database/1.sql.gz" });
    json!({
        "stack": stage.ask("cloudformation", "describe_stacks", stack.clone()),
        "events": stage.ask("cloudformation", "describe_stack_events", stack),
        "secret": stage.ask("secretsmanager", "get_secret_value", json!({ "SecretId": SECRET })),
        "objects": stage.ask("s3", "list_object_versions", bucket.clone()),
        "object": stage.ask("s3", "get_object", object)["Body"],
        "versioning": stage.ask("s3", "get_bucket_versioning", bucket),
    })
}

/// The value of a parameter of the service stack.
fn used(stage: &Stage, parameter: &str) -> Value {
    let stack = json!({ "StackName": "championship-service" });
    let stack = stage.ask("cloudformation", "describe_stacks", stack);
    let parameters = stack["Stacks"][0]["Parameters"].as_array().unwrap();
    let mut found = parameters
        .iter()
        .filter(|it| it["ParameterKey"] == parameter);
    found.next().unwrap()["ParameterValue"].clone()
}

/// The value of an output of the data stack.
fn said(data: &Value, output: &str) -> Value {
    let outputs = data["stack"]["Stacks"][0]["Outputs"].as_array().unwrap();
    let mut found = outputs.iter().filter(|it| it["OutputKey"] == output);
    found.next().unwrap()["OutputValue"].clone()
}

#[test]
fn data_outlives_the_workload() {
    let stage = deployed();
    let object =
        json!({ "Bucket": BUCKET, "Key": "database/1.sql.gz", "Body": "all that we know" });
    stage.ask("s3", "put_object", object);
    let (before, everything) = (
        data(&stage),
        inventory(&stage, REGION, &["championship-data"]),
    );
    assert_eq!(before["object"], "all that we know");
    for arguments in [
        "destroy championship",
        "destroy championship --yes-delete other",
        "destroy championshi --yes-delete championshi",
    ] {
        assert_eq!(stage.run(arguments).code, 2, "{arguments}");
    }
    let untouched = inventory(&stage, REGION, &["championship-data"]);
    assert_eq!(differences(&everything, &untouched), [""; 0]);

    let destroyed = stage.run("destroy championship --yes-delete championship");
    assert_eq!(destroyed.code, 0, "{destroyed:?}");
    for line in [
        "stays, and goes on costing: `championship-data`",
        "= DatabaseSecret (AWS::SecretsManager::Secret)",
        &format!("= BackupBucket (AWS::S3::Bucket) `{BUCKET}`"),
        "- MysqlLogGroup (AWS::Logs::LogGroup) `/achampionship-webservice/mysql`, with all that is in it",
    ] {
        assert!(destroyed.output.contains(line), "{line}: {destroyed:?}");
    }
    assert_eq!(data(&stage), before, "destroyed");
    let left = stage.ask("cloudformation", "describe_stacks", json!({}));
    let mut left: Vec<&Value> = left["Stacks"].as_array().unwrap().iter().collect();
    left.retain(|stack| stack["StackStatus"] != "DELETE_COMPLETE");
    let mut names: Vec<&str> = left
        .iter()
        .filter_map(|it| it["StackName"].as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["championship-access", "championship-data"]);
    let vpcs = stage.ask("ec2", "describe_vpcs", json!({}));
    assert!(
        !vpcs.to_string().contains("10.0.0.0/27"),
        "the network is gone"
    );

    let again = stage.run("apply championship --yes --set ImageVersion=2026.11.22");
    assert_eq!(again.code, 0, "{again:?}");
    assert!(
        again
            .output
            .contains("`championship-data` in `championship`, us-east-1: as declared")
    );
    assert_eq!(data(&stage), before, "deployed again");
    for (parameter, output) in [
        ("DatabaseSecretArn", "DatabaseSecretArn"),
        ("DataVolumeId", "DataVolumeId"),
        ("HostedZoneId", "HostedZoneId"),
    ] {
        assert_eq!(
            used(&stage, parameter),
            said(&before, output),
            "{parameter}"
        );
    }
    assert_eq!(said(&before, "DatabaseSecretArn"), before["secret"]["ARN"]);
}

/// Somebody deletes the data stack by hand: CloudFormation keeps what is in it.
#[test]
fn a_deleted_data_stack_leaves_the_data() {
    let stage = deployed();
    let stack = "championship-data";
    let (held, _) = ask_for_all(&stage, REGION, stack);
    assert!(held.len() > 4, "{held:?}");
    let resources = json!({ "StackName": stack });
    let resources = stage.ask("cloudformation", "list_stack_resources", resources);
    for resource in resources["StackResourceSummaries"].as_array().unwrap() {
        let kind = resource["ResourceType"].as_str().unwrap();
        let belongs = ["AWS::Route53::RecordSet", "AWS::S3::BucketPolicy"].contains(&kind);
        assert!(
            belongs || holds_data(kind),
            "a plan would not warn of {kind}"
        );
    }
    let secret = json!({ "SecretId": SECRET });
    let before = stage.ask("secretsmanager", "get_secret_value", secret.clone());
    stage.ask(
        "cloudformation",
        "delete_stack",
        json!({ "StackName": stack }),
    );
    let (zones, bucket) = (
        stage.ask("route53", "list_hosted_zones", json!({})),
        stage.ask("s3", "get_bucket_encryption", json!({ "Bucket": BUCKET })),
    );
    assert_eq!(zones["HostedZones"].as_array().map(Vec::len), Some(1));
    assert!(!bucket.is_null());
    assert_eq!(
        stage.ask("secretsmanager", "get_secret_value", secret),
        before
    );
    // A new stack finds the names taken. It fails, and deletes nothing on its way back.
    let refused = stage.run("apply championship --yes --set AvailabilityZone=us-east-1a");
    assert_eq!(refused.code, 3, "{refused:?}");
    let secret = json!({ "SecretId": SECRET });
    assert_eq!(
        stage.ask("secretsmanager", "get_secret_value", secret),
        before
    );
}
