//! The service stack: the machines, what runs on them, and the alarms about both. It can
//! be deleted and made again without loss.

mod alarms;
mod cluster;
mod ecs_service;
mod execution_role;
mod group;
mod launch_template;
mod logs;
mod machine_role;
mod task;
mod user_data;

pub(super) use user_data::check;

use super::facts::Facts;
use crate::template::Template;

/// The template of the service stack.
pub(super) fn compile(facts: &Facts<'_>) -> Template {
    let name = &facts.workload.name;
    let mut template = Template::new(format!("What runs {name}, and tells when it does not"));
    logs::add(facts, &mut template);
    let machine_role = machine_role::add(facts, &mut template);
    launch_template::add(facts, machine_role, &mut template);
    group::add(facts, &mut template);
    cluster::add(facts, &mut template);
    let execution_role = execution_role::add(facts, &mut template);
    task::add(facts, execution_role, &mut template);
    ecs_service::add(facts, &mut template);
    alarms::add(facts, &mut template);
    template
}
