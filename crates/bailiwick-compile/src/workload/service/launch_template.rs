//! The launch template: what every machine is.
//!
//! Sources: "AWS::EC2::LaunchTemplate", AWS CloudFormation Template Reference; "Retrieving
//! Amazon ECS-optimized Linux AMI metadata", Amazon ECS Developer Guide; "Use IMDSv2",
//! Amazon EC2 User Guide.

use bailiwick_estate::model::{Architecture, Purchase};
use serde_json::{Value, json};

use super::user_data;
use crate::network::id_parameter;
use crate::template::{Parameter, ParameterKind, Resource, Template};
use crate::workload::facts::Facts;

pub(super) fn add(facts: &Facts<'_>, role: Value, template: &mut Template) {
    let profile = Resource::new("AWS::IAM::InstanceProfile")
        .with("Roles", json!([role]))
        .note("What a machine acts as");
    template.add("InstanceProfile", profile);
    let path = match facts.machines.architecture {
        Architecture::X86 => "amazon-linux-2023",
        Architecture::Arm => "amazon-linux-2023/arm64",
    };
    let image = Parameter::new(
        ParameterKind::PublicImage,
        "The image of the machines: the newest that AWS makes for ECS.",
    );
    let image = image.or(format!(
        "/aws/service/ecs/optimized-ami/{path}/recommended/image_id"
    ));
    let image = template.parameter("MachineImage", image);
    let host = facts.workload.host.as_ref();
    let groups = host.map(|host| &*host.security_groups).unwrap_or_default();
    let groups: Vec<Value> = groups
        .iter()
        .map(|group| {
            let words = format!("The security group `{group}`.");
            let parameter = Parameter::new(ParameterKind::SecurityGroup, words);
            template.parameter(&id_parameter(group), parameter)
        })
        .collect();
    let user_data = user_data::property(facts, template);
    let tags = facts.tags_named(&facts.called);
    let spot = host.and_then(|host| host.purchase) == Some(Purchase::Spot);
    let key_pair = host.and_then(|host| host.key_pair.as_deref());
    let mut data = json!({
        "ImageId": image,
        "InstanceType": facts.machines.instance_type,
        "IamInstanceProfile": { "Arn": { "Fn::GetAtt": ["InstanceProfile", "Arn"] } },
        // Version 2 only, and one hop: no container speaks for the machine.
        "MetadataOptions": {
            "HttpEndpoint": "enabled",
            "HttpTokens": "required",
            "HttpPutResponseHopLimit": 1,
        },
        "NetworkInterfaces": [{
            "DeviceIndex": 0,
            "AssociatePublicIpAddress": true,
            "DeleteOnTermination": true,
            "Groups": groups,
        }],
        "BlockDeviceMappings": [{
            "DeviceName": "/dev/xvda",
            "Ebs": {
                "VolumeSize": facts.machines.root_gibibytes,
                "VolumeType": "gp3",
                "Encrypted": true,
                "DeleteOnTermination": true,
            },
        }],
        "TagSpecifications": [
            { "ResourceType": "instance", "Tags": tags },
            { "ResourceType": "volume", "Tags": tags },
            { "ResourceType": "network-interface", "Tags": tags },
        ],
    });
    if let Some(key_pair) = key_pair {
        data["KeyName"] = json!(key_pair);
    }
    if spot {
        data["InstanceMarketOptions"] = json!({ "MarketType": "spot" });
    }
    data["UserData"] = user_data;
    let resource = Resource::new("AWS::EC2::LaunchTemplate")
        .with("LaunchTemplateName", json!(facts.called))
        .with(
            "TagSpecifications",
            json!([{ "ResourceType": "launch-template", "Tags": facts.tags() }]),
        )
        .with("LaunchTemplateData", data);
    template.add("LaunchTemplate", resource);
}
