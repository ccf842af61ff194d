//! What has interfaces: instances, Auto Scaling groups, databases, functions, file systems
//! and services.

use serde_json::Value;

use super::interface::Plan;
use super::{Reader, Resource};
use crate::json::{address, flag, id, ids, list, number, tags, text};
use crate::model::{Id, Public, RegisteredTarget, Tags};

impl Reader {
    pub(super) fn network_interface(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let Some(subnet) = id(properties, "SubnetId") else {
            return;
        };
        let plan = Plan::host(
            resource.id.clone(),
            subnet,
            ids(properties, "GroupSet"),
            tags(properties),
        );
        let address = address(properties, "PrivateIpAddress");
        let checks_addresses = flag(properties, "SourceDestCheck").unwrap_or(true);
        self.add(Plan {
            address,
            checks_addresses,
            ..plan
        });
    }

    pub(super) fn instance(&mut self, resource: &Resource) {
        let template = self.launch_template(&resource.properties);
        let tags = tags(&resource.properties);
        self.network
            .instance_tags
            .insert(resource.id.clone(), tags.clone());
        let subnet = id(&resource.properties, "SubnetId");
        self.launch(resource, &resource.id, subnet, template.as_ref(), &tags);
    }

    pub(super) fn auto_scaling_group(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let template = self.launch_template(properties);
        let mut own = tags(properties);
        let specified = template
            .as_ref()
            .map(|template| list(template, "TagSpecifications"));
        let specified = specified
            .into_iter()
            .flatten()
            .filter(|one| text(one, "ResourceType") == Some("instance"));
        own.extend(specified.flat_map(tags));
        self.network
            .instance_tags
            .insert(resource.id.clone(), own.clone());
        for subnet in ids::<Vec<Id>>(properties, "VPCZoneIdentifier") {
            let id: Id = format!("{}@{}", resource.id, last(&subnet)).into();
            self.launch(resource, &id, Some(subnet), template.as_ref(), &own);
        }
    }

    /// The interfaces of an instance: those it says, or one with its groups.
    fn launch(
        &mut self,
        resource: &Resource,
        own: &Id,
        subnet: Option<Id>,
        template: Option<&Value>,
        tags: &Tags,
    ) {
        let properties = &resource.properties;
        let said = |key: &str| {
            let said = [Some(properties), template]
                .into_iter()
                .flatten()
                .map(|one| list(one, key));
            said.into_iter()
                .find(|list| !list.is_empty())
                .unwrap_or_default()
                .to_vec()
        };
        let groups = || {
            said("SecurityGroupIds")
                .iter()
                .filter_map(Value::as_str)
                .map(Id::from)
                .collect()
        };
        let checks_addresses = flag(properties, "SourceDestCheck").unwrap_or(true);
        let instance = Some(resource.id.clone());
        let interfaces = said("NetworkInterfaces");
        for (at, interface) in interfaces.iter().enumerate() {
            if let Some(existing) = text(interface, "NetworkInterfaceId") {
                if let Some(existing) = self.network.interfaces.get_mut(existing) {
                    existing.instance = instance.clone();
                }
                continue;
            }
            let subnet = id(interface, "SubnetId").or_else(|| subnet.clone());
            let Some(subnet) = subnet else { continue };
            let named = ["Groups", "GroupSet"]
                .into_iter()
                .flat_map(|key| ids::<Vec<Id>>(interface, key));
            let id = if at == 0 {
                own.clone()
            } else {
                format!("{own}#{at}").into()
            };
            let plan = Plan::host(id, subnet, named.collect(), tags.clone());
            self.add(Plan {
                instance: instance.clone(),
                address: address(interface, "PrivateIpAddress"),
                is_public: flag(interface, "AssociatePublicIpAddress"),
                checks_addresses,
                ..plan
            });
        }
        if interfaces.is_empty()
            && let Some(subnet) = subnet
        {
            let plan = Plan::host(own.clone(), subnet, groups(), tags.clone());
            let address = address(properties, "PrivateIpAddress");
            self.add(Plan {
                instance,
                address,
                is_public: None,
                checks_addresses,
                ..plan
            });
        }
    }

    fn launch_template(&self, properties: &Value) -> Option<Value> {
        let of = properties.get("LaunchTemplate")?;
        let id = id(of, "LaunchTemplateId")?;
        let found = self.launch_templates.iter().find(|(known, _)| *known == id);
        found.map(|(_, data)| data.clone())
    }

    /// An elastic IP address for an instance.
    pub(super) fn elastic_address(&mut self, resource: &Resource) {
        if let Some(instance) = id(&resource.properties, "InstanceId") {
            self.publish(&instance);
        }
    }

    pub(super) fn elastic_address_association(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let holder = id(properties, "NetworkInterfaceId").or_else(|| id(properties, "InstanceId"));
        if let Some(holder) = holder {
            self.publish(&holder);
        }
    }

    fn publish(&mut self, holder: &Id) {
        let interfaces = self.network.interfaces.values_mut();
        let mut held =
            interfaces.filter(|one| one.id == *holder || one.instance.as_ref() == Some(holder));
        if let Some(address) = held.next().and_then(|one| one.addresses.first_mut()) {
            address.public = Some(Public::Later);
        }
    }

    /// A database has an interface in some subnet of its subnet group: any may be it.
    pub(super) fn database(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let groups: Vec<Id> = ids(properties, "VPCSecurityGroups");
        let groups = if groups.is_empty() {
            ids(properties, "VpcSecurityGroupIds")
        } else {
            groups
        };
        let subnets =
            id(properties, "DBSubnetGroupName").and_then(|id| self.subnet_groups.get(&id).cloned());
        let is_public = Some(flag(properties, "PubliclyAccessible").unwrap_or(false));
        self.host_in(resource, subnets.unwrap_or_default(), &groups, is_public);
    }

    pub(super) fn function(&mut self, resource: &Resource) {
        let Some(config) = resource.properties.get("VpcConfig") else {
            return;
        };
        let groups: Vec<Id> = ids(config, "SecurityGroupIds");
        self.host_in(resource, ids(config, "SubnetIds"), &groups, Some(false));
    }

    pub(super) fn mount_target(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let groups: Vec<Id> = ids(properties, "SecurityGroups");
        let subnets = id(properties, "SubnetId").into_iter().collect();
        self.host_in(resource, subnets, &groups, Some(false));
    }

    /// A service whose tasks have interfaces of their own, and its targets.
    pub(super) fn service(&mut self, resource: &Resource) {
        let properties = &resource.properties;
        let network = properties.get("NetworkConfiguration");
        if let Some(config) = network.and_then(|network| network.get("AwsvpcConfiguration")) {
            let groups: Vec<Id> = ids(config, "SecurityGroups");
            let is_public = Some(text(config, "AssignPublicIp") == Some("ENABLED"));
            self.host_in(resource, ids(config, "Subnets"), &groups, is_public);
        }
        for balanced in list(properties, "LoadBalancers") {
            let Some(group) = id(balanced, "TargetGroupArn") else {
                continue;
            };
            let port = number(balanced, "ContainerPort").and_then(|port| u16::try_from(port).ok());
            let own = format!("{}@", resource.id);
            let tasks = self
                .network
                .interfaces
                .values()
                .filter(|one| one.id.as_str().starts_with(&own));
            let addresses = tasks.filter_map(|one| one.addresses.first());
            let targets: Vec<RegisteredTarget> = addresses
                .map(|address| RegisteredTarget {
                    id: address.private.addr().to_string().into(),
                    port,
                })
                .collect();
            if let Some(group) = self.network.target_groups.get_mut(&group) {
                group.targets.get_or_insert_default().extend(targets);
            }
        }
    }

    fn host_in(
        &mut self,
        resource: &Resource,
        subnets: Vec<Id>,
        groups: &[Id],
        is_public: Option<bool>,
    ) {
        let tags = tags(&resource.properties);
        for subnet in subnets {
            let id: Id = format!("{}@{}", resource.id, last(&subnet)).into();
            let plan = Plan::host(id, subnet, groups.to_vec(), tags.clone());
            self.add(Plan {
                instance: Some(resource.id.clone()),
                is_public,
                ..plan
            });
        }
        self.network.instance_tags.insert(resource.id.clone(), tags);
    }
}

/// The last part of an id, for a name made of two.
pub(super) fn last(id: &Id) -> &str {
    id.as_str().rsplit('/').next().unwrap_or_default()
}
