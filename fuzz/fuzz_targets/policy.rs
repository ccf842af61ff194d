//! Any text is read and judged as a policy without a panic, and every finding points into it.
#![no_main]

use bailiwick_iam::lint::lint_text;
use bailiwick_iam::policy::PolicyKind;
use bailiwick_iam::service_data;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for kind in PolicyKind::ALL {
        for finding in lint_text(text, Some(kind), service_data()) {
            assert!(text.get(finding.place.start..finding.place.end).is_some());
            assert!(!finding.code.page().is_empty());
        }
    }
});
