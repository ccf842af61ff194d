//! What is not read is never taken for absent: without any one list, each answer of the
//! documents is what it was, or unknown.

use bailiwick_literate::Case;
use bailiwick_net::reach::Engine;
use serde_json::{Value, json};

use super::{answer, network};

#[test]
fn an_answer_without_a_list_is_the_same_or_unknown() {
    let mut compared = 0;
    let mut wrong = Vec::new();
    super::each_document(|around, path| {
        bailiwick_literate::check(path, "answer", |case| {
            if case.block("template").is_none() {
                for list in network::lists_of(around, other(case)) {
                    compared += compare(around, case, &list, &mut wrong);
                }
            }
            super::answered(around, case)
        })
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared > 1_000, "only {compared} answers were compared");
}

fn other(case: &Case) -> Option<&str> {
    case.block("json").map(|block| block.text.as_str())
}

/// Asks everything again without a list.
fn compare(around: &str, case: &Case, list: &str, wrong: &mut Vec<String>) -> usize {
    let whole = network::network(around, other(case));
    let mut less: Value =
        other(case).map_or_else(|| json!({}), |text| serde_json::from_str(text).unwrap());
    match less.get_mut("Unread").and_then(Value::as_array_mut) {
        Some(unread) => unread.push(json!(list)),
        None => less["Unread"] = json!([list]),
    }
    // What a case says of the list itself goes as well.
    less.as_object_mut().unwrap().remove(list);
    let part = network::network(around, Some(&less.to_string()));
    let (whole, part) = (Engine::new(&whole), Engine::new(&part));
    let questions = &case.block("ask").expect("a case asks something").text;
    for question in questions.lines() {
        let (before, after) = (
            answer::word(&whole, question),
            answer::word(&part, question),
        );
        if after != "unknown" && after != before {
            wrong.push(format!(
                "{}: {question}: {before}, and {after} without {list}",
                case.title
            ));
        }
    }
    questions.lines().count()
}
