//! The machine of the example workload, with values that CloudFormation would put in.

use std::collections::BTreeMap;

use bailiwick_compile::workload::machine::{
    Backup, Certificate, Job, Machine, Record, Setting, Site, Volume, nginx,
};
use bailiwick_estate::lower::Scalar;
use bailiwick_estate::value::Cron;

pub(crate) const MOUNT: &str = "/mnt/achampionship";

pub(crate) fn site() -> Site {
    Site {
        workload: "championship".into(),
        names: vec!["service.championshiptournament.com".into()],
        upstream: "web:8000".into(),
        http: "80".into(),
        https: "443".into(),
        certificate: "/etc/letsencrypt/live/championshiptournament.com/fullchain.pem".into(),
        key: "/etc/letsencrypt/live/championshiptournament.com/privkey.pem".into(),
        statics: Some("/home/app/webapp/staticfiles".into()),
        largest_request: "10m".into(),
    }
}

pub(crate) fn machine() -> Machine {
    Machine {
        workload: "championship".into(),
        region: Setting::from("us-east-1"),
        cluster: Setting::from("achampionship-webservice-cluster"),
        hostname: Some("hostname.championshiptournament.com".into()),
        volume: Some(Volume {
            id: Setting::from("vol-0123456789abcdef0"),
            mount: MOUNT.into(),
            folders: vec!["mysql".into(), "nginx/conf.d".into()],
        }),
        record: Some(Record {
            zone: Setting::from("Z0123456789"),
            names: vec!["service.championshiptournament.com".into()],
            ttl: 60,
            group: None,
        }),
        certificate: Some(Certificate {
            domains: vec![
                "*.championshiptournament.com".into(),
                "championshiptournament.com".into(),
            ],
            email: Some("owner@championshiptournament.com".into()),
            folder: format!("{MOUNT}/letsencrypt"),
            proxy: "nginx".into(),
        }),
        jobs: vec![Job {
            name: "usage-statistics".into(),
            cron: cron("0 12 * * *"),
            container: Some("achampionship-webservice".into()),
            command: "python manage.py shell < scripts/analisi_iscrizioni.py; echo it\'s done"
                .into(),
            log: Some("/var/log/championship-jobs.log".into()),
        }],
        backup: Some(Backup {
            cron: cron("0 0 * * *"),
            container: "mysql".into(),
            bucket: Setting::from("championship-backups"),
            folder: "database".into(),
        }),
        files: BTreeMap::from([(format!("{MOUNT}/nginx/conf.d/default.conf"), nginx(&site()))]),
    }
}

/// The least there is: no volume, no name, no database.
pub(crate) fn bare() -> Machine {
    Machine {
        workload: "counter".into(),
        region: Setting::from("eu-west-1"),
        cluster: Setting::from("counter"),
        hostname: None,
        volume: None,
        record: None,
        certificate: None,
        jobs: Vec::new(),
        backup: None,
        files: BTreeMap::new(),
    }
}

pub(crate) fn cron(text: &str) -> Cron {
    Cron::parse(text).unwrap_or_else(|wrong| panic!("{}", wrong.message))
}
