//! Nothing outside production can write to production.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, CatalogueControl, Purpose};
use bailiwick_estate::selection::Selection;
use bailiwick_iam::service_data::AccessLevel;

use super::{Entry, Mappings};
use crate::dated::Dated;
use crate::holders::Holder;
use crate::judgement::Evidence;
use crate::may::{May, Meant, may};
use crate::resource_policies::{Asked, beside_identity};
use crate::verdict::{Reason, Verdict, counted};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::ProductionNotWritableFromOutside,
    page: include_str!("../../pages/production-not-writable-from-outside.md"),
    mappings: Mappings {
        iso_27001: &["A.8.31"],
        cis_aws: &[],
        prowler: &[],
    },
    compiled: Some(|world, selection| judge(world, selection, Evidence::Compiled)),
    observed: Some(|world, selection| judge(world, selection, Evidence::Observed)),
};

const LEVELS: [AccessLevel; 3] = [
    AccessLevel::Write,
    AccessLevel::Tagging,
    AccessLevel::PermissionsManagement,
];

fn judge(world: &World<'_>, selection: &Selection<'_>, evidence: Evidence) -> Verdict {
    let directory = match world.directory(evidence) {
        Ok(directory) => directory,
        Err(reason) => return Verdict::unknown(reason),
    };
    let is_ours = |account: &bailiwick_iam::account::Account| {
        world.account_named(account.id).is_some_and(|declared| {
            selection.accounts.contains_key(declared.name.as_str())
                && is_production(world, declared)
        })
    };
    let production = directory
        .accounts
        .iter()
        .filter(|account| is_ours(account))
        .count();
    if production == 0 {
        let text = "no account of production is selected".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    let holders = match world.holders(evidence) {
        Ok(holders) => holders,
        Err(reason) => return Verdict::unknown(reason),
    };
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut everyone = holders.everyone();
    everyone.retain(|holder| !is_ours(holder.account));
    let outside = everyone.len();
    let mut asked: Vec<Holder<'_>> = everyone.clone();
    let mut dated = Dated::default();
    for holder in everyone {
        dated.add(holder.account, holder.principal);
        for taken in holders.reached_by(holder) {
            dated.add(taken.account, taken.principal);
            if !is_ours(taken.account) {
                continue;
            }
            match may(
                &world.models.proofs,
                &directory.accounts,
                &taken,
                &Meant::Levels(&LEVELS),
                &[],
                &[],
            ) {
                May::Never => {}
                May::Can(witness) => witnesses.push(witness),
                May::Unknown(reason) => reasons.push(Reason::undecided(reason)),
            }
            asked.push(taken);
        }
    }
    let asked = Asked {
        of_everyone: true,
        holders: &asked.iter().collect::<Vec<_>>(),
        meant: &Meant::Levels(&LEVELS),
        resources: &[],
        only: Vec::new(),
    };
    let mut production = selection.clone();
    production
        .accounts
        .retain(|_, account| is_production(world, account));
    let (let_in, unknown) =
        beside_identity(world, evidence, &production, &directory.accounts, &[asked]);
    witnesses.extend(let_in);
    reasons.extend(unknown);
    let verdict = Verdict::of(witnesses, reasons, || {
        let outside = counted(outside, "user or role", "users and roles");
        format!("none of {outside} outside production can take a role in it that writes")
    });
    dated.told_by(verdict)
}

/// Whether an account serves production, by its class or its environment.
fn is_production(world: &World<'_>, account: &Declared<Account>) -> bool {
    let class = account.class.as_ref();
    let class = class.and_then(|class| class.of(&world.estate.account_classes));
    let environment = account.environment.as_ref();
    let environment = environment.and_then(|one| one.of(&world.estate.environments));
    class.is_some_and(|class| class.production == Some(true))
        || environment.is_some_and(|one| one.purpose == Purpose::Production)
}
