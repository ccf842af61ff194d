//! The task definition: the containers, as ECS runs them together on one machine.
//!
//! Sources: "AWS::ECS::TaskDefinition", AWS CloudFormation Template Reference; "Amazon ECS
//! task definition parameters for Amazon EC2", Amazon ECS Developer Guide.

mod container;

use bailiwick_estate::model::Architecture;
use serde_json::{Value, json};

use crate::template::{Resource, Template};
use crate::workload::facts::Facts;
use crate::workload::storage::{Kept, Volume};

pub(super) fn add(facts: &Facts<'_>, execution_role: Value, template: &mut Template) {
    let containers: Vec<Value> = facts
        .containers
        .iter()
        .map(|container| container::definition(facts, container, template))
        .collect();
    let architecture = match facts.machines.architecture {
        Architecture::X86 => "X86_64",
        Architecture::Arm => "ARM64",
    };
    let task = Resource::new("AWS::ECS::TaskDefinition")
        .with("Family", json!(facts.group()))
        .with("RequiresCompatibilities", json!(["EC2"]))
        .with(
            "RuntimePlatform",
            json!({ "CpuArchitecture": architecture, "OperatingSystemFamily": "LINUX" }),
        )
        // The machine's address is the service's, so containers share a network of their
        // own and publish what the world reaches.
        .with("NetworkMode", json!("bridge"))
        .with("Memory", json!(facts.task_memory.to_string()))
        .with("ExecutionRoleArn", execution_role)
        .with("ContainerDefinitions", Value::Array(containers))
        .with("Volumes", facts.volumes.iter().map(volume).collect())
        .with("Tags", facts.tags());
    template.add("TaskDefinition", task);
}

fn volume(volume: &Volume) -> Value {
    match &volume.kept {
        Kept::Folder(path) => json!({ "Name": volume.name, "Host": { "SourcePath": path } }),
        Kept::Task => json!({
            "Name": volume.name,
            "DockerVolumeConfiguration": { "Scope": "task", "Driver": "local" },
        }),
        Kept::Machine => json!({
            "Name": volume.name,
            "DockerVolumeConfiguration": {
                "Scope": "shared",
                "Autoprovision": true,
                "Driver": "local",
            },
        }),
    }
}
