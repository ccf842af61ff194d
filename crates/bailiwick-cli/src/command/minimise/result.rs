//! What became of one policy, and how it is told.

use bailiwick_estate::source::Source;
use bailiwick_iam::minimise::{Minimised, Scope, document};
use bailiwick_iam::policy::SizeQuota;
use bailiwick_iam::service_data;
use serde_json::{Value, json};

use crate::render::{counted, printable};

/// A policy, minimised.
pub(super) struct Result {
    path: String,
    minimised: Minimised,
    document: Value,
    before: usize,
    after: usize,
    limit: usize,
}

impl Result {
    pub(super) fn new(file: &Source, minimised: Minimised, quota: SizeQuota) -> Self {
        let size = |document: &Value| match quota {
            SizeQuota::PermissionSetInline => document.to_string().len(),
            _ => document.to_string().chars().count(),
        };
        let smallest = document(&minimised.policy);
        let written = as_written(&file.text).unwrap_or_else(|| smallest.clone());
        let before = size(&written);
        // What cannot be said in fewer characters stays as its author wrote it.
        let document = match size(&smallest) < before {
            true => smallest,
            false => written,
        };
        Self {
            path: file.path.clone(),
            before,
            after: size(&document),
            limit: quota.limit(),
            minimised,
            document,
        }
    }

    /// The policy as it is to be sent.
    pub(super) fn document(&self) -> &Value {
        &self.document
    }

    pub(super) fn fits(&self) -> bool {
        self.after <= self.limit
    }

    /// For people.
    pub(super) fn text(&self) -> String {
        let characters = |count| counted(count, "character", "characters");
        let verdict = match self.after.saturating_sub(self.limit) {
            0 => format!("fits {}", characters(self.limit)),
            over => format!("{} more than the {} allowed", characters(over), self.limit),
        };
        let mut text = format!(
            "{}: {} before, {} after; {verdict}\n",
            printable(&self.path),
            characters(self.before),
            self.after
        );
        match self.minimised.scope {
            Scope::AllActions => {
                text += "  proved to decide every request alike, of actions to come as well\n";
            }
            Scope::KnownActions => {
                let data = service_data();
                text += &format!(
                    "  proved to decide alike on the {} actions of the service data of {} only: \
                     its wildcards match what AWS adds later\n",
                    data.action_count(),
                    data.date()
                );
            }
        }
        for reason in &self.minimised.unproved {
            text += &format!(
                "  something smaller was tried and is not proved: it depends on {}\n",
                printable(reason)
            );
        }
        text
    }

    /// For programs.
    pub(super) fn json(&self) -> Value {
        json!({
            "path": self.path,
            "before": self.before,
            "after": self.after,
            "limit": self.limit,
            "fits": self.fits(),
            "provedFor": match self.minimised.scope {
                Scope::AllActions => "all actions",
                Scope::KnownActions => "actions of the service data",
            },
            "notProved": self.minimised.unproved,
            "policy": self.document,
        })
    }
}

/// The document as its author wrote it. `None`: not every reader of JSON takes it.
fn as_written(text: &str) -> Option<Value> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    serde_json::from_str(text).ok()
}
