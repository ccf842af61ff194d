//! systemd units: what runs on every boot, and what runs at its time.

use bailiwick_estate::value::Cron;

use super::calendar::on_calendar;
use super::fill::fill;
use super::{Certificate, Machine, MachineFile};

/// Where unit files lie.
pub(super) const FOLDER: &str = "/etc/systemd/system";

/// Certificates of Let's Encrypt are renewed when a third of their life is left; asking
/// twice a day is what certbot's own documentation advises.
const RENEWAL: &str = "OnCalendar=*-*-* 03,15:17 UTC\nRandomizedDelaySec=1h";

/// The units of a machine.
pub(super) struct Units {
    /// Unit files but for timers, and drop-ins.
    pub(super) files: Vec<MachineFile>,
    pub(super) timers: Vec<Timer>,
    /// The names of the units that are enabled, in order.
    pub(super) enabled: Vec<String>,
}

/// A unit that starts the service of its name at fixed times.
pub(super) struct Timer {
    pub(super) name: String,
    /// Lines of its section.
    pub(super) when: String,
    /// Whether it makes up for what it missed while the machine was off.
    pub(super) persistent: bool,
}

/// The units of a machine.
pub(super) fn units(machine: &Machine) -> Units {
    let mut units = Units {
        timers: Vec::new(),
        files: vec![unit(
            "bailiwick@.service",
            include_str!("units/timed.service"),
        )],
        enabled: Vec::new(),
    };
    if let Some(volume) = &machine.volume {
        units.boot("volume", include_str!("units/volume.service"));
        let agent = fill(include_str!("units/ecs.conf"), &[("mount", &volume.mount)]);
        units
            .files
            .push(unit("ecs.service.d/bailiwick.conf", &agent));
    }
    if let Some(record) = &machine.record {
        units.boot("record", include_str!("units/record.service"));
        if record.group.is_some() {
            units.timer("bailiwick-record.timer", "OnCalendar=minutely", false);
        }
    }
    if let Some(certificate) = &machine.certificate {
        units.boot("certificate", &certificate_service(machine, certificate));
        units.timer("bailiwick-certificate.timer", RENEWAL, true);
    }
    for job in &machine.jobs {
        units.timer(&instance(&job.script()), &when(&job.cron), false);
    }
    if let Some(backup) = &machine.backup {
        units.timer(&instance("backup"), &when(&backup.cron), true);
        units.timer(&instance("backup-age"), "OnCalendar=hourly", false);
    }
    units.timer(&instance("metrics"), "OnCalendar=*:0/5", false);
    units
}

impl Units {
    /// A service that runs on every boot.
    fn boot(&mut self, name: &str, text: &str) {
        let name = format!("bailiwick-{name}.service");
        self.files.push(unit(&name, text));
        self.enabled.push(name);
    }

    fn timer(&mut self, name: &str, when: &str, persistent: bool) {
        self.timers.push(Timer {
            name: name.to_owned(),
            when: when.to_owned(),
            persistent,
        });
        self.enabled.push(name.to_owned());
    }
}

impl Timer {
    /// What the unit says of persistence.
    pub(super) fn persistence(&self) -> &'static str {
        if self.persistent { "yes" } else { "no" }
    }

    /// The unit file.
    pub(super) fn file(&self) -> MachineFile {
        let values = [
            ("when", self.when.as_str()),
            ("persistent", self.persistence()),
        ];
        unit(
            &self.name,
            &fill(include_str!("units/timed.timer"), &values),
        )
    }
}

fn unit(name: &str, text: &str) -> MachineFile {
    MachineFile {
        path: format!("{FOLDER}/{name}"),
        mode: 0o644,
        text: text.to_owned(),
    }
}

/// The timer that starts `/opt/bailiwick/NAME`.
fn instance(name: &str) -> String {
    format!("bailiwick@{name}.timer")
}

fn when(cron: &Cron) -> String {
    let lines: Vec<String> = on_calendar(cron)
        .iter()
        .map(|event| format!("OnCalendar={event}"))
        .collect();
    lines.join("\n")
}

/// Certificates that lie on the volume wait for it.
fn certificate_service(machine: &Machine, certificate: &Certificate) -> String {
    let on_volume = machine
        .volume
        .as_ref()
        .is_some_and(|volume| volume.holds(&certificate.folder));
    let requires = if on_volume {
        " bailiwick-volume.service"
    } else {
        ""
    };
    fill(
        include_str!("units/certificate.service"),
        &[("requires", requires)],
    )
}
