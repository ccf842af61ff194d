//! How a proof is shown.

use anstyle::{AnsiColor, Style};
use bailiwick_iam::decide::Decision;
use bailiwick_iam::prove::{Proof, Witness};
use bailiwick_iam::request::{Caller, KeyValue};
use bailiwick_iam::service_data;
use serde_json::{Value, json};

use super::Format;
use crate::failure::Outcome;
use crate::render::{pretty, printable};
use crate::{console, exit_code};

const PROVED: Style = AnsiColor::Green.on_default().bold();
const REFUTED: Style = AnsiColor::Red.on_default().bold();
const UNKNOWN: Style = AnsiColor::Yellow.on_default().bold();

/// A proof and what it is of.
pub(super) struct Answer {
    pub(super) proof: Proof,
    /// The claim as a sentence without its full stop.
    pub(super) claim: String,
    /// What the two sides are called; `None`: the first is only made for the claim.
    pub(super) sides: (Option<&'static str>, &'static str),
    /// What to know of the question, a line each.
    pub(super) remarks: Vec<String>,
}

impl Answer {
    /// Prints it, and says how the command ends.
    pub(super) fn print(&self, format: Format) -> Outcome {
        console::print(&match format {
            Format::Human => self.text(),
            Format::Json => pretty(&self.json()),
        })?;
        Ok(match self.proof {
            Proof::Proved => exit_code::FINE,
            Proof::Refuted(_) => exit_code::NOT_SO,
            Proof::Unknown(_) => exit_code::UNKNOWN,
        })
    }

    fn text(&self) -> String {
        let (style, word) = match self.proof {
            Proof::Proved => (PROVED, "proved"),
            Proof::Refuted(_) => (REFUTED, "refuted"),
            Proof::Unknown(_) => (UNKNOWN, "unknown"),
        };
        let claim = printable(&self.claim);
        let mut text = format!("{style}{word}{style:#}  {claim}\n");
        let mut line = |name: &str, what: &str| {
            text += &format!("  {name:<8}  {}\n", printable(what));
        };
        match &self.proof {
            Proof::Proved => {}
            Proof::Refuted(witness) => {
                for (name, what) in self.of_witness(witness) {
                    line(name, &what);
                }
            }
            Proof::Unknown(reasons) => {
                for reason in reasons {
                    line("depends on", reason);
                }
            }
        }
        for remark in &self.remarks {
            line("beware", remark);
        }
        text + &format!("\nService data of {}.\n", service_data().date())
    }

    fn of_witness(&self, witness: &Witness) -> Vec<(&'static str, String)> {
        let request = &witness.request;
        let mut lines = vec![
            ("request", request.action.clone()),
            ("on", request.resource.arn.clone()),
            ("by", caller(&request.caller)),
        ];
        for (key, value) in request.context.keys() {
            if let KeyValue::Present(values) = value {
                lines.push(("with", format!("{key} = {}", values.join(", "))));
            }
        }
        for (side, decision) in self.decisions(witness) {
            lines.push((side, word(decision).to_owned()));
        }
        if !witness.known_to_service_data {
            let remark =
                "the service data does not know such requests, and none that it knows was found";
            lines.push(("beware", remark.to_owned()));
        }
        lines
    }

    fn decisions<'w>(
        &self,
        witness: &'w Witness,
    ) -> impl Iterator<Item = (&'static str, &'w Decision)> + use<'w> {
        let (first, second) = self.sides;
        let first = first.map(|first| (first, &witness.first));
        first.into_iter().chain([(second, &witness.second)])
    }

    fn json(&self) -> Value {
        let mut value = json!({
            "claim": self.claim,
            "answer": match self.proof {
                Proof::Proved => "proved",
                Proof::Refuted(_) => "refuted",
                Proof::Unknown(_) => "unknown",
            },
            "serviceData": service_data().date(),
        });
        if !self.remarks.is_empty() {
            value["remarks"] = json!(self.remarks);
        }
        match &self.proof {
            Proof::Proved => {}
            Proof::Refuted(witness) => value["witness"] = self.witness_json(witness),
            Proof::Unknown(reasons) => value["dependsOn"] = json!(reasons),
        }
        if !self.remarks.is_empty() {
            value["remarks"] = json!(self.remarks);
        }
        value
    }

    fn witness_json(&self, witness: &Witness) -> Value {
        let request = &witness.request;
        let context = request
            .context
            .keys()
            .filter_map(|(key, value)| match value {
                KeyValue::Present(values) => Some((key.to_owned(), json!(values))),
                KeyValue::Absent | KeyValue::Unknown => None,
            });
        json!({
            "action": request.action,
            "resource": request.resource.arn,
            "caller": caller(&request.caller),
            "context": context.collect::<serde_json::Map<_, _>>(),
            "decisions": self.decisions(witness).map(|(side, decision)| {
                (side.to_owned(), json!(word(decision)))
            }).collect::<serde_json::Map<_, _>>(),
            "knownToServiceData": witness.known_to_service_data,
        })
    }
}

fn word(decision: &Decision) -> &'static str {
    match decision {
        Decision::Allowed => "allowed",
        Decision::ExplicitlyDenied => "denied by a statement",
        Decision::ImplicitlyDenied => "not allowed",
        Decision::Unknown(_) => "unknown",
    }
}

fn caller(caller: &Caller) -> String {
    match caller {
        Caller::Anonymous => "anybody, without credentials".to_owned(),
        Caller::Root { account } => format!("arn:aws:iam::{account}:root"),
        Caller::User { arn } => arn.clone(),
        Caller::RoleSession { role, session } => format!("{role}, session {session}"),
        Caller::FederatedUser { user, name } => format!("federated user {name} of {user}"),
        Caller::WebIdentity { provider } | Caller::Saml { provider } => {
            format!("somebody signed in at {provider}")
        }
        Caller::Service { name } => name.clone(),
    }
}
