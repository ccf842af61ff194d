//! What a machine does by itself: the settings of its scripts, from the facts.

use serde_json::{Value, json};

use crate::template::{Parameter, ParameterKind, Template};
use crate::workload::data::{VOLUME_ID, ZONE_ID};
use crate::workload::facts::Facts;

/// The folder of the backups in their bucket.
pub(super) const BACKUP_FOLDER: &str = "database";

/// The namespace of the machine's metrics in CloudWatch.
pub(super) fn namespace(facts: &Facts<'_>) -> String {
    format!("Bailiwick/{}", facts.workload.name)
}

/// The names that point at the machines.
pub(super) fn names(facts: &Facts<'_>) -> Vec<String> {
    let Some(hosted) = facts.zone else {
        return Vec::new();
    };
    let names = std::iter::once(&hosted.endpoint.domain).chain(&hosted.endpoint.also);
    names.map(ToString::to_string).collect()
}

/// The domains of the certificate, when the machine fetches one.
pub(super) fn certificate_domains(facts: &Facts<'_>) -> Vec<String> {
    let certificate = facts.zone.and_then(|hosted| hosted.endpoint.certificate.as_ref());
    let domains = certificate.map(|certificate| &*certificate.r#for);
    domains.unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// The property `UserData` of the launch template, with the parameters that it refers to.
pub(super) fn property(facts: &Facts<'_>, template: &mut Template) -> Value {
    if facts.data.is_some() {
        let parameter = Parameter::new(ParameterKind::Volume, "The volume of the data.");
        template.parameter(VOLUME_ID, parameter);
    }
    if facts.zone.is_some() {
        let parameter = Parameter::new(ParameterKind::HostedZone, "The hosted zone.");
        template.parameter(ZONE_ID, parameter);
    }
    let cluster = facts.cluster();
    json!({ "Fn::Base64": format!("#!/bin/bash\necho ECS_CLUSTER={cluster} >> /etc/ecs/ecs.config\n") })
}
