//! Nobody but declared administrators may do everything.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::model::{AccessWord, Allowance, CatalogueControl, Permission};
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings, account_of};
use crate::judgement::Evidence;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::NoUndeclaredAdministrators,
    page: include_str!("../../pages/no-undeclared-administrators.md"),
    mappings: Mappings {
        iso_27001: &["A.8.2"],
        cis_aws: &["1.16"],
        prowler: &[
            "iam_aws_attached_policy_no_administrative_privileges",
            "iam_customer_attached_policy_no_administrative_privileges",
            "iam_inline_policy_no_administrative_privileges",
        ],
    },
    compiled: Some(|world, selection| judge(world, selection, Evidence::Compiled)),
    observed: Some(|world, selection| judge(world, selection, Evidence::Observed)),
};

fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let report = match world.escalations(evidence) {
        Ok(report) => report,
        Err(reason) => return Verdict::unknown(reason),
    };
    let declared = match declared_administrators(world, evidence) {
        Ok(declared) => declared,
        Err(reason) => return Verdict::unknown(reason),
    };
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut administrators = 0;
    for administrator in &report.administrators {
        let Some(account) = account_of(world, selection, &administrator.principal) else {
            continue;
        };
        administrators += 1;
        if declared.contains(&administrator.principal) {
            continue;
        }
        if administrator.depends_on.is_empty() {
            let what = format!(
                "`{}` is an administrator, and no permission that it holds says so",
                administrator.principal
            );
            witnesses.push(Witness::new(WitnessKind::Principal, what).with("account", account));
        } else {
            let depends_on: Vec<&str> = administrator
                .depends_on
                .iter()
                .map(String::as_str)
                .collect();
            reasons.push(Reason::NotModelled(format!(
                "whether `{}` is an administrator, which hangs on {}",
                administrator.principal,
                depends_on.join(", ")
            )));
        }
    }
    for unjudged in &report.unjudged {
        if account_of(world, selection, &unjudged.principal).is_some()
            && !declared.contains(&unjudged.principal)
        {
            reasons.push(Reason::NotGiven(format!(
                "{}, which `{}` has",
                unjudged.missing.join(", "),
                unjudged.principal
            )));
        }
    }
    let asked = world.principals(evidence, |arn| account_of(world, selection, arn).is_some());
    if asked == 0 {
        let text = "there is no user or role".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let verdict = Verdict::of(witnesses, reasons, || {
        let all = counted(administrators, "administrator is", "administrators are");
        let principals = counted(asked, "user or role", "users and roles");
        format!("of {principals} the {all} declared")
    });
    world.dated(evidence).told_by(verdict)
}

/// The ARNs of everybody who holds a permission that says it makes administrators.
fn declared_administrators(
    world: &World<'_>,
    evidence: Evidence,
) -> Result<BTreeSet<String>, Reason> {
    let holders = world.holders(evidence)?;
    let mut accounts: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for holding in world.estate.holdings() {
        if let Some(account) = holding.account()
            && says_so(holding.permission)
        {
            let all = accounts.entry(holding.group.name.as_str()).or_default();
            all.insert(account.name.as_str());
        }
    }
    let mut declared = BTreeSet::new();
    for (group, accounts) in accounts {
        let Some(group) = world.estate.groups.get(group) else {
            continue;
        };
        for holder in holders.of_members(group) {
            let account = world.account_named(holder.account.id);
            if account.is_some_and(|account| accounts.contains(account.name.as_str())) {
                declared.insert(holder.principal.arn.clone());
            }
        }
    }
    Ok(declared)
}

/// Whether a permission says that whoever holds it may change who may do what.
fn says_so(permission: &Permission) -> bool {
    permission.allow.iter().any(|allowance| match allowance {
        Allowance::Access(access) => {
            let levels = [AccessWord::All, AccessWord::Permissions];
            let everywhere = access
                .to
                .iter()
                .any(|service| ["all", "iam"].contains(&service.value.as_str()));
            everywhere && access.access.iter().any(|word| levels.contains(word))
        }
        Allowance::Managed(managed) => managed
            .managed
            .iter()
            .any(|name| ["AdministratorAccess", "IAMFullAccess"].contains(&name.as_str())),
        _ => false,
    })
}
