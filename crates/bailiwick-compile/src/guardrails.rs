//! Guardrails as policies of the organisation, and the stacks that go with them.
//!
//! Owns: what each word of `forbids` denies (`forbidden`, one file each), where the
//! policies are attached ([`Target`]), whom they except, how they fit the quotas, and the
//! boundaries and budgets that guardrails need in accounts. Refuses: to judge whether they
//! forbid what they say, which `bailiwick-controls` proves. To add a word, write a file in
//! `forbidden/` and name it there.
//!
//! Source: "Service control policies", "Resource control policies" and "Tag policies", AWS
//! Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies.html>).

mod boundary;
mod exempt;
mod forbidden;
mod outside;
mod pack;
mod policy;
mod regions;
mod stop;
mod tags;
mod target;

use std::collections::BTreeSet;

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Forbidden, Guardrail, IamUsers};
use bailiwick_iam::policy::Statement;

pub use policy::{Content, OrganizationPolicy, PolicyType};
pub use target::{Target, accounts};

use crate::blueprint::Stack;
use exempt::Exempt;

/// What guardrails compile to.
#[derive(Debug, Default)]
pub(crate) struct Guardrails {
    /// The policies of the organisation, by type and name.
    pub(crate) policies: Vec<OrganizationPolicy>,
    /// Boundaries, and budgets that stop.
    pub(crate) stacks: Vec<Stack>,
}

/// Statements of one guardrail, and where they hold.
#[derive(Clone, Debug)]
struct Part<'e> {
    guardrail: &'e Declared<Guardrail>,
    targets: BTreeSet<Target>,
    statements: Vec<Statement>,
}

/// Compiles every guardrail of an estate.
pub(crate) fn compile(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) -> Guardrails {
    let guardrails = || estate.guardrails.iter();
    let service: Vec<Part<'_>> = guardrails()
        .flat_map(|one| service_parts(estate, one))
        .collect();
    let resource: Vec<Part<'_>> = guardrails()
        .filter_map(|one| outside::part(estate, one))
        .collect();
    let mut policies = pack::pack(PolicyType::ServiceControl, service, diagnostics);
    policies.extend(guardrails().filter_map(|one| stop::policy(estate, one, diagnostics)));
    policies.extend(pack::pack(
        PolicyType::ResourceControl,
        resource,
        diagnostics,
    ));
    policies.extend(tags::compile(estate, diagnostics));
    policies.sort_by(|left, right| (left.kind, &left.name).cmp(&(right.kind, &right.name)));
    let mut stacks = boundary::stacks(estate, diagnostics);
    stacks.extend(stop::stack(estate));
    Guardrails { policies, stacks }
}

/// What a guardrail denies by service control policies: everywhere in its scope, and what
/// only holds in some accounts of it.
fn service_parts<'e>(estate: &'e Estate, guardrail: &'e Declared<Guardrail>) -> Vec<Part<'e>> {
    let exempt = Exempt::of(estate, guardrail);
    let mut everywhere: Vec<Statement> = guardrail
        .forbids
        .iter()
        .filter(|forbidden| **forbidden != Forbidden::MakeIamUsers)
        .flat_map(|forbidden| forbidden::statements(*forbidden, estate, &exempt))
        .collect();
    everywhere.extend(regions::statement(guardrail, &exempt));
    everywhere.extend(boundary::statements(estate, guardrail, &exempt));
    if !everywhere.is_empty() {
        everywhere.extend(exempt.kept());
    }
    let part = |targets, statements| Part {
        guardrail,
        targets,
        statements,
    };
    let mut parts = vec![part(target::of(estate, guardrail, |_| true), everywhere)];
    if guardrail.forbids.contains(&Forbidden::MakeIamUsers) {
        let statements = forbidden::statements(Forbidden::MakeIamUsers, estate, &exempt);
        let targets = target::of(estate, guardrail, |account| has_no_users(estate, account));
        match parts.iter_mut().find(|part| part.targets == targets) {
            Some(part) => part.statements.extend(statements),
            None => parts.push(part(targets, statements)),
        }
    }
    parts.retain(|part| !part.statements.is_empty() && !part.targets.is_empty());
    parts
}

fn has_no_users(estate: &Estate, account: &Account) -> bool {
    let class = account
        .class
        .as_ref()
        .and_then(|class| class.of(&estate.account_classes));
    class.is_some_and(|class| class.iam_users == IamUsers::Never)
}
