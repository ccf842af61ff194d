//! The catalogue: controls that every estate may ask for by name.
//!
//! One file per control. Each says what must be true, what that is proven from and which
//! catalogues of others ask for the same ([`Mappings`]), and judges it. To add one: add its
//! word to `CatalogueControl` in the estate's model, copy a neighbour, and name it in
//! [`entry`].

mod accounts_accountable;
mod contractors_end;
mod customers;
mod data_classes_held;
mod data_survives;
mod databases_internal;
mod documented_before_automated;
mod environments_isolated;
mod guardrails_hold;
mod iam_users_allowed;
mod kubernetes_internal;
mod logs_flow;
mod members_equal_seats;
mod mfa_required;
mod no_privilege_escalation;
mod no_public_administration;
mod no_secret_in_clear;
mod no_undeclared_administrators;
mod no_undeclared_external_access;
mod one_customer_per_account;
mod organization_trail;
mod permissions_minimal;
mod permissions_through_groups;
mod principals_declared;
mod production_not_writable_from_outside;
mod root_locked_away;
mod ssh_through_bastion;
mod tags_present;
mod technical_accounts_owned;
mod trust_declared;

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{CatalogueControl, Group, SystemKind};
use bailiwick_estate::selection::Selection;
use serde_json::Value;

use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict};
use crate::world::World;

/// A control of the catalogue.
pub struct Entry {
    /// Its word in an estate.
    pub control: CatalogueControl,
    /// Its page, in Markdown: what must be true, why, what it is proven from, an example
    /// that holds and one that does not.
    pub page: &'static str,
    /// Who else asks for it.
    pub mappings: Mappings,
    /// Judges it by what is compiled; `None` where that cannot show it.
    pub(crate) compiled: Option<Judge>,
    /// Judges it by what AWS holds; `None` where that cannot show it.
    pub(crate) observed: Option<Judge>,
}

/// How a control is judged.
pub(crate) type Judge = fn(&World<'_>, &Selection<'_>) -> Verdict;

/// The same control in the catalogues of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mappings {
    /// Controls of ISO/IEC 27001:2022, Annex A.
    pub iso_27001: &'static [&'static str],
    /// Recommendations of the CIS Amazon Web Services Foundations Benchmark v3.0.0.
    pub cis_aws: &'static [&'static str],
    /// Checks of Prowler that look at the same thing.
    pub prowler: &'static [&'static str],
}

impl Entry {
    /// Which evidence can show it; where none can, somebody has to vouch for it.
    #[must_use]
    pub fn evidence(&self) -> Vec<Evidence> {
        let compiled = self.compiled.map(|_| Evidence::Compiled);
        let observed = self.observed.map(|_| Evidence::Observed);
        compiled.into_iter().chain(observed).collect()
    }
}

/// The entry of a control.
#[must_use]
pub fn entry(control: CatalogueControl) -> &'static Entry {
    match control {
        CatalogueControl::AccountsAccountable => &accounts_accountable::ENTRY,
        CatalogueControl::ContractorsEnd => &contractors_end::ENTRY,
        CatalogueControl::DataSurvives => &data_survives::ENTRY,
        CatalogueControl::DocumentedBeforeAutomated => &documented_before_automated::ENTRY,
        CatalogueControl::IamUsersAllowed => &iam_users_allowed::ENTRY,
        CatalogueControl::GuardrailsHold => &guardrails_hold::ENTRY,
        CatalogueControl::LogsFlow => &logs_flow::ENTRY,
        CatalogueControl::MembersEqualSeats => &members_equal_seats::ENTRY,
        CatalogueControl::MfaRequired => &mfa_required::ENTRY,
        CatalogueControl::NoSecretInClear => &no_secret_in_clear::ENTRY,
        CatalogueControl::DataClassesHeld => &data_classes_held::ENTRY,
        CatalogueControl::OneCustomerPerAccount => &one_customer_per_account::ENTRY,
        CatalogueControl::TrustDeclared => &trust_declared::ENTRY,
        CatalogueControl::OrganizationTrail => &organization_trail::ENTRY,
        CatalogueControl::NoUndeclaredExternalAccess => &no_undeclared_external_access::ENTRY,
        CatalogueControl::TagsPresent => &tags_present::ENTRY,
        CatalogueControl::PermissionsThroughGroups => &permissions_through_groups::ENTRY,
        CatalogueControl::PrincipalsDeclared => &principals_declared::ENTRY,
        CatalogueControl::RootLockedAway => &root_locked_away::ENTRY,
        CatalogueControl::TechnicalAccountsOwned => &technical_accounts_owned::ENTRY,
        CatalogueControl::NoPrivilegeEscalation => &no_privilege_escalation::ENTRY,
        CatalogueControl::NoUndeclaredAdministrators => &no_undeclared_administrators::ENTRY,
        CatalogueControl::ProductionNotWritableFromOutside => {
            &production_not_writable_from_outside::ENTRY
        }
        CatalogueControl::PermissionsMinimal => &permissions_minimal::ENTRY,
        CatalogueControl::DatabasesInternal => &databases_internal::ENTRY,
        CatalogueControl::KubernetesInternal => &kubernetes_internal::ENTRY,
        CatalogueControl::NoPublicAdministration => &no_public_administration::ENTRY,
        CatalogueControl::SshThroughBastion => &ssh_through_bastion::ENTRY,
        CatalogueControl::EnvironmentsIsolated => &environments_isolated::ENTRY,
    }
}

/// Every entry, in the order of their words.
pub fn all() -> impl Iterator<Item = &'static Entry> {
    CatalogueControl::ALL
        .iter()
        .map(|(control, _)| entry(*control))
}

/// The groups that hold something in the selected places.
fn groups<'w>(world: &World<'w>, selection: &Selection<'_>) -> Vec<&'w Declared<Group>> {
    let holdings = world.holdings(selection);
    let groups = holdings
        .keys()
        .filter_map(|name| world.estate.groups.get(name));
    groups.collect()
}

/// The systems of a kind, and nothing else of a selection.
fn of_kind<'e>(selection: &Selection<'e>, kind: SystemKind) -> Selection<'e> {
    let systems = selection.systems.iter();
    Selection {
        systems: systems
            .filter(|(_, system)| system.kind == kind)
            .map(|(name, system)| (*name, *system))
            .collect(),
        ..Selection::default()
    }
}

/// The name of the selected account that a user or role is in.
fn account_of<'s>(world: &World<'_>, selection: &'s Selection<'_>, arn: &str) -> Option<&'s str> {
    let id = arn.split(':').nth(4)?.parse().ok()?;
    let account = world.account_named(id)?;
    let (name, _) = selection.accounts.get_key_value(account.name.as_str())?;
    Some(name)
}

/// A text of what AWS printed; empty where there is none.
fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// Judges a control of the catalogue by one evidence.
pub(crate) fn judge(
    control: CatalogueControl,
    world: &World<'_>,
    evidence: Evidence,
    selection: &Selection<'_>,
) -> Verdict {
    let entry = entry(control);
    let (judge, name) = match evidence {
        Evidence::Compiled => (entry.compiled, "the estate and what it compiles to"),
        Evidence::Observed => (entry.observed, "what AWS holds"),
        Evidence::Word => (None, "somebody's word"),
    };
    match judge {
        Some(judge) => judge(world, selection),
        None => Verdict::unknown(Reason::NotVisible(format!(
            "{name} cannot show `{}`",
            control.as_str()
        ))),
    }
}
