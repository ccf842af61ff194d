//! What stands beside a document: one file with lists, or a folder of files as the AWS CLI
//! writes them, in a folder for each account and region.

use std::path::Path;

use bailiwick_literate::Case;
use bailiwick_net::describe;
use bailiwick_net::model::Network;
use serde_json::{Value, json};

use super::network;

/// The network around a document's cases.
pub(crate) enum Around {
    /// Lists, which a case may change.
    Lists(String),
    /// Files by their paths.
    Files(Vec<(String, String)>),
}

impl Around {
    /// What stands beside a document.
    pub(crate) fn of(document: &Path) -> Self {
        let folder = document.with_extension("");
        if !folder.is_dir() {
            let lists = std::fs::read_to_string(document.with_extension("json"));
            return Self::Lists(lists.unwrap_or_default());
        }
        let mut files = Vec::new();
        read(&folder, &folder, &mut files);
        Self::Files(files)
    }

    /// The network of a case.
    pub(crate) fn network(&self, case: &Case) -> Network {
        match (self, case.block("template")) {
            (_, Some(_)) => network::declared(case),
            (Self::Lists(lists), None) => network::network(lists, other(case)),
            (Self::Files(files), None) => described(files.iter()),
        }
    }

    /// The networks that a case has without one list, or one file, by what is missing.
    pub(crate) fn without_each(&self, case: &Case) -> Vec<(String, Network)> {
        match (self, case.block("template")) {
            (_, Some(_)) => Vec::new(),
            (Self::Lists(lists), None) => {
                let names = network::lists_of(lists, other(case)).into_iter();
                let less = |name: String| {
                    let network = network::network(lists, Some(&without(case, &name)));
                    (name, network)
                };
                names.map(less).collect()
            }
            (Self::Files(files), None) => {
                let less = |(path, _): &(String, String)| {
                    let others = files.iter().filter(|(other, _)| other != path);
                    (path.clone(), described(others))
                };
                files.iter().map(less).collect()
            }
        }
    }
}

fn other(case: &Case) -> Option<&str> {
    case.block("json").map(|block| block.text.as_str())
}

/// What is other in a case, and that a list was not read: what it says of the list goes.
fn without(case: &Case, list: &str) -> String {
    let read = |text| serde_json::from_str(text).expect("a case is JSON");
    let mut less: Value = other(case).map_or_else(|| json!({}), read);
    match less.get_mut("Unread").and_then(Value::as_array_mut) {
        Some(unread) => unread.push(json!(list)),
        None => less["Unread"] = json!([list]),
    }
    less.as_object_mut().expect("lists").remove(list);
    less.to_string()
}

fn described<'f>(files: impl Iterator<Item = &'f (String, String)>) -> Network {
    describe::read(files.map(|(path, text)| (path.as_str(), text.as_str())))
}

fn read(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            read(root, &path, files);
            continue;
        }
        let name = path.strip_prefix(root).expect("a path below");
        let text = std::fs::read_to_string(&path).expect("a text");
        files.push((name.display().to_string(), text));
    }
    files.sort();
}
