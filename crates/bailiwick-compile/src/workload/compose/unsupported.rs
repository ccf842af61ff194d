//! What the Compose specification has and ECS on EC2 does not do, with what to do instead.
//!
//! Source: "services", "Legacy versions" and the top-level elements of the Compose file
//! reference, Docker documentation; "Amazon ECS task definition parameters for Amazon
//! EC2", Amazon ECS Developer Guide.

use bailiwick_estate::lower::nearest;
use bailiwick_estate::yaml::{Entry, Node};

use super::reader::Reader;

/// What a service may say and ECS does not do. Beside each, what to do.
const FIELDS: &[(&str, &str)] = &[
    ("annotations", "leave it out"),
    ("attach", "leave it out"),
    ("blkio_config", "leave it out"),
    (
        "cap_add",
        "leave it out: no container gets more rights than Docker gives by itself",
    ),
    ("cap_drop", "leave it out"),
    ("cgroup", "leave it out"),
    ("cgroup_parent", "leave it out"),
    (
        "configs",
        "copy the files into the image, or keep them in `storage`",
    ),
    (
        "container_name",
        "leave it out: ECS names containers itself",
    ),
    ("cpu_count", "use `cpus`"),
    ("cpu_percent", "use `cpus`"),
    ("cpu_period", "use `cpus`"),
    ("cpu_quota", "use `cpus`"),
    ("cpu_rt_period", "use `cpus`"),
    ("cpu_rt_runtime", "use `cpus`"),
    ("cpu_shares", "use `cpus`"),
    ("cpuset", "use `cpus`"),
    ("credential_spec", "leave it out"),
    (
        "deploy",
        "use `cpus` and `mem_limit`; how many copies run is `copies` of the workload",
    ),
    (
        "develop",
        "keep it in a `compose.override.yaml` on the laptop",
    ),
    ("device_cgroup_rules", "leave it out"),
    ("devices", "leave it out"),
    ("dns", "leave it out: the network's own DNS server answers"),
    (
        "dns_opt",
        "leave it out: the network's own DNS server answers",
    ),
    (
        "dns_search",
        "leave it out: the network's own DNS server answers",
    ),
    ("domainname", "leave it out"),
    (
        "env_file",
        "write the variables under `environment`, as `${NAME}` where a laptop takes them from `.env`",
    ),
    (
        "extends",
        "write the service out, or share parts by a YAML anchor",
    ),
    ("external_links", "leave it out"),
    ("extra_hosts", "leave it out"),
    ("gpus", "leave it out"),
    ("group_add", "leave it out"),
    (
        "hostname",
        "leave it out: other containers find a service by its own name",
    ),
    ("ipc", "leave it out"),
    ("isolation", "leave it out"),
    (
        "links",
        "use `depends_on`: a container finds the ones that it waits for by their names",
    ),
    (
        "logging",
        "leave it out: everything goes to CloudWatch Logs",
    ),
    ("mac_address", "leave it out"),
    ("mem_swappiness", "leave it out"),
    ("memswap_limit", "leave it out"),
    ("models", "leave it out"),
    (
        "network_mode",
        "leave it out: containers share a network of their own and publish what they must",
    ),
    (
        "networks",
        "leave it out: all containers of a task are in one network",
    ),
    ("oom_kill_disable", "leave it out"),
    ("oom_score_adj", "leave it out"),
    ("pid", "leave it out"),
    ("pids_limit", "leave it out"),
    (
        "platform",
        "leave it out: the workload's `host` says which architecture",
    ),
    ("post_start", "make it a part of the command"),
    ("pre_stop", "make it a part of the command"),
    (
        "privileged",
        "leave it out: a container with all rights owns the machine",
    ),
    (
        "profiles",
        "keep what a laptop runs besides in a `compose.override.yaml`",
    ),
    ("provider", "leave it out"),
    ("runtime", "leave it out"),
    (
        "scale",
        "leave it out: how many copies run is `copies` of the workload",
    ),
    (
        "secrets",
        "name the secret under `secrets` of the estate's container, as an environment variable",
    ),
    ("security_opt", "leave it out"),
    ("shm_size", "leave it out"),
    ("stdin_open", "leave it out"),
    ("stop_signal", "say it in the image (`STOPSIGNAL`)"),
    ("storage_opt", "leave it out"),
    ("sysctls", "leave it out"),
    ("tmpfs", "leave it out"),
    ("tty", "leave it out"),
    ("ulimits", "leave it out"),
    ("use_api_socket", "leave it out"),
    ("userns_mode", "leave it out"),
    ("uts", "leave it out"),
    ("volumes_from", "mount the named volume in both services"),
];

/// What a service may say and ECS does, for suggestions.
const KNOWN: &[&str] = &[
    "build",
    "command",
    "cpus",
    "depends_on",
    "entrypoint",
    "environment",
    "expose",
    "healthcheck",
    "image",
    "init",
    "labels",
    "mem_limit",
    "mem_reservation",
    "ports",
    "pull_policy",
    "read_only",
    "restart",
    "stop_grace_period",
    "user",
    "volumes",
    "working_dir",
];

/// The sections of a compose file that ECS does not do.
const SECTIONS: &[(&str, &str)] = &[
    (
        "configs",
        "copy the files into the image, or keep them in `storage`",
    ),
    ("include", "write one file"),
    ("models", "leave it out"),
    (
        "networks",
        "leave it out: all containers of a task are in one network",
    ),
    ("secrets", "describe them under `secrets` of the workload"),
];

/// Reports a field of a service.
pub(super) fn report_field(field: &Entry, reader: &mut Reader<'_>) {
    report(field, FIELDS, KNOWN, "a service", reader);
}

/// Reports a section of the file.
pub(super) fn report_section(section: &Entry, reader: &mut Reader<'_>) {
    let known = ["name", "services", "volumes"];
    report(section, SECTIONS, &known, "a compose file", reader);
}

fn report(
    entry: &Entry,
    unsupported: &[(&str, &str)],
    known: &[&str],
    of: &str,
    reader: &mut Reader<'_>,
) {
    let key = entry.key.as_str();
    if let Some((_, help)) = unsupported.iter().find(|(name, _)| *name == key) {
        let message = format!("ECS does not do `{key}`");
        reader.not_on_ecs(entry.key_span, message, help);
        return;
    }
    let all = known.iter().copied();
    let help = match nearest(key, all) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "take it away, or start its name with `x-` if it is for another tool".to_owned(),
    };
    let message = format!("{of} has no `{key}`");
    reader.shape(entry.key_span, message, &help);
}

/// `always` and `unless-stopped` are what an ECS service does anyway.
pub(super) fn restart(node: &Node, reader: &mut Reader<'_>) {
    let Some(text) = reader.text(node, "when it is started again") else {
        return;
    };
    if !matches!(text.value.as_str(), "always" | "unless-stopped") {
        let message = format!("an ECS service does not do `restart: {}`", text.value);
        let help = "leave it out: the service starts its task again whenever an essential container ends, and one that others only wait to complete is not started again";
        reader.not_on_ecs(text.span, message, help);
    }
}
