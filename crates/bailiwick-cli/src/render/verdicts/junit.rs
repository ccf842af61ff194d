//! Verdicts as JUnit XML, which build servers show: a test case for each control.
//!
//! What fails `check` is a failure; what is unknown and may be so is skipped.

use bailiwick_controls::Judgement;
use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::told;
use crate::front::Front;
use crate::render::human;

/// One suite with the controls, and before it one with what is wrong with the estate.
///
/// # Errors
/// When the report cannot be written as XML.
pub fn render(
    front: &Front,
    judgements: &[Judgement<'_>],
) -> Result<String, quick_junit::SerializeError> {
    let mut report = Report::new("bailiwick check");
    let mut estate = TestSuite::new("estate");
    let mut status = TestCaseStatus::success();
    if front.errors() > 0 {
        status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_message(format!("{} errors", front.errors()));
        let text = anstream::adapter::strip_str(&human::render(&front.report())).to_string();
        status.set_description(text);
    }
    estate.add_test_case(TestCase::new("the estate can be read", status));
    report.add_test_suite(estate);
    let mut controls = TestSuite::new("controls");
    for judgement in judgements {
        controls.add_test_case(case(judgement));
    }
    report.add_test_suite(controls);
    report.to_string()
}

fn case(judgement: &Judgement<'_>) -> TestCase {
    let word = judgement.word();
    let mut status = match (judgement.fails(), word) {
        (true, _) => TestCaseStatus::non_success(NonSuccessKind::Failure),
        (false, "unknown") => TestCaseStatus::skipped(),
        (false, _) => TestCaseStatus::success(),
    };
    if word != "proved" {
        status.set_message(format!("{word}: {}", judgement.control.statement.as_str()));
    }
    let lines = told::lines(judgement).join("\n");
    if judgement.fails() {
        status.set_type(word);
        status.set_description(lines.clone());
    }
    let mut case = TestCase::new(judgement.control.name.as_str(), status);
    case.set_classname("controls");
    case.set_system_out(lines);
    case
}
