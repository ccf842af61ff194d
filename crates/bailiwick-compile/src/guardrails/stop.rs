//! Budgets that stop: at a share of its budget, an account can start nothing more.
//!
//! The budget of each account stands in the management account, since only from there AWS
//! Budgets attaches a service control policy. The policy is made with the others and attached
//! nowhere, until the budget attaches it; a person detaches it. What runs already goes on:
//! a workload that must stop has a `kill_switch`.
//!
//! Sources: "Configuring a budget action" and "Setting up a role for AWS Budgets to run
//! budget actions", AWS Cost Management User Guide
//! (<https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-controls.html>,
//! <https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-action-role.html>);
//! "AWS::Budgets::BudgetsAction", AWS CloudFormation Template Reference
//! (<https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-budgets-budgetsaction.html>).

mod budget;
mod spending;

use std::collections::BTreeSet;

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Guardrail;
use bailiwick_iam::policy::{Condition, Policy, Principal, PrincipalKind, Sid, Statement};
use serde_json::json;

use super::exempt::Exempt;
use super::policy::{Content, OrganizationPolicy, PolicyType};
use super::{pack, target};
use crate::blueprint::Stack;
use crate::template::{
    ACCOUNT_ID, LogicalIds, Parameter, ParameterKind, Resource, Template, substituted, text,
};

/// Budgets are global, and their resources are deployed here.
const REGION: &str = "us-east-1";

/// The policy that a budget attaches.
pub(super) fn policy(
    estate: &Estate,
    guardrail: &Declared<Guardrail>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<OrganizationPolicy> {
    guardrail.stops_at.as_ref()?;
    let exempt = Exempt::of(estate, guardrail);
    let mut denial = Statement::deny(spending::actions())
        .on(["*"])
        .when(exempt.others(Condition::default()));
    denial.sid = Sid::from_words("start nothing more");
    let document = Policy::new(std::iter::once(denial).chain(exempt.kept()));
    let size = document.to_minified().chars().count();
    if size > PolicyType::ServiceControl.longest() {
        diagnostics.push(pack::too_long(guardrail, PolicyType::ServiceControl, size));
    }
    Some(OrganizationPolicy {
        kind: PolicyType::ServiceControl,
        name: name(guardrail),
        description: guardrail.because.to_string(),
        targets: BTreeSet::new(),
        content: Content::Statements(document),
    })
}

fn name(guardrail: &Declared<Guardrail>) -> String {
    format!("{}-stopped", guardrail.name)
}

/// The stack with the budgets, in the management account.
pub(super) fn stack(estate: &Estate) -> Option<Stack> {
    let organization = estate.organization.as_ref()?;
    let management = organization
        .management_account
        .as_ref()?
        .of(&estate.accounts)?;
    let mut template = Template::new("Budgets that stop accounts when they are spent");
    let mut ids = LogicalIds::default();
    let mut stopped = BTreeSet::new();
    let mut policies = BTreeSet::new();
    for guardrail in estate.guardrails.iter() {
        let Some(share) = &guardrail.stops_at else {
            continue;
        };
        let parameter = ids.give(&[guardrail.name.as_str(), "policy", "id"]);
        for account in target::accounts(estate, guardrail) {
            let stop = budget::Stop {
                estate,
                account,
                share,
                policy: &parameter,
            };
            stopped.extend(stop.add(&mut ids, &mut template));
        }
        let about = format!(
            "The id that AWS Organizations gave the policy `{}`, such as `p-a1b2c3d4`",
            name(guardrail)
        );
        let id = Parameter::new(ParameterKind::Text, about).matching(
            "^p-[0-9a-zA-Z_]{8,128}$",
            "the id of a policy, `p-` and eight characters or more",
        );
        template.parameter(&parameter, id);
        policies.insert(parameter);
    }
    if template.resources.is_empty() {
        return None;
    }
    let id = management
        .id
        .as_ref()
        .map_or(ACCOUNT_ID.to_owned(), ToString::to_string);
    template.add(budget::ROLE, role(&id, &stopped, &policies));
    Some(Stack {
        account: management.name.to_string(),
        region: REGION.to_owned(),
        name: "budgets".to_owned(),
        template,
    })
}

/// The role by which AWS Budgets attaches these policies to these accounts, and nothing else.
fn role(management: &str, accounts: &BTreeSet<String>, policies: &BTreeSet<String>) -> Resource {
    let ours = Condition::test("StringEquals", "aws:SourceAccount", [management]).and(
        "ArnLike",
        "aws:SourceArn",
        [format!("arn:aws:budgets::{management}:budget/*")],
    );
    let trust = Statement::allow(["sts:AssumeRole"])
        .for_principal(Principal::of(
            PrincipalKind::Service,
            ["budgets.amazonaws.com"],
        ))
        .when(ours);
    let policies = policies.iter().map(|id| {
        format!("arn:aws:organizations::{management}:policy/o-*/service_control_policy/${{{id}}}")
    });
    let accounts = accounts
        .iter()
        .map(|id| format!("arn:aws:organizations::{management}:account/o-*/{id}"));
    let attach = Statement::allow(["organizations:AttachPolicy", "organizations:DetachPolicy"])
        .on(policies.chain(accounts));
    Resource::new("AWS::IAM::Role")
        .with(
            "AssumeRolePolicyDocument",
            text(Policy::new([trust]).to_json()),
        )
        .with(
            "Policies",
            json!([{
                "PolicyName": "stop-accounts",
                "PolicyDocument": substituted(Policy::new([attach]).to_json()),
            }]),
        )
        .note("AWS Budgets takes it, to attach what stops an account")
}
