//! The registry of the workload's own image.
//!
//! Sources: "AWS::ECR::Repository", AWS CloudFormation Template Reference; "Lifecycle
//! policy properties", Amazon ECR User Guide.

use serde_json::json;

use crate::template::{Resource, Template};
use crate::workload::facts::Facts;

/// How many versions are kept when the estate does not say.
const VERSIONS: u32 = 10;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    let Some(image) = &facts.workload.image else {
        return;
    };
    let keep = image.keep.map_or(VERSIONS, |keep| keep.0);
    let lifecycle = json!({
        "rules": [
            {
                "rulePriority": 1,
                "description": "What no version names goes after a day",
                "selection": {
                    "tagStatus": "untagged",
                    "countType": "sinceImagePushed",
                    "countUnit": "days",
                    "countNumber": 1,
                },
                "action": { "type": "expire" },
            },
            {
                "rulePriority": 2,
                "description": format!("The newest {keep} versions are kept"),
                "selection": {
                    "tagStatus": "any",
                    "countType": "imageCountMoreThan",
                    "countNumber": keep,
                },
                "action": { "type": "expire" },
            },
        ],
    });
    let name = image.repository.as_str();
    let repository = Resource::new("AWS::ECR::Repository")
        .with("RepositoryName", json!(name))
        // A version that was tested is the version that runs.
        .with("ImageTagMutability", json!("IMMUTABLE"))
        .with("ImageScanningConfiguration", json!({ "ScanOnPush": true }))
        .with(
            "EncryptionConfiguration",
            json!({ "EncryptionType": "AES256" }),
        )
        .with(
            "LifecyclePolicy",
            json!({ "LifecyclePolicyText": lifecycle.to_string() }),
        )
        .with("Tags", facts.tags())
        .retained();
    template.add("Repository", repository);
    let uri = crate::template::substitute(facts.repository_uri(name));
    template.output(
        "RepositoryUri",
        "Where versions of the image are pushed to.",
        uri,
    );
}
