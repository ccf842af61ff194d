//! Which stack is next.

use crate::deployment::Deployment;

/// The first of the open stacks that needs nothing of an unsettled one. Stacks that need
/// each other, which no blueprint has, are planned as they come.
pub(super) fn next(open: &[&Deployment], unsettled: &[&str]) -> Option<usize> {
    let free = |deployment: &&Deployment| {
        let needs = deployment.needs();
        !unsettled.iter().any(|stack| needs.contains(stack))
    };
    let circle = open.len() == unsettled.len() && !open.is_empty();
    open.iter().position(free).or(circle.then_some(0))
}
