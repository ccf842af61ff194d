//! The list of gates, in the order they run: the quick ones first.
//!
//! To add a gate, write its file below `gates/` and name it in [`ALL`].

mod cargo;
mod layering;
mod licences;
mod managed_policies;
mod schema;
mod templates;

use crate::gate::Gate;

/// Every gate.
pub(crate) const ALL: &[Gate] = &[
    Gate {
        name: "fmt",
        asks: "is the code laid out as rustfmt does it?",
        judge: cargo::judge_format,
    },
    Gate {
        name: "layering",
        asks: "do dependencies point down, and is the core pure?",
        judge: layering::judge,
    },
    Gate {
        name: "licences",
        asks: "may we ship every dependency, and do we want it?",
        judge: licences::judge,
    },
    Gate {
        name: "clippy",
        asks: "does clippy accept every target without a warning?",
        judge: cargo::judge_lints,
    },
    Gate {
        name: "test",
        asks: "do all tests pass, doctests included?",
        judge: cargo::judge_tests,
    },
    Gate {
        name: "doc",
        asks: "does rustdoc accept every page without a warning?",
        judge: cargo::judge_documentation,
    },
    Gate {
        name: "managed-policies",
        asks: "can the IAM engine read, judge and minimise every policy that AWS manages?",
        judge: managed_policies::judge,
    },
    Gate {
        name: "schema",
        asks: "is every file of every example valid under the JSON Schema?",
        judge: schema::judge,
    },
    Gate {
        name: "cfn-lint",
        asks: "does cfn-lint accept every template of every example?",
        judge: templates::judge,
    },
];
