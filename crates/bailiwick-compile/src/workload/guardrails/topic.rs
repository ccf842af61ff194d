//! Topics: one for each set of people who are told.
//!
//! Source: "AWS::SNS::Topic" and "AWS::SNS::Subscription", AWS CloudFormation Template
//! Reference.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::model::Recipient;
use serde_json::{Value, json};

use crate::template::{Resource, Template, reference};
use crate::workload::facts::Facts;
use crate::workload::recipients::emails;

/// The topics of a stack, by whom they tell.
#[derive(Default)]
pub(super) struct Topics {
    ids: BTreeMap<BTreeSet<String>, String>,
}

impl Topics {
    /// What tells these; nothing when none of them has an address.
    pub(super) fn telling(
        &mut self,
        facts: &Facts<'_>,
        recipients: &[Recipient],
        template: &mut Template,
    ) -> Value {
        let emails = emails(facts.estate, recipients);
        if emails.is_empty() {
            return Value::Null;
        }
        let number = self.ids.len() + 1;
        let id = self.ids.entry(emails.clone()).or_insert_with(|| {
            let suffix = if number == 1 {
                String::new()
            } else {
                number.to_string()
            };
            let id = format!("Charges{suffix}");
            let name = format!("{}-charges{suffix}", facts.called);
            let topic = Resource::new("AWS::SNS::Topic")
                .with("TopicName", json!(name))
                .with("Tags", facts.tags());
            template.add(id.clone(), topic);
            for (number, email) in (1..).zip(&emails) {
                let subscription = Resource::new("AWS::SNS::Subscription")
                    .with("TopicArn", reference(&id))
                    .with("Protocol", json!("email"))
                    .with("Endpoint", json!(email));
                template.add(format!("{id}Subscription{number}"), subscription);
            }
            id
        });
        json!([reference(id)])
    }
}
