//! What a workload says, with its defaults filled in and every reference followed: what
//! the stacks are made from.

mod backups;
mod host;
mod memory;
mod parts;
mod paths;
mod ports;
mod proxy;
mod zone;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::{Declared, alternatives};
use bailiwick_estate::model::{Account, Backup, Network, Storage, Subnet, Workload};
use bailiwick_estate::source::Attachments;

use super::compose::{self, Compose};
use super::containers::{self, Container};
use super::dockerfile;
use super::storage::{self, Volume, mount_of};
use crate::access::region_said;
use crate::template::ACCOUNT_ID;

pub(crate) use host::Machines;
pub(crate) use proxy::Proxy;
pub(crate) use zone::HostedZone;

/// Everything about one workload that its stacks need.
pub(crate) struct Facts<'e> {
    pub(crate) estate: &'e Estate,
    pub(crate) workload: &'e Declared<Workload>,
    pub(crate) account: &'e Declared<Account>,
    /// The account's id, or what stands for it in a template.
    pub(crate) account_id: String,
    /// The region of everything but the guardrails.
    pub(crate) region: String,
    /// What its resources are called.
    pub(crate) called: String,
    pub(crate) network: &'e Declared<Network>,
    /// The subnet of the machines.
    pub(crate) subnet: &'e Declared<Subnet>,
    pub(crate) machines: Machines,
    /// How many copies of the task run.
    pub(crate) copies: u32,
    /// The mebibytes of memory that a task may use.
    pub(crate) task_memory: u64,
    pub(crate) containers: Vec<Container>,
    /// The volumes of the task, by name.
    pub(crate) volumes: Vec<Volume>,
    /// The volume that outlives everything.
    pub(crate) data: Option<DataVolume<'e>>,
    /// The hosted zone of its name.
    pub(crate) zone: Option<HostedZone<'e>>,
    /// The container that answers over TLS.
    pub(crate) proxy: Option<Proxy>,
}

/// The volume that outlives machines and stacks.
pub(crate) struct DataVolume<'e> {
    pub(crate) storage: &'e Declared<Storage>,
    /// Where machines mount it.
    pub(crate) mount: String,
    /// Its size.
    pub(crate) gibibytes: u64,
}

impl<'e> Facts<'e> {
    /// The facts of a workload that has a compose file; `None` when it has none, or when
    /// something is missing, which is reported.
    pub(super) fn of(
        estate: &'e Estate,
        workload: &'e Declared<Workload>,
        attachments: &Attachments,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let compose = compose_file(workload, attachments, diagnostics)?;
        if compose.services.is_empty() {
            let complaint = lacks(compose.start, "this compose file has no service");
            diagnostics.push(complaint.help("add the service that runs, with its image"));
            return None;
        }
        let called = workload.called.as_ref();
        let called = called.map_or(workload.name.as_str(), |called| called.as_str());
        check_name(workload, called, diagnostics);
        let account = workload.account.of(&estate.accounts)?;
        let network = network(estate, workload, diagnostics);
        let machines = Machines::of(workload, diagnostics);
        let data = data_volume(workload, called, diagnostics);
        for service in &compose.services {
            dockerfile::check(workload, service, attachments, diagnostics);
        }
        let containers = containers::merge(workload, &compose, diagnostics);
        let volumes = volumes(workload, called, &compose, diagnostics);
        let (network, subnet) = network?;
        let machines = machines?;
        let copies = workload.copies.map_or(machines.count, |copies| copies.0);
        host::check(workload, &machines, copies, &containers, diagnostics);
        ports::check(&containers, diagnostics);
        let task_memory = memory::of_task(workload, &machines, copies, &containers, diagnostics);
        let proxy = Proxy::of(&containers, &volumes, data.as_ref());
        let zone = HostedZone::of(estate, workload);
        parts::check(
            workload,
            &containers,
            zone.as_ref(),
            proxy.as_ref(),
            diagnostics,
        );
        let id = account.id.as_ref().map(ToString::to_string);
        let region = region(estate, workload, account, diagnostics)?;
        Some(Self {
            estate,
            workload,
            account,
            account_id: id.unwrap_or_else(|| ACCOUNT_ID.to_owned()),
            region,
            called: called.to_owned(),
            network,
            subnet,
            machines,
            copies,
            task_memory,
            containers,
            volumes,
            data,
            zone,
            proxy,
        })
    }

    /// The backup that machines make by themselves: of a database, into a bucket.
    pub(crate) fn backup(&self) -> Option<&'e Declared<Backup>> {
        let mut backups = self.workload.backups.iter();
        backups.find(|backup| backup.container.is_some())
    }
}

/// A complaint that a workload lacks what it cannot run without.
fn lacks(span: bailiwick_estate::source::Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::WORKLOAD_LACKS, span, message)
}

fn compose_file(
    workload: &Declared<Workload>,
    attachments: &Attachments,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Compose> {
    let path = workload.compose.as_ref()?;
    let Some(file) = attachments.get(path) else {
        // Dockerfiles and what a build leaves out are attached as well.
        let yaml = |path: &&str| path.ends_with(".yaml") || path.ends_with(".yml");
        let known: Vec<&str> = attachments.paths().filter(yaml).collect();
        let help = match known.as_slice() {
            [] => "put the compose file into the estate's folder and call it `compose.yaml`, in a folder of its own if there are several".to_owned(),
            known => format!("use {}", alternatives(known.iter().copied())),
        };
        let message = format!("there is no compose file `{path}`");
        let code = Code::NO_COMPOSE_FILE;
        diagnostics.push(Diagnostic::error(code, path.span, message).help(help));
        return None;
    };
    compose::read(file, diagnostics)
}

/// A name that a bucket can start with, and so every other resource as well.
///
/// Sources: "General purpose bucket naming rules", Amazon S3 User Guide;
/// "AWS::ECS::CapacityProvider", AWS CloudFormation Template Reference.
fn check_name(workload: &Declared<Workload>, called: &str, diagnostics: &mut Vec<Diagnostic>) {
    let span = workload.called.as_ref().map(|called| called.span);
    let names = [
        (called, span.unwrap_or(workload.span)),
        (workload.name.as_str(), workload.span),
    ];
    for (name, span) in names {
        let plain = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let starts = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let taken = ["aws", "ecs", "fargate"]
            .iter()
            .find(|taken| name.to_ascii_lowercase().starts_with(*taken));
        if plain && starts && !name.ends_with('-') && name.len() <= 40 && taken.is_none() {
            continue;
        }
        let message = match taken {
            Some(taken) => format!("AWS keeps names that start with `{taken}` for itself"),
            None => format!("AWS cannot call the workload's resources `{name}`"),
        };
        let help = "use up to 40 letters, digits and hyphens, a letter first; `called` may differ from the workload's name";
        diagnostics.push(Diagnostic::error(Code::WORKLOAD_NAME, span, message).help(help));
        return;
    }
}

/// The workload's own region, its account's, or the organisation's. A guess would put data
/// into another country.
fn region(
    estate: &Estate,
    workload: &Declared<Workload>,
    account: &Declared<Account>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<String> {
    let own = workload.region.as_ref().map(|region| region.as_str());
    let region = own.or_else(|| region_said(estate, account));
    if region.is_none() {
        let message = format!("nothing says in which region `{}` runs", workload.name);
        diagnostics.push(
            lacks(workload.span, message)
                .related(account.span, "its account has none either")
                .help("say `region` of the workload, of its account, or under `defaults` of the organization"),
        );
    }
    region.map(str::to_owned)
}

fn network<'e>(
    estate: &'e Estate,
    workload: &'e Declared<Workload>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(&'e Declared<Network>, &'e Declared<Subnet>)> {
    let Some(network) = &workload.network else {
        diagnostics.push(
            lacks(
                workload.span,
                format!("`{}` lies in no network", workload.name),
            )
            .help("name one of `networks` under `network`"),
        );
        return None;
    };
    let network = network.of(&estate.networks)?;
    let named = workload.host.as_ref().and_then(|host| host.subnet.as_ref());
    let subnet = match named {
        Some(named) => network.subnets.get(named),
        None => {
            let mut public = network
                .subnets
                .iter()
                .filter(|subnet| subnet.exposure == bailiwick_estate::model::Exposure::Public);
            public.next().filter(|_| public.next().is_none())
        }
    };
    if subnet.is_none() {
        let message = format!(
            "it is not said in which subnet of `{}` machines start",
            network.name
        );
        diagnostics.push(lacks(workload.span, message).help("name it under `host`, `subnet`"));
    }
    Some((network, subnet?))
}

fn data_volume<'e>(
    workload: &'e Declared<Workload>,
    called: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<DataVolume<'e>> {
    let mut kept = workload.storage.iter().filter(|storage| storage.keep);
    let storage = kept.next()?;
    paths::check(storage, diagnostics);
    if let Some(second) = kept.next() {
        let message = "machines mount one volume that is kept, and this is the second";
        diagnostics.push(
            Diagnostic::error(Code::MACHINES, second.span, message)
                .related(storage.span, "the first")
                .help("make it a folder of the first"),
        );
    }
    let Some(size) = storage.size else {
        let message = format!("`{}` has no size", storage.name);
        diagnostics.push(lacks(storage.span, message).help("say it: `size: 2 GiB`"));
        return None;
    };
    if size.bytes() == 0 {
        let message = format!("`{}` has no room", storage.name);
        diagnostics
            .push(lacks(storage.fields.value("size"), message).help("give it some: `size: 2 GiB`"));
        return None;
    }
    Some(DataVolume {
        storage,
        mount: mount_of(storage, called),
        gibibytes: size.bytes().div_ceil(1 << 30),
    })
}

/// The volumes that the services mount, each once, by name.
fn volumes(
    workload: &Workload,
    called: &str,
    compose: &Compose,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Volume> {
    let mut volumes: Vec<Volume> = Vec::new();
    let mut seen: Vec<&str> = Vec::new();
    for mount in compose.services.iter().flat_map(|service| &service.mounts) {
        if !compose
            .volumes
            .iter()
            .any(|volume| volume.value == mount.volume)
        {
            let message = format!("`{}` is not declared", mount.volume);
            diagnostics.push(
                Diagnostic::error(Code::COMPOSE_SHAPE, mount.span, message).help(format!(
                    "add `{}:` under `volumes` of the compose file",
                    mount.volume
                )),
            );
        }
        if !seen.contains(&mount.volume.as_str()) {
            seen.push(&mount.volume);
            volumes.extend(storage::volume(workload, called, mount, diagnostics));
        }
    }
    volumes.sort_by(|left, right| left.name.cmp(&right.name));
    volumes
}
