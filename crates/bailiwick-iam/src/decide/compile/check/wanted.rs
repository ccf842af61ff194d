//! How a value of the request must stand to one of the policy.

use std::cmp::Ordering;

use crate::policy::Comparison;

/// How a value of the request must stand to one of the policy.
#[derive(Debug, Clone, Copy)]
pub(in crate::decide) enum Wanted {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Wanted {
    /// What a comparison wants; those without an order want equality.
    pub(super) fn by(comparison: Comparison) -> Self {
        use Comparison as C;
        match comparison {
            C::NumericLessThan | C::DateLessThan => Self::Less,
            C::NumericLessThanEquals | C::DateLessThanEquals => Self::LessOrEqual,
            C::NumericGreaterThan | C::DateGreaterThan => Self::Greater,
            C::NumericGreaterThanEquals | C::DateGreaterThanEquals => Self::GreaterOrEqual,
            _ => Self::Equal,
        }
    }

    /// Whether a value that compares like this is as wanted.
    pub(super) fn is(self, found: Ordering) -> bool {
        match self {
            Self::Equal => found.is_eq(),
            Self::Less => found.is_lt(),
            Self::LessOrEqual => found.is_le(),
            Self::Greater => found.is_gt(),
            Self::GreaterOrEqual => found.is_ge(),
        }
    }
}
