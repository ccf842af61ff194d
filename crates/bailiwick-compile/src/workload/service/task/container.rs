//! One container of the task definition.
//!
//! Source: "AWS::ECS::TaskDefinition ContainerDefinition", AWS CloudFormation Template
//! Reference; "Pass Secrets Manager secrets through Amazon ECS environment variables",
//! Amazon ECS Developer Guide, for `arn:key::`.

use serde_json::{Map, Value, json};

use crate::template::{Parameter, ParameterKind, Template, substitute};
use crate::workload::containers::{Container, Image, SecretKey};
use crate::workload::data::arn_parameter;
use crate::workload::facts::Facts;
use crate::workload::service::logs;

const MEBIBYTE: u64 = 1 << 20;

pub(super) fn definition(
    facts: &Facts<'_>,
    container: &Container,
    template: &mut Template,
) -> Value {
    let service = &container.service;
    let mut definition = Map::new();
    let mut set = |key: &str, value: Value| {
        definition.insert(key.to_owned(), value);
    };
    set("Name", json!(service.name));
    set("Image", image(facts, &container.image, template));
    set("Essential", json!(container.essential));
    set_some(&mut set, "Cpu", container.processor.map(Value::from));
    let mebibytes = |bytes: u64| Value::from(bytes / MEBIBYTE);
    set_some(&mut set, "Memory", container.memory.map(mebibytes));
    set_some(
        &mut set,
        "MemoryReservation",
        service.memory_reserved.map(mebibytes),
    );
    set_some(
        &mut set,
        "EntryPoint",
        service.entry_point.as_ref().map(|words| json!(words)),
    );
    let command = service.command.as_ref();
    set_some(&mut set, "Command", command.map(|words| json!(words.value)));
    set_some(
        &mut set,
        "User",
        service.user.as_ref().map(|user| json!(user)),
    );
    let folder = service.working_folder.as_ref();
    set_some(
        &mut set,
        "WorkingDirectory",
        folder.map(|folder| json!(folder)),
    );
    set_some(
        &mut set,
        "StopTimeout",
        service.stop_timeout.map(Value::from),
    );
    if service.read_only {
        set("ReadonlyRootFilesystem", json!(true));
    }
    if service.init {
        set("LinuxParameters", json!({ "InitProcessEnabled": true }));
    }
    let environment = container.environment.iter();
    set_list(
        &mut set,
        "Environment",
        environment.map(|(name, value)| json!({ "Name": name, "Value": value })),
    );
    let secrets = container.secrets.iter();
    let secrets: Vec<Value> = secrets
        .map(|(name, key)| json!({ "Name": name, "ValueFrom": value_from(key, template) }))
        .collect();
    set_list(&mut set, "Secrets", secrets.into_iter());
    let ports = container.published.iter().map(|port| {
        json!({
            "ContainerPort": port.container,
            "HostPort": port.host,
            "Protocol": port.transport.as_str(),
        })
    });
    set_list(&mut set, "PortMappings", ports);
    let mounts = service.mounts.iter().map(|mount| {
        json!({
            "SourceVolume": mount.volume,
            "ContainerPath": mount.path,
            "ReadOnly": mount.read_only,
        })
    });
    set_list(&mut set, "MountPoints", mounts);
    set_list(
        &mut set,
        "Links",
        container.links.iter().map(|name| json!(name)),
    );
    let waits = service.depends_on.iter().map(|dependency| {
        json!({ "ContainerName": dependency.on, "Condition": dependency.state.as_str() })
    });
    set_list(&mut set, "DependsOn", waits);
    let check = service.health_check.as_ref().map(|check| {
        json!({
            "Command": check.command,
            "Interval": check.interval,
            "Timeout": check.timeout,
            "Retries": check.retries,
            "StartPeriod": check.start_period,
        })
    });
    set_some(&mut set, "HealthCheck", check);
    set(
        "LogConfiguration",
        json!({
            "LogDriver": "awslogs",
            "Options": {
                "awslogs-group": logs::group_of(&service.name),
                "awslogs-region": facts.region,
                "awslogs-stream-prefix": "task",
            },
        }),
    );
    Value::Object(definition)
}

fn set_some(set: &mut impl FnMut(&str, Value), key: &str, value: Option<Value>) {
    if let Some(value) = value {
        set(key, value);
    }
}

fn set_list(set: &mut impl FnMut(&str, Value), key: &str, items: impl Iterator<Item = Value>) {
    let items: Vec<Value> = items.collect();
    if !items.is_empty() {
        set(key, Value::Array(items));
    }
}

/// The workload's own image comes from its registry, in the version that the stack is
/// given.
fn image(facts: &Facts<'_>, image: &Image, template: &mut Template) -> Value {
    match image {
        Image::Public(image) => json!(image),
        Image::Own { version } => {
            let parameter = Parameter::new(
                ParameterKind::Text,
                "The version of the workload's own image that runs.",
            );
            let parameter = parameter.matching(
                "[A-Za-z0-9_][A-Za-z0-9._-]{0,127}",
                "The tag of an image: letters, digits, dots, hyphens and underscores.",
            );
            let parameter = match version {
                Some(version) => parameter.or(version),
                None => parameter,
            };
            template.parameter("ImageVersion", parameter);
            let own = facts.workload.image.as_ref();
            let repository = own.map(|own| own.repository.as_str()).unwrap_or_default();
            let uri = facts.repository_uri(repository);
            substitute(format!("{uri}:${{ImageVersion}}"))
        }
    }
}

fn value_from(key: &SecretKey, template: &mut Template) -> Value {
    let name = arn_parameter(&key.secret);
    let words = format!("The ARN of the secret `{}`.", key.secret);
    let parameter = Parameter::new(ParameterKind::Text, words);
    let parameter = parameter.matching("arn:[a-z-]+:secretsmanager:.+", "The ARN of a secret.");
    let arn = template.parameter(&name, parameter);
    match &key.key {
        Some(key) => substitute(format!("${{{name}}}:{key}::")),
        None => arn,
    }
}
