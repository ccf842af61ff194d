//! What a control asks, as words that can be compared, wherever they are written.
//!
//! Owns: the words of each field that a verdict hangs on. Refuses: to say which of two
//! controls asks more: fewer words may ask more, such as those that say what it applies to.

use std::collections::BTreeSet;

use bailiwick_estate::model::{AccessRule, Attestation, Control, Exception, Reach, Scope};

/// Every part of what is asked, such as `access never_actions iam:PassRole`.
pub(super) fn asks(control: &Control) -> BTreeSet<String> {
    // All fields are named, so that a new one cannot be forgotten.
    let Control {
        statement: _,
        applies_to,
        reach,
        access,
        catalogue,
        attested,
        evidence,
        unknown_accepted,
        assumed: _,
        fields: _,
    } = control;
    let mut words = Words::default();
    if let Some(applies_to) = applies_to {
        words.scope("applies_to", applies_to);
    }
    if let Some(reach) = reach {
        words.reach(reach);
    }
    if let Some(access) = access {
        words.access(access);
    }
    words.all("catalogue", catalogue.iter().map(|one| one.as_str()));
    if let Some(attested) = attested {
        words.attested(attested);
    }
    words.all("evidence", evidence.iter().map(|one| one.as_str()));
    if let Some(exception) = unknown_accepted {
        words.accepted(exception);
    }
    words.0
}

#[derive(Default)]
struct Words(BTreeSet<String>);

impl Words {
    fn all<T: ToString>(&mut self, field: &str, values: impl IntoIterator<Item = T>) {
        let values = values.into_iter();
        let words = values.map(|value| format!("{field} {}", value.to_string()));
        self.0.extend(words);
    }

    fn scope(&mut self, field: &str, scope: &Scope) {
        let Scope {
            environments,
            accounts,
            classes,
            units,
            systems,
            workloads,
            networks,
            tags,
            assumed: _,
            fields: _,
        } = scope;
        let of = |part: &str| format!("{field} {part}");
        self.all(
            &of("environments"),
            environments.iter().map(|one| one.as_str()),
        );
        self.all(&of("accounts"), accounts.iter().map(|one| one.as_str()));
        self.all(&of("classes"), classes.iter().map(|one| one.as_str()));
        self.all(&of("units"), units.iter().map(|one| one.as_str()));
        self.all(&of("systems"), systems.iter().map(|one| one.as_str()));
        self.all(&of("workloads"), workloads.iter().map(|one| one.as_str()));
        self.all(&of("networks"), networks.iter().map(|one| one.as_str()));
        let tags = tags.iter().map(|(key, value)| format!("{key}={value}"));
        self.all(&of("tags"), tags);
    }

    fn reach(&mut self, reach: &Reach) {
        let Reach {
            to,
            ports,
            only_from,
            never_from,
            assumed: _,
            fields: _,
        } = reach;
        self.scope("reach to", to);
        self.all("reach ports", ports.iter().map(|one| &one.value));
        self.all(
            "reach only_from",
            only_from.iter().map(|one| one.describe()),
        );
        self.all(
            "reach never_from",
            never_from.iter().map(|one| one.describe()),
        );
    }

    fn access(&mut self, rule: &AccessRule) {
        let AccessRule {
            who,
            never,
            only,
            never_actions,
            on,
            with_mfa,
            standing,
            assumed: _,
            fields: _,
        } = rule;
        self.all("access who", who.iter().map(|one| one.as_str()));
        self.all("access never", never.iter().map(|one| one.as_str()));
        self.all("access only", only.iter().map(|one| one.as_str()));
        self.all("access never_actions", never_actions.iter());
        if let Some(on) = on {
            self.scope("access on", on);
        }
        self.all("access with_mfa", with_mfa);
        self.all("access standing", standing);
    }

    fn attested(&mut self, attested: &Attestation) {
        let Attestation {
            by,
            on,
            until,
            because: _,
            assumed: _,
            fields: _,
        } = attested;
        self.all("attested by", [by.as_str()]);
        self.all("attested on", [on]);
        self.all("attested until", [until]);
    }

    fn accepted(&mut self, exception: &Exception) {
        let Exception {
            because: _,
            approved_by,
            until,
            assumed: _,
            fields: _,
        } = exception;
        let who = approved_by.iter().map(|one| one.as_str());
        self.all("unknown_accepted approved_by", who);
        self.all("unknown_accepted until", until);
        self.all("unknown_accepted", ["by exception"]);
    }
}
