//! The organisation, as `aws organizations …` printed it: its tree, and the policies that
//! are attached to it.
//!
//! Owns: which account is the management account, the way from the root to an account, and
//! what is attached on each level of it. Refuses: to take a level for empty of which nothing
//! was given: a reason names the command that prints it.
//!
//! Sources: the pages of the commands
//! (<https://docs.aws.amazon.com/cli/latest/reference/organizations/index.html>), and "SCP
//! evaluation", AWS Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html>).

mod policies;
mod tree;

use bailiwick_compile::guardrails::PolicyType;
use bailiwick_iam::account::Account;
use bailiwick_iam::decide::Known;
use bailiwick_iam::policy::Policy;
use bailiwick_iam::request::AccountId;
use serde_json::Value;

use super::{Document, Observed};
use tree::Tree;

/// What was given of an organisation.
#[derive(Debug)]
pub(crate) struct Organization<'o> {
    observed: &'o Observed,
    tree: Tree,
}

/// What is missing, in words that name the command which prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Missing(pub(crate) String);

impl<'o> Organization<'o> {
    /// What the files say of an organisation.
    pub(crate) fn of(observed: &'o Observed) -> Self {
        Self {
            observed,
            tree: Tree::of(observed),
        }
    }

    /// Whether they say anything of one.
    pub(crate) fn is_given(&self) -> bool {
        self.observed.documents().any(speaks_of_it)
    }

    /// An account, of which only what the organisation says is known.
    pub(crate) fn account(&self, id: AccountId) -> Account {
        let mut account = Account::new(id);
        self.complete(&mut account);
        account
    }

    /// Adds what holds in an account. What is attached to the management account binds nobody
    /// (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html>).
    pub(crate) fn complete(&self, account: &mut Account) {
        account.is_management = self.is_management(account.id);
        let held = |kind| match account.is_management {
            Known::Known(true) => Known::Known(Vec::new()),
            Known::Known(false) | Known::Unknown(_) => self.levels(account.id, kind),
        };
        account.service_control = held(PolicyType::ServiceControl);
        account.resource_control = held(PolicyType::ResourceControl);
    }

    /// Whether an account is the management account.
    fn is_management(&self, account: AccountId) -> Known<bool> {
        let named = self.observed.with_key(None, "Organization");
        let id = named.filter_map(|(_, one)| one.get("MasterAccountId")?.as_str());
        let ids: Vec<&str> = id.collect();
        match ids.as_slice() {
            [] => Known::Unknown(format!(
                "whether {account} is the management account, as `aws organizations describe-organization` prints"
            )),
            [id, others @ ..] if others.iter().all(|other| other == id) => {
                Known::Known(*id == account.as_str())
            }
            _ => Known::Unknown(format!(
                "whether {account} is the management account: several organisations are described"
            )),
        }
    }

    /// The policies of a type that hold in an account, level by level from the root.
    fn levels(&self, account: AccountId, kind: PolicyType) -> Known<Vec<Vec<Policy>>> {
        match self.read_levels(account, kind) {
            Ok(levels) => Known::Known(levels),
            Err(Missing(what)) => {
                let policies = match kind {
                    PolicyType::ServiceControl => "the service control policies",
                    PolicyType::ResourceControl => "the resource control policies",
                    PolicyType::Tag => "the tag policies",
                };
                Known::Unknown(format!("{policies} of account {account}: {what}"))
            }
        }
    }

    fn read_levels(
        &self,
        account: AccountId,
        kind: PolicyType,
    ) -> Result<Vec<Vec<Policy>>, Missing> {
        let way = self.tree.way_to(account.as_str())?;
        // INVARIANT: a way begins at a root.
        let root = way.first().map_or("", String::as_str);
        if !self.is_enabled(root, kind)? {
            return Ok(Vec::new());
        }
        let levels = way.iter().map(|target| self.attached(target, kind));
        levels.collect()
    }

    /// Whether policies of a type have any effect below a root
    /// (<https://docs.aws.amazon.com/organizations/latest/APIReference/API_PolicyTypeSummary.html>).
    fn is_enabled(&self, root: &str, kind: PolicyType) -> Result<bool, Missing> {
        let roots = self.observed.list(None, "Roots").unwrap_or_default();
        let mut found = roots.iter().filter(|one| one["Id"] == root);
        let types = found.next().and_then(|one| one["PolicyTypes"].as_array());
        let Some(types) = types else {
            return Err(Missing::output("organizations list-roots", root));
        };
        let same = |one: &&Value| one["Type"] == kind.as_aws_writes_it();
        match types
            .iter()
            .find(same)
            .and_then(|one| one["Status"].as_str())
        {
            None => Ok(false),
            Some("ENABLED") => Ok(true),
            Some(status) => Err(Missing(format!(
                "whether they hold, since `aws organizations list-roots` says `{status}`"
            ))),
        }
    }
}

impl Missing {
    /// That the output of a command about something was not given.
    fn output(command: &str, about: &str) -> Self {
        Self(format!("`aws {command}` of `{about}`"))
    }
}

/// The commands whose outputs do not say what they are about.
const COMMANDS: [&str; 7] = [
    "organizations list-accounts-for-parent",
    "organizations list-children",
    "organizations list-organizational-units-for-parent",
    "organizations list-parents",
    "organizations list-policies",
    "organizations list-policies-for-target",
    "organizations list-targets-for-policy",
];

/// Whether a file is of an organisation. `Policies` is the key of lists of IAM as well.
pub(crate) fn speaks_of_it(document: &Document) -> bool {
    let has = |key: &str| document.content.get(key).is_some();
    has("Organization")
        || has("Roots")
        || document.content["Policy"].get("PolicySummary").is_some()
        || COMMANDS.iter().any(|one| document.about(one).is_some())
        || is_list_of_its_policies(&document.content["Policies"])
}

fn is_list_of_its_policies(list: &Value) -> bool {
    let mut items = list.as_array().into_iter().flatten();
    items.any(|one| {
        let service = one["Arn"].as_str().and_then(|arn| arn.split(':').nth(2));
        service == Some("organizations")
    })
}

#[cfg(test)]
mod tests;
