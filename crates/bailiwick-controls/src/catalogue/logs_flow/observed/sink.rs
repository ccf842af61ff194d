//! Where a log goes in AWS.

use bailiwick_estate::model::Destination;
use serde_json::Value;

/// A place that keeps logs, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sink {
    Bucket(String),
    Group(String),
    Stream(String),
}

impl Sink {
    /// The bucket, log group or stream of an ARN.
    pub(super) fn of_arn(arn: &str) -> Option<Self> {
        let after = |marker: &str| Some(arn.split_once(marker)?.1.to_owned());
        if let Some(path) = after(":s3:::") {
            let bucket = path.split('/').next().unwrap_or_default();
            return Some(Self::Bucket(bucket.to_owned()));
        }
        let group = after(":log-group:").map(|name| name.trim_end_matches(":*").to_owned());
        let stream = || after(":deliverystream/").map(Self::Stream);
        group.map(Self::Group).or_else(stream)
    }

    /// The text at a pointer, where the flag at another one is set.
    pub(super) fn at(
        item: &Value,
        enabled: &str,
        name: &str,
        of: fn(String) -> Self,
    ) -> Option<Self> {
        let is_enabled = item.pointer(enabled) == Some(&Value::Bool(true));
        let name = item.pointer(name)?.as_str()?;
        is_enabled.then(|| of(name.to_owned()))
    }

    /// Whether it is the one that is declared.
    pub(super) fn is(&self, declared: &Destination) -> bool {
        match (self, declared) {
            (Self::Bucket(name), Destination::S3(to)) => name == to.s3.as_str(),
            (Self::Group(name), Destination::CloudWatch(to)) => name == to.cloudwatch.as_str(),
            (Self::Stream(name), Destination::Firehose(to)) => name == to.firehose.as_str(),
            _ => false,
        }
    }
}
