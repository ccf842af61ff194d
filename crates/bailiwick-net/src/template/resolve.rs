//! What references in templates mean.
//!
//! Everything is resolved to plain JSON: a reference to a resource to its id, a parameter
//! to its value. What cannot be told becomes [`UNRESOLVED`], which is no text, no number
//! and no list, so that whoever reads a property finds it absent or unresolved.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::Stack;
use crate::json::text;
use crate::model::Id;

/// The key of what cannot be told.
const UNRESOLVED: &str = "Unresolved";

/// How deep references may lead: templates that refer to themselves end here.
const DEEPEST: usize = 24;

/// What cannot be told.
pub(super) fn unresolved() -> Value {
    json!({ UNRESOLVED: true })
}

/// Whether a property is there and cannot be told.
pub(super) fn is_unresolved(value: Option<&Value>) -> bool {
    value.is_some_and(|value| value.get(UNRESOLVED).is_some())
}

/// Knows what every stack declares and hands on.
pub(super) struct Resolver<'s, 't> {
    stacks: &'s [Stack<'t>],
    prefixes: Vec<String>,
    exports: BTreeMap<String, (usize, &'t Value)>,
}

impl<'s, 't> Resolver<'s, 't> {
    pub(super) fn new(stacks: &'s [Stack<'t>]) -> Self {
        let same = |name: &str| stacks.iter().filter(|stack| stack.name == name).count();
        let prefix = |stack: &Stack<'_>| match same(stack.name) {
            1 => stack.name.to_owned(),
            _ => format!("{}/{}/{}", stack.account, stack.region, stack.name),
        };
        let mut resolver = Self {
            stacks,
            prefixes: stacks.iter().map(prefix).collect(),
            exports: BTreeMap::new(),
        };
        for (at, stack) in stacks.iter().enumerate() {
            for (_, output) in outputs(stack) {
                let name = output.get("Export").and_then(|export| export.get("Name"));
                let name = name.map(|name| resolver.resolve(at, name));
                if let (Some(Value::String(name)), Some(value)) = (name, output.get("Value")) {
                    resolver.exports.insert(name, (at, value));
                }
            }
        }
        resolver
    }

    /// The id of a resource.
    pub(super) fn id(&self, at: usize, logical: &str) -> Id {
        format!("{}/{logical}", self.prefixes[at]).into()
    }

    /// What a value means.
    pub(super) fn resolve(&self, at: usize, value: &Value) -> Value {
        self.value(at, value, 0).unwrap_or(Value::Null)
    }

    /// What a value means; `None` for `AWS::NoValue`, which removes a property.
    fn value(&self, at: usize, value: &Value, depth: usize) -> Option<Value> {
        if depth > DEEPEST {
            return Some(unresolved());
        }
        match value {
            Value::Array(items) => {
                let items = items
                    .iter()
                    .filter_map(|item| self.value(at, item, depth + 1));
                Some(Value::Array(items.collect()))
            }
            Value::Object(fields) => {
                if let Some((function, argument)) = only(fields)
                    && (function == "Ref" || function.starts_with("Fn::"))
                {
                    return self.call(at, function, argument, depth + 1);
                }
                let fields = fields.iter().filter_map(|(key, field)| {
                    Some((key.clone(), self.value(at, field, depth + 1)?))
                });
                Some(Value::Object(fields.collect::<Map<_, _>>()))
            }
            plain => Some(plain.clone()),
        }
    }

    fn call(&self, at: usize, function: &str, argument: &Value, depth: usize) -> Option<Value> {
        let resolved = match function {
            "Ref" => return self.reference(at, argument.as_str()?, depth),
            "Fn::GetAtt" => self.attribute(at, argument, depth),
            "Fn::Sub" => self.substituted(at, argument, depth),
            "Fn::Join" => self.joined(at, argument, depth),
            "Fn::Select" => self.selected(at, argument, depth),
            "Fn::GetAZs" => Some(self.zones(at)),
            "Fn::FindInMap" => self.mapped(at, argument, depth),
            "Fn::ImportValue" => {
                let name = self.value(at, argument, depth)?;
                let exported = name.as_str().and_then(|name| self.exports.get(name));
                exported.and_then(|(at, value)| self.value(*at, value, depth))
            }
            _ => None,
        };
        Some(resolved.unwrap_or_else(unresolved))
    }

    fn reference(&self, at: usize, name: &str, depth: usize) -> Option<Value> {
        let stack = &self.stacks[at];
        match name {
            "AWS::NoValue" => return None,
            "AWS::Region" => return Some(stack.region.into()),
            "AWS::AccountId" => return Some(stack.account.into()),
            "AWS::StackName" => return Some(stack.name.into()),
            "AWS::Partition" => return Some("aws".into()),
            _ => {}
        }
        if stack
            .template
            .get("Resources")
            .is_some_and(|all| all.get(name).is_some())
        {
            return Some(self.id(at, name).as_str().into());
        }
        Some(self.parameter(at, name, depth))
    }

    /// The value given, the output of the same name, the default; or, for the id of
    /// something outside, a name for it.
    fn parameter(&self, at: usize, name: &str, depth: usize) -> Value {
        let stack = &self.stacks[at];
        let parameter = stack
            .template
            .get("Parameters")
            .and_then(|all| all.get(name));
        let kind = parameter
            .and_then(|one| text(one, "Type"))
            .unwrap_or_default();
        let is_list = kind.starts_with("List<") || kind == "CommaDelimitedList";
        let listed = |value: &str| match is_list {
            true => Value::from(
                value
                    .split(',')
                    .map(|one| one.trim().to_owned())
                    .collect::<Vec<_>>(),
            ),
            false => Value::from(value),
        };
        if let Some(given) = stack.parameters.get(name) {
            return listed(given);
        }
        if let Some((of, output)) = self.handed_on(at, name) {
            return self.value(of, output, depth + 1).unwrap_or_else(unresolved);
        }
        let default = parameter.and_then(|one| one.get("Default"));
        if kind.starts_with("AWS::SSM::") {
            return unresolved();
        }
        if let Some(default) = default {
            return default.as_str().map_or_else(|| default.clone(), listed);
        }
        let opaque = self.id(at, name);
        match (kind.contains("AWS::EC2::"), is_list) {
            (true, true) => json!([opaque.as_str()]),
            (true, false) => opaque.as_str().into(),
            _ => unresolved(),
        }
    }

    /// The output of the same name of another stack in the account and region: the only
    /// one, or that of the stack whose name begins like this one's.
    fn handed_on(&self, at: usize, name: &str) -> Option<(usize, &'t Value)> {
        let here = &self.stacks[at];
        let near = self.stacks.iter().enumerate().filter(|(of, stack)| {
            *of != at && stack.account == here.account && stack.region == here.region
        });
        let found: Vec<(usize, &Value)> = near
            .filter_map(|(of, stack)| {
                let (_, output) = outputs(stack).find(|(output, _)| *output == name)?;
                Some((of, output.get("Value")?))
            })
            .collect();
        let workload = here
            .name
            .rsplit_once('-')
            .map_or(here.name, |(workload, _)| workload);
        let kin = |of: &usize| {
            self.stacks[*of]
                .name
                .rsplit_once('-')
                .is_some_and(|(one, _)| one == workload)
        };
        match found.as_slice() {
            [one] => Some(*one),
            several => {
                let mut kin = several.iter().filter(|(of, _)| kin(of));
                kin.next().filter(|_| kin.next().is_none()).copied()
            }
        }
    }

    /// An attribute of a resource: mostly one that is its id.
    fn attribute(&self, at: usize, argument: &Value, depth: usize) -> Option<Value> {
        let (logical, attribute) = match argument {
            Value::String(written) => written.split_once('.')?,
            Value::Array(parts) => (parts.first()?.as_str()?, parts.get(1)?.as_str()?),
            _ => return None,
        };
        let resource = self.stacks[at].template.get("Resources")?.get(logical)?;
        let id = self.id(at, logical);
        match attribute {
            "DefaultSecurityGroup" => Some(super::vpc::default_group(&id).as_str().into()),
            "DefaultNetworkAcl" => Some(super::vpc::default_acl(&id).as_str().into()),
            "CidrBlock" => self.value(at, resource.get("Properties")?.get("CidrBlock")?, depth),
            "GroupId" | "AllocationId" | "Arn" | "Id" | "VpcId" | "SubnetId" | "RouteTableId"
            | "ListenerArn" | "LoadBalancerArn" | "TargetGroupArn" | "InternetGatewayId"
            | "NatGatewayId" | "PrefixListId" | "TransitGatewayId" | "VPNGatewayId"
            | "NetworkInterfaceId" => Some(id.as_str().into()),
            _ => None,
        }
    }

    fn substituted(&self, at: usize, argument: &Value, depth: usize) -> Option<Value> {
        let (pattern, own) = match argument {
            Value::String(pattern) => (pattern.as_str(), None),
            Value::Array(parts) => (parts.first()?.as_str()?, parts.get(1)),
            _ => return None,
        };
        let mut text = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) = after.split_once('}')?;
            text += before;
            match name.strip_prefix('!') {
                Some(literal) => text += &format!("${{{literal}}}"),
                None => {
                    let given = own.and_then(|own| own.get(name));
                    let value = match (given, name.contains('.')) {
                        (Some(given), _) => self.value(at, given, depth)?,
                        (None, true) => self.attribute(at, &name.into(), depth)?,
                        (None, false) => self.reference(at, name, depth)?,
                    };
                    text += value.as_str()?;
                }
            }
            rest = after;
        }
        Some((text + rest).into())
    }

    fn joined(&self, at: usize, argument: &Value, depth: usize) -> Option<Value> {
        let separator = argument.get(0)?.as_str()?;
        let items = self.value(at, argument.get(1)?, depth)?;
        let items: Option<Vec<&str>> = items.as_array()?.iter().map(Value::as_str).collect();
        Some(items?.join(separator).into())
    }

    fn selected(&self, at: usize, argument: &Value, depth: usize) -> Option<Value> {
        let index = self.value(at, argument.get(0)?, depth)?;
        let index = index.as_u64().or_else(|| index.as_str()?.parse().ok())?;
        let items = self.value(at, argument.get(1)?, depth)?;
        items.get(usize::try_from(index).ok()?).cloned()
    }

    /// The zones have names that only AWS knows; these stand for them.
    fn zones(&self, at: usize) -> Value {
        let region = self.stacks[at].region;
        (0..6).map(|zone| format!("{region}/zone-{zone}")).collect()
    }

    fn mapped(&self, at: usize, argument: &Value, depth: usize) -> Option<Value> {
        let mut found = self.stacks[at].template.get("Mappings")?;
        for key in argument.as_array()? {
            let key = self.value(at, key, depth)?;
            found = found.get(key.as_str()?)?;
        }
        self.value(at, found, depth)
    }
}

fn outputs<'t>(stack: &Stack<'t>) -> impl Iterator<Item = (&'t str, &'t Value)> {
    let outputs = stack.template.get("Outputs").and_then(Value::as_object);
    outputs
        .into_iter()
        .flatten()
        .map(|(name, output)| (name.as_str(), output))
}

fn only(fields: &Map<String, Value>) -> Option<(&str, &Value)> {
    let mut all = fields.iter();
    let (key, value) = all.next()?;
    all.next().is_none().then_some((key, value))
}
