//! A deployment: one stack as it is to be, with everything CloudFormation is to be told.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// The tag that says whose a stack is; its value is the estate's name. Without it a stack
/// is somebody else's and is never touched.
pub const OWNER_TAG: &str = "bailiwick:estate";

/// One stack as it is to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deployment {
    /// What the blueprint calls it: `access`, `championship-data`.
    pub name: String,
    /// The estate.
    pub estate: String,
    /// The account's name in the estate.
    pub account: String,
    /// The account's twelve digits.
    pub account_id: String,
    /// The region.
    pub region: String,
    /// The template.
    pub template: Value,
    /// The template as CloudFormation and people are to read it.
    pub body: String,
    /// Where the values of the template's parameters come from.
    pub parameters: BTreeMap<String, ValueFrom>,
}

/// Where the value of a parameter comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueFrom {
    /// It is known.
    Literal(String),
    /// Another stack says it that is deployed in the same run, in whatever region.
    Output {
        /// The stack, as the blueprint calls it.
        stack: String,
        /// The output.
        output: String,
    },
    /// The stack has it already and keeps it; a new stack takes the template's default.
    Kept,
}

impl Deployment {
    /// The stack's name in AWS.
    #[must_use]
    pub fn stack_name(&self) -> String {
        stack_name(&self.estate, &self.name)
    }

    /// The stacks whose outputs it needs.
    #[must_use]
    pub fn needs(&self) -> BTreeSet<&str> {
        fn stack(value: &ValueFrom) -> Option<&str> {
            match value {
                ValueFrom::Output { stack, .. } => Some(stack),
                ValueFrom::Literal(_) | ValueFrom::Kept => None,
            }
        }
        self.parameters.values().filter_map(stack).collect()
    }

    /// The tags of the stack.
    #[must_use]
    pub fn tags(&self) -> BTreeMap<String, String> {
        BTreeMap::from([(OWNER_TAG.to_owned(), self.estate.clone())])
    }

    /// `name in account, region`, as messages call it.
    #[must_use]
    pub fn place(&self) -> String {
        format!("`{}` in `{}`, {}", self.name, self.account, self.region)
    }
}

/// A stack's name in AWS: `ESTATE-NAME`, or `NAME` where that begins with the estate's
/// name, in the characters that CloudFormation takes (a letter first, then letters, digits
/// and hyphens, 128 at most).
#[must_use]
pub fn stack_name(estate: &str, stack: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let begins = format!("{estate}-");
    let whole = match stack.starts_with(&begins) {
        true => stack.to_owned(),
        false => begins + stack,
    };
    let mut name: String = whole.chars().map(plain).collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, "estate-");
    }
    name.truncate(128);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_cloudformation_takes() {
        assert_eq!(stack_name("acme", "access"), "acme-access");
        assert_eq!(stack_name("acme", "acme-data"), "acme-data");
        assert_eq!(stack_name("acme", "my_web.data"), "acme-my-web-data");
        assert_eq!(stack_name("3d", "access"), "estate-3d-access");
        assert_eq!(stack_name("a", &"x".repeat(200)).len(), 128);
    }
}
