//! What nobody agreed to is not done: nothing that loses data follows from a missing line.

use serde_json::{Value, json};

use crate::inventory::{differences, inventory};
use crate::stage::Stage;
use crate::workload::deployed;

const REGION: &str = "us-east-1";
const STACKS: &[&str] = &["championship-data", "championship-service"];

const BACKUP: &str = "    backups:
      database:
        of: the MySQL database
        container: mysql
        cron: 0 0 * * *         # every day at midnight
        to: a bucket of its own, apart from the volume
        assumed:
          to: the document's script, `db-backup.sh` on the volume, is not shown
";

#[test]
fn a_missing_line_deletes_nothing_that_holds_data() {
    let stage = deployed();
    let before = inventory(&stage, REGION, STACKS);
    stage.edit("workload.yaml", BACKUP, "    backups:\n");
    let planned = stage.run("apply championship --plan");
    assert_eq!(planned.code, 1, "{planned:?}");
    let told = "leaves data outside the stack\n    - BackupBucket (AWS::S3::Bucket)";
    assert!(planned.output.contains(told), "{planned:?}");

    let refused = stage.run("apply championship --yes");
    assert_eq!(refused.code, 2, "{refused:?}");
    let told = "error: `--yes` agrees to lose no data, and this may: `BackupBucket`\n";
    assert!(refused.errors.contains(told), "{refused:?}");
    assert!(
        refused.errors.contains("`--yes --yes-lose BackupBucket`"),
        "{refused:?}"
    );
    let other = stage.run("apply championship --yes --yes-lose Other");
    assert_eq!(other.code, 2, "{other:?}");
    let without_yes = stage.run("apply championship --yes-lose BackupBucket");
    assert_eq!(without_yes.code, 2, "{without_yes:?}");
    assert_eq!(
        differences(&before, &inventory(&stage, REGION, STACKS)),
        [""; 0]
    );

    let agreed = stage.run("apply championship --yes --yes-lose BackupBucket");
    assert_eq!(agreed.code, 0, "{agreed:?}");
    let bucket = json!({ "Bucket": "achampionship-webservice-backups-492450522567" });
    let kept = stage.ask("s3", "get_bucket_versioning", bucket);
    assert_eq!(kept["Status"], "Enabled", "it stays in the account");
}

/// What CloudFormation calls an update without interruption.
#[test]
fn a_change_in_place_that_loses_data_is_none_that_yes_agrees_to() {
    let stage = deployed();
    let secret = json!({ "SecretId": "achampionship-webservice/database" });
    let held = || stage.ask("secretsmanager", "get_secret_value", secret.clone());
    let before = held();
    stage.edit("workload.yaml", "length: 51,", "length: 52,");
    let refused = stage.run("apply championship --yes");
    assert_eq!(refused.code, 2, "{refused:?}");
    assert!(
        refused.errors.contains("this may: `DatabaseSecret`"),
        "{refused:?}"
    );
    assert!(refused.output.contains("  may lose data\n"), "{refused:?}");
    assert_eq!(held(), before);
}

#[test]
fn only_the_whole_word_is_a_yes() {
    let stage = Stage::of("492450522567", "championship").in_region(REGION);
    let apply = "apply championship --set AvailabilityZone=us-east-1a --set ImageVersion=1";
    let stacks = || {
        let stacks = stage.ask("cloudformation", "describe_stacks", json!({}));
        let stacks = stacks["Stacks"].as_array().unwrap().clone();
        let state = |it: &Value| format!("{} {}", it["StackName"], it["StackStatus"]);
        let mut states: Vec<String> = stacks.iter().map(state).collect();
        states.retain(|state| !state.contains("DELETE_COMPLETE"));
        states
    };
    for answer in ["", "y", "YES", "no", "championship", "yes please"] {
        let declined = stage.run_at_terminal(answer, apply);
        assert_eq!(declined.code, 1, "{answer}: {declined:?}");
        assert!(
            declined.output.contains("nothing of this was done"),
            "{declined:?}"
        );
        assert_eq!(stacks(), [""; 0], "{answer}");
    }
    // Ctrl-C leaves plans, which hold nothing.
    let left = stage.run_at_terminal("^C", apply);
    assert_eq!(left.code, 130, "{left:?}");
    let reserved = stacks();
    assert!(reserved.len() > 1, "{reserved:?}");
    assert!(
        reserved.iter().all(|it| it.contains("REVIEW_IN_PROGRESS")),
        "{reserved:?}"
    );
    let agreed = stage.run_at_terminal("yes", apply);
    assert_eq!(agreed.code, 0, "{agreed:?}");
    assert_eq!(
        agreed.output.matches("Only `yes` does it").count(),
        3,
        "{agreed:?}"
    );
    let there = stacks();
    assert_eq!(there.len(), 5, "{there:?}");
    assert!(
        there.iter().all(|it| it.contains("CREATE_COMPLETE")),
        "{there:?}"
    );

    for answer in ["", "yes", "championshi", "championship-data"] {
        let kept = stage.run_at_terminal(answer, "destroy championship");
        assert_eq!(kept.code, 2, "{answer}: {kept:?}");
        assert_eq!(stacks(), there, "{answer}");
    }
    assert_eq!(
        stage.run_at_terminal("^C", "destroy championship").code,
        130
    );
    assert_eq!(stacks(), there);
    let destroyed = stage.run_at_terminal("championship", "destroy championship");
    assert_eq!(destroyed.code, 0, "{destroyed:?}");
    assert_eq!(stacks().len(), 2);
}

/// Somebody pressed Ctrl-C where `yes` was asked for: the plan is left, and a reserved name.
#[test]
fn a_plan_that_was_left_is_in_nobodys_way() {
    let stage = deployed();
    let leave = |name: &str| {
        let template = json!({ "Resources": { "Topic": { "Type": "AWS::SNS::Topic" } } });
        let left = json!({ "StackName": name, "ChangeSetName": "bailiwick-left",
            "ChangeSetType": "CREATE", "TemplateBody": template.to_string() });
        stage.ask("cloudformation", "create_change_set", left);
        let stack = stage.ask(
            "cloudformation",
            "describe_stacks",
            json!({ "StackName": name }),
        );
        assert_eq!(stack["Stacks"][0]["StackStatus"], "REVIEW_IN_PROGRESS");
    };
    let destroyed = stage.run("destroy championship --yes-delete championship");
    assert_eq!(destroyed.code, 0, "{destroyed:?}");
    leave("championship-network");
    let nothing = stage.run("destroy championship --yes-delete championship");
    assert_eq!(nothing.code, 0, "{nothing:?}");
    assert!(
        nothing.output.contains("nothing is deployed that could go"),
        "{nothing:?}"
    );
    let applied = stage.run("apply championship --yes --set ImageVersion=2026.11.22");
    assert_eq!(applied.code, 0, "{applied:?}");
    let planned = stage.run("apply championship --plan");
    assert_eq!(planned.code, 0, "{planned:?}");
}
