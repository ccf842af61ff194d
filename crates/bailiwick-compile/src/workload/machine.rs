//! The machine's own scripts: what a host of a workload does by itself, from its first
//! start on.
//!
//! Owns: user data, and what it leaves on the machine: scripts below `/opt/bailiwick`,
//! systemd units named `bailiwick-…`, and the drop-in that keeps the ECS agent waiting
//! for the data volume; the configuration of nginx; the script that publishes an image.
//! Refuses: secrets, which scripts leave where they are (the backup runs inside the
//! database's container, which ECS gave the password); to say who may do what.
//!
//! Written for the ECS-optimised Amazon Linux 2023 AMI. It has Docker, the ECS agent and
//! the agent of Session Manager, enabled, but not the AWS CLI (the packages are listed in
//! `variables.pkr.hcl` and `scripts/enable-services.sh` of `aws/amazon-ecs-ami`).
//!
//! What the machine's role must allow, script by script:
//!
//! | script | actions |
//! |---|---|
//! | `volume` | `ec2:DescribeVolumes` (on `*`), `ec2:AttachVolume` |
//! | `record` | `route53:ChangeResourceRecordSets`; in a group `ec2:DescribeInstances` |
//! | `certificate` | `route53:ListHostedZones`, `route53:GetChange` (both on `*`), `route53:ChangeResourceRecordSets` |
//! | `backup` | `s3:PutObject` below its folder; then as `backup-age` |
//! | `backup-age` | `s3:ListBucket` with its prefix, `cloudwatch:PutMetricData` in [`Machine::namespace`] |
//! | `restore` | `s3:GetObject` below its folder, `s3:ListBucket` |
//! | `metrics` | `cloudwatch:PutMetricData` in [`Machine::namespace`] |
//!
//! Start reading at [`Machine`] and [`user_data`].

mod calendar;
mod files;
mod fill;
mod nginx;
mod publish;
mod setting;
mod settings;
mod shell;
mod units;
mod user_data;

use std::collections::BTreeMap;

use bailiwick_estate::value::Cron;

pub use calendar::on_calendar;
pub use files::{MachineFile, files};
pub use nginx::{Site, nginx};
pub use publish::{Publication, publish_script};
pub use setting::Setting;
pub use user_data::{MOST_USER_DATA, user_data, user_data_length, user_data_property};

/// The metric of the last backup's age in hours, told every hour.
pub const BACKUP_AGE: &str = "BackupAge";
/// The metric of the memory in use, in percent, told every five minutes.
pub const MEMORY_USED: &str = "MemoryUsed";
/// The metric of the room in use on the data volume, in percent, told every five minutes.
pub const VOLUME_USED: &str = "VolumeUsed";

/// Everything a machine must know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Machine {
    /// The workload's name.
    pub workload: String,
    /// The region.
    pub region: Setting,
    /// The name of the ECS cluster that it joins.
    pub cluster: Setting,
    /// The name it gives itself.
    pub hostname: Option<String>,
    /// The data volume.
    pub volume: Option<Volume>,
    /// The names that point at it.
    pub record: Option<Record>,
    /// The certificate.
    pub certificate: Option<Certificate>,
    /// What runs at fixed times.
    pub jobs: Vec<Job>,
    /// The backup of the database.
    pub backup: Option<Backup>,
    /// Files by absolute path, written at the first start; those below the volume's mount
    /// on every start.
    pub files: BTreeMap<String, String>,
}

/// A data volume that outlives the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    /// The id: `vol-…`.
    pub id: Setting,
    /// The folder where it is mounted.
    pub mount: String,
    /// Folders in it.
    pub folders: Vec<String>,
}

/// Names in DNS that point at a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The id of the hosted zone.
    pub zone: Setting,
    /// The names.
    pub names: Vec<String>,
    /// How long resolvers may keep them, in seconds.
    pub ttl: u32,
    /// The Auto Scaling group, where several machines share the names: they then point at
    /// all of them, and are asked again every minute.
    pub group: Option<Setting>,
}

/// A certificate from Let's Encrypt, proved by DNS-01.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// The names it is for, the first of which names it.
    pub domains: Vec<String>,
    /// Whom Let's Encrypt writes to.
    pub email: Option<String>,
    /// The folder of the machine that containers see as `/etc/letsencrypt`.
    pub folder: String,
    /// The container whose nginx reads it.
    pub proxy: String,
}

impl Certificate {
    /// The folder's name below `live/`: the first domain, without the `*.`.
    #[must_use]
    pub fn name(&self) -> &str {
        let first = self.domains.first().map_or("", String::as_str);
        first.strip_prefix("*.").unwrap_or(first)
    }
}

/// Something that runs at fixed times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its name.
    pub name: String,
    /// When.
    pub cron: Cron,
    /// The container it runs in; the machine itself when left out.
    pub container: Option<String>,
    /// What it runs, for a shell.
    pub command: String,
    /// The file it writes to; the machine's log when left out.
    pub log: Option<String>,
}

/// The backup of a MySQL or MariaDB database into a bucket. How long backups are kept is
/// the bucket's lifecycle to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    /// When.
    pub cron: Cron,
    /// The container of the database, which knows `MYSQL_DATABASE`, `MYSQL_USER` and
    /// `MYSQL_PASSWORD`, or `MYSQL_ROOT_PASSWORD`, from its environment.
    pub container: String,
    /// The bucket.
    pub bucket: Setting,
    /// The folder in the bucket, without `/` at its end.
    pub folder: String,
}

impl Machine {
    /// The namespace of its metrics in CloudWatch. They have no dimensions.
    #[must_use]
    pub fn namespace(&self) -> String {
        format!("Bailiwick/{}", self.workload)
    }
}
