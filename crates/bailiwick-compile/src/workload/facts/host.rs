//! The machines: what type they are, how many, and that the task can be placed on them.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Architecture, Workload};

use super::lacks;
use crate::workload::containers::Container;
use crate::workload::instance_type::InstanceType;

/// The machines of a workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Machines {
    /// The instance type.
    pub(crate) instance_type: String,
    pub(crate) architecture: Architecture,
    /// The memory of one, in bytes.
    pub(crate) memory: u64,
    /// How many there are.
    pub(crate) count: u32,
    /// The size of the root volume.
    pub(crate) root_gibibytes: u64,
}

/// What the ECS-optimised image needs ("Amazon ECS-optimized Linux AMIs", Amazon ECS
/// Developer Guide).
const ROOT_GIBIBYTES: u64 = 30;

impl Machines {
    /// The machines that a workload describes.
    pub(super) fn of(
        workload: &Declared<Workload>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let Some(host) = &workload.host else {
            let message = format!("it is not said what machines `{}` runs on", workload.name);
            let help = "describe them: `host: { architecture: x86_64, memory: 1 GiB }`";
            diagnostics.push(lacks(workload.span, message).help(help));
            return None;
        };
        let instance_type = match &host.instance_type {
            Some(named) => {
                let contradiction = InstanceType::find(named).and_then(|known| {
                    if known.architecture != host.architecture {
                        return Some((
                            "architecture",
                            format!("`{named}` is not `{}`", host.architecture),
                        ));
                    }
                    (known.memory != host.memory.bytes()).then(|| {
                        let gibibytes = known.memory as f64 / f64::from(1 << 30);
                        (
                            "memory",
                            format!(
                                "`{named}` has {gibibytes} GiB of memory, not {}",
                                host.memory
                            ),
                        )
                    })
                });
                if let Some((field, message)) = contradiction {
                    let said = host.fields.value(field);
                    diagnostics.push(
                        Diagnostic::error(Code::INSTANCE_TYPE, named.span, message)
                            .related(said, "said here")
                            .help("correct one of them, or leave the instance type out"),
                    );
                }
                named.to_string()
            }
            None => {
                let found = InstanceType::smallest(host.architecture, host.memory.bytes());
                let Some(found) = found else {
                    let said = host.fields.value("memory");
                    let message = format!("no small machine has {} of memory", host.memory);
                    let help = "name the instance type under `instance_type`";
                    diagnostics.push(lacks(said, message).help(help));
                    return None;
                };
                found
            }
        };
        if host.instances.is_some_and(|count| count.0 == 0) {
            let message = format!("`{}` runs on no machine", workload.name);
            let help = "say how many there are, or leave it out for one; `copies: 0` stops the service alone";
            diagnostics.push(lacks(host.fields.value("instances"), message).help(help));
            return None;
        }
        let root = host.root_volume.map(|size| size.bytes().div_ceil(1 << 30));
        Some(Self {
            instance_type,
            architecture: host.architecture,
            memory: host.memory.bytes(),
            count: host.instances.map_or(1, |count| count.0),
            root_gibibytes: root.unwrap_or(ROOT_GIBIBYTES),
        })
    }
}

/// One volume cannot be attached to several machines, and a port of a machine leads to one
/// container.
///
/// Source: "Attach an Amazon EBS volume to multiple EC2 instances using Multi-Attach",
/// Amazon EBS User Guide, for why that is no way out: ext4 and XFS cannot be shared.
pub(super) fn check(
    workload: &Declared<Workload>,
    machines: &Machines,
    copies: u32,
    containers: &[Container],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let kept = workload.storage.iter().find(|storage| storage.keep);
    if let (Some(kept), true) = (kept, machines.count > 1) {
        let count = machines.count;
        let message = format!(
            "`{}` is one volume, and {count} machines would share it",
            kept.name
        );
        diagnostics
            .push(Diagnostic::error(Code::MACHINES, kept.span, message).help(
                "run one machine, or keep the data in a service of AWS that several can use",
            ));
    }
    let publishes = containers
        .iter()
        .find_map(|container| container.published.first());
    if let (Some(port), true) = (publishes, copies > machines.count) {
        let count = machines.count;
        let said = workload.fields.value("copies");
        let message =
            format!("{copies} copies publish the same port, and there are {count} machines");
        diagnostics.push(
            Diagnostic::error(Code::MACHINES, said, message)
                .related(port.span, "this port of the machine leads to one container")
                .help("run as many machines as copies (`host`, `instances`), or fewer copies"),
        );
    }
}
