//! The volume of the data.
//!
//! Source: "AWS::EC2::Volume", AWS CloudFormation Template Reference.

use serde_json::json;

use crate::template::{Parameter, ParameterKind, Resource, Template, reference};
use crate::workload::facts::Facts;

/// The parameter that places the volume, and with it the subnet of the machine: a volume
/// can be attached only in its own availability zone.
pub(in crate::workload) const AVAILABILITY_ZONE: &str = "AvailabilityZone";
/// The volume's id, an output here and a parameter of the service stack.
pub(in crate::workload) const VOLUME_ID: &str = "DataVolumeId";

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    let Some(data) = &facts.data else {
        return;
    };
    let zone = template.parameter(AVAILABILITY_ZONE, availability_zone(facts));
    let name = format!("{}-{}", facts.called, data.storage.name);
    let mut volume = Resource::new("AWS::EC2::Volume")
        .with("AvailabilityZone", zone)
        .with("Size", json!(data.gibibytes))
        .with("VolumeType", json!("gp3"))
        .with("Encrypted", json!(true))
        .with("Tags", facts.tags_named(&name))
        .retained();
    if let Some(description) = &data.storage.description {
        volume = volume.note(description.as_str());
    }
    template.add("DataVolume", volume);
    template.output(
        VOLUME_ID,
        "The volume of the data.",
        reference("DataVolume"),
    );
    template.output(
        AVAILABILITY_ZONE,
        "Where the volume is, and so its machine.",
        reference(AVAILABILITY_ZONE),
    );
}

/// The availability zone, as the data and the network stack are both asked for it.
pub(in crate::workload) fn availability_zone(facts: &Facts<'_>) -> Parameter {
    let parameter = Parameter::new(
        ParameterKind::AvailabilityZone,
        "The availability zone of the volume and the machine that mounts it.",
    );
    match &facts.subnet.availability_zone {
        Some(zone) => parameter.or(zone.as_str()),
        None => parameter,
    }
}
