//! VPCs and subnets.

use std::collections::BTreeSet;

use ipnet::IpNet;
use serde_json::Value;

use super::Reader;
use crate::json::{block, id, list, tags, text};
use crate::model::{Subnet, Vpc};

impl Reader {
    pub(super) fn vpc(&mut self, value: &Value) {
        let Some(id) = id(value, "VpcId") else { return };
        let scope = self.scope;
        let vpc = self.network.vpcs.entry(id.clone()).or_insert_with(|| Vpc {
            id,
            blocks: blocks(value, "CidrBlockAssociationSet"),
            tags: tags(value),
            scopes: BTreeSet::new(),
        });
        vpc.scopes.insert(scope);
    }

    pub(super) fn subnet(&mut self, value: &Value) {
        let (Some(id), Some(vpc)) = (id(value, "SubnetId"), id(value, "VpcId")) else {
            return;
        };
        let zone = text(value, "AvailabilityZoneId").or(text(value, "AvailabilityZone"));
        self.network
            .subnets
            .entry(id.clone())
            .or_insert_with(|| Subnet {
                id,
                vpc,
                blocks: blocks(value, ""),
                zone: zone.map(str::to_owned),
                tags: tags(value),
            });
    }
}

/// The blocks that are associated now: some may have been taken away.
fn blocks(value: &Value, versions_4: &str) -> Vec<IpNet> {
    let associated = |item: &&Value, key: &str| {
        let state = item.get(key).and_then(|state| text(state, "State"));
        state.is_none_or(|state| state == "associated")
    };
    let first = block(value, "CidrBlock");
    let fours = list(value, versions_4)
        .iter()
        .filter(|item| associated(item, "CidrBlockState"))
        .filter_map(|item| block(item, "CidrBlock"));
    let sixes = list(value, "Ipv6CidrBlockAssociationSet")
        .iter()
        .filter(|item| associated(item, "Ipv6CidrBlockState"))
        .filter_map(|item| block(item, "Ipv6CidrBlock"));
    let mut blocks: Vec<IpNet> = first.into_iter().chain(fours).chain(sixes).collect();
    blocks.sort_unstable();
    blocks.dedup();
    blocks
}
