//! What a workload names of its containers is there: in schedules, backups and the
//! certificate, which machines see to.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::{Declared, Text, alternatives, nearest};
use bailiwick_estate::model::Workload;

use super::{HostedZone, Proxy, backups, lacks};
use crate::workload::containers::Container;

pub(super) fn check(
    workload: &Declared<Workload>,
    containers: &[Container],
    zone: Option<&HostedZone<'_>>,
    proxy: Option<&Proxy>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let scheduled = workload.schedules.iter().map(|one| &one.container);
    let backed_up = workload.backups.iter().map(|one| &one.container);
    for container in scheduled.chain(backed_up).flatten() {
        named(containers, container, diagnostics);
    }
    backups::check(workload, containers, diagnostics);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    for container in containers {
        let name = &container.service.name;
        if !name.chars().all(plain) {
            let message = format!("ECS cannot call a container `{name}`");
            let help = "use letters, digits, hyphens and underscores";
            let span = container.service.span;
            diagnostics.push(Diagnostic::error(Code::WORKLOAD_NAME, span, message).help(help));
        }
    }
    for schedule in workload.schedules.iter() {
        // A script and a unit of systemd on the machine are called so.
        if !schedule.name.as_str().chars().all(plain) {
            let message = format!("a machine cannot call a schedule `{}`", schedule.name);
            let help = "use letters, digits, hyphens and underscores";
            let span = schedule.span;
            diagnostics.push(Diagnostic::error(Code::WORKLOAD_NAME, span, message).help(help));
        }
        if schedule.command.is_none() {
            let message = format!("it is not said what `{}` runs", schedule.name);
            diagnostics.push(lacks(schedule.span, message).help("say its `command`"));
        }
    }
    let certificate = zone.and_then(|zone| zone.endpoint.certificate.as_ref());
    let Some(certificate) = certificate else {
        return;
    };
    let complaint = match proxy {
        None => Some((
            "no container publishes port 443",
            "publish it in the compose file, or take the certificate away",
        )),
        Some(proxy) if proxy.certificates.is_none() => Some((
            "no container reads the certificate from a kept folder",
            "mount one at `/etc/letsencrypt` in the container that publishes port 443",
        )),
        Some(_) => None,
    };
    if let Some((message, help)) = complaint {
        let span = certificate.fields.value("issuer");
        diagnostics.push(lacks(span, message).help(help));
    }
}

fn named(containers: &[Container], written: &Text, diagnostics: &mut Vec<Diagnostic>) {
    let names: Vec<&str> = containers
        .iter()
        .map(|one| one.service.name.as_str())
        .collect();
    if names.contains(&written.as_str()) {
        return;
    }
    let help = match nearest(written, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("use {}", alternatives(names.iter().copied())),
    };
    let message = format!("the compose file has no service called `{written}`");
    diagnostics.push(Diagnostic::error(Code::NOT_IN_COMPOSE, written.span, message).help(help));
}
