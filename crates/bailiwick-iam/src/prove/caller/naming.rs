//! Whom a principal names, as far as that can be told of all callers of a shape.
//!
//! The evaluator says it of the one caller that stands for them. Two things are
//! said here besides:
//!
//! - An account that is named "delegates authority to the account": its own
//!   policies decide then, while a user or role that is named itself is granted
//!   what the statement says
//!   (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts>,
//!   <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html>).
//! - `"AWS": "*"` is the same as `"*"` "for anonymous users", says AWS, and
//!   does not say so of its services
//!   (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous>).

use crate::decide::{Truth, statement_applies};
use crate::policy::{
    Effect, Principal, PrincipalKind, PrincipalName, Principals, Selection, Statement, Version,
};
use crate::request::{Caller, Context, Request, Resource};

/// Whether a principal names the callers of a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::prove) enum Naming {
    /// It does.
    Named,
    /// It names their account, and leaves it to their own policies.
    Delegated,
    /// It does not.
    Not,
    /// It is not known; in words, what.
    Unknown(String),
}

/// Whether `principal`, of a statement with `effect`, names `caller`.
pub(super) fn naming(principal: &Principal, effect: Effect, caller: &Caller) -> Naming {
    match applies(principal, effect, caller) {
        Truth::True => {}
        Truth::False => return Naming::Not,
        Truth::Unknown => return unknown(principal),
    }
    let named_without = |left_out: fn(PrincipalKind, &str) -> bool| {
        without(principal, left_out)
            .is_none_or(|others| applies(&others, effect, caller) == Truth::True)
    };
    match caller {
        Caller::Service { .. } if !named_without(is_every_aws) => Naming::Unknown(
            "whether `AWS` `*` as principal means AWS's services too, which AWS does not say"
                .to_owned(),
        ),
        Caller::User { .. } | Caller::RoleSession { .. } | Caller::FederatedUser { .. }
            if effect == Effect::Allow && !named_without(is_account) =>
        {
            Naming::Delegated
        }
        _ => Naming::Named,
    }
}

/// That it cannot be told whom `principal` names.
pub(super) fn unknown(principal: &Principal) -> Naming {
    Naming::Unknown(format!("whom {} names", written(principal)))
}

/// Whether a statement with this principal is about the caller: the evaluator
/// says, of a statement that asks for nothing else.
fn applies(principal: &Principal, effect: Effect, caller: &Caller) -> Truth {
    let mut statement = Statement::new(effect, Selection::only(["*"]));
    statement.principal = Some(principal.clone());
    let request = Request {
        caller: caller.clone(),
        action: "sts:AssumeRole".to_owned(),
        resource: Resource::new("*"),
        context: Context::complete(),
    };
    statement_applies(&statement, Version::Current, &request)
}

fn is_account(kind: PrincipalKind, name: &str) -> bool {
    matches!(PrincipalName::parse(kind, name), PrincipalName::Account(_))
}

fn is_every_aws(kind: PrincipalKind, name: &str) -> bool {
    kind == PrincipalKind::Aws && name == "*"
}

/// `principal` without some of its names; `None` where it has no such names,
/// or names all but some.
fn without(principal: &Principal, left_out: fn(PrincipalKind, &str) -> bool) -> Option<Principal> {
    let Principal::Only(Principals::Named(kinds)) = principal else {
        return None;
    };
    let mut kept = kinds.clone();
    for (kind, names) in &mut kept {
        names.retain(|name| !left_out(*kind, name));
    }
    kept.retain(|_, names| !names.is_empty());
    (kept != *kinds).then_some(Principal::Only(Principals::Named(kept)))
}

/// The principal as it stands in a policy.
fn written(principal: &Principal) -> String {
    let (Principal::Only(principals) | Principal::AllExcept(principals)) = principal;
    let names: Vec<String> = match principals {
        Principals::Everyone => vec!["`*`".to_owned()],
        Principals::Named(kinds) => kinds
            .iter()
            .flat_map(|(kind, names)| {
                names
                    .iter()
                    .map(|name| format!("{} `{name}`", kind.as_str()))
            })
            .collect(),
    };
    let element = match principal {
        Principal::Only(_) => "Principal",
        Principal::AllExcept(_) => "NotPrincipal",
    };
    format!("`{element}` {}", names.join(", "))
}
