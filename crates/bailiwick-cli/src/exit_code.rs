//! The exit codes of `bailiwick`: a public list that scripts may rely on.

/// All is well; warnings are allowed.
pub const FINE: u8 = 0;

/// The estate has errors; they were printed.
pub const ESTATE_HAS_ERRORS: u8 = 1;

/// What was compared differs, or what was asked is not so; it was printed.
pub const DIFFERS: u8 = 1;

/// What was asked or said is not so: it is denied, somebody can escalate, a control is
/// refuted.
pub const NOT_SO: u8 = 1;

/// It could not be done at all: nothing to read, no way to write, wrong usage.
pub const COULD_NOT: u8 = 2;

/// AWS began to deploy or to delete, and it failed; the first cause was printed.
pub const DEPLOYMENT_FAILED: u8 = 3;

/// The answer depends on what is not known; it was printed.
pub const UNKNOWN: u8 = 4;

/// Every exit code with what it means, as `--help` shows them.
pub const ALL: &[(u8, &str)] = &[
    (FINE, "fine; there may be warnings"),
    (
        ESTATE_HAS_ERRORS,
        "the estate has errors, what was compared differs, or what was asked is not so; it was printed",
    ),
    (
        COULD_NOT,
        "it could not be read or written at all, or was asked for wrongly",
    ),
    (
        DEPLOYMENT_FAILED,
        "AWS began to deploy or delete, and failed; the first cause was printed",
    ),
    (
        UNKNOWN,
        "the answer depends on what is not known; that was printed",
    ),
];
