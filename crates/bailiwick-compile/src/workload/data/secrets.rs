//! Secrets: generated once, or filled from outside. No value ever stands in a template.
//!
//! Source: "AWS::SecretsManager::Secret" and "GenerateSecretString", AWS CloudFormation
//! Template Reference: without either property the secret is made empty, and a value that
//! is put in later stays.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Secret;
use serde_json::{Map, json};

use crate::template::{LogicalIds, Parameter, ParameterKind, Resource, Template, reference};
use crate::workload::facts::Facts;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    for secret in facts.workload.secrets.iter() {
        let id = logical_id(secret.name.as_str());
        let mut resource = Resource::new("AWS::SecretsManager::Secret")
            .with("Name", json!(facts.secret(secret.name.as_str())))
            .with("Tags", facts.tags())
            .retained();
        resource = match &secret.generate {
            Some(generate) => resource.with(
                "GenerateSecretString",
                json!({
                    "PasswordLength": generate.length.0,
                    "ExcludeCharacters": generate.without.as_deref().unwrap_or_default(),
                }),
            ),
            None => seeded(&id, secret, resource, template),
        };
        if let Some(description) = &secret.description {
            resource = resource.with("Description", json!(description.as_str()));
        }
        template.add(id.clone(), resource);
        let words = format!("The secret `{}`.", secret.name);
        template.output(&arn_parameter(secret.name.as_str()), &words, reference(&id));
    }
}

/// A secret whose value somebody knows already. The parameter carries the first one in;
/// left empty, the secret is made empty, and `aws secretsmanager put-secret-value` fills it.
fn seeded(
    id: &str,
    secret: &Declared<Secret>,
    resource: Resource,
    template: &mut Template,
) -> Resource {
    let parameter = format!("{id}Seed");
    let keys: Map<_, _> = secret
        .keys
        .iter()
        .map(|(key, _)| (key.to_string(), json!("…")))
        .collect();
    let value = match keys.is_empty() {
        true => "its value".to_owned(),
        false => format!("as JSON: {}", serde_json::Value::Object(keys)),
    };
    let description = format!(
        "The first value of the secret {}, {value}. Leave it empty to keep what the secret holds.",
        secret.name
    );
    let seed = Parameter::new(ParameterKind::Text, description);
    let seed = template.parameter(&parameter, seed.or("").no_echo());
    let condition = format!("Has{parameter}");
    template.conditions.insert(
        condition.clone(),
        json!({ "Fn::Not": [{ "Fn::Equals": [seed, ""] }] }),
    );
    let value = json!({ "Fn::If": [condition, seed, reference("AWS::NoValue")] });
    resource.with("SecretString", value)
}

fn logical_id(name: &str) -> String {
    LogicalIds::default().give(&[name, "secret"])
}

/// The ARN of a secret, an output here and a parameter of the service stack.
pub(in crate::workload) fn arn_parameter(name: &str) -> String {
    format!("{}Arn", logical_id(name))
}
