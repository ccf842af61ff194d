//! Where the logs of services that look on, answer or keep go.

use serde_json::Value;

use super::sink::Sink;
use super::sources::Logging;
use crate::catalogue::text;
use crate::observed::Regional;
use crate::verdict::Reason;

/// <https://docs.aws.amazon.com/waf/latest/APIReference/API_LoggingConfiguration.html>
pub(super) fn web_acls(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let lists = place.list("WebACLs", "aws wafv2 list-web-acls")?;
    let command = "aws wafv2 list-logging-configurations";
    let configurations = place.list("LoggingConfigurations", command)?;
    let of = |list: &&Value| {
        let arn = text(list, "ARN");
        let own = configurations
            .iter()
            .filter(|one| text(one, "ResourceArn") == arn);
        let sinks = own.flat_map(|one| {
            one["LogDestinationConfigs"]
                .as_array()
                .into_iter()
                .flatten()
        });
        let sinks = sinks.filter_map(|arn| Sink::of_arn(arn.as_str()?));
        (text(list, "Name").to_owned(), sinks.collect())
    };
    Ok(lists.iter().map(of).collect())
}

/// Both what a firewall let through and what it did not
/// (<https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_LogDestinationConfig.html>).
pub(super) fn firewalls(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let firewalls = place.list("Firewalls", "aws network-firewall list-firewalls")?;
    let mut found = Vec::new();
    for firewall in firewalls {
        let (arn, name) = (
            text(firewall, "FirewallArn"),
            text(firewall, "FirewallName"),
        );
        let mut files = place
            .documents()
            .filter(|file| text(&file.content, "FirewallArn") == arn);
        let configuration = files.find_map(|file| {
            let pointer = "/LoggingConfiguration/LogDestinationConfigs";
            file.content.pointer(pointer)?.as_array()
        });
        let Some(configuration) = configuration else {
            let command = "aws network-firewall describe-logging-configuration";
            return Err(place.not_given(&format!("{command} --firewall-name {name}")));
        };
        for kind in ["FLOW", "ALERT"] {
            let own = configuration
                .iter()
                .filter(|one| text(one, "LogType") == kind);
            let sinks = own.filter_map(|one| {
                let to = |key: &str| Some(one["LogDestination"].get(key)?.as_str()?.to_owned());
                let group = to("logGroup").map(Sink::Group);
                let bucket = || to("bucketName").map(Sink::Bucket);
                let stream = || to("deliveryStream").map(Sink::Stream);
                group.or_else(bucket).or_else(stream)
            });
            found.push((format!("{name} {kind}"), sinks.collect()));
        }
    }
    Ok(found)
}

/// <https://docs.aws.amazon.com/msk/1.0/apireference/clusters.html>
pub(super) fn brokers(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let clusters = place.list("ClusterInfoList", "aws kafka list-clusters")?;
    let of = |cluster: &&Value| {
        let logs = &cluster["LoggingInfo"]["BrokerLogs"];
        let group = Sink::at(
            logs,
            "/CloudWatchLogs/Enabled",
            "/CloudWatchLogs/LogGroup",
            Sink::Group,
        );
        let stream = Sink::at(
            logs,
            "/Firehose/Enabled",
            "/Firehose/DeliveryStream",
            Sink::Stream,
        );
        let bucket = Sink::at(logs, "/S3/Enabled", "/S3/Bucket", Sink::Bucket);
        let sinks = [group, stream, bucket].into_iter().flatten();
        (text(cluster, "ClusterName").to_owned(), sinks.collect())
    };
    Ok(clusters.iter().map(of).collect())
}

/// Clusters of Memcached have no logs; those of a replication group have its
/// (<https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html>).
pub(super) fn caches(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let caches = place.list("CacheClusters", "aws elasticache describe-cache-clusters")?;
    let mut found = Vec::new();
    for cache in caches
        .into_iter()
        .filter(|one| text(one, "Engine") != "memcached")
    {
        let group = text(cache, "ReplicationGroupId");
        let configured = match group {
            "" => cache,
            _ => {
                let command = "aws elasticache describe-replication-groups";
                let groups = place.list("ReplicationGroups", command)?;
                let mut own = groups
                    .into_iter()
                    .filter(|one| text(one, "ReplicationGroupId") == group);
                own.next().ok_or_else(|| place.not_given(command))?
            }
        };
        let configurations = configured["LogDeliveryConfigurations"].as_array();
        let active = configurations.into_iter().flatten();
        let active = active.filter(|one| text(one, "Status") == "active");
        let sinks = active.filter_map(|one| {
            let at = |pointer: &str| Some(one.pointer(pointer)?.as_str()?.to_owned());
            let group = at("/DestinationDetails/CloudWatchLogsDetails/LogGroup");
            let stream = || at("/DestinationDetails/KinesisFirehoseDetails/DeliveryStream");
            group
                .map(Sink::Group)
                .or_else(|| stream().map(Sink::Stream))
        });
        found.push((text(cache, "CacheClusterId").to_owned(), sinks.collect()));
    }
    Ok(found)
}

/// <https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VerifiedAccessLogs.html>
pub(super) fn verified_access(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let instances = place.list(
        "VerifiedAccessInstances",
        "aws ec2 describe-verified-access-instances",
    )?;
    let command = "aws ec2 describe-verified-access-instance-logging-configurations";
    let configurations = place.list("LoggingConfigurations", command)?;
    let of = |instance: &&Value| {
        let id = text(instance, "VerifiedAccessInstanceId");
        let own = configurations
            .iter()
            .filter(|one| text(one, "VerifiedAccessInstanceId") == id);
        let sinks = own.flat_map(|one| {
            let logs = &one["AccessLogs"];
            let bucket = Sink::at(logs, "/S3/Enabled", "/S3/BucketName", Sink::Bucket);
            let group = Sink::at(
                logs,
                "/CloudWatchLogs/Enabled",
                "/CloudWatchLogs/LogGroup",
                Sink::Group,
            );
            let stream = "/KinesisDataFirehose";
            let stream = Sink::at(
                &one["AccessLogs"],
                &format!("{stream}/Enabled"),
                &format!("{stream}/DeliveryStream"),
                Sink::Stream,
            );
            [bucket, group, stream].into_iter().flatten()
        });
        (id.to_owned(), sinks.collect())
    };
    Ok(instances.iter().map(of).collect())
}

/// <https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetModelInvocationLoggingConfiguration.html>
pub(super) fn models(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let mut configurations = place.files("loggingConfig").peekable();
    if configurations.peek().is_none() {
        let command = "aws bedrock get-model-invocation-logging-configuration";
        return Err(place.not_given(command));
    }
    let sinks = configurations.flat_map(|one| {
        let at = |pointer: &str| Some(one.pointer(pointer)?.as_str()?.to_owned());
        let group = at("/cloudWatchConfig/logGroupName").map(Sink::Group);
        let bucket = at("/s3Config/bucketName").map(Sink::Bucket);
        [group, bucket].into_iter().flatten()
    });
    Ok(vec![("Bedrock".to_owned(), sinks.collect())])
}

/// What a detector publishes. Findings of a member of an organisation may go where its
/// administrator's go, so that none of its own is no answer
/// (<https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html>).
pub(super) fn findings(place: &Regional<'_>) -> Result<Vec<Logging>, Reason> {
    let detectors = place.list("DetectorIds", "aws guardduty list-detectors")?;
    let destinations: Vec<&Value> = place
        .documents()
        .map(|file| &file.content)
        .filter(|content| content.get("DestinationProperties").is_some())
        .collect();
    if destinations.is_empty() && !detectors.is_empty() {
        return Err(place.not_given("aws guardduty describe-publishing-destination"));
    }
    let published = destinations
        .iter()
        .filter(|one| text(one, "Status") == "PUBLISHING");
    let sinks: Vec<Sink> = published
        .filter_map(|one| Sink::of_arn(text(&one["DestinationProperties"], "DestinationArn")))
        .collect();
    // There is one detector in a region.
    let names = detectors.iter().filter_map(|one| one.as_str());
    Ok(names.map(|name| (name.to_owned(), sinks.clone())).collect())
}
