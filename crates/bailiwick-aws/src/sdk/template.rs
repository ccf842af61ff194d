//! Templates: kept in S3, read by CloudFormation.

use std::fmt::Write;

use aws_sdk_cloudformation::Client as CloudFormation;
use aws_sdk_s3::Client as S3;
use aws_sdk_s3::primitives::ByteStream;
use aws_sdk_s3::types::{BucketLocationConstraint, CreateBucketConfiguration};
use sha2::{Digest, Sha256};

use super::fault::fault;
use crate::cloud::{CloudError, TemplateAt};

/// Puts a template into a bucket of the account itself, under its digest, and makes the
/// bucket when there is none. New buckets are private and encrypted without being told
/// ("Blocking public access", "Default encryption", Amazon S3 User Guide). A bucket of that
/// name in somebody else's hands is refused by the expected owner.
pub(super) async fn keep(
    s3: &S3,
    region: &str,
    account: &str,
    body: &str,
) -> Result<String, CloudError> {
    let bucket = format!("bailiwick-templates-{account}-{region}");
    let key = format!("{}.template.yaml", digest(body));
    let put = || async {
        let request = s3
            .put_object()
            .bucket(&bucket)
            .key(&key)
            .expected_bucket_owner(account)
            .body(ByteStream::from(body.as_bytes().to_vec()));
        request.send().await.map_err(fault("PutObject"))
    };
    match put().await {
        Err(error) if error.code == "NoSuchBucket" => {
            create(s3, region, &bucket).await?;
            put().await?;
        }
        answer => {
            answer?;
        }
    }
    let suffix = if region.starts_with("cn-") { ".cn" } else { "" };
    // By path: the emulators that the tests run on read it so, and so does AWS.
    Ok(format!(
        "https://s3.{region}.amazonaws.com{suffix}/{bucket}/{key}"
    ))
}

async fn create(s3: &S3, region: &str, bucket: &str) -> Result<(), CloudError> {
    let place = CreateBucketConfiguration::builder()
        .location_constraint(BucketLocationConstraint::from(region))
        .build();
    // The oldest region is the one that is not to be named ("CreateBucket").
    let place = (region != "us-east-1").then_some(place);
    let request = s3
        .create_bucket()
        .bucket(bucket)
        .set_create_bucket_configuration(place);
    match request.send().await.map_err(fault("CreateBucket")) {
        Err(error) if error.code == "BucketAlreadyOwnedByYou" => Ok(()),
        answer => answer.map(|_| ()),
    }
}

/// Has CloudFormation read a template; returns the capabilities it asks for.
pub(super) async fn validate(
    cloudformation: &CloudFormation,
    template: &TemplateAt,
) -> Result<Vec<String>, CloudError> {
    let request = cloudformation.validate_template();
    let request = match template {
        TemplateAt::Body(body) => request.template_body(body),
        TemplateAt::Url(url) => request.template_url(url),
    };
    let answer = request.send().await.map_err(fault("ValidateTemplate"))?;
    let capabilities = answer.capabilities().iter();
    Ok(capabilities.map(|it| it.as_str().to_owned()).collect())
}

/// The template that a stack was last deployed with.
pub(super) async fn deployed(
    cloudformation: &CloudFormation,
    stack: &str,
) -> Result<String, CloudError> {
    let request = cloudformation.get_template().stack_name(stack);
    let answer = request.send().await.map_err(fault("GetTemplate"))?;
    Ok(answer.template_body.unwrap_or_default())
}

fn digest(text: &str) -> String {
    Sha256::digest(text)
        .iter()
        .fold(String::new(), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}
