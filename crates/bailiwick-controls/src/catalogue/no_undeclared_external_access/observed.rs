//! What IAM Access Analyzer finds from outside, and the policies of resources that were given.

use bailiwick_estate::selection::Selection;
use bailiwick_iam::policy::{PrincipalKind, PrincipalName};
use serde_json::Value;

use super::outsider::{Found, Insiders};
use crate::catalogue::text;
use crate::observed::{Regional, in_each_region};
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
        seen.policies(&insiders, place);
    });
    seen.reasons.extend(missing);
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

    fn policies(&mut self, insiders: &Insiders, place: &Regional<'_>) {
        for policy in place.files("Policy").filter_map(Value::as_str) {
            let policy = serde_json::from_str(policy).unwrap_or(Value::Null);
            // What cannot be read has no statement, which is said below.
            for found in insiders.look(place.account, &policy) {
                match found {
                    Found::Outsider(who) => {
                        self.tell(place, &format!("a resource's policy lets {who} in"))
                    }
                    Found::Unclear(what) => self.reasons.push(Reason::NotModelled(format!(
                        "{what}, whom a resource's policy lets in"
                    ))),
                }
            }
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
