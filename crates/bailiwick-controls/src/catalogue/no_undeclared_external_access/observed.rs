//! What IAM Access Analyzer finds from outside, and the policies of resources that were given.

use bailiwick_estate::selection::Selection;
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::{Policy, PrincipalKind, PrincipalName};
use bailiwick_iam::request::AccountId;
use serde_json::Value;

use super::outsider::{Found, Insiders};
use crate::catalogue::text;
use crate::judgement::Evidence;
use crate::observed::{Regional, in_each_region};
use crate::resource_policies::observed::every_text;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

/// What was found, and what could not be looked at.
#[derive(Default)]
struct Seen {
    witnesses: Vec<Witness>,
    reasons: Vec<Reason>,
    regions: usize,
}

pub(super) fn judge(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let insiders = Insiders::of(world);
    let mut seen = Seen::default();
    let missing = in_each_region(world, selection, |place| {
        seen.regions += 1;
        if let Err(reason) = seen.findings(&insiders, place) {
            seen.reasons.push(reason);
        }
    });
    seen.reasons.extend(missing);
    for (name, account) in &selection.accounts {
        let id = account.id.as_ref();
        if let Some(id) = id.and_then(|id| id.to_string().parse().ok()) {
            seen.policies(world, &insiders, name, id);
        }
    }
    Verdict::of(seen.witnesses, seen.reasons, || {
        let regions = counted(seen.regions, "account and region", "accounts and regions");
        format!(
            "in {regions}, nothing of a kind that IAM Access Analyzer looks at lets anybody in from outside"
        )
    })
}

impl Seen {
    /// The findings of an analyzer that is active there. A finding that somebody archived
    /// is access that is there all the same
    /// (<https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_FindingSummary.html>).
    fn findings(&mut self, insiders: &Insiders, place: &Regional<'_>) -> Result<(), Reason> {
        let analyzers = place.list("analyzers", "aws accessanalyzer list-analyzers")?;
        let looks = |one: &&&Value| {
            let kind = text(one, "type");
            text(one, "status") == "ACTIVE" && ["ACCOUNT", "ORGANIZATION"].contains(&kind)
        };
        if analyzers.iter().find(looks).is_none() {
            let (account, region) = (place.account, place.region);
            let text = format!("no analyzer is active in `{account}` in `{region}`: who comes in");
            return Err(Reason::NotGiven(text));
        }
        for finding in place.list("findings", "aws accessanalyzer list-findings")? {
            if text(finding, "status") == "RESOLVED" {
                continue;
            }
            let resource = text(finding, "resource");
            let who = match finding.get("principal").and_then(Value::as_object) {
                _ if finding.get("isPublic") == Some(&Value::Bool(true)) => {
                    Some("everybody".to_owned())
                }
                Some(principal) if !principal.is_empty() => outside(insiders, principal),
                _ => {
                    let id = text(finding, "id");
                    self.reasons.push(place.not_given(&format!(
                        "aws accessanalyzer list-findings, whose findings have principals, with {id}"
                    )));
                    continue;
                }
            };
            if let Some(who) = who {
                self.tell(place, &format!("`{resource}` lets {who} in"));
            }
        }
        Ok(())
    }

    /// The policies of resources that were given, and whom roles trust: what they say now,
    /// where the analyzer may not have looked yet.
    fn policies(&mut self, world: &World<'_>, insiders: &Insiders, account: &str, id: AccountId) {
        for (file, text) in every_text(world, id) {
            let path = &file.path;
            match Policy::from_text(text) {
                Ok(policy) => self.look(insiders, account, path, &policy),
                Err(error) => self.reasons.push(Reason::NotGiven(format!(
                    "what the policy in `{path}` says, which cannot be read: {error}"
                ))),
            }
        }
        let directory = world.directory(Evidence::Observed).ok();
        let known = directory.and_then(|directory| directory.accounts.get(id));
        let principals = known.iter().flat_map(|account| &account.principals);
        for role in principals {
            if let Some(Known::Known(trust)) = role.as_role().map(|role| &role.trust) {
                self.look(insiders, account, &role.arn, trust);
            }
        }
    }

    fn look(&mut self, insiders: &Insiders, account: &str, what: &str, policy: &Policy) {
        match insiders.look(policy) {
            None => {}
            Some(Found::Outsider(who, request)) => self.witnesses.push(
                Witness::new(WitnessKind::Resource, format!("`{what}` lets {who} in"))
                    .with("account", account)
                    .with("action", request.action),
            ),
            Some(Found::Unclear(why)) => self
                .reasons
                .push(Reason::NotModelled(format!("whom `{what}` lets in: {why}"))),
        }
    }

    fn tell(&mut self, place: &Regional<'_>, what: &str) {
        self.witnesses.push(
            Witness::new(WitnessKind::Resource, what)
                .with("place", format!("{}/{}", place.account, place.region)),
        );
    }
}

/// The principal of a finding, unless it belongs to the estate.
fn outside(insiders: &Insiders, principal: &serde_json::Map<String, Value>) -> Option<String> {
    let outsiders = principal.iter().filter(|(kind, name)| {
        let mut kinds = PrincipalKind::ALL.into_iter();
        let kind = kinds.find(|one| one.as_str() == kind.as_str());
        let name = kind.zip(name.as_str());
        let account = name.and_then(|(kind, name)| PrincipalName::parse(kind, name).account());
        !account.is_some_and(|id| insiders.has(id))
    });
    let names: Vec<String> = outsiders
        .map(|(_, name)| format!("`{}`", name.as_str().unwrap_or("somebody")))
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}
