//! The two ways in which most answers are written.

use clap::ValueEnum;
use serde_json::Value;

use super::pretty;

/// How an answer is written.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

impl Format {
    /// The answer in this form; only that one is made.
    pub fn of(self, text: impl FnOnce() -> String, json: impl FnOnce() -> Value) -> String {
        match self {
            Self::Human => text(),
            Self::Json => pretty(&json()),
        }
    }
}
