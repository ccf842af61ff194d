//! What is not read is never taken for absent: without any one list or file, each answer of
//! the documents is what it was, or unknown.

use bailiwick_literate::Case;
use bailiwick_net::reach::{Engine, Exposure};

use super::answer;
use super::around::Around;

#[test]
fn an_answer_without_a_list_is_the_same_or_unknown() {
    let mut compared = 0;
    let mut wrong = Vec::new();
    super::each_document(|around, path| {
        bailiwick_literate::check(path, "answer", |case| {
            compared += compare(around, case, &mut wrong);
            super::answered(around, case)
        })
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 1_000, "only {compared} answers were compared");
}

/// Asks everything again without each list.
fn compare(around: &Around, case: &Case, wrong: &mut Vec<String>) -> usize {
    let whole = around.network(case);
    let whole = Engine::new(&whole);
    let questions = &case.block("ask").expect("a case asks something").text;
    let lesser = around.without_each(case);
    for (missing, part) in &lesser {
        let part = Engine::new(part);
        let mut differs =
            |what: &str| wrong.push(format!("{}: without {missing}: {what}", case.title));
        let both = [&whole, &part];
        for question in questions.lines() {
            let [before, after] = both.map(|engine| answer::word(engine, question));
            if after != "unknown" && after != before {
                differs(&format!("{question}: {before}, and {after}"));
            }
            let [before, after] = both.map(|engine| answer::may_be_relayed(engine, question));
            if before && !after {
                differs(&format!("{question}: no load balancer is between them"));
            }
            let [before, after] = both.map(|engine| answer::may_get_there(engine, question));
            if before && !after {
                differs(&format!("{question}: nothing gets there"));
            }
        }
        let after = part.exposure(None);
        for before in whole.exposure(None) {
            let same = after.iter().find(|one| one.interface == before.interface);
            let is_closed = |one: &Exposure| one.openings.is_empty() && one.gaps.is_empty();
            if !is_closed(&before) && same.is_some_and(is_closed) {
                differs(&format!(
                    "the internet does not reach `{}`",
                    before.interface
                ));
            }
        }
    }
    questions.lines().count() * lesser.len()
}
