//! Commands that fail because there is nothing to print.
//!
//! A bucket without a policy has no policy to print: the AWS CLI fails, and its words, kept in
//! the file (`> acme-trail.json 2>&1`), are how "there is none" is told from "not given". Only
//! such codes are taken; any other failure is a file that cannot be understood.

use serde_json::{Value, json};

/// The codes that say so, each with the page of its command.
const CODES: [&str; 8] = [
    // https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
    "NoSuchBucketPolicy",
    "NoSuchPublicAccessBlockConfiguration",
    "NoSuchAccessPointPolicy",
    "OwnershipControlsNotFoundError",
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html
    "RepositoryPolicyNotFoundException",
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRegistryPolicy.html
    "RegistryPolicyNotFoundException",
    // https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html
    "PolicyNotFoundException",
    // https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html
    "ResourceNotFoundException",
];

/// What such a failure comes to: `{ "Error": { "Code": … } }`.
pub(super) fn read(text: &str) -> Option<Value> {
    let (_, rest) = text.trim_start().split_once("An error occurred (")?;
    let (code, _) = rest.split_once(')')?;
    CODES
        .contains(&code)
        .then(|| json!({ "Error": { "Code": code } }))
}
