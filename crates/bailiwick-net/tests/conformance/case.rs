//! Reading the cases and their snapshots.

use std::fs;
use std::path::Path;

use bailiwick_net::describe;
use bailiwick_net::model::Network;
use bailiwick_net::packet::{Packet, Protocol};
use serde_json::Value;

/// One case.
pub(crate) struct Case {
    pub(crate) id: String,
    pub(crate) network: Network,
    pub(crate) ingress: String,
    pub(crate) ingress_kind: String,
    pub(crate) packet: Packet,
    pub(crate) is_answer: bool,
    pub(crate) disposition: String,
    pub(crate) delivered: bool,
    pub(crate) hops: Vec<String>,
    pub(crate) score_on: Vec<String>,
}

/// Every case of the folder.
pub(crate) fn load(folder: &Path) -> Vec<Case> {
    let cases = fs::read_to_string(folder.join("cases.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&cases).unwrap();
    cases.iter().map(|case| read(folder, case)).collect()
}

fn read(folder: &Path, case: &Value) -> Case {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let texts = |value: &Value| value.as_array().unwrap().iter().map(text).collect();
    let flow = &case["flow"];
    let port = |key: &str| u16::try_from(flow[key].as_u64().unwrap()).unwrap();
    Case {
        id: text(&case["id"]),
        network: snapshot(
            &folder
                .join("snapshots")
                .join(case["snapshot"].as_str().unwrap()),
        ),
        ingress: text(&flow["ingress"]),
        ingress_kind: text(&case["ingress_kind"]),
        packet: Packet {
            source: flow["src_ip"].as_str().unwrap().parse().unwrap(),
            destination: flow["dst_ip"].as_str().unwrap().parse().unwrap(),
            protocol: Protocol::parse(flow["protocol"].as_str().unwrap()).unwrap(),
            source_port: port("src_port"),
            destination_port: port("dst_port"),
        },
        is_answer: case["state"] == "established",
        disposition: text(&case["disposition"]),
        delivered: case["delivered"].as_bool().unwrap(),
        hops: texts(&case["hops_aws"]),
        score_on: texts(&case["score_on"]),
    }
}

fn snapshot(folder: &Path) -> Network {
    let mut files = Vec::new();
    collect(folder, folder, &mut files);
    describe::read(
        files
            .iter()
            .map(|(path, contents)| (path.as_str(), contents.as_str())),
    )
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let name = path
                .strip_prefix(root)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            files.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}
