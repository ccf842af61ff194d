//! What has ended: grants, contracts and exceptions with a last day.
//!
//! Nothing in the core knows what day it is. Whoever does asks an estate for what it is
//! on that day, and everything made from it, the blueprint, the register, the profiles,
//! leaves out what has ended.

use std::collections::BTreeMap;

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Text;
use crate::model::{Grant, Member, Mfa};
use crate::source::Span;
use crate::value::Date;

impl Estate {
    /// The estate as it is on a day, and a warning for each thing that ended before it:
    /// a grant gives nothing any more, somebody whose contract ended is in no group, and
    /// an ended exception from MFA is none.
    #[must_use]
    pub fn on(mut self, today: Date) -> (Self, Vec<Diagnostic>) {
        let mut ended = Vec::new();
        let contracts: BTreeMap<String, Date> = self
            .people
            .iter()
            .filter_map(|person| {
                let until = person.contractor.as_ref()?.until;
                (until < today).then(|| (person.name.to_string(), until))
            })
            .collect();
        for group in self.groups.iter_mut() {
            group.value.grants.retain(|grant| {
                let (until, span) = last_day(grant);
                let over = until.filter(|until| *until < today);
                ended.extend(over.map(|until| grant_ended(until, span)));
                over.is_none()
            });
            let name = group.name.to_string();
            group.value.members.retain(|member| {
                let over = match member {
                    Member::Person(person) => contracts.get(person.as_str()),
                    Member::TechnicalAccount(_) => None,
                };
                ended.extend(over.map(|until| contract_ended(member, &name, *until)));
                over.is_none()
            });
        }
        for permission in self.permissions.iter_mut() {
            let exception = permission.value.exception.as_ref();
            let until = exception.and_then(|exception| exception.until);
            let over = until.filter(|until| *until < today);
            if let (Some(until), Some(Mfa::Exempt)) = (over, permission.value.mfa) {
                permission.value.mfa = Some(Mfa::Required);
                let span = permission.value.fields.value("exception");
                let because = exception.map(|exception| exception.because.clone());
                ended.push(exception_ended(until, span, because.as_ref()));
            }
        }
        (self, ended)
    }
}

fn last_day(grant: &Grant) -> (Option<Date>, Span) {
    match grant {
        Grant::Permission(grant) => (grant.until, grant.fields.value("until")),
        Grant::Entry(grant) => (grant.until, grant.fields.value("until")),
    }
}

fn grant_ended(until: Date, span: Span) -> Diagnostic {
    Diagnostic::warning(Code::ENDED, span, format!("this grant ended on {until}"))
        .label("it gives nothing any more")
        .help("take the grant out, or give it a later last day")
}

fn contract_ended(member: &Member, group: &str, until: Date) -> Diagnostic {
    let message = format!("the contract of `{member}` ended on {until}");
    Diagnostic::warning(Code::ENDED, member.span(), message)
        .label(format!("no longer in `{group}`"))
        .help("take them out of the group, or give the contract a later last day")
}

fn exception_ended(until: Date, span: Span, because: Option<&Text>) -> Diagnostic {
    let reason = because.map_or(String::new(), |because| format!(" ({because})"));
    let message = format!("this exception from MFA{reason} ended on {until}");
    Diagnostic::warning(Code::ENDED, span, message)
        .label("MFA is required again")
        .help("take the exception out and write `mfa: required`, or have it approved anew")
}
