//! The shapes of callers of one account.

use crate::policy::PrincipalName;
use crate::request::{AccountId, Caller};

use super::super::text::{Pattern, Texts};
use super::shapes::is;
use super::{Fact, Named, Shape};

/// An account, and what is known of it.
struct Account {
    id: AccountId,
    /// Its id, or twelve `?` where it stands for all that no policy names.
    written: String,
    /// The accounts that it does not stand for then.
    others: Vec<AccountId>,
    /// Whether users and roles that no policy names are to be one of each.
    concrete: bool,
}

/// The shapes of callers of `id`; without `known` it stands for all accounts
/// that no policy names.
pub(super) fn shapes(named: &Named, id: AccountId, known: bool, concrete: bool) -> Vec<Shape> {
    let written = match known {
        true => id.to_string(),
        false => "?".repeat(id.as_str().len()),
    };
    let others = match known {
        true => Vec::new(),
        false => named.accounts.iter().copied().collect(),
    };
    let account = Account {
        id,
        written,
        others,
        concrete,
    };
    let mut shapes = account.role_sessions(named);
    shapes.extend(account.users(named));
    if named.has_principals {
        shapes.extend(account.federated_users(named));
        let arn = account.fact("iam", "root", "root", &[]);
        shapes.push(account.shape(Caller::Root { account: id }, "Account", arn));
    }
    shapes
}

/// The user of account `id` with this name.
pub(in crate::prove) fn user_called(name: &str, id: AccountId) -> Shape {
    let account = Account {
        id,
        written: id.to_string(),
        others: Vec::new(),
        concrete: true,
    };
    let arn = account.arn(&format!("user/{name}"));
    let shape = account.shape(Caller::user(&*arn), "User", is(&arn));
    shape.with("aws:username", is(name))
}

impl Account {
    fn role_sessions(&self, named: &Named) -> Vec<Shape> {
        let sessions: Vec<(&str, &str)> = named
            .principals
            .iter()
            .filter_map(|name| match name {
                PrincipalName::AssumedRole {
                    account,
                    role,
                    session,
                } if *account == self.id => Some((role.as_str(), session.as_str())),
                _ => None,
            })
            .collect();
        let roles = self.arns(named, |name| match name {
            PrincipalName::Role { account, arn } => Some((*account, arn)),
            _ => None,
        });
        let mut shapes = Vec::new();
        for &arn in &roles {
            let own = sessions
                .iter()
                .filter(|(role, _)| arn.ends_with(&format!("/{role}")));
            for session in own.map(|(_, session)| *session).chain(["example"]) {
                let caller = Caller::role_session(arn, session);
                shapes.push(self.shape(caller, "AssumedRole", is(arn)));
            }
        }
        let unnamed = self.fact("iam", "role/example", "role/?*", &roles);
        let caller = Caller::role_session(self.arn("role/example"), "example");
        shapes.push(self.shape(caller, "AssumedRole", unnamed));
        for (role, session) in sessions {
            let direct = format!("role/{role}");
            let caller = Caller::role_session(self.arn(&direct), session);
            // Whatever its path, which the principal does not tell.
            let mut arn = self.fact("iam", &direct, &direct, &roles);
            if let (Fact::Is(arns, _), false) = (&mut arn, self.concrete) {
                arns.0.push(self.pattern("iam", &format!("role/*/{role}")));
            }
            shapes.push(self.shape(caller, "AssumedRole", arn));
        }
        shapes
    }

    fn users(&self, named: &Named) -> Vec<Shape> {
        let users = self.users_named(named);
        let mut shapes = Vec::new();
        for &arn in &users {
            let name = arn.rsplit('/').next().unwrap_or(arn);
            let shape = self.shape(Caller::user(arn), "User", is(arn));
            shapes.push(shape.with("aws:username", is(name)));
        }
        let arn = self.fact("iam", "user/example", "user/?*", &users);
        let name = match self.concrete {
            true => is("example"),
            false => Fact::Is(Texts(vec![Pattern::glob("?*")]), Texts::default()),
        };
        let shape = self.shape(Caller::user(self.arn("user/example")), "User", arn);
        shapes.push(shape.with("aws:username", name));
        shapes
    }

    fn federated_users(&self, named: &Named) -> Vec<Shape> {
        let names: Vec<&str> = named
            .principals
            .iter()
            .filter_map(|name| match name {
                PrincipalName::FederatedUser { account, name } if *account == self.id => {
                    Some(name.as_str())
                }
                _ => None,
            })
            .collect();
        let unnamed = self.arn("user/example");
        let users = self.users_named(named);
        let users = users.into_iter().chain([unnamed.as_str()]);
        let mut shapes = Vec::new();
        for user in users {
            for name in names.iter().copied().chain(["example"]) {
                let caller = Caller::FederatedUser {
                    user: user.to_owned(),
                    name: name.to_owned(),
                };
                let direct = format!("federated-user/{name}");
                let any = match name {
                    "example" => "federated-user/?*",
                    _ => direct.as_str(),
                };
                let arn = self.fact("sts", &direct, any, &[]);
                shapes.push(self.shape(caller, "FederatedUser", arn));
            }
        }
        shapes
    }

    fn users_named<'n>(&self, named: &'n Named) -> Vec<&'n str> {
        self.arns(named, |name| match name {
            PrincipalName::User { account, arn } => Some((*account, arn)),
            _ => None,
        })
    }

    fn arns<'n>(
        &self,
        named: &'n Named,
        arn: impl Fn(&'n PrincipalName) -> Option<(AccountId, &'n String)>,
    ) -> Vec<&'n str> {
        let arns = named.principals.iter().filter_map(arn);
        arns.filter(|(account, _)| *account == self.id)
            .map(|(_, arn)| arn.as_str())
            .collect()
    }

    /// What `aws:PrincipalArn` is: `one` where one caller is to stand for all,
    /// otherwise any of `all` but those that are `named`.
    fn fact(&self, service: &str, one: &str, all: &str, named: &[&str]) -> Fact {
        match self.concrete {
            true => is(&format!("arn:aws:{service}::{}:{one}", self.id)),
            false => {
                let named = named.iter().map(|arn| Pattern::literal(arn));
                let others = self.others.iter();
                let others = others.map(|id| Pattern::glob(&format!("arn:*:{service}::{id}:*")));
                Fact::Is(
                    Texts(vec![self.pattern(service, all)]),
                    Texts(named.chain(others).collect()),
                )
            }
        }
    }

    fn pattern(&self, service: &str, resource: &str) -> Pattern {
        Pattern::glob(&format!("arn:*:{service}::{}:{resource}", self.written))
    }

    fn arn(&self, resource: &str) -> String {
        format!("arn:aws:iam::{}:{resource}", self.id)
    }

    fn shape(&self, caller: Caller, kind: &str, arn: Fact) -> Shape {
        let account = Texts(vec![Pattern::glob(&self.written)]);
        let others = self.others.iter().map(|id| Pattern::literal(id.as_str()));
        let shape = Shape {
            caller: Some(caller),
            actions: None,
            facts: vec![
                ("aws:PrincipalArn", arn),
                (
                    "aws:PrincipalAccount",
                    Fact::Is(account, Texts(others.collect())),
                ),
                ("aws:PrincipalType", is(kind)),
                ("aws:PrincipalIsAWSService", is("false")),
            ],
        };
        match kind {
            "User" => shape,
            _ => shape.with("aws:username", Fact::Absent),
        }
    }
}
