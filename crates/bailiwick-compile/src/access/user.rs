//! IAM users: people where there is no Identity Center, and technical accounts with
//! access keys. Their passwords, keys and MFA devices are never in a template.

use std::collections::BTreeMap;

use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Authentication, Group, Member};
use bailiwick_estate::source::Span;
use serde_json::{Value, json};

use super::AccessStack;
use super::name::{self, Named};
use crate::template::Resource;

impl<'e> AccessStack<'e> {
    /// One IAM user for each person, and for each technical account with an access key,
    /// that is in one of the groups.
    pub(super) fn add_users(
        &mut self,
        groups: &[(&'e Declared<Group>, String)],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut users: BTreeMap<&str, (Span, Vec<Value>)> = BTreeMap::new();
        for (group, id) in groups {
            for member in &group.members {
                if self.is_user(member) {
                    let (_, groups) = users
                        .entry(member.as_str())
                        .or_insert_with(|| (member.span(), Vec::new()));
                    groups.push(json!({ "Ref": id }));
                }
            }
        }
        for (user, (span, groups)) in users {
            name::check(user, Named::User, span, diagnostics);
            let resource = Resource::new("AWS::IAM::User")
                .with("UserName", json!(user))
                .with("Groups", json!(groups))
                .with("Tags", self.tags());
            self.add(&[user, "user"], resource);
        }
    }

    pub(super) fn has_key_users(&self, group: &Group) -> bool {
        group.members.iter().any(|member| self.is_user(member))
    }

    fn is_user(&self, member: &Member) -> bool {
        match member {
            Member::Person(_) => true,
            Member::TechnicalAccount(technical) => technical
                .of(&self.estate.technical_accounts)
                .is_some_and(|technical| {
                    matches!(technical.authentication, Authentication::AccessKey(_))
                }),
        }
    }
}
