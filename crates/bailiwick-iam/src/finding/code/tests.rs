//! Every page: its examples give its code, and the mended ones do not.

use super::*;
use crate::lint::lint_text;
use crate::policy::PolicyKind;
use crate::service_data;

/// The JSON blocks of a page's section, each with the kind of policy that its
/// first line names.
fn blocks<'p>(page: &'p str, heading: &str) -> Vec<(Option<PolicyKind>, &'p str)> {
    let section = page
        .split("\n## ")
        .find(|section| section.starts_with(heading));
    let fences = section.unwrap_or_default().split("```json").skip(1);
    fences
        .map(|fence| {
            let (kind, body) = fence.split_once('\n').unwrap();
            let kind = PolicyKind::ALL
                .into_iter()
                .find(|known| known.as_str() == kind.trim());
            (kind, body.split("```").next().unwrap())
        })
        .collect()
}

fn codes(kind: Option<PolicyKind>, text: &str) -> Vec<Code> {
    let findings = lint_text(text, kind, service_data());
    findings.into_iter().map(|finding| finding.code).collect()
}

#[test]
fn every_page_keeps_its_word() {
    for code in Code::all() {
        let page = code.page();
        assert!(page.starts_with(&format!("# {code}: ")), "{code}");
        for part in ["\n## Why\n", "\nSource: ", "\n## Example\n", "\n## Fix\n"] {
            assert!(page.contains(part), "{code} has no {part}");
        }
        let (examples, fixes) = (blocks(page, "Example"), blocks(page, "Fix"));
        assert!(!examples.is_empty() && !fixes.is_empty(), "{code}");
        for (kind, example) in examples {
            assert!(codes(kind, example).contains(&code), "{code}: {example}");
        }
        for (kind, fix) in fixes {
            assert_eq!(codes(kind, fix), [], "{code}: {fix}");
        }
    }
}

#[test]
fn codes_are_in_order_and_stand_once() {
    let codes: Vec<Code> = Code::all().collect();
    assert!(codes.is_sorted_by(|one, other| one < other));
}
