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
    /// The stack's name in AWS: `ESTATE-NAME`, or `NAME` where that begins with the estate's
    /// name, in the characters that CloudFormation takes (a letter first, then letters,
    /// digits and hyphens, 128 at most).
    #[must_use]
    pub fn stack_name(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let begins = format!("{}-", self.estate);
        let whole = match self.name.starts_with(&begins) {
            true => self.name.clone(),
            false => begins + &self.name,
        };
        let mut name: String = whole.chars().map(plain).collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            name.insert_str(0, "estate-");
        }
        name.truncate(128);
        name
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

#[cfg(test)]
mod tests {
    use super::*;

    fn named(estate: &str, name: &str) -> String {
        let (estate, name) = (estate.to_owned(), name.to_owned());
        let none = String::new;
        Deployment {
            name,
            estate,
            account: none(),
            account_id: none(),
            region: none(),
            template: Value::Null,
            body: none(),
            parameters: BTreeMap::new(),
        }
        .stack_name()
    }

    #[test]
    fn names_are_what_cloudformation_takes() {
        assert_eq!(named("acme", "access"), "acme-access");
        assert_eq!(named("acme", "acme-data"), "acme-data");
        assert_eq!(named("acme", "my_web.data"), "acme-my-web-data");
        assert_eq!(named("3d", "access"), "estate-3d-access");
        assert_eq!(named("a", &"x".repeat(200)).len(), 128);
    }
}
