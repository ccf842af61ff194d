//! The data stack: what outlives machines, containers and every other stack. Everything in
//! it is kept when the stack goes.

mod backups;
mod registry;
mod secrets;
mod volume;
mod zone;

use super::facts::Facts;
use crate::template::Template;

pub(super) use backups::BUCKET_NAME;
pub(super) use secrets::arn_parameter;
pub(super) use volume::{AVAILABILITY_ZONE, VOLUME_ID, availability_zone};
pub(super) use zone::ZONE_ID;

/// The template of the data stack.
pub(super) fn compile(facts: &Facts<'_>) -> Template {
    let name = &facts.workload.name;
    let mut template = Template::new(format!(
        "What {name} must not lose: it stays when this stack is deleted"
    ));
    volume::add(facts, &mut template);
    secrets::add(facts, &mut template);
    registry::add(facts, &mut template);
    backups::add(facts, &mut template);
    zone::add(facts, &mut template);
    template
}
