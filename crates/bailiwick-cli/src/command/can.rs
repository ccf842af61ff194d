//! `bailiwick can`: may somebody do something?

use bailiwick_controls::accounts::{Directory, Entry, Named};
use bailiwick_iam::account::{Answer, Question};
use bailiwick_iam::decide::Explanation;
use clap::Args;
use serde_json::{Value, json};

use super::asking::{
    Asked, Dates, Whom, comes_nowhere, context_of, decision_json, exit_code, explanation_json,
    explanation_lines, lines, shared, shared_lines,
};
use crate::console;
use crate::failure::Outcome;
use crate::render::printable;

/// May somebody do something, as IAM decides it?
///
/// WHO is a person, a technical account, a group, a job role, a role, a user or an ARN;
/// `people/ada` or `roles/ada` says which where several have the name. A person is asked
/// about through each way in: a session of a permission set is a role session, whose
/// requests never carry `aws:MultiFactorAuthPresent`.
///
/// The answer is `allowed` or `denied` only where nothing that is not known could make it
/// another. Else it is `unknown`, and names the condition keys and policies it depends on.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick can ada s3:GetObject arn:aws:s3:::acme-logs/2026 acme
  bailiwick can ada ec2:StopInstances arn:aws:ec2:eu-west-1:111122223333:instance/i-1 \\
      --with aws:ResourceTag/Team=web
  bailiwick can deploy iam:PassRole arn:aws:iam::111122223333:role/web --observed details.json
  bailiwick can ada s3:GetObject arn:aws:s3:::logs/a --resource-policy bucket.json

Exits with 0 when it is allowed (for somebody with several ways in: by one of them), 1 when
it is denied, 4 when it is not known.")]
pub struct Arguments {
    /// Say of every statement about the action whether it applies, and why not.
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    whom: Whom,

    #[command(flatten)]
    asked: Asked,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    arguments.asked.run(|directory, question| {
        let named = arguments.whom.find(directory)?;
        let answers: Vec<Answered<'_>> = named
            .entries
            .iter()
            .filter_map(|entry| arguments.ask(directory, entry, question))
            .collect();
        console::print(&arguments.asked.format.of(
            || text(directory, &named, &answers),
            || arguments.json(directory, &answers),
        ))?;
        Ok(exit_code(answers.iter().map(|one| &one.answer)))
    })
}

/// One way in, the answer, and how it came about where that was asked for.
struct Answered<'d> {
    entry: &'d Entry,
    answer: Answer,
    explanation: Option<(Explanation, Vec<String>)>,
}

impl Arguments {
    fn ask<'d>(
        &self,
        directory: &Directory,
        entry: &'d Entry,
        question: &Question<'_>,
    ) -> Option<Answered<'d>> {
        let context = context_of(entry, &question.context);
        let question = Question {
            session: &entry.session,
            ..question.clone().when(context)
        };
        let accounts = &directory.accounts;
        let account = accounts.get(entry.account)?;
        let explain = || accounts.explain(account, &entry.principal, &question);
        Some(Answered {
            entry,
            answer: accounts.ask(account, &entry.principal, &question),
            explanation: self.explain.then(explain),
        })
    }

    fn json(&self, directory: &Directory, answers: &[Answered<'_>]) -> Value {
        let rows = answers.iter().map(|one| {
            let mut value = decision_json(&one.answer);
            value["principal"] = json!(one.entry.principal.arn);
            value["through"] = json!(one.entry.through);
            if let Some((explanation, names)) = &one.explanation {
                value["explanation"] = explanation_json(explanation, names);
            }
            value
        });
        let mut value = self.asked.json(rows.collect());
        value["who"] = json!(self.whom.who);
        value["standIns"] = json!(directory.stand_ins);
        dates(directory, answers).add_to(&mut value);
        value
    }
}

fn text(directory: &Directory, named: &Named, answers: &[Answered<'_>]) -> String {
    let mut text = String::new();
    let shared = shared(answers.iter().map(|one| &one.answer));
    for one in answers {
        text += &lines(one.entry.title(), &one.answer, &shared);
        if let Some((explanation, names)) = &one.explanation {
            for line in explanation_lines(explanation, names) {
                text += &format!("         {line}\n");
            }
        }
    }
    text += &shared_lines(&shared);
    if answers.is_empty() {
        text += &comes_nowhere(named);
    }
    for stand_in in &directory.stand_ins {
        text += &format!("{}.\n", printable(stand_in));
    }
    text + "\n" + &dates(directory, answers).lines()
}

fn dates(directory: &Directory, answers: &[Answered<'_>]) -> Dates {
    let entries = answers.iter().map(|one| one.entry);
    Dates::of_entries(directory, entries)
}
