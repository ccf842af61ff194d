//! The memory of a task, and that it fits the machines.
//!
//! Source: "Reserving Amazon ECS Linux container instance memory", Amazon ECS Developer
//! Guide: a task for which no machine has registered enough is never placed.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Workload;
use bailiwick_estate::source::Span;

use super::Machines;
use crate::workload::containers::Container;
use crate::workload::instance_type::registered;

const MEBIBYTE: u64 = 1 << 20;
/// The mebibytes without which Docker starts no container ("ContainerDefinition", Amazon ECS
/// API Reference:
/// <https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html>).
const LEAST: u64 = 6;

/// The mebibytes of a task: what is said, else what a machine has for each of its copies.
pub(super) fn of_task(
    workload: &Declared<Workload>,
    machines: &Machines,
    copies: u32,
    containers: &[Container],
    diagnostics: &mut Vec<Diagnostic>,
) -> u64 {
    let machine = registered(machines.memory);
    let on_one = u64::from(copies.div_ceil(machines.count.max(1)).max(1));
    let each = machine / on_one;
    let task = workload
        .memory
        .map_or(each, |memory| memory.bytes() / MEBIBYTE);
    let mut report = |span: Span, message: String, help: String| {
        let code = Code::TASK_MEMORY;
        diagnostics.push(Diagnostic::error(code, span, message).help(help));
    };
    if task > each {
        let kind = &machines.instance_type;
        let copies = match on_one {
            1 => String::new(),
            many => format!(" for {many} copies"),
        };
        report(
            workload.fields.value("memory"),
            format!(
                "a task of {task} MiB is never started: a `{kind}` has {machine} MiB{copies} once its system runs"
            ),
            format!("give the task at most {each} MiB, or take a larger machine"),
        );
    }
    for container in containers {
        let Some(bytes) = container.memory.filter(|bytes| *bytes < LEAST * MEBIBYTE) else {
            continue;
        };
        let message = format!(
            "`{}` gets {} MiB of memory, and a container needs {LEAST}",
            container.service.name,
            bytes / MEBIBYTE
        );
        let help = "give it more, or leave the limit out";
        report(place(container), message, help.to_owned());
    }
    let wanted: u64 = containers
        .iter()
        .filter_map(|container| container.memory)
        .sum();
    if wanted / MEBIBYTE > task {
        let wanted = wanted / MEBIBYTE;
        let largest = containers.iter().max_by_key(|container| container.memory);
        let span = largest.map_or(workload.span, place);
        report(
            span,
            format!("the containers may use {wanted} MiB together, their task {task} MiB"),
            "give the containers less, or the task more (`memory` of the workload)".to_owned(),
        );
    }
    task
}

/// Where the memory of a container is said, or else the container.
fn place(container: &Container) -> Span {
    let memory = container.service.memory.as_ref();
    memory.map_or(container.service.span, |memory| memory.span)
}
