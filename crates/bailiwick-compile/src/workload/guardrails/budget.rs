//! The budget. It tells; only the kill switch stops.
//!
//! Source: "AWS::Budgets::Budget", AWS CloudFormation Template Reference; "Subscriber", AWS
//! Billing API Reference: up to ten addresses for each notification.

use bailiwick_estate::model::Alert;
use bailiwick_estate::value::{Amount, Period};
use serde_json::{Number, Value, json};

use crate::template::{Resource, Template};
use crate::workload::facts::Facts;
use crate::workload::recipients::emails;

/// How many addresses one notification may have.
const MOST_ADDRESSES: usize = 10;

pub(super) fn add(facts: &Facts<'_>, template: &mut Template) {
    let budget = facts.workload.budget.as_ref();
    let Some(budget) = budget.and_then(|budget| budget.of(&facts.estate.budgets)) else {
        return;
    };
    let unit = match budget.amount.per {
        Period::Hour | Period::Day => "DAILY",
        Period::Month => "MONTHLY",
        Period::Year => "ANNUALLY",
    };
    let addresses = emails(facts.estate, &budget.notify);
    let subscribers: Vec<Value> = addresses
        .iter()
        .take(MOST_ADDRESSES)
        .map(|email| json!({ "SubscriptionType": "EMAIL", "Address": email }))
        .collect();
    let notifications: Vec<Value> = budget
        .alerts
        .iter()
        .map(|alert| {
            let (kind, share) = match alert {
                Alert::Actual(alert) => ("ACTUAL", alert.actual),
                Alert::Forecast(alert) => ("FORECASTED", alert.forecast),
            };
            json!({
                "Notification": {
                    "NotificationType": kind,
                    "ComparisonOperator": "GREATER_THAN",
                    "Threshold": number(share.0),
                    "ThresholdType": "PERCENTAGE",
                },
                "Subscribers": subscribers,
            })
        })
        .filter(|_| !subscribers.is_empty())
        .collect();
    let mut resource = Resource::new("AWS::Budgets::Budget")
        .with(
            "Budget",
            json!({
                "BudgetName": budget.name.as_str(),
                "BudgetType": "COST",
                "TimeUnit": unit,
                "BudgetLimit": {
                    "Amount": number(budget.amount.money.amount),
                    "Unit": budget.amount.money.currency(),
                },
            }),
        )
        .with("NotificationsWithSubscribers", Value::Array(notifications))
        .with("ResourceTags", facts.tags());
    if let Some(because) = &budget.because {
        resource = resource.note(because.as_str());
    }
    template.add("Budget", resource);
}

/// An amount as a number: whole where it is.
pub(crate) fn number(amount: Amount) -> Value {
    let text = amount.to_string();
    let whole = text.parse::<u64>().ok().map(Number::from);
    let fraction = || Number::from_f64(text.parse().ok()?);
    whole.or_else(fraction).map_or(Value::Null, Value::Number)
}
