//! Only JSON is JSON, and spans are where the text is.

use proptest::prelude::*;

use super::*;

#[test]
fn what_only_resembles_json_is_refused() {
    for text in [
        "",
        " ",
        "{a: 1}",
        "{'a': 1}",
        "[1,]",
        "[1 2]",
        "{} // x",
        "0x1",
        "+1",
        ".5",
        "NaN",
        "[",
        "\"",
        "{\"a\" 1}",
        "{\"a\":}",
        "{} {}",
        "tru",
    ] {
        assert!(parse(text).is_err(), "{text}");
    }
    let error = parse("{\"a\": 1,}").unwrap_err();
    assert_eq!(error.reason, "trailing commas are not allowed");
}

#[test]
fn a_byte_order_mark_moves_the_spans() {
    let node = parse("\u{feff}[\"é\"]").unwrap();
    assert_eq!(node.span, Span { start: 3, end: 9 });
}

#[test]
fn both_ways_give_one_tree() {
    let text = r#"{"a": [null, true, 1.50, "x\n"], "b": {}}"#;
    let value: Value = serde_json::from_str(text).unwrap();
    assert_eq!(shape(&parse(text).unwrap()), shape(&from_value(&value)));
}

fn shape(node: &Node<'_>) -> String {
    match &node.content {
        Content::Object(members) => members
            .iter()
            .map(|member| format!("{}={};", member.key, shape(&member.value)))
            .collect(),
        Content::List(nodes) => nodes.iter().map(|node| shape(node) + ",").collect(),
        Content::Number(number) => number.trim_end_matches('0').to_owned(),
        other => format!("{other:?}"),
    }
}

fn spans_are_in(node: &Node<'_>, text: &str) -> bool {
    let inner = match &node.content {
        Content::Object(members) => members.iter().all(|member| {
            text.get(member.key_span.start..member.key_span.end)
                .is_some()
                && spans_are_in(&member.value, text)
        }),
        Content::List(nodes) => nodes.iter().all(|node| spans_are_in(node, text)),
        _ => true,
    };
    inner && text.get(node.span.start..node.span.end).is_some()
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_within_its_bounds(text in r#"[\[\]{}",:a1é\\u0. -]{0,40}"#) {
        match parse(&text) {
            Ok(node) => prop_assert!(spans_are_in(&node, &text)),
            Err(error) => prop_assert!(text.get(error.span.start..error.span.end).is_some()),
        }
    }

    #[test]
    fn what_is_taken_is_what_serde_takes(text in r#"[\[\]{}",:1e.\\ -]{0,16}"#) {
        let strict = serde_json::from_str::<Value>(&text).is_ok();
        prop_assert_eq!(parse(&text).is_ok(), strict, "{}", text);
    }
}
