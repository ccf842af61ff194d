//! What people need to know: goals, questions with their answers, decisions.

use super::{Owner, Section, section};
use crate::lower::{List, Names, Pointer, Spanned, Text, record, words};
use crate::model::Cost;
use crate::value::{Date, Url};

record! {
    /// Something to be reached: a baseline requirement or a longer-term goal.
    pub struct Goal {
        /// What is to be true.
        pub statement: Text,
        /// When it is to be true.
        pub horizon: Horizon,
        /// Why.
        pub because: Option<Text>,
        /// What it is about.
        pub about: List<Pointer>,
        /// What makes it true: controls, procedures, logs, anything the estate declares.
        pub met_by: List<Pointer>,
        /// What has to come first.
        pub first: List<Text>,
        /// Who answers for it.
        pub owner: Option<Owner>,
    }
}
section!(Goal, "goals", "goal");

words! {
    /// When a goal is to be reached.
    pub enum Horizon {
        /// From the start: without it the estate is not fit for use.
        Baseline = "baseline",
        /// Soon.
        Next = "next",
        /// Some day, if it proves needed.
        Later = "later",
    }
}

record! {
    /// A question that people ask, and its answer.
    pub struct Question {
        /// The question, as people ask it.
        pub ask: Text,
        /// The answer.
        pub answer: Option<Text>,
        /// What answers it, or where more is said.
        pub see: List<Pointer>,
        /// The commands that answer it.
        pub commands: List<Text>,
    }
}
section!(Question, "questions", "question");

record! {
    /// A decision: what was chosen, why, and what was not.
    pub struct Decision {
        /// What had to be decided.
        pub question: Text,
        /// What was chosen.
        pub chosen: Text,
        /// Why.
        pub because: Option<Text>,
        /// What it is about.
        pub about: List<Pointer>,
        /// When it was decided.
        pub on: Option<Date>,
        /// What the choice costs.
        pub costs: Names<Cost>,
        /// What was not chosen, by name.
        pub alternatives: Names<Alternative>,
        /// Where the reasons can be read.
        pub sources: List<Spanned<Url>>,
    }
}
section!(Decision, "decisions", "decision");

record! {
    /// Something that was considered and not chosen.
    pub struct Alternative {
        /// What it is.
        pub description: Option<Text>,
        /// What became of it.
        pub status: Option<AlternativeStatus>,
        /// Why it was not chosen.
        pub because: Text,
        /// What it would cost.
        pub costs: Names<Cost>,
        /// Where the reasons can be read.
        pub sources: List<Spanned<Url>>,
    }
}

words! {
    /// What became of an alternative.
    pub enum AlternativeStatus {
        /// It was not wanted.
        Rejected = "rejected",
        /// It was tried and given up.
        Tried = "tried",
        /// It may come later.
        Postponed = "postponed",
    }
}
