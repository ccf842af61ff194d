//! Linux users on hosts, as cloud-init takes them.
//!
//! Source: "Users and Groups" in the cloud-init module reference. A host that runs
//! already takes the same users by `cloud-init single --name users_groups`. cloud-init adds
//! users and never removes them: whoever is no longer listed has to be removed by hand.

use std::collections::BTreeMap;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::model::{Allowance, Authentication, LinuxAccess, Member};
use serde_json::{Value, json};

/// The group whose members may become root.
const ADMINISTRATORS: &str = "wheel";

/// One document for each host that anybody has a Linux user on: the host's name, and its
/// cloud-config.
pub(crate) fn compile(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) -> Vec<(String, Value)> {
    let mut hosts: BTreeMap<&str, BTreeMap<&str, User<'_>>> = BTreeMap::new();
    for holding in estate.holdings() {
        for allowance in &holding.permission.allow {
            let Allowance::Linux(linux) = allowance else {
                continue;
            };
            // A host is listed even while nobody is named: its file says so.
            let users = hosts.entry(linux.host.as_str()).or_default();
            if holding.request.is_some() {
                continue;
            }
            for member in &holding.group.members {
                diagnostics.extend(refused(member));
                let user = users
                    .entry(member.as_str())
                    .or_insert_with(|| User::of(estate, member));
                user.root |= linux.linux == LinuxAccess::Root;
            }
        }
    }
    hosts
        .into_iter()
        .map(|(host, users)| {
            let users: Vec<Value> = users
                .into_iter()
                .map(|(name, user)| user.to_json(name))
                .collect();
            let document = json!({ "groups": [ADMINISTRATORS], "users": users });
            (host.to_owned(), document)
        })
        .collect()
}

/// Users that hosts have for themselves, or make when a package is installed, and groups
/// such as `wheel` and `docker`, whose name a user's own group cannot take.
///
/// Sources: `uidgid` of the package setup of Fedora and Amazon Linux; `base-passwd` of Debian;
/// "Users, Groups, UIDs and GIDs on systemd Systems";
/// "Connect to a Linux instance using EC2 Instance Connect", Amazon EC2 User Guide; "Post-installation
/// steps", Docker documentation; "Amazon CloudWatch agent", Amazon CloudWatch User Guide.
const SYSTEM_USERS: [&str; 52] = [
    "root",
    "ec2-user",
    "ssm-user",
    "daemon",
    "bin",
    "sys",
    "adm",
    "lp",
    "mail",
    "sync",
    "shutdown",
    "halt",
    "operator",
    "games",
    "man",
    "news",
    "uucp",
    "proxy",
    "www-data",
    "backup",
    "list",
    "nobody",
    "ftp",
    "dbus",
    "messagebus",
    "polkitd",
    "sshd",
    "chrony",
    "ntp",
    "rpc",
    "rpcuser",
    "nfsnobody",
    "rngd",
    "tss",
    "tcpdump",
    "postfix",
    "mailnull",
    "smmsp",
    "named",
    "apache",
    "mysql",
    "postgres",
    "ec2-instance-connect",
    "docker",
    "dockremap",
    "ecs",
    "ecs-agent",
    "containerd",
    "cwagent",
    "wheel",
    "sudo",
    "_apt",
];

fn is_system_user(name: &str) -> bool {
    SYSTEM_USERS.contains(&name) || name.starts_with("systemd-")
}

/// Names that a host would not take, or has for itself.
///
/// Source: `useradd(8)` of shadow-utils: letters, digits, `_`, `-` and, where distributions
/// like Amazon Linux let it, `.`; up to 32 characters. Capitals are refused here: mail and
/// other programs fold them.
fn refused(member: &Member) -> Option<Diagnostic> {
    let name = member.as_str();
    let letter = |c: char| c.is_ascii_lowercase() || c == '_';
    let fits = name.starts_with(letter)
        && name.len() <= 32
        && name
            .chars()
            .all(|c| letter(c) || c.is_ascii_digit() || "-.".contains(c));
    let message = match name {
        _ if is_system_user(name) => format!("`{name}` is a user that the host has for itself"),
        _ if fits => return None,
        _ => format!("`{name}` becomes a Linux user, which cannot have this name"),
    };
    Some(
        Diagnostic::error(Code::LINUX_NAME, member.span(), message)
            .help("use up to 32 small letters, digits and `_ - .`, starting with a letter; the full name goes into `title`"),
    )
}

struct User<'e> {
    title: Option<&'e str>,
    keys: Vec<&'e str>,
    root: bool,
}

impl<'e> User<'e> {
    fn of(estate: &'e Estate, member: &'e Member) -> Self {
        let (title, keys) = match member {
            Member::Person(person) => match person.of(&estate.people) {
                Some(person) => (
                    person.title.as_deref(),
                    person.ssh_keys.iter().map(|key| key.as_str()).collect(),
                ),
                None => (None, Vec::new()),
            },
            Member::TechnicalAccount(technical) => match technical.of(&estate.technical_accounts) {
                Some(technical) => {
                    let keys = match &technical.authentication {
                        Authentication::SshKey(key) => vec![key.ssh_key.as_str()],
                        _ => Vec::new(),
                    };
                    (Some(technical.purpose.as_str()), keys)
                }
                None => (None, Vec::new()),
            },
        };
        Self {
            title,
            keys,
            root: false,
        }
    }

    /// Passwords stay locked: people log in by key, or by Session Manager.
    fn to_json(&self, name: &str) -> Value {
        let mut user = json!({
            "name": name,
            "gecos": self.title,
            "lock_passwd": true,
            "shell": "/bin/bash",
            "ssh_authorized_keys": self.keys,
        });
        if self.root {
            user["groups"] = json!([ADMINISTRATORS]);
            user["sudo"] = json!("ALL=(ALL) NOPASSWD:ALL");
        }
        user
    }
}
