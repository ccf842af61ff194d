//! What the estate and the compose file both say of a container is the same.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::{Declared, Spanned};
use bailiwick_estate::model::{Container as Record, Workload};
use bailiwick_estate::source::Span;
use bailiwick_estate::value::{Ports, Protocol};

use super::image;
use crate::workload::compose::{Service, Transport};
use crate::workload::storage::storage_of;

/// Compares a record with the service of the same name.
pub(super) fn check(
    workload: &Workload,
    service: &Service,
    record: &Declared<Record>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut found = Found {
        service,
        diagnostics,
    };
    if let (Some(said), Some(runs)) = (&record.image, &service.image) {
        let own = workload.image.as_ref().map(|image| &image.repository);
        let same = said.as_str() == runs.text
            || own.is_some_and(|own| own.as_str() == image::split(&runs.text).0);
        found.differs(!same, "image", said.span, said.as_str(), runs.span);
    }
    if let Some(cpu) = &record.cpu {
        let here = service.processor.as_ref();
        if let Some(runs) = here.filter(|units| units.value != cpu.0) {
            let said = record.fields.value("cpu");
            found.differs(true, "cpu", said, &cpu.to_string(), runs.span);
        }
    }
    if let Some(memory) = &record.memory {
        let here = service.memory.as_ref();
        if let Some(runs) = here.filter(|bytes| bytes.value != memory.bytes()) {
            let said = record.fields.value("memory");
            found.differs(true, "memory", said, &memory.to_string(), runs.span);
        }
    }
    found.command(record);
    found.environment(record);
    found.ports(record);
    found.mounts(workload, record);
}

struct Found<'c, 'd> {
    service: &'c Service,
    diagnostics: &'d mut Vec<Diagnostic>,
}

impl Found<'_, '_> {
    fn differs(&mut self, differs: bool, what: &str, said: Span, text: &str, runs: Span) {
        if differs {
            let name = &self.service.name;
            self.diagnostics.push(
                Diagnostic::error(
                    Code::COMPOSE_DISAGREES,
                    said,
                    format!("the compose file gives `{name}` another {what} than `{text}`"),
                )
                .related(runs, "this one")
                .help("say it in the compose file alone, which is what runs"),
            );
        }
    }

    /// The estate lists commands one after the other; the compose file has one line, by a
    /// shell when there are several.
    fn command(&mut self, record: &Record) {
        let (Some(first), Some(runs)) = (record.command.first(), &self.service.command) else {
            return;
        };
        let said: Vec<&str> = record.command.iter().map(|line| line.as_str()).collect();
        let joined = said.join(" && ");
        let plain = |text: &str| text.replace(" exec ", " ").trim().to_owned();
        let line = runs.value.last().map(|line| plain(line));
        let same = line.as_deref() == Some(&joined) || runs.value.join(" ") == joined;
        self.differs(!same, "command", first.span, first.as_str(), runs.span);
    }

    /// A value that the compose file gives itself cannot be another on AWS, and cannot be
    /// a secret.
    fn environment(&mut self, record: &Record) {
        for variable in &self.service.environment {
            let Some(value) = variable
                .value
                .as_ref()
                .filter(|value| value.asks.is_empty())
            else {
                continue;
            };
            for (name, said) in &record.environment {
                let differs = name.as_str() == variable.name && said.as_str() != value.text;
                let what = format!("value of `{name}`");
                self.differs(differs, &what, said.span, said.as_str(), variable.span);
            }
            for (name, said) in &record.secrets {
                if name.as_str() == variable.name {
                    let message = format!("`{name}` is a secret, and stands here in clear");
                    let help = format!("leave it to the laptop: `{name}: ${{{name}}}`");
                    let code = Code::COMPOSE_DISAGREES;
                    self.diagnostics.push(
                        Diagnostic::error(code, variable.span, message)
                            .related(said.span, "said to be a secret here")
                            .help(help),
                    );
                }
            }
        }
    }

    fn ports(&mut self, record: &Record) {
        let service = self.service;
        for said in &record.published {
            let there = service.ports.iter().any(|port| {
                port.host
                    .is_some_and(|host| covers(said, host, port.transport))
            });
            if !there {
                self.no_port(said, "publish");
            }
        }
        for said in &record.ports {
            let there = |port: &crate::workload::compose::Port| {
                covers(said, port.container, port.transport)
            };
            if !service.ports.iter().any(there) {
                self.no_port(said, "listen on");
            }
        }
    }

    fn no_port(&mut self, said: &Spanned<Ports>, does: &str) {
        let name = &self.service.name;
        let message = format!(
            "in the compose file, `{name}` does not {does} `{}`",
            said.value
        );
        self.diagnostics.push(
            Diagnostic::error(Code::COMPOSE_DISAGREES, said.span, message)
                .related(self.service.span, "this service")
                .help("say it in the compose file, under `ports` or `expose`"),
        );
    }

    fn mounts(&mut self, workload: &Workload, record: &Record) {
        for (what, path) in &record.mounts {
            let there = self.service.mounts.iter().any(|mount| {
                let name = storage_of(workload, &mount.volume).map(|(storage, folder)| {
                    let folder = folder.map(|folder| format!("/{folder}"));
                    format!("{}{}", storage.name, folder.unwrap_or_default())
                });
                mount.path == path.as_str() && name.as_deref() == Some(what.as_str())
            });
            if !there {
                let name = &self.service.name;
                let message =
                    format!("in the compose file, `{name}` does not mount `{what}` at `{path}`");
                self.diagnostics.push(
                    Diagnostic::error(Code::COMPOSE_DISAGREES, path.span, message)
                        .related(self.service.span, "this service")
                        .help("say it in the compose file, under `volumes`"),
                );
            }
        }
    }
}

fn covers(said: &Spanned<Ports>, port: u16, transport: Transport) -> bool {
    let same = match said.value.protocol {
        Protocol::Tcp => transport == Transport::Tcp,
        Protocol::Udp => transport == Transport::Udp,
        Protocol::All => true,
        Protocol::Icmp => false,
    };
    same && (said.value.first..=said.value.last).contains(&port)
}
