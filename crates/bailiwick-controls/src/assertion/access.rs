//! Who may do what.

mod domain;
mod each_once;

use bailiwick_estate::model::{AccessRule, AccessWord};
use bailiwick_estate::selection::Selection;
use bailiwick_iam::account::Accounts;
use bailiwick_iam::policy::{Condition, Policy, Statement};
use bailiwick_iam::service_data::AccessLevel;

use crate::dated::Dated;
use crate::holders::Holder;
use crate::judgement::Evidence;
use crate::may::{May, Meant, may};
use crate::resource_policies::{Asked, beside_identity};
use crate::verdict::{Basis, Reason, Verdict, counted};
use crate::witness::Witness;
use crate::world::World;
use domain::{Domain, domains};
use each_once::each_once;

/// Whether permissions are as the rule says.
///
/// All of it is about what can be held at all, on request as well, unless the rule says
/// `standing`.
pub(crate) fn access(world: &World<'_>, evidence: Evidence, rule: &AccessRule) -> Verdict {
    let directory = match world.directory(evidence) {
        Ok(directory) => directory,
        Err(reason) => return Verdict::unknown(reason),
    };
    let accounts = &directory.accounts;
    let selection = world.estate.select(rule.on.as_ref());
    let holders = match world.holders(evidence) {
        Ok(holders) => holders,
        Err(reason) => return Verdict::unknown(reason),
    };
    let mut found = Found::default();
    if evidence != Evidence::Compiled {
        found.reasons.extend(not_shown(&selection, accounts));
    }
    let meant: Vec<Holder<'_>> = match rule.who.is_empty() {
        true => holders.everyone(),
        false => {
            let who = rule.who.iter();
            who.flat_map(|who| holders.of(who, &mut found.reasons))
                .collect()
        }
    };
    if meant.is_empty() && found.reasons.is_empty() {
        let text = "those who are meant come into no account at all".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    // Those who come in elsewhere count as well: that they take no role here rests on theirs.
    let mut dated = Dated::of(meant.iter().map(|one| (one.account, one.principal)));
    let here = |holder: &&Holder<'_>| is_selected(holder, &selection);
    // Policies of resources let in whoever they name, from wherever.
    let anywhere = each_once(rule, &meant);
    let meant_here: Vec<&Holder<'_>> = anywhere.iter().copied().filter(here).collect();
    let domains = match domains(world, rule.on.as_ref(), &selection) {
        Ok(domains) => domains,
        Err(reason) => return Verdict::unknown(reason),
    };
    let mut questions: Vec<(bool, &[&Holder<'_>], Meant<'_>, Option<&Policy>)> = Vec::new();
    let of_everyone = rule.who.is_empty();
    let never = levels(&rule.never);
    if !rule.never.is_empty() {
        found.none_may(
            world,
            accounts,
            &meant_here,
            &Meant::Levels(&never),
            &domains,
        );
        questions.push((of_everyone, &anywhere, Meant::Levels(&never), None));
    }
    let actions: Vec<String> = rule.never_actions.iter().map(ToString::to_string).collect();
    if !rule.never_actions.is_empty() {
        found.none_may(
            world,
            accounts,
            &meant_here,
            &Meant::Patterns(&actions),
            &domains,
        );
        questions.push((of_everyone, &anywhere, Meant::Patterns(&actions), None));
    }
    let only = levels(&rule.only);
    // Everybody is meant where nobody is named.
    let others = match rule.only.is_empty() || rule.who.is_empty() {
        true => Vec::new(),
        false => holders.others(&rule.who, &meant),
    };
    let others = each_once(rule, &others);
    if !rule.only.is_empty() {
        let others_here: Vec<&Holder<'_>> = others.iter().copied().filter(here).collect();
        let meant = Meant::Levels(&only);
        found.none_may(world, accounts, &others_here, &meant, &domains);
        questions.push((true, &others, meant, None));
        for other in others_here {
            dated.add(other.account, other.principal);
        }
    }
    let with_mfa = unless_mfa();
    // A machine has no second factor; where it is not named, people are meant.
    let is_person = |one: &&Holder<'_>| !rule.who.is_empty() || !is_technical(world, one);
    let mut users = anywhere.clone();
    users.retain(|holder| is_person(holder) && holder.principal.as_user().is_some());
    if rule.with_mfa == Some(true) {
        let people: Vec<&Holder<'_>> = meant_here.into_iter().filter(is_person).collect();
        found.need_mfa(world, accounts, &people, &domains);
        questions.push((of_everyone, &users, Meant::Everything, Some(&with_mfa)));
    }
    let only: Vec<Vec<&Policy>> = domains
        .iter()
        .map(|one| one.only.iter().collect())
        .collect();
    let asked = questions
        .iter()
        .flat_map(|(of_everyone, holders, meant, further)| {
            domains.iter().zip(&only).map(move |(domain, only)| Asked {
                of_everyone: *of_everyone,
                holders,
                meant,
                resources: &domain.resources,
                only: only.iter().copied().chain(*further).collect(),
            })
        });
    let asked: Vec<Asked<'_>> = asked.collect();
    let (let_in, unknown) = beside_identity(world, evidence, &selection, accounts, &asked);
    found.witnesses.extend(let_in);
    found.reasons.extend(unknown);
    if rule.standing == Some(true) {
        let basis = "what must be asked for first is not counted".to_owned();
        found.bases.push(Basis(basis));
    }
    dated.told_by(found.verdict(&selection))
}

/// Selected accounts of which nobody said who is in them.
fn not_shown<'s>(
    selection: &'s Selection<'_>,
    accounts: &'s Accounts,
) -> impl Iterator<Item = Reason> {
    let selected = selection.accounts.keys();
    let missing = selected.filter(|name| {
        let mut known = accounts.iter().map(|account| account.name.as_deref());
        known.all(|known| known != Some(name))
    });
    missing.map(|name| {
        let command = "`aws iam get-account-authorization-details`";
        Reason::NotGiven(format!("{command} of `{name}`"))
    })
}

/// What denies everything that is done with a second factor.
fn unless_mfa() -> Policy {
    let with_mfa = Condition::test("Bool", "aws:MultiFactorAuthPresent", ["true"]);
    Policy::new([Statement::deny(["*"]).on(["*"]).when(with_mfa)])
}

#[derive(Default)]
struct Found {
    witnesses: Vec<Witness>,
    reasons: Vec<Reason>,
    bases: Vec<Basis>,
}

impl Found {
    /// Asks whether any of the holders may do what is meant.
    fn none_may(
        &mut self,
        world: &World<'_>,
        accounts: &Accounts,
        holders: &[&Holder<'_>],
        meant: &Meant<'_>,
        domains: &[Domain],
    ) {
        for holder in holders {
            for domain in domains {
                let only: Vec<&Policy> = domain.only.iter().collect();
                match may(
                    &world.models.proofs,
                    accounts,
                    holder,
                    meant,
                    &domain.resources,
                    &only,
                ) {
                    May::Never => {}
                    May::Can(witness) => self.witnesses.push(witness),
                    May::Unknown(reason) => self.reasons.push(Reason::undecided(reason)),
                }
            }
        }
        let basis = match holders.len() {
            0 => "nobody whom this is about comes into these accounts".to_owned(),
            count => {
                let principals = counted(count, "user or role", "users and roles");
                let on_request = holders.iter().filter(|one| one.on_request).count();
                let of_which = match on_request {
                    0 => String::new(),
                    asked => format!(", {asked} of them held on request,"),
                };
                format!("no request exists by which any of {principals}{of_which} could")
            }
        };
        self.bases.push(Basis(basis));
    }

    /// Asks whether any of the holders may do anything without a second factor. Other roles
    /// than those of Identity Center are nobody's to sign in to. A session
    /// of Identity Center does not tell whether there was one
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent>).
    fn need_mfa(
        &mut self,
        world: &World<'_>,
        accounts: &Accounts,
        holders: &[&Holder<'_>],
        domains: &[Domain],
    ) {
        let with_mfa = unless_mfa();
        let mut users = 0;
        let mut sessions = 0;
        for holder in holders {
            if let Some(role) = holder.principal.as_role() {
                sessions += usize::from(role.permission_set.is_some());
                continue;
            }
            users += 1;
            for domain in domains {
                let also: Vec<&Policy> = domain.only.iter().chain([&with_mfa]).collect();
                let everything = &Meant::Everything;
                match may(
                    &world.models.proofs,
                    accounts,
                    holder,
                    everything,
                    &domain.resources,
                    &also,
                ) {
                    May::Never => {}
                    May::Can(witness) => self.witnesses.push(witness.with("second factor", "none")),
                    May::Unknown(reason) => self.reasons.push(Reason::undecided(reason)),
                }
            }
        }
        if sessions > 0 {
            let roles = counted(sessions, "role", "roles");
            self.reasons.push(Reason::NotVisible(format!(
                "whether people sign in to {roles} of Identity Center with a second factor"
            )));
        }
        let users = counted(users, "user may", "users may");
        self.bases
            .push(Basis(format!("{users} do nothing without a second factor")));
    }

    fn verdict(mut self, selection: &Selection<'_>) -> Verdict {
        if selection.accounts.is_empty() {
            let text = "no account is selected".to_owned();
            return Verdict::unknown(Reason::NothingSelected(text));
        }
        self.reasons.sort();
        self.reasons.dedup();
        match (self.witnesses.is_empty(), self.reasons.is_empty()) {
            (false, _) => Verdict::Refuted(self.witnesses),
            (true, false) => Verdict::Unknown(self.reasons),
            (true, true) => Verdict::Proved(self.bases),
        }
    }
}

fn is_technical(world: &World<'_>, holder: &Holder<'_>) -> bool {
    let name = holder.principal.name();
    world.estate.technical_accounts.get(name).is_some()
}

fn is_selected(holder: &Holder<'_>, selection: &Selection<'_>) -> bool {
    let name = holder.account.name.as_deref();
    name.is_some_and(|name| selection.accounts.contains_key(name))
}

fn levels(words: &[AccessWord]) -> Vec<AccessLevel> {
    words
        .iter()
        .flat_map(|word| match word {
            AccessWord::List => vec![AccessLevel::List],
            AccessWord::Read => vec![AccessLevel::Read],
            AccessWord::Write => vec![AccessLevel::Write],
            AccessWord::Tagging => vec![AccessLevel::Tagging],
            AccessWord::Permissions => vec![AccessLevel::PermissionsManagement],
            AccessWord::All => AccessLevel::ALL.to_vec(),
        })
        .collect()
}
