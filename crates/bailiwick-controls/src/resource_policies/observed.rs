//! The policies of resources as AWS holds them, and whether all of them were given.
//!
//! A kind is whole when the list of its resources is there and, of each, its policy or the
//! failure that says that it has none ([`crate::observed`]). Every file is told by its path:
//! several commands print lists under the same key, and an empty one says nothing else. `docs/observed.md` shows the
//! table [`KINDS`]; a new kind is a row of it. Of a service that is not in the table nothing
//! is known.

mod further;
mod kinds;
mod others;
mod qualified;

use std::collections::BTreeSet;

use bailiwick_estate::selection::Selection;
use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::AccountId;
use serde_json::Value;

use super::named::asks_access_points;
use super::narrowed::may_be_among;
use super::{Asked, Held};
use crate::observed::{Document, Regional, in_each_region};
use crate::verdict::Reason;
use crate::world::World;

pub use further::Further;
pub use kinds::{KINDS, Kind, Printed};

/// The policies of resources of some services in the selected accounts, and what is missing.
pub(crate) fn read(
    world: &World<'_>,
    selection: &Selection<'_>,
    asked: &[Asked<'_>],
) -> (Vec<Held>, Vec<Reason>) {
    let of_each: Vec<BTreeSet<String>> = asked.iter().map(Asked::services).collect();
    let services: BTreeSet<&String> = of_each.iter().flatten().collect();
    let is_asked = |kind: &&Kind| {
        let mut asked = asked.iter().zip(&of_each);
        asked.any(|(asked, services)| {
            services.contains(kind.service) && kind.may_be_among(asked.resources)
        })
    };
    let mut held = Vec::new();
    let mut reasons = Vec::new();
    let unread: Vec<&str> = services
        .iter()
        .map(|service| service.as_str())
        .filter(|service| KINDS.iter().all(|kind| kind.service != *service))
        .collect();
    if !unread.is_empty() {
        let text = format!(
            "whom policies of resources of {} let in by themselves",
            some(&unread)
        );
        reasons.push(Reason::NotModelled(text));
    }
    for (action, what) in kinds::UNREAD {
        if asked.iter().any(|asked| asked.means_one(action)) {
            reasons.push(Reason::NotModelled(format!("whom {what} let in")));
        }
    }
    let missing = in_each_region(world, selection, |place| {
        for kind in KINDS.iter().filter(is_asked) {
            kind.read(place, &mut held, &mut reasons);
        }
    });
    reasons.extend(missing);
    // A list of all regions is read in each.
    held.sort_by(|one: &Held, other| one.arn.cmp(&other.arn));
    held.dedup();
    reasons.sort();
    reasons.dedup();
    (held, reasons)
}

/// The first few names, and how many more there are.
fn some(names: &[&str]) -> String {
    let (shown, more) = names.split_at(names.len().min(4));
    let shown: Vec<String> = shown.iter().map(|name| format!("`{name}`")).collect();
    match more.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more services", shown.join(", ")),
    }
}

impl Kind {
    /// Adds the policies of all resources of this kind in one account and region.
    fn read(&self, place: &Regional<'_>, held: &mut Vec<Held>, reasons: &mut Vec<Reason>) {
        let names = self.names(place).unwrap_or_else(|missing| {
            reasons.push(missing);
            Vec::new()
        });
        for name in names {
            let mut add = |policy: Policy, is_enough| {
                held.push(Held {
                    account: place.id,
                    called: self.called(place, &name),
                    arn: Some(self.arn(place, &name)),
                    is_enough: is_enough && !asks_access_points(&policy),
                    policy,
                });
            };
            match self.policy(place, &name) {
                Ok(Some(policy)) => add(policy, self.is_enough),
                Ok(None) => {}
                Err(missing) => reasons.push(missing),
            }
            if let Some(further) = &self.also {
                match (further.read)(place, further.command, &name) {
                    Ok(statements) => add(Policy::new(statements), further.is_enough),
                    Err(missing) => reasons.push(missing),
                }
            }
        }
    }

    /// Whether one of them may be among some resources; all where there are none.
    fn may_be_among(&self, resources: &[String]) -> bool {
        let shape = ["{region}", "{account}", "{name}"]
            .iter()
            .fold(self.arn.to_owned(), |shape, part| shape.replace(part, "?*"));
        may_be_among(&shape, resources)
    }

    /// The names of what there is.
    fn names(&self, place: &Regional<'_>) -> Result<Vec<String>, Reason> {
        let Some((command, key)) = self.list else {
            return Ok(vec![place.id.to_string()]);
        };
        let files: Vec<&Document> = self
            .files(place)
            .filter(|file| file.is_of(command) && file.content.get(key).is_some())
            .collect();
        if files.iter().all(|file| file.goes_on()) {
            return Err(self.not_given(place, command));
        }
        let lists = files.iter().filter_map(|file| file.content[key].as_array());
        let names = lists.flatten().map(|item| match self.name {
            "" => item.as_str(),
            name => item.get(name).and_then(Value::as_str),
        });
        let names: Option<BTreeSet<&str>> = names.collect();
        let names = names.ok_or_else(|| self.not_given(place, command))?;
        // Queues are listed by their address, topics by their ARN.
        let is_long = |name: &str| name.starts_with("https:") || name.starts_with("arn:");
        let last = |name: &str| match is_long(name) && self.arn != "{name}" {
            true => name.rsplit(['/', ':']).next().unwrap_or(name).to_owned(),
            false => name.to_owned(),
        };
        Ok(names.into_iter().map(last).collect())
    }

    /// What one resource's policy says; `None`: it has none.
    fn policy(&self, place: &Regional<'_>, name: &str) -> Result<Option<Policy>, Reason> {
        let missing = || self.not_given(place, &format!("{} {name}", self.policy.command));
        let mut texts: BTreeSet<Option<&str>> = BTreeSet::new();
        for file in self
            .files(place)
            .filter(|file| file.about(self.policy.command) == Some(name))
        {
            match file.content.pointer(self.policy.text).map(Value::as_str) {
                Some(Some(text)) => texts.insert(Some(text)),
                Some(None) => return Err(missing()),
                None if self.policy.says_none(&file.content) => texts.insert(None),
                None => return Err(missing()),
            };
        }
        let mut texts = texts.into_iter();
        match (texts.next(), texts.next()) {
            (Some(text), None) => text
                .map(|text| {
                    Policy::from_text(text).map_err(|error| {
                        let text = format!(
                            "what the policy of `{name}` says, which cannot be read: {error}"
                        );
                        Reason::NotGiven(text)
                    })
                })
                .transpose(),
            // Nothing is there, or files that disagree.
            _ => Err(missing()),
        }
    }

    /// The files that may speak of it: of the region, or of the account where one list is of
    /// all regions.
    fn files<'w>(&self, place: &Regional<'w>) -> impl Iterator<Item = &'w Document> {
        let (region, is_global) = (place.region, self.is_global);
        place
            .of_account()
            .filter(move |file| is_global || file.region.as_deref() == Some(region))
    }

    fn arn(&self, place: &Regional<'_>, name: &str) -> String {
        self.arn
            .replace("{region}", place.region)
            .replace("{account}", place.id.as_str())
            .replace("{name}", name)
    }

    fn called(&self, place: &Regional<'_>, name: &str) -> String {
        match self.arn.ends_with("{name}") {
            true => format!("`{}`", self.arn(place, name)),
            false => format!("`{name}` of `{}` in `{}`", self.service, place.account),
        }
    }

    /// That what a command prints, with a name where it asks for one, was not given; and the
    /// path under which it is looked for.
    fn not_given(&self, place: &Regional<'_>, command: &str) -> Reason {
        let file = command.replace(' ', "/");
        let account = place.account;
        Reason::NotGiven(match self.is_global {
            true => format!("`aws {command}` of `{account}`, as `{file}.json`"),
            false => {
                let region = place.region;
                format!("`aws {command}` of `{account}` in `{region}`, as `{file}.json`")
            }
        })
    }
}

/// Every policy of a resource in the files of an account, with the place of its file: also of
/// kinds that are not in the table, by the keys under which the AWS CLI prints a policy.
pub(crate) fn every_text<'w>(
    world: &World<'w>,
    account: AccountId,
) -> impl Iterator<Item = (&'w Document, &'w str)> {
    let files = world
        .observed
        .into_iter()
        .flat_map(|observed| observed.documents());
    files
        .filter(move |file| file.account == Some(account))
        .flat_map(|file| others::texts(&file.content).map(move |text| (file, text)))
}
