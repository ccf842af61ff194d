//! The identity policies of a principal.

use super::{Account, Attached, Principal};
use crate::decide::Known;
use crate::policy::Policy;

/// What a principal's own policies say, as far as they are known.
pub struct Identity<'a> {
    /// The policies that are known.
    pub known: Vec<&'a Policy>,
    /// What each of the known ones is called.
    pub names: Vec<String>,
    /// What is not known, in words: `the managed policy …`.
    pub missing: Vec<String>,
}

impl Account {
    /// The identity policies of a principal: its own, and those of its groups.
    pub fn identity<'a>(&'a self, principal: &'a Principal) -> Identity<'a> {
        let mut identity = Identity {
            known: Vec::new(),
            names: Vec::new(),
            missing: Vec::new(),
        };
        identity.add(self, &principal.policies);
        for arn in principal
            .as_user()
            .into_iter()
            .flat_map(|user| &user.groups)
        {
            match self.groups.get(arn) {
                Some(group) => identity.add(self, &group.policies),
                None => identity.missing.push(format!("the group `{arn}`")),
            }
        }
        identity
    }
}

impl<'a> Identity<'a> {
    /// Adds what an owner of policies carries.
    pub(crate) fn add(&mut self, account: &'a Account, policies: &'a Attached) {
        for inline in &policies.inline {
            match &inline.policy {
                Known::Known(policy) => self.push(policy, &inline.name),
                Known::Unknown(why) => self.missing.push(why.clone()),
            }
        }
        for arn in &policies.managed {
            match account.managed_policy(arn) {
                Known::Known(policy) => self.push(policy, arn),
                Known::Unknown(why) => self.missing.push(why),
            }
        }
    }

    fn push(&mut self, policy: &'a Policy, name: &str) {
        self.known.push(policy);
        self.names.push(name.to_owned());
    }
}
