//! What a machine does by itself: the settings of its scripts, from the facts.

use std::collections::BTreeMap;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Scalar;
use bailiwick_estate::value::Cron;
use serde_json::Value;

use crate::template::{Parameter, ParameterKind, Template};
use crate::workload::data::{BUCKET_NAME, VOLUME_ID, ZONE_ID};
use crate::workload::facts::Facts;
use crate::workload::machine::{
    Backup, Certificate, Job, MOST_USER_DATA, Machine, Record, Setting, Site, Volume, nginx,
    user_data_length, user_data_property,
};
use crate::workload::recipients::{emails, owner};

/// The folder of the backups in their bucket.
pub(super) const BACKUP_FOLDER: &str = "database";
/// When a backup is made if the estate does not say.
const NIGHTLY: &str = "0 0 * * *";
/// How long resolvers keep the service's name if the estate does not say, in seconds.
const TTL: u32 = 60;

/// The property `UserData` of the launch template, with the parameters that it refers to.
pub(super) fn property(facts: &Facts<'_>, template: &mut Template) -> Value {
    if facts.data.is_some() {
        let parameter = Parameter::new(ParameterKind::Volume, "The volume of the data.");
        template.parameter(VOLUME_ID, parameter);
    }
    if facts.zone.is_some() {
        let parameter = Parameter::new(ParameterKind::HostedZone, "The hosted zone.");
        template.parameter(ZONE_ID, parameter);
    }
    if facts.backup().is_some() && facts.account.id.is_none() {
        let parameter = Parameter::new(ParameterKind::Text, "Where backups are kept.");
        template.parameter(BUCKET_NAME, parameter);
    }
    user_data_property(&machine(facts))
}

/// What is wrong with a machine that has more to do than EC2 takes.
pub(in crate::workload) fn check(facts: &Facts<'_>) -> Option<Diagnostic> {
    let length = user_data_length(&machine(facts));
    let workload = facts.workload;
    (length > MOST_USER_DATA).then(|| {
        let message = format!(
            "the machines of `{}` would be told {length} bytes, and EC2 takes {MOST_USER_DATA}",
            workload.name
        );
        Diagnostic::error(Code::USER_DATA, workload.span, message)
            .help("put long commands of `schedules` into the image, and run them from there")
    })
}

/// The namespace of the machine's metrics in CloudWatch.
pub(super) fn namespace(facts: &Facts<'_>) -> String {
    machine(facts).namespace()
}

/// The names that point at the machines.
pub(super) fn names(facts: &Facts<'_>) -> Vec<String> {
    let Some(hosted) = facts.zone else {
        return Vec::new();
    };
    let names = std::iter::once(&hosted.endpoint.domain).chain(&hosted.endpoint.also);
    names.map(ToString::to_string).collect()
}

/// The domains of the certificate, when the machine fetches one.
pub(super) fn certificate_domains(facts: &Facts<'_>) -> Vec<String> {
    let certificate = facts
        .zone
        .and_then(|hosted| hosted.endpoint.certificate.as_ref());
    let domains = certificate.map(|certificate| &*certificate.r#for);
    domains
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect()
}

/// The machine of a workload.
pub(super) fn machine(facts: &Facts<'_>) -> Machine {
    let host = facts.workload.host.as_ref();
    let hostname = host.and_then(|host| host.hostname.as_ref());
    let certificate = certificate(facts);
    Machine {
        workload: facts.workload.name.to_string(),
        region: Setting::Known(facts.region.clone()),
        cluster: Setting::Known(facts.cluster()),
        hostname: hostname.map(ToString::to_string),
        volume: facts.data.as_ref().map(|data| Volume {
            id: Setting::Reference(VOLUME_ID.to_owned()),
            mount: data.mount.clone(),
            folders: data
                .storage
                .folders
                .iter()
                .map(|(folder, _)| folder.to_string())
                .collect(),
        }),
        record: facts.zone.map(|hosted| Record {
            zone: Setting::Reference(ZONE_ID.to_owned()),
            names: names(facts),
            ttl: hosted.endpoint.ttl.map_or(TTL, |ttl| ttl.0),
            group: (facts.machines.count > 1).then(|| Setting::Known(facts.group().to_owned())),
        }),
        files: configuration(facts, certificate.as_ref()),
        certificate,
        jobs: jobs(facts),
        backup: backup(facts),
    }
}

fn certificate(facts: &Facts<'_>) -> Option<Certificate> {
    let domains = certificate_domains(facts);
    let proxy = facts.proxy.as_ref().filter(|_| !domains.is_empty())?;
    let told = facts.workload.owner.as_ref().map(owner);
    Some(Certificate {
        domains,
        email: emails(facts.estate, told.iter()).into_iter().next(),
        folder: proxy.certificates.clone()?,
        proxy: proxy.container.clone(),
    })
}

/// The configuration of the reverse proxy, where it reads one from a kept folder.
fn configuration(facts: &Facts<'_>, certificate: Option<&Certificate>) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let Some((proxy, certificate)) = facts.proxy.as_ref().zip(certificate) else {
        return files;
    };
    if let Some((folder, upstream)) = proxy.configuration.as_ref().zip(proxy.upstream.as_ref()) {
        let live = format!("/etc/letsencrypt/live/{}", certificate.name());
        let site = Site {
            workload: facts.workload.name.to_string(),
            names: names(facts),
            upstream: upstream.clone(),
            http: "80".to_owned(),
            https: "443".to_owned(),
            certificate: format!("{live}/fullchain.pem"),
            key: format!("{live}/privkey.pem"),
            statics: proxy.statics.clone(),
            largest_request: "10m".to_owned(),
        };
        files.insert(format!("{folder}/default.conf"), nginx(&site));
    }
    files
}

fn jobs(facts: &Facts<'_>) -> Vec<Job> {
    let schedules = facts.workload.schedules.iter();
    schedules
        .filter_map(|schedule| {
            Some(Job {
                name: schedule.name.to_string(),
                cron: schedule.cron.clone(),
                container: schedule.container.as_ref().map(ToString::to_string),
                command: schedule.command.as_ref()?.to_string(),
                log: schedule.log.as_ref().map(ToString::to_string),
            })
        })
        .collect()
}

fn backup(facts: &Facts<'_>) -> Option<Backup> {
    let backup = facts.backup()?;
    let nightly = || Cron::parse(NIGHTLY).ok();
    Some(Backup {
        cron: backup.cron.clone().or_else(nightly)?,
        container: backup.container.as_ref()?.to_string(),
        bucket: bucket(facts),
        folder: BACKUP_FOLDER.to_owned(),
    })
}

/// The bucket's name, which the account's id may be missing from until it is deployed.
fn bucket(facts: &Facts<'_>) -> Setting {
    let name = facts.backup_bucket();
    match facts.account.id {
        Some(_) => Setting::Known(name),
        None => Setting::Reference(BUCKET_NAME.to_owned()),
    }
}
