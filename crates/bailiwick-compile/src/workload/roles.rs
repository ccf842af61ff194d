//! Roles: what a workload's machines, its tasks and its kill switch may do, and no more.
//!
//! Where the estate names a technical account for one of them, the role has its name. One
//! that the estate grants permissions of its own has its role in the access stack, and
//! only what the workload needs is added to it here.

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Ref;
use bailiwick_estate::model::{Member, TechnicalAccount};
use bailiwick_iam::policy::{Policy, Principal, PrincipalKind, Statement};
use serde_json::{Value, json};

use super::facts::Facts;
use crate::template::{Resource, Template, reference, substitute, substituted};

/// A role that something of a workload takes.
pub(super) struct Role<'r> {
    /// The logical id.
    pub(super) id: &'static str,
    /// What it is called when the estate names no technical account.
    pub(super) suffix: &'static str,
    /// The technical account, where the estate names one.
    pub(super) acts_as: Option<&'r Ref<TechnicalAccount>>,
    /// The service that takes it.
    pub(super) service: &'static str,
    /// What it is for.
    pub(super) means: &'static str,
}

impl Role<'_> {
    /// Adds the role, if it is made here, and its policy. Returns its name and its ARN.
    pub(super) fn add(
        &self,
        facts: &Facts<'_>,
        statements: Vec<Statement>,
        template: &mut Template,
    ) -> (Value, Value) {
        let name = match self.acts_as {
            Some(technical) => technical.to_string(),
            None => format!("{}-{}", facts.called, self.suffix),
        };
        let elsewhere = self
            .acts_as
            .is_some_and(|technical| holds_anything(facts.estate, technical.as_str()));
        let (shown, arn) = if elsewhere {
            let account = &facts.account_id;
            let arn = substitute(format!("arn:aws:iam::{account}:role/{name}"));
            (json!(name), arn)
        } else {
            let trust = Statement::allow(["sts:AssumeRole"])
                .for_principal(Principal::of(PrincipalKind::Service, [self.service]));
            let role = Resource::new("AWS::IAM::Role")
                .with("RoleName", json!(name))
                .with("AssumeRolePolicyDocument", Policy::new([trust]).to_json())
                .with("Tags", facts.tags())
                .note(self.means);
            template.add(self.id, role);
            (
                reference(self.id),
                json!({ "Fn::GetAtt": [self.id, "Arn"] }),
            )
        };
        let policy = Resource::new("AWS::IAM::RolePolicy")
            .with("RoleName", shown.clone())
            .with(
                "PolicyName",
                json!(format!("{}-{}", facts.called, self.suffix)),
            )
            .with(
                "PolicyDocument",
                substituted(Policy::new(statements).to_json()),
            )
            .note(self.means);
        template.add(format!("{}Policy", self.id), policy);
        (shown, arn)
    }
}

/// Whether any group with a grant has the technical account as a member, so that the
/// access stack makes its role.
fn holds_anything(estate: &Estate, technical: &str) -> bool {
    let is = |member: &Member| matches!(member, Member::TechnicalAccount(named) if named.as_str() == technical);
    estate
        .holdings()
        .iter()
        .any(|holding| holding.request.is_none() && holding.group.members.iter().any(is))
}

/// Whether the stacks of a workload make the role of a technical account, so that the
/// access stack leaves it to them. It is asked about accounts that hold nothing.
pub(crate) fn makes_role_of(estate: &Estate, technical: &str) -> bool {
    estate
        .workloads
        .iter()
        .filter(|workload| workload.compose.is_some())
        .flat_map(|workload| {
            let host = workload
                .host
                .as_ref()
                .and_then(|host| host.acts_as.as_ref());
            let switch = workload.kill_switch.as_ref();
            let switch = switch.and_then(|switch| switch.acts_as.as_ref());
            [workload.started_by.as_ref(), host, switch]
        })
        .flatten()
        .any(|named| named.as_str() == technical)
}
