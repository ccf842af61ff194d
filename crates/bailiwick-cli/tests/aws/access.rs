//! `examples/access-register`: its staging account's access, deployed.

use serde_json::json;

use crate::question::ask_for_all;
use crate::stage::Stage;

const STAGING: &str = "111122223333";
const ALL: &str = "apply --all --account staging";

#[test]
fn access_is_planned_deployed_changed_and_refused() {
    let stage = Stage::of(STAGING, "access-register");

    let refused = stage.run(ALL);
    assert_eq!(refused.code, 2);
    assert!(
        refused.errors.contains("nobody is here to agree"),
        "{refused:?}"
    );
    let refused = stage.run_as("444455556666", &format!("{ALL} --yes"));
    assert_eq!(refused.code, 2);
    assert!(
        refused
            .errors
            .contains("these credentials are for 444455556666"),
        "{refused:?}"
    );

    let planned = stage.run(&format!("{ALL} --plan"));
    assert_eq!(planned.code, 1, "{planned:?}");
    assert!(
        planned
            .output
            .contains("+ StageDeployersPolicy (AWS::IAM::ManagedPolicy)")
    );
    let stacks = || stage.ask("cloudformation", "describe_stacks", json!({}));
    assert_eq!(
        stacks()["Stacks"],
        json!([]),
        "a plan leaves nothing behind"
    );

    let applied = stage.run(&format!("{ALL} --yes"));
    assert_eq!(applied.code, 0, "{applied:?}");
    let (said, unasked) = ask_for_all(&stage, "eu-central-1", "access-register-access");
    assert_eq!(unasked, [""; 0]);
    let built = stage.built("accounts/staging/eu-central-1/access.template.yaml");
    for (id, document) in &said {
        if id.ends_with("Policy") {
            let declared = &built["Resources"][id]["Properties"]["PolicyDocument"];
            assert_eq!(document, declared, "{id}");
        }
    }

    let again = stage.run(&format!("{ALL} --yes"));
    assert_eq!(again.code, 0);
    assert!(
        again.output.contains("as declared, nothing to do"),
        "{again:?}"
    );

    // The level that only lists now reads as well.
    stage.edit(
        "permissions-staging.yaml",
        "- access: list\n        to: ecr\n",
        "- access: read\n        to: ecr\n",
    );
    let planned = stage.run(&format!("{ALL} --plan"));
    assert_eq!(planned.code, 1, "{planned:?}");
    assert!(
        planned
            .output
            .contains("~ StageContainerImageReadersPolicy"),
        "{planned:?}"
    );
    assert_eq!(stage.run(&format!("{ALL} --yes")).code, 0);
    let stack = &stacks()["Stacks"][0];
    assert_eq!(stack["StackStatus"], "UPDATE_COMPLETE");
}
