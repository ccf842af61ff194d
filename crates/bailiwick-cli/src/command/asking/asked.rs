//! May this be done? The question that `can` puts to somebody and `who-can` to everybody.

use bailiwick_controls::accounts::Directory;
use bailiwick_iam::account::Question;
use clap::Args;
use serde_json::{Value, json};

use super::{Circumstances, Source};
use crate::exit_code::ESTATE_HAS_ERRORS;
use crate::failure::Outcome;
use crate::render::Format;

/// What is asked, in which circumstances, and how it is answered.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(in super::super) format: Format,

    #[command(flatten)]
    circumstances: Circumstances,

    /// The action, such as `s3:GetObject`.
    #[arg(value_name = "ACTION")]
    action: String,

    /// The ARN of the resource, or `*`.
    #[arg(value_name = "RESOURCE")]
    resource: String,

    #[command(flatten)]
    source: Source,
}

impl Asked {
    /// Hands over whom to ask, and what.
    pub(in super::super) fn run(
        &self,
        answer: impl FnOnce(&Directory, &Question<'_>) -> Outcome,
    ) -> Outcome {
        let policy = self.circumstances.resource_policy()?;
        let question =
            self.circumstances
                .question(&self.action, &self.resource, policy.as_ref())?;
        match self.source.read()? {
            Some(directory) => answer(&directory, &question),
            None => Ok(ESTATE_HAS_ERRORS),
        }
    }

    /// The question with its answers, for programs.
    pub(in super::super) fn json(&self, answers: Vec<Value>) -> Value {
        json!({
            "action": self.action,
            "resource": self.resource,
            "answers": answers,
        })
    }
}
