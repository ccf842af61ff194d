//! What AWS would hold if somebody deployed a blueprint and made by hand what it leaves
//! out, as the AWS CLI prints it: pretty JSON below `observed/ACCOUNT/`, which cases edit.
//!
//! Owns: the kinds of resources that the access register compiles to, and no others.

mod access;
mod credentials;
mod network;

use std::collections::BTreeMap;

use bailiwick_compile::{Blueprint, Stack};
use bailiwick_estate::estate::Estate;
use serde_json::{Value, json};

/// The files, by path.
pub(crate) fn of(estate: &Estate, blueprint: &Blueprint) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for stack in &blueprint.stacks {
        let account = estate.accounts.get(&stack.account).expect("its account");
        let id = account.id.as_ref().expect("its id").to_string();
        let place = Place { stack, id: &id };
        let folder = format!("observed/{id}");
        let region = format!("{folder}/{}", stack.region);
        match stack.name.as_str() {
            "access" => {
                let details = access::details(&place);
                let report = credentials::report(estate, &id, &details);
                files.insert(format!("{folder}/credential-report.csv"), report);
                files.insert(
                    format!("{folder}/account-authorization-details.json"),
                    pretty(&details),
                );
                for (name, policies) in access::entries(&place) {
                    files.insert(format!("{region}/{name}.json"), pretty(&policies));
                }
                let analyzers = json!({ "analyzers": [
                    { "name": "all", "type": "ACCOUNT", "status": "ACTIVE" },
                ] });
                files.insert(format!("{region}/list-analyzers.json"), pretty(&analyzers));
                let findings = json!({ "findings": [] });
                files.insert(format!("{region}/list-findings.json"), pretty(&findings));
            }
            _ => {
                for (name, list) in network::lists(estate, &place) {
                    files.insert(format!("{region}/{name}.json"), pretty(&list));
                }
            }
        }
    }
    files
}

/// A stack, deployed.
struct Place<'b> {
    stack: &'b Stack,
    id: &'b str,
}

impl<'b> Place<'b> {
    /// The resources of a type: their logical ids and properties, resolved.
    fn of_type(&self, kind: &str) -> Vec<(&'b str, Value)> {
        let resources = self.stack.template.resources.iter();
        resources
            .filter(|(_, resource)| resource.kind == kind)
            .map(|(id, resource)| (id.as_str(), self.resolved(&json!(resource.properties))))
            .collect()
    }

    /// A value, with what AWS puts in the place of functions.
    fn resolved(&self, value: &Value) -> Value {
        match value {
            Value::Object(members) => match members.iter().next() {
                Some((name, id)) if name == "Ref" => {
                    json!(self.reference(id.as_str().expect("an id")))
                }
                Some((name, of)) if name == "Fn::GetAtt" => {
                    assert_eq!(of[1], "Arn", "{value}");
                    json!(self.arn(of[0].as_str().expect("an id")))
                }
                Some((name, _)) if name.starts_with("Fn::") => panic!("{value}"),
                _ => {
                    let members = members.iter();
                    members
                        .map(|(name, one)| (name.clone(), self.resolved(one)))
                        .collect()
                }
            },
            Value::Array(items) => items.iter().map(|item| self.resolved(item)).collect(),
            other => other.clone(),
        }
    }

    /// What `Ref` gives: a name, an ARN, or an id like those of AWS with the name in it.
    fn reference(&self, id: &str) -> String {
        let resource = &self.stack.template.resources[id];
        let name = |property: &str| resource.properties[property].as_str().expect("a name");
        let id = |prefix: &str| format!("{prefix}-{}", tag_name(&resource.properties));
        match resource.kind {
            "AWS::IAM::Group" => name("GroupName").to_owned(),
            "AWS::IAM::ManagedPolicy" => {
                format!(
                    "arn:aws:iam::{}:policy/{}",
                    self.id,
                    name("ManagedPolicyName")
                )
            }
            "AWS::EC2::VPC" => id("vpc"),
            "AWS::EC2::Subnet" => id("subnet"),
            "AWS::EC2::RouteTable" => id("rtb"),
            "AWS::EC2::InternetGateway" => id("igw"),
            "AWS::EC2::SecurityGroup" => id("sg"),
            other => panic!("what `Ref` gives of {other}"),
        }
    }

    fn arn(&self, id: &str) -> String {
        let resource = &self.stack.template.resources[id];
        assert_eq!(resource.kind, "AWS::IAM::Role");
        let name = resource.properties["RoleName"].as_str().expect("a name");
        format!("arn:aws:iam::{}:role/{name}", self.id)
    }
}

fn tag_name(properties: &serde_json::Map<String, Value>) -> &str {
    let tags = properties["Tags"].as_array().expect("tags");
    let name = tags
        .iter()
        .find(|tag| tag["Key"] == "Name")
        .expect("a name");
    name["Value"].as_str().expect("a name")
}

/// JSON in which whatever fits stands on one line, and each of several things on its own,
/// so that an edit is a line or two.
pub(super) fn pretty(value: &Value) -> String {
    format!("{}\n", laid_out(value, 0))
}

fn laid_out(value: &Value, depth: usize) -> String {
    let one_line = value.to_string();
    let is_list = |items: &Vec<Value>| items.len() > 1 && items[0].is_object();
    let is_list = value.as_array().is_some_and(is_list);
    let parts: Vec<String> = match value {
        _ if depth > 1 && !is_list && one_line.len() <= WIDTH => return one_line,
        Value::Object(members) => members
            .iter()
            .map(|(name, one)| format!("\"{name}\": {}", laid_out(one, depth + 1)))
            .collect(),
        Value::Array(items) => items.iter().map(|one| laid_out(one, depth + 1)).collect(),
        _ => return one_line,
    };
    let (open, close) = if value.is_array() {
        ('[', ']')
    } else {
        ('{', '}')
    };
    if parts.is_empty() {
        return format!("{open}{close}");
    }
    let indent = "  ".repeat(depth);
    let parts = parts.join(&format!(",\n{indent}  "));
    format!("{open}\n{indent}  {parts}\n{indent}{close}")
}

/// How long a line may be.
const WIDTH: usize = 160;
