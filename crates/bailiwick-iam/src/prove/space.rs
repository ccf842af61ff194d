//! The dimensions of a request, and what policies ask of each.
//!
//! Owns [`Space`]: every distinct question that the policies of one proof put
//! to a request, by dimension, numbered. A box ([`Literals`]) says which of
//! them are to be answered with yes and which with no. The space answers
//! whether one dimension can give the wanted answers, and with which value;
//! each such answer is kept, for the same questions come up again and again.

use std::collections::HashMap;
use std::rc::Rc;

use super::budget::Budget;
use super::key::{self, KeyTest};
use super::text::{self, Alphabet, Found, Pattern, Signed, Texts, Token};

/// One aspect of a request that varies independently of the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Dimension {
    /// The action, in lower case.
    Action,
    /// The ARN of the resource.
    Resource,
    /// A condition key, by name in lower case.
    Key(String),
    /// Whether the caller's own policies allow the request: where a policy
    /// names the caller's account, that is left to them.
    OwnPolicies,
    /// Whether something holds that is not modelled; in words, what. The same
    /// words hold or do not hold together.
    Opaque(String),
}

impl Dimension {
    /// What it is about, in words.
    pub(super) fn words(&self) -> String {
        match self {
            Self::Action => "the actions".to_owned(),
            Self::Resource => "the resources".to_owned(),
            Self::Key(name) => format!("what `{name}` may be"),
            Self::OwnPolicies => "whether policies of the caller's own allow it: naming an \
                account leaves that to them, naming a user or role grants in itself"
                .to_owned(),
            Self::Opaque(words) => words.clone(),
        }
    }
}

/// A yes-or-no question about one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Test {
    /// Is it one of these texts?
    Texts(Texts),
    /// Does the key satisfy this?
    Key(KeyTest),
    /// Does it hold?
    Holds,
}

/// What one dimension of a request is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Value {
    /// An action or a resource.
    Text(String),
    /// The key is not there.
    Absent,
    /// The key is there with these values, at least one.
    Present(Vec<String>),
    /// What is not modelled holds, or does not.
    Holds(bool),
}

/// What a dimension can be under some answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Solution {
    /// This.
    Value(Value),
    /// Nothing.
    Nothing,
    /// Something like this, perhaps: it depends on what is not modelled.
    Unsure(Value),
}

/// A question of a space, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct TestId {
    pub(super) dimension: usize,
    pub(super) test: usize,
}

/// A question with the wanted answer.
pub(super) type Literal = (TestId, bool);

/// A box: what a request is to answer to be inside. Each test at most once.
pub(super) type Literals = Vec<Literal>;

/// A question with its number within a dimension, and the wanted answer.
pub(super) type Answer = (usize, bool);

/// See the module.
#[derive(Debug)]
pub(super) struct Space {
    budget: Rc<Budget>,
    dimensions: Vec<(Dimension, Vec<Test>)>,
    numbers: HashMap<Dimension, usize>,
    tests: HashMap<(usize, Test), usize>,
    solutions: HashMap<(usize, Vec<Answer>), Solution>,
}

impl Space {
    /// A space without questions, whose answers take steps of `budget`.
    pub(super) fn new(budget: Rc<Budget>) -> Self {
        Self {
            budget,
            dimensions: Vec::new(),
            numbers: HashMap::new(),
            tests: HashMap::new(),
            solutions: HashMap::new(),
        }
    }

    /// What answers may still take.
    pub(super) fn budget(&self) -> &Rc<Budget> {
        &self.budget
    }

    /// The number of this question.
    pub(super) fn ask(&mut self, dimension: Dimension, test: Test) -> TestId {
        let dimensions = &mut self.dimensions;
        let number = *self.numbers.entry(dimension.clone()).or_insert_with(|| {
            dimensions.push((dimension, Vec::new()));
            dimensions.len() - 1
        });
        let tests = &mut self.dimensions[number].1;
        let test = *self.tests.entry((number, test.clone())).or_insert_with(|| {
            tests.push(test);
            tests.len() - 1
        });
        TestId {
            dimension: number,
            test,
        }
    }

    /// The dimension with this number.
    pub(super) fn dimension(&self, number: usize) -> &Dimension {
        &self.dimensions[number].0
    }

    /// How `value` answers a question, as far as it is sure; `None`: that is not documented.
    pub(super) fn answer(&self, id: TestId, value: &Value) -> Option<bool> {
        match (&self.dimensions[id.dimension].1[id.test], value) {
            (Test::Texts(texts), Value::Text(text)) => Some(texts.contains(text)),
            (Test::Key(test), Value::Absent) => test.holds(None),
            (Test::Key(test), Value::Present(values)) => test.holds(Some(values)),
            (Test::Holds, Value::Holds(holds)) => Some(*holds),
            _ => Some(false),
        }
    }

    /// What `dimension` can be when it answers so; `answers` sorted.
    pub(super) fn solve(&mut self, dimension: usize, answers: &[Answer]) -> Solution {
        let key = (dimension, answers.to_vec());
        if let Some(solution) = self.solutions.get(&key) {
            return solution.clone();
        }
        let solution = self.solve_anew(dimension, answers);
        if self.budget.is_spent() {
            self.budget.blame(|| self.dimensions[dimension].0.words());
        } else {
            self.solutions.insert(key, solution.clone());
        }
        solution
    }

    fn solve_anew(&self, number: usize, answers: &[Answer]) -> Solution {
        let (dimension, tests) = &self.dimensions[number];
        let asked = answers.iter().map(|&(test, wanted)| (&tests[test], wanted));
        match dimension {
            Dimension::Action => {
                let every = every_action();
                let shape = std::iter::once((&every, true));
                let sets: Vec<Signed<'_>> = shape.chain(texts(asked)).collect();
                of_text(text::find(&sets, Alphabet::Action, &self.budget))
            }
            Dimension::Resource => {
                let sets: Vec<Signed<'_>> = texts(asked).collect();
                of_text(text::find(&sets, Alphabet::Any, &self.budget))
            }
            Dimension::Key(name) => {
                let all: Vec<&KeyTest> = tests.iter().filter_map(of_key).collect();
                let asked: Vec<(&KeyTest, bool)> = asked
                    .filter_map(|(test, wanted)| Some((of_key(test)?, wanted)))
                    .collect();
                key::solve(name, &all, &asked, &self.budget)
            }
            // The same question cannot be answered in two ways.
            Dimension::OwnPolicies | Dimension::Opaque(_) => {
                let holds = answers.first().is_some_and(|&(_, wanted)| wanted);
                match dimension {
                    // Where they do not, it depends on whose the resource is.
                    Dimension::OwnPolicies if holds => Solution::Value(Value::Holds(true)),
                    _ => Solution::Unsure(Value::Holds(holds)),
                }
            }
        }
    }
}

fn of_key(test: &Test) -> Option<&KeyTest> {
    match test {
        Test::Key(test) => Some(test),
        _ => None,
    }
}

/// Every conceivable action, today's and tomorrow's: a service and a name.
fn every_action() -> Texts {
    use Token::{Exact, ManyInField, OneInField};
    Texts(vec![Pattern::new([
        OneInField,
        ManyInField,
        Exact(':'),
        OneInField,
        ManyInField,
    ])])
}

fn texts<'t>(asked: impl Iterator<Item = (&'t Test, bool)>) -> impl Iterator<Item = Signed<'t>> {
    asked.filter_map(|(test, wanted)| match test {
        Test::Texts(texts) => Some((texts, wanted)),
        _ => None,
    })
}

fn of_text(found: Found) -> Solution {
    match found {
        Found::Text(text) => Solution::Value(Value::Text(text)),
        Found::Nothing => Solution::Nothing,
        Found::Unsure(text) => Solution::Unsure(Value::Text(text)),
    }
}
