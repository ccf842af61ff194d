//! The one file that tells every script of a machine what is its own.

use super::Machine;
use super::shell::quote;

/// The image that fetches certificates.
const CERTBOT: &str = "certbot/dns-route53:v5.4.0";

/// `settings.sh`, with marked references.
pub(super) fn settings(machine: &Machine) -> String {
    let mut settings: Vec<(&str, String)> = vec![
        ("AWS_DEFAULT_REGION", machine.region.marked()),
        ("NAMESPACE", machine.namespace()),
        // Asked for by `metrics` whether or not there is a volume.
        ("MOUNT", String::new()),
    ];
    if let Some(volume) = &machine.volume {
        settings.retain(|(name, _)| *name != "MOUNT");
        settings.push(("VOLUME", volume.id.marked()));
        settings.push(("MOUNT", volume.mount.clone()));
        settings.push(("FOLDERS", volume.folders.join("\n")));
    }
    if let Some(record) = &machine.record {
        settings.push(("ZONE", record.zone.marked()));
        settings.push(("NAMES", record.names.join(" ")));
        settings.push(("TTL", record.ttl.to_string()));
        let group = record.group.as_ref().map(|group| group.marked());
        settings.push(("GROUP", group.unwrap_or_default()));
    }
    if let Some(certificate) = &machine.certificate {
        settings.push(("DOMAINS", certificate.domains.join(" ")));
        settings.push(("EMAIL", certificate.email.clone().unwrap_or_default()));
        settings.push(("CERTIFICATE", certificate.name().to_owned()));
        settings.push(("CERTIFICATES", certificate.folder.clone()));
        settings.push(("PROXY", certificate.proxy.clone()));
        settings.push(("CERTBOT", CERTBOT.to_owned()));
    }
    if let Some(backup) = &machine.backup {
        settings.push(("DATABASE", backup.container.clone()));
        settings.push(("BUCKET", backup.bucket.marked()));
        settings.push(("BACKUPS", backup.folder.clone()));
    }
    settings
        .into_iter()
        .map(|(name, value)| format!("export {name}={}\n", quote(&value)))
        .collect()
}
