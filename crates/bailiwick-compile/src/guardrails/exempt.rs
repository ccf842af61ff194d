//! Whom a guardrail excepts: the way in when nothing else is left.

use std::collections::BTreeSet;

use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::{Authentication, Excepted, Guardrail, TechnicalAccount};
use bailiwick_iam::policy::{Condition, Sid, Statement};

use super::forbidden::CHANGES_OF_ROLES;
use crate::access::permission_set_roles;

/// The ARNs of the principals that a guardrail excepts.
#[derive(Clone, Debug, Default)]
pub(super) struct Exempt {
    /// Everybody who is excepted.
    arns: BTreeSet<String>,
    /// Roles among them that IAM lets an account change. Those of Identity Center, below
    /// `aws-reserved`, it does not.
    own_roles: BTreeSet<String>,
}

impl Exempt {
    /// Those whom a guardrail excepts.
    pub(super) fn of(estate: &Estate, guardrail: &Guardrail) -> Self {
        let mut exempt = Self::default();
        for excepted in &guardrail.except {
            match excepted {
                Excepted::Permission(permission) => {
                    exempt
                        .arns
                        .extend(permission_set_roles("*", permission.as_str()));
                }
                Excepted::TechnicalAccount(technical) => {
                    if let Some(technical) = technical.of(&estate.technical_accounts) {
                        exempt.add(estate, technical.name.as_str(), technical);
                    }
                }
            }
        }
        exempt
    }

    fn add(&mut self, estate: &Estate, name: &str, technical: &TechnicalAccount) {
        let account = technical.account.as_ref();
        let account = account.and_then(|account| account.of(&estate.accounts));
        let id = account.and_then(|account| account.id.as_ref());
        let id = id.map_or_else(|| "*".to_owned(), ToString::to_string);
        if matches!(technical.authentication, Authentication::AccessKey(_)) {
            self.arns.insert(format!("arn:aws:iam::{id}:user/{name}"));
        } else {
            let role = format!("arn:aws:iam::{id}:role/{name}");
            self.own_roles.insert(role.clone());
            self.arns.insert(role);
        }
    }

    /// A condition that holds for nobody who is excepted.
    ///
    /// A request without the key is denied: `ArnNotLike` holds when the key is absent
    /// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
    pub(super) fn others(&self, condition: Condition) -> Condition {
        if self.arns.is_empty() {
            return condition;
        }
        condition.and("ArnNotLike", "aws:PrincipalArn", self.arns.iter().cloned())
    }

    /// The denial that keeps excepted roles as they are: whoever could make or change one
    /// would be excepted as well.
    pub(super) fn kept(&self) -> Option<Statement> {
        if self.own_roles.is_empty() {
            return None;
        }
        let mut statement = Statement::deny(CHANGES_OF_ROLES)
            .on(self.own_roles.iter().cloned())
            .when(self.others(Condition::default()));
        statement.sid = Sid::from_words("keep excepted roles");
        Some(statement)
    }
}
