//! Whoever asks services of AWS themselves: one process for all questions of a test, since
//! botocore takes its time to start.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value;

/// A process that answers questions line by line; `ask.py`.
pub(crate) struct Asker {
    process: Child,
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Asker {
    pub(crate) fn start(command: &mut Command) -> Self {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        Self {
            questions: process.stdin.take(),
            answers: BufReader::new(process.stdout.take().unwrap()),
            process,
        }
    }

    pub(crate) fn ask(&mut self, question: &Value) -> Value {
        writeln!(self.questions.as_mut().unwrap(), "{question}").unwrap();
        let mut answer = String::new();
        self.answers.read_line(&mut answer).unwrap();
        assert!(!answer.is_empty(), "no answer to {question}");
        serde_json::from_str(&answer).unwrap()
    }
}

impl Drop for Asker {
    fn drop(&mut self) {
        drop(self.questions.take());
        // It ends by itself when its input closes; nothing is left to do about a failure.
        let _ = self.process.wait();
    }
}
