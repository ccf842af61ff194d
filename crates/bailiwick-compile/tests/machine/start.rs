//! User data and what it leaves, on first and later starts, with everything that may be
//! different about them.

use std::os::unix::fs::PermissionsExt;

use bailiwick_compile::workload::machine::{
    MOST_USER_DATA, Setting, files, user_data, user_data_property,
};

use crate::championship::{MOUNT, bare, machine};
use crate::host::Host;

const RECORD: &str = "aws route53 change-resource-record-sets --hosted-zone-id Z0123456789 \
    --change-batch {\"Changes\":[{\"Action\":\"UPSERT\",\"ResourceRecordSet\":\
    {\"Name\":\"service.championshiptournament.com\",\"Type\":\"A\",\"TTL\":60,\
    \"ResourceRecords\":[{\"Value\":\"203.0.113.7\"}]}}]}";
const ATTACH: &str = "aws ec2 attach-volume --volume-id vol-0123456789abcdef0 \
    --instance-id i-0this --device /dev/sdf";
const FORMAT: &str =
    "mkfs.xfs /dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0";
const FSTAB: &str =
    "UUID=root / xfs defaults 0 1\nUUID=0a0b-0c0d /mnt/achampionship auto defaults,nofail 0 2\n";

/// Whether a call was made.
fn called(calls: &[String], call: &str) -> bool {
    calls.iter().any(|made| made == call)
}

#[test]
fn the_first_start_does_everything_in_order() {
    let host = Host::new();
    assert!(
        host.first_start(&machine()),
        "{}",
        host.read("var/log/bailiwick.log")
    );
    let calls: Vec<String> = host
        .calls()
        .into_iter()
        .filter(|call| !call.starts_with("docker "))
        .collect();
    assert_eq!(
        calls,
        [
            "dnf install --assumeyes --quiet awscli-2",
            "hostnamectl set-hostname hostname.championshiptournament.com",
            "systemctl daemon-reload",
            "systemctl enable --now --no-block bailiwick-volume.service \
             bailiwick-record.service bailiwick-certificate.service \
             bailiwick-certificate.timer bailiwick@job-usage-statistics.timer \
             bailiwick@backup.timer bailiwick@backup-age.timer bailiwick@metrics.timer",
            ATTACH,
            "sleep 10",
            FORMAT,
            "systemctl daemon-reload",
            &format!("mount {MOUNT}"),
            "ecs.service starts",
            RECORD,
            "systemctl start ecs.service",
            "ecs.service starts",
        ]
    );
    assert_eq!(host.read("etc/fstab"), FSTAB);
    assert_eq!(
        host.read("etc/ecs/ecs.config"),
        "ECS_CLUSTER=achampionship-webservice-cluster\n"
    );
    assert!(host.path(&format!("{MOUNT}/mysql")).is_dir());
    let proxy = host.read(&format!("{MOUNT}/nginx/conf.d/default.conf"));
    assert!(proxy.contains("server_name service.championshiptournament.com;"));
    let log = host.read("var/log/bailiwick.log");
    assert!(log.contains("user data: is done"), "{log}");
}

#[test]
fn user_data_may_run_twice() {
    let host = Host::new();
    assert!(host.first_start(&machine()));
    let config = host.read("etc/ecs/ecs.config");
    host.calls();
    assert!(host.first_start(&machine()));
    let calls = host.calls();
    for once in [ATTACH, FORMAT, &format!("mount {MOUNT}")] {
        assert!(!called(&calls, once), "{once}");
    }
    assert!(!calls.iter().any(|call| call.starts_with("dnf ")));
    assert_eq!(host.read("etc/fstab"), FSTAB);
    assert_eq!(host.read("etc/ecs/ecs.config"), config);
}

#[test]
fn every_later_start_mounts_and_writes_the_record_again() {
    let host = Host::new();
    assert!(host.first_start(&machine()));
    host.write(&format!("{MOUNT}/mysql/ibdata1"), "rows");
    host.write(
        &format!("{MOUNT}/nginx/conf.d/default.conf"),
        "edited by hand",
    );
    host.calls();
    host.start_again();
    let calls = host.calls();
    assert!(called(&calls, &format!("mount {MOUNT}")));
    assert!(called(&calls, RECORD));
    assert_eq!(calls.last().map(String::as_str), Some("ecs.service starts"));
    for once in [ATTACH, FORMAT] {
        assert!(!called(&calls, once), "{once}");
    }
    assert_eq!(host.read("etc/fstab"), FSTAB);
    assert_eq!(host.read(&format!("{MOUNT}/mysql/ibdata1")), "rows");
    let proxy = host.read(&format!("{MOUNT}/nginx/conf.d/default.conf"));
    assert!(proxy.contains("server_name service.championshiptournament.com;"));
}

#[test]
fn a_disk_that_holds_a_file_system_is_not_formatted() {
    let host = Host::new();
    host.set("disk", "xfs");
    assert!(host.first_start(&machine()));
    let calls = host.calls();
    assert!(!called(&calls, FORMAT));
    assert!(called(&calls, &format!("mount {MOUNT}")));
}

#[test]
fn a_disk_that_holds_something_else_stays_as_it_is_and_the_agent_does_not_start() {
    for (disk, told) in [
        ("dos", "holds something, but no file system"),
        ("odd", "cannot tell what is on"),
    ] {
        let host = Host::new();
        host.set("disk", disk);
        host.first_start(&machine());
        let calls = host.calls();
        assert!(!called(&calls, FORMAT));
        assert!(called(&calls, "bailiwick-volume.service failed"));
        assert_eq!(
            calls.last().map(String::as_str),
            Some("ecs.service refused")
        );
        let log = host.read("var/log/bailiwick.log");
        assert!(log.contains(told), "{log}");
    }
}

#[test]
fn a_volume_that_is_still_elsewhere_is_waited_for() {
    let host = Host::new();
    host.set("disk", "xfs");
    host.set("elsewhere", "3");
    assert!(host.first_start(&machine()));
    let calls = host.calls();
    assert_eq!(calls.iter().filter(|call| *call == "sleep 10").count(), 4);
    assert!(called(&calls, "ecs.service starts"));
    let log = host.read("var/log/bailiwick.log");
    assert_eq!(
        log.matches("in-use at i-0before; waiting").count(),
        3,
        "{log}"
    );
}

#[test]
fn a_volume_that_stays_elsewhere_is_given_up_and_taken_from_nobody() {
    let host = Host::new();
    host.set("elsewhere", "1000");
    host.first_start(&machine());
    let calls = host.calls();
    assert!(!called(&calls, ATTACH));
    assert!(!calls.iter().any(|call| call.contains("detach")));
    assert_eq!(calls.iter().filter(|call| *call == "sleep 10").count(), 60);
    assert_eq!(
        calls.last().map(String::as_str),
        Some("ecs.service refused")
    );
    let log = host.read("var/log/bailiwick.log");
    assert!(log.contains("after ten minutes vol-0123456789abcdef0 is still in-use at i-0before"));
    // systemd tries again, and then the agent starts by the unit's own doing.
    host.set("elsewhere", "0");
    host.run(&["systemctl", "start", "bailiwick-volume.service"]);
    assert_eq!(
        host.calls().last().map(String::as_str),
        Some("ecs.service starts")
    );
}

#[test]
fn losing_a_race_for_the_volume_is_no_failure() {
    let host = Host::new();
    host.set("race", "1");
    assert!(host.first_start(&machine()));
    let calls = host.calls();
    assert_eq!(calls.iter().filter(|call| *call == ATTACH).count(), 2);
    assert!(called(&calls, "ecs.service starts"));
}

#[test]
fn dns_that_fails_is_asked_again() {
    let host = Host::new();
    host.set("route53", "2");
    assert!(host.first_start(&machine()));
    let calls = host.calls();
    let asked: Vec<&str> = calls
        .iter()
        .map(String::as_str)
        .filter(|call| *call == RECORD || ["sleep 2", "sleep 4"].contains(call))
        .collect();
    assert_eq!(asked, [RECORD, "sleep 2", RECORD, "sleep 4", RECORD]);
}

#[test]
fn dns_that_keeps_failing_keeps_nothing_else_from_starting() {
    let host = Host::new();
    host.set("route53", "1000");
    assert!(host.first_start(&machine()));
    let calls = host.calls();
    assert!(called(&calls, "bailiwick-record.service failed"));
    assert_eq!(calls.last().map(String::as_str), Some("ecs.service starts"));
}

#[test]
fn machines_of_a_group_share_the_name_and_write_it_once() {
    let mut machine = machine();
    let record = machine.record.as_mut().expect("a record");
    record.group = Some(Setting::from("championship"));
    let host = Host::prepared(&machine);
    host.play_aws();
    let (succeeded, output) = host.run(&["/opt/bailiwick/record"]);
    assert!(succeeded, "{output}");
    let both = "\"ResourceRecords\":[{\"Value\":\"203.0.113.7\"},{\"Value\":\"203.0.113.9\"}]";
    let calls = host.calls();
    assert!(calls[0].contains(both), "{calls:?}");
    assert!(host.run(&["/opt/bailiwick/record"]).0);
    assert_eq!(host.calls(), Vec::<String>::new());
}

#[test]
fn a_machine_without_anything_of_its_own_just_joins_its_cluster() {
    let host = Host::new();
    assert!(
        host.first_start(&bare()),
        "{}",
        host.read("var/log/bailiwick.log")
    );
    assert_eq!(
        host.calls(),
        [
            "dnf install --assumeyes --quiet awscli-2",
            "systemctl daemon-reload",
            "systemctl enable --now --no-block bailiwick@metrics.timer",
            "systemctl start ecs.service",
            "ecs.service starts",
        ]
    );
    assert_eq!(host.read("etc/ecs/ecs.config"), "ECS_CLUSTER=counter\n");
}

#[test]
fn user_data_leaves_what_was_said_but_for_comments() {
    let host = Host::new();
    assert!(host.first_start(&machine()));
    let kept = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim);
        let kept = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
        kept.map(str::to_owned).collect()
    };
    for file in files(&machine()) {
        assert_eq!(
            kept(&host.read(&file.path)),
            kept(&file.text),
            "{}",
            file.path
        );
        let metadata = std::fs::metadata(host.path(&file.path)).expect("a file");
        assert_eq!(
            metadata.permissions().mode() & 0o777,
            file.mode,
            "{}",
            file.path
        );
    }
}

#[test]
fn user_data_leaves_room_for_more_jobs() {
    let length = user_data(&machine()).len();
    assert!(length + 512 < MOST_USER_DATA, "{length} bytes");
}

#[test]
fn cloudformation_fills_in_what_only_it_knows() {
    let mut machine = bare();
    machine.cluster = Setting::Reference("Cluster".into());
    assert!(user_data(&machine).contains("printf 'ECS_CLUSTER=%s\\n' '${Cluster}'"));
    let property = user_data_property(&machine);
    let text = property["Fn::Base64"]["Fn::Sub"].as_str().expect("a text");
    assert!(text.contains("'${Cluster}'") && text.contains("\"${!1%/*}\""));
    assert_eq!(text.matches("${").count(), text.matches("${!").count() + 1);
}
