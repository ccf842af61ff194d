//! Random conditions.

use bailiwick_iam::policy::{Comparison, Condition};

use super::random::Random;
use super::words;

/// A condition key and the kinds of values it has.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) values: &'static [&'static str],
    pub(crate) tested: &'static [&'static str],
    pub(crate) multivalued: bool,
    operators: &'static [Comparison],
}

use Comparison as C;

const STRING: &[C] = &[
    C::StringEquals,
    C::StringNotEquals,
    C::StringEqualsIgnoreCase,
    C::StringNotEqualsIgnoreCase,
    C::StringLike,
    C::StringNotLike,
    C::Null,
];
const NUMERIC: &[C] = &[
    C::NumericEquals,
    C::NumericNotEquals,
    C::NumericLessThan,
    C::NumericLessThanEquals,
    C::NumericGreaterThan,
    C::NumericGreaterThanEquals,
];
const DATE: &[C] = &[
    C::DateEquals,
    C::DateNotEquals,
    C::DateLessThan,
    C::DateLessThanEquals,
    C::DateGreaterThan,
    C::DateGreaterThanEquals,
];
const ARN: &[C] = &[
    C::ArnEquals,
    C::ArnLike,
    C::ArnNotEquals,
    C::ArnNotLike,
    C::StringLike,
    C::StringEquals,
];

macro_rules! keys {
    ($($name:literal $values:ident $tested:ident $operators:expr, $multivalued:literal;)*) => {
        /// Every condition key of the alphabet.
        pub(crate) const KEYS: &[Key] = &[$(Key {
            name: $name,
            values: words::$values,
            tested: words::$tested,
            multivalued: $multivalued,
            operators: $operators,
        }),*];
    };
}

keys! {
    "aws:PrincipalTag/team" STRINGS STRING_PATTERNS STRING, false;
    "s3:prefix" STRINGS STRING_PATTERNS STRING, false;
    "aws:username" STRINGS STRING_PATTERNS STRING, false;
    "aws:TagKeys" STRINGS STRING_PATTERNS STRING, true;
    "s3:max-keys" NUMBERS NUMBERS NUMERIC, false;
    "aws:CurrentTime" DATES DATES DATE, false;
    "aws:SecureTransport" BOOLEANS BOOLEANS &[C::Bool, C::Null], false;
    "aws:PrincipalIsAWSService" BOOLEANS BOOLEANS &[C::Bool], false;
    "aws:SourceIp" ADDRESSES RANGES &[C::IpAddress, C::NotIpAddress], false;
    "aws:SourceArn" ARNS ARN_PATTERNS ARN, false;
    "aws:PrincipalArn" ARNS ARN_PATTERNS ARN, false;
    "test:Blobs" BLOBS BLOBS &[C::BinaryEquals], true;
}

/// A condition with a few tests; often none.
pub(crate) fn condition(random: &mut Random) -> Condition {
    let mut condition = Condition::default();
    let count = random.of(&[0, 0, 0, 1, 1, 1, 2, 3]);
    // One way to write all keys, since AWS refuses one key twice.
    let write = random.of::<fn(&str) -> String>(&[
        str::to_owned,
        str::to_owned,
        str::to_ascii_lowercase,
        str::to_ascii_uppercase,
    ]);
    for _ in 0..count {
        let key = &KEYS[random.below(KEYS.len())];
        condition = test(random, key, &write(key.name), condition);
    }
    condition
}

fn test(random: &mut Random, key: &Key, name: &str, condition: Condition) -> Condition {
    // An operator of another kind is a mistake that AWS lets pass.
    let comparison = match random.percent(5) {
        true => random.of(Comparison::ALL),
        false => random.of(key.operators),
    };
    let quantifier = match (comparison, key.multivalued) {
        (C::Null, _) => "",
        (_, true) => random.of(&["ForAllValues:", "ForAnyValue:"]),
        (_, false) => random.of(&["", "", "", "ForAllValues:", "ForAnyValue:"]),
    };
    let if_exists = if comparison != C::Null && random.percent(25) {
        "IfExists"
    } else {
        ""
    };
    let mut values = match comparison {
        C::Null => vec![random.of(words::BOOLEANS)],
        _ => random.some(key.tested, 3),
    };
    if random.percent(2) && comparison != C::Null {
        values.push(random.of(words::MALFORMED));
    }
    let operator = format!("{quantifier}{}{if_exists}", comparison.as_str());
    condition.and(&operator, name, values)
}
