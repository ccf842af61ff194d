//! Variables, escapes, wildcards, and what is none of them.

use proptest::prelude::*;

use super::*;

fn text(text: &str) -> Piece {
    Piece::Text(text.to_owned())
}

fn variable(key: &str, default: Option<&str>) -> Piece {
    Piece::Variable(Variable {
        key: key.to_owned(),
        default: default.map(str::to_owned),
    })
}

#[track_caller]
fn check(written: &str, expected: &[Piece]) {
    let template = Template::parse(written, Version::Current).unwrap();
    assert_eq!(template.pieces(), expected);
}

#[test]
fn variables_stand_between_texts_and_wildcards() {
    check(
        "arn:aws:s3:::home/${aws:username}/*",
        &[
            text("arn:aws:s3:::home/"),
            variable("aws:username", None),
            text("/"),
            Piece::Any,
        ],
    );
    check(
        "a?${aws:PrincipalTag/job title}",
        &[
            text("a"),
            Piece::One,
            variable("aws:PrincipalTag/job title", None),
        ],
    );
}

#[test]
fn a_variable_may_have_a_default() {
    check(
        "bucket/${aws:PrincipalTag/team, 'company-wide'}",
        &[
            text("bucket/"),
            variable("aws:PrincipalTag/team", Some("company-wide")),
        ],
    );
    check("${aws:userid,''}", &[variable("aws:userid", Some(""))]);
}

#[test]
fn escapes_are_text() {
    check("a${*}b${?}c${$}{d}", &[text("a*b?c${d}")]);
    let escaped = Template::parse("${*}", Version::Current).unwrap();
    assert_eq!(escaped.as_text(), Some("*"));
    assert_eq!(
        Template::parse("*", Version::Current).unwrap().as_text(),
        None
    );
}

#[test]
fn the_old_version_has_no_variables() {
    let template = Template::parse("${aws:username}*", Version::Old).unwrap();
    assert_eq!(template.pieces(), [text("${aws:username}"), Piece::Any]);
}

#[test]
fn a_dollar_alone_is_text() {
    check("$5 {a}", &[text("$5 {a}")]);
}

#[test]
fn malformed_variables_are_refused() {
    for (written, problem) in [
        ("${aws:username", VariableProblem::NotClosed),
        ("${}", VariableProblem::NoName),
        ("${ , 'x'}", VariableProblem::NoName),
        ("${aws:username, x}", VariableProblem::DefaultNotQuoted),
        ("${aws:username, 'x}", VariableProblem::DefaultNotQuoted),
        ("${aws:username, 'x' y}", VariableProblem::NotClosed),
    ] {
        assert_eq!(
            Template::parse(written, Version::Current),
            Err(problem),
            "{written}"
        );
    }
}

proptest! {
    #[test]
    fn texts_are_never_empty_and_never_side_by_side(written in "[a*?${},' é]{0,12}") {
        for version in [Version::Current, Version::Old] {
            let Ok(template) = Template::parse(&written, version) else { continue };
            let is_text = |piece: &Piece| matches!(piece, Piece::Text(_));
            prop_assert!(template.pieces().windows(2).all(|two| !two.iter().all(is_text)));
            prop_assert!(!template.pieces().contains(&text("")));
        }
    }
}
