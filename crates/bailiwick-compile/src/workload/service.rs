//! x
use crate::template::Template;
use super::facts::Facts;
pub(crate) const REGION: &str = "us-east-1";
pub(super) fn compile(_facts: &Facts<'_>) -> Template { Template::default() }
