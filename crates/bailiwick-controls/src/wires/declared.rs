//! The compiled stacks as a network, with the systems that the estate places in it.

use std::collections::BTreeMap;

use bailiwick_compile::{Blueprint, Stack};
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::System;
use bailiwick_net::model::Network;
use bailiwick_net::template;
use serde_json::{Value, json};

/// The tag by which the interfaces of a system are found.
pub const SYSTEM: &str = "bailiwick:system";

/// The network of a blueprint, with an instance for each system in each of its subnets.
#[must_use]
pub fn network(estate: &Estate, blueprint: &Blueprint) -> Network {
    let mut systems: BTreeMap<&str, Vec<&Declared<System>>> = BTreeMap::new();
    for system in estate.systems.iter() {
        if let Some(network) = estate.network_of(system)
            && !system.security_groups.is_empty()
        {
            let own = systems.entry(network.name.as_str()).or_default();
            own.push(system);
        }
    }
    let templates: Vec<Value> = blueprint
        .stacks
        .iter()
        .map(|stack| with_systems(&systems, stack))
        .collect();
    let stacks: Vec<template::Stack<'_>> = blueprint
        .stacks
        .iter()
        .zip(&templates)
        .map(|(stack, template)| template::Stack {
            account: &stack.account,
            region: &stack.region,
            name: &stack.name,
            template,
            parameters: BTreeMap::new(),
        })
        .collect();
    template::read(&stacks)
}

/// A stack's template, with an instance in each subnet for each system of its network.
fn with_systems(systems: &BTreeMap<&str, Vec<&Declared<System>>>, stack: &Stack) -> Value {
    let mut template = stack.template.to_json();
    let resources = &stack.template.resources;
    let named = |kind: &str| -> Vec<(&str, &str)> {
        resources
            .iter()
            .filter(|(_, resource)| resource.kind == kind)
            .filter_map(|(id, resource)| {
                let property = match kind {
                    "AWS::EC2::SecurityGroup" => resource.properties.get("GroupName")?.as_str(),
                    _ => name_tag(&resource.properties),
                };
                Some((id.as_str(), property?))
            })
            .collect()
    };
    let groups = named("AWS::EC2::SecurityGroup");
    for (_, vpc) in named("AWS::EC2::VPC") {
        for system in systems.get(vpc).into_iter().flatten() {
            let stands_in = |name: &str| {
                let mut subnets = system.subnets.iter();
                system.subnets.is_empty() || subnets.any(|one| name == format!("{vpc}-{one}"))
            };
            let subnets = named("AWS::EC2::Subnet").into_iter();
            let subnets = subnets.filter(|(_, name)| stands_in(name));
            for (number, (subnet, _)) in subnets.enumerate() {
                let carried: Option<Vec<Value>> = system
                    .security_groups
                    .iter()
                    .map(|group| {
                        let name = format!("{vpc}-{group}");
                        let (id, _) = groups.iter().find(|(_, called)| *called == name)?;
                        Some(json!({ "Ref": id }))
                    })
                    .collect();
                // A group that is not there would leave out what it lets in; so the system is
                // left out, and what is asked about it is unknown.
                let Some(carried) = carried else { continue };
                let id = format!("{}In{number}", system.name);
                template["Resources"][id] = json!({
                    "Type": "AWS::EC2::Instance",
                    "Properties": {
                        "SubnetId": { "Ref": subnet },
                        "SecurityGroupIds": carried,
                        "Tags": [
                            { "Key": SYSTEM, "Value": system.name.as_str() },
                            { "Key": "Name", "Value": system.name.as_str() },
                        ],
                    },
                });
            }
        }
    }
    template
}

fn name_tag(properties: &serde_json::Map<String, Value>) -> Option<&str> {
    let mut tags = properties.get("Tags")?.as_array()?.iter();
    tags.find(|tag| tag["Key"] == "Name")?["Value"].as_str()
}
