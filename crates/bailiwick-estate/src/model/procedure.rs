//! Procedures: what people do, step by step, and which steps a machine does.

use super::{Approver, Channel, Owner, Section, section};
use crate::lower::{Context, List, Lower, Ref, Schemas, Text, record, words};
use crate::source::Span;
use crate::yaml::{Kind, Node};

record! {
    /// A procedure: what is done, by whom, in which order.
    pub struct Procedure {
        /// What people call it.
        pub title: Text,
        /// The kind of procedure.
        pub kind: ProcedureKind,
        /// What it achieves.
        pub purpose: Option<Text>,
        /// When it is followed.
        pub when: Option<Text>,
        /// Who may follow it, in words: "only for accounts of your own team".
        pub who: Option<Text>,
        /// Who answers for it.
        pub owner: Option<Owner>,
        /// What must be there before the first step.
        pub prerequisites: List<Text>,
        /// The steps, in order.
        pub steps: List<Step>,
        /// What else matters.
        pub notes: List<Text>,
        /// Where to ask when it does not work.
        pub ask_in: Option<Ref<Channel>>,
    }
}
section!(Procedure, "procedures", "procedure");

words! {
    /// The kind of a procedure.
    pub enum ProcedureKind {
        /// Something that is set up once.
        Setup = "setup",
        /// Something that is done now and then.
        Routine = "routine",
        /// A move from one state to another.
        Migration = "migration",
        /// What is done when something bad happened.
        Incident = "incident",
        /// What people follow to get in.
        Access = "access",
    }
}

words! {
    /// Who does a step.
    pub enum Doer {
        /// A person.
        Manual = "manual",
        /// A machine.
        Automated = "automated",
        /// A person starts or checks what a machine does.
        Mixed = "mixed",
    }
}

record! {
    /// One step of a procedure.
    pub struct StepRecord {
        /// What to do.
        pub r#do: Text,
        /// Who does it; a person when left out.
        pub by: Option<Doer>,
        /// As whom it is done, such as the root user.
        pub r#as: Option<Text>,
        /// The command, or the text of a file, as it is typed.
        pub command: Option<Text>,
        /// Where approval is asked.
        pub ask_in: Option<Ref<Channel>>,
        /// Who approves.
        pub approvers: List<Approver>,
        /// What else matters.
        pub note: Option<Text>,
        /// What it means when it does not work, and what to do then.
        pub if_it_fails: Option<Text>,
    }
}

/// A step: a sentence alone, or a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What to do.
    pub action: Text,
    /// Who does it.
    pub by: Doer,
    /// The rest, when the step is more than a sentence.
    pub details: Option<Box<StepRecord>>,
    /// Where it was written.
    pub span: Span,
}

impl Lower for Step {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let span = node.span;
        if let Kind::Mapping(_) = node.kind {
            let record = StepRecord::lower(node, context)?;
            return Some(Self {
                action: record.r#do.clone(),
                by: record.by.unwrap_or(Doer::Manual),
                details: Some(Box::new(record)),
                span,
            });
        }
        Some(Self {
            action: Text::lower(node, context)?,
            by: Doer::Manual,
            details: None,
            span,
        })
    }

    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let record = StepRecord::schema(schemas);
        serde_json::json!({ "anyOf": [{ "type": "string", "minLength": 1 }, record] })
    }
}
