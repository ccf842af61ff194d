//! The layers as data: what each crate may use, and which crates are pure.
//!
//! Top to bottom, as the design draws them. A change here is a change of the design.

/// One crate of the workspace.
pub(crate) struct Layer {
    pub(crate) name: &'static str,
    /// The crates of the workspace that it may declare as dependencies.
    pub(crate) may_use: &'static [&'static str],
    /// Whether it must do without files, clock, environment and network.
    pub(crate) pure: bool,
}

/// Every crate there may be. Some are not written yet.
pub(crate) const TABLE: &[Layer] = &[
    Layer {
        name: "bailiwick-cli",
        may_use: &[
            "bailiwick-portal",
            "bailiwick-handbook",
            "bailiwick-aws",
            "bailiwick-trail",
            "bailiwick-access",
            "bailiwick-diff",
            "bailiwick-controls",
            "bailiwick-compile",
            "bailiwick-cost",
            "bailiwick-iam",
            "bailiwick-net",
            "bailiwick-estate",
            "bailiwick-literate",
        ],
        pure: false,
    },
    Layer {
        name: "bailiwick-portal",
        may_use: &[
            "bailiwick-handbook",
            "bailiwick-aws",
            "bailiwick-trail",
            "bailiwick-access",
            "bailiwick-controls",
            "bailiwick-compile",
            "bailiwick-cost",
            "bailiwick-iam",
            "bailiwick-net",
            "bailiwick-estate",
        ],
        pure: false,
    },
    Layer {
        name: "bailiwick-handbook",
        may_use: &[
            "bailiwick-aws",
            "bailiwick-trail",
            "bailiwick-access",
            "bailiwick-controls",
            "bailiwick-compile",
            "bailiwick-cost",
            "bailiwick-iam",
            "bailiwick-net",
            "bailiwick-estate",
        ],
        pure: false,
    },
    Layer {
        name: "bailiwick-aws",
        may_use: ADAPTERS_MAY_USE,
        pure: false,
    },
    Layer {
        name: "bailiwick-trail",
        may_use: ADAPTERS_MAY_USE,
        pure: false,
    },
    Layer {
        name: "bailiwick-access",
        may_use: ADAPTERS_MAY_USE,
        pure: false,
    },
    Layer {
        name: "bailiwick-diff",
        may_use: &[
            "bailiwick-controls",
            "bailiwick-compile",
            "bailiwick-iam",
            "bailiwick-net",
            "bailiwick-estate",
            "bailiwick-literate",
        ],
        pure: true,
    },
    Layer {
        name: "bailiwick-controls",
        may_use: &[
            "bailiwick-compile",
            "bailiwick-cost",
            "bailiwick-iam",
            "bailiwick-net",
            "bailiwick-estate",
            "bailiwick-literate",
        ],
        pure: true,
    },
    Layer {
        name: "bailiwick-compile",
        may_use: &[
            "bailiwick-cost",
            "bailiwick-iam",
            "bailiwick-net",
            "bailiwick-estate",
            "bailiwick-literate",
            "bailiwick-testbed",
        ],
        pure: true,
    },
    Layer {
        name: "bailiwick-cost",
        may_use: &["bailiwick-iam", "bailiwick-net", "bailiwick-estate"],
        pure: true,
    },
    // The engines are useful on their own as libraries: they use nothing of ours,
    // not even the estate.
    Layer {
        name: "bailiwick-iam",
        may_use: &["bailiwick-literate"],
        pure: true,
    },
    Layer {
        name: "bailiwick-net",
        // Its tests only.
        may_use: &["bailiwick-literate"],
        pure: true,
    },
    // Only tests use these two.
    Layer {
        name: "bailiwick-testbed",
        may_use: &[],
        pure: false,
    },
    Layer {
        name: "bailiwick-literate",
        may_use: &[],
        pure: false,
    },
    Layer {
        name: "bailiwick-estate",
        may_use: &[],
        pure: true,
    },
    // The gates must run when a crate does not compile, so that xtask itself uses only
    // the one whose service data it builds. Its tests read the estates it generates.
    Layer {
        name: "xtask",
        may_use: &["bailiwick-compile", "bailiwick-estate", "bailiwick-iam"],
        pure: false,
    },
];

/// Adapters stand side by side: none uses another.
const ADAPTERS_MAY_USE: &[&str] = &[
    "bailiwick-controls",
    "bailiwick-compile",
    "bailiwick-cost",
    "bailiwick-iam",
    "bailiwick-net",
    "bailiwick-estate",
    "bailiwick-testbed",
];

/// Whether a crate from outside is a door to the world.
pub(crate) fn is_impure(name: &str) -> bool {
    ["tokio", "reqwest", "aws-config"].contains(&name) || name.starts_with("aws-sdk-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_itself_points_down() {
        for (index, layer) in TABLE.iter().enumerate() {
            let is_below = |used: &&str| {
                layer.name == "xtask" || TABLE[index + 1..].iter().any(|below| below.name == *used)
            };
            for used in layer.may_use {
                assert!(is_below(used), "{} → {used}", layer.name);
            }
        }
    }

    #[test]
    fn a_pure_layer_rests_on_pure_layers() {
        for layer in TABLE.iter().filter(|layer| layer.pure) {
            for used in layer.may_use {
                let below = TABLE.iter().find(|below| below.name == *used);
                // Only tests use these: one reads their cases, one starts their servers.
                let for_tests = ["bailiwick-literate", "bailiwick-testbed"].contains(used);
                assert!(for_tests || below.is_some_and(|below| below.pure), "{used}");
            }
        }
    }
}
