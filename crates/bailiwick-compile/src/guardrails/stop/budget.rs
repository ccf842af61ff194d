//! One account's budget, and what it does when it is spent.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Account;
use bailiwick_estate::value::{Percent, Period, Rate};
use serde_json::{Value, json};

use crate::template::{LogicalIds, Parameter, ParameterKind, Resource, Template, reference};
use crate::workload::number;

/// The logical id of the role that AWS Budgets takes.
pub(super) const ROLE: &str = "StopRole";

/// What stops one account.
pub(super) struct Stop<'e> {
    pub(super) estate: &'e Estate,
    pub(super) account: &'e Declared<Account>,
    /// At what share of the budget.
    pub(super) share: &'e Percent,
    /// The parameter with the id of the policy.
    pub(super) policy: &'e str,
}

impl Stop<'_> {
    /// Adds the budget and its action, and returns what stands for the account's id in ARNs.
    pub(super) fn add(&self, ids: &mut LogicalIds, template: &mut Template) -> Option<String> {
        let name = self.account.name.as_str();
        let rate = self.rate()?;
        let (id, in_arns) = self.id(ids, template);
        let budget = ids.give(&[name, "budget"]);
        template.add(
            budget.clone(),
            Resource::new("AWS::Budgets::Budget").with(
                "Budget",
                json!({
                    "BudgetName": format!("{}-{name}-stop", self.estate.estate),
                    "BudgetType": "COST",
                    "TimeUnit": unit(rate.per),
                    "BudgetLimit": {
                        "Amount": number(rate.money.amount),
                        "Unit": rate.money.currency(),
                    },
                    "CostFilters": { "LinkedAccount": [id] },
                }),
            ),
        );
        let told = self.told(ids, template);
        let action = Resource::new("AWS::Budgets::BudgetsAction")
            .with("BudgetName", reference(&budget))
            .with("ActionType", json!("APPLY_SCP_POLICY"))
            .with("NotificationType", json!("ACTUAL"))
            .with(
                "ActionThreshold",
                json!({ "Type": "PERCENTAGE", "Value": self.threshold() }),
            )
            .with("ApprovalModel", json!("AUTOMATIC"))
            .with(
                "Definition",
                json!({
                    "ScpActionDefinition": {
                        "PolicyId": reference(self.policy),
                        "TargetIds": [id],
                    },
                }),
            )
            .with("ExecutionRoleArn", json!({ "Fn::GetAtt": [ROLE, "Arn"] }))
            .with("Subscribers", json!([{ "Type": "EMAIL", "Address": told }]));
        template.add(ids.give(&[name, "stop"]), action);
        Some(in_arns)
    }

    /// The account's budget, or the organisation's default.
    fn rate(&self) -> Option<&Rate> {
        let organization = self.estate.organization.as_ref();
        let defaults = organization.and_then(|organization| organization.defaults.as_ref());
        let default = defaults.and_then(|defaults| defaults.budget.as_ref());
        self.account.budget.as_ref().or(default)
    }

    /// The account's id as a value, and within an ARN.
    fn id(&self, ids: &mut LogicalIds, template: &mut Template) -> (Value, String) {
        if let Some(id) = &self.account.id {
            return (json!(id.to_string()), id.to_string());
        }
        let name = ids.give(&[self.account.name.as_str(), "account", "id"]);
        let about = format!("The id that AWS gave the account `{}`", self.account.name);
        let parameter = Parameter::new(ParameterKind::Text, about)
            .matching("^[0-9]{12}$", "the twelve digits of an account id");
        let value = template.parameter(&name, parameter);
        (value, format!("${{{name}}}"))
    }

    /// Who is told: the team that owns the account, else the address of the account itself.
    /// AWS asks for somebody.
    fn told(&self, ids: &mut LogicalIds, template: &mut Template) -> Value {
        let owner = self.account.owner.as_ref();
        let owner = owner.and_then(|owner| owner.of(&self.estate.teams));
        let team = owner.and_then(|team| team.email.as_ref());
        if let Some(address) = team.or(self.account.email.as_ref()) {
            return json!(address.to_string());
        }
        let name = ids.give(&[self.account.name.as_str(), "told"]);
        let about = format!(
            "The e-mail address told that `{}` was stopped",
            self.account.name
        );
        template.parameter(&name, Parameter::new(ParameterKind::Text, about))
    }

    fn threshold(&self) -> Value {
        number(self.share.0)
    }
}

fn unit(period: Period) -> &'static str {
    match period {
        Period::Hour | Period::Day => "DAILY",
        Period::Month => "MONTHLY",
        Period::Year => "ANNUALLY",
    }
}
