//! What nobody agreed to is not done: nothing that loses data follows from a missing line.

use serde_json::json;

use crate::inventory::{differences, inventory};
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
