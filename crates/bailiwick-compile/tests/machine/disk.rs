//! Disks as the real `blkid` and `mkfs.xfs` see them; here a disk is a file.

use std::fs;

use bailiwick_testbed::{program, run};

use crate::championship::machine;
use crate::host::Host;

const DISK: &str = "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0";

/// A machine with a disk of 400 MiB that begins with some bytes.
fn host(start: &[u8]) -> Host {
    let host = Host::prepared(&machine());
    host.play_aws();
    for name in ["blkid", "mkfs.xfs"] {
        let package = if name == "blkid" {
            "util-linux"
        } else {
            "xfsprogs"
        };
        let _ = program(name, package);
        fs::remove_file(host.path("stand-ins").join(name)).expect("the stand-in");
    }
    host.write(DISK, "");
    fs::write(host.path(DISK), start).expect("a disk");
    let disk = fs::OpenOptions::new().write(true).open(host.path(DISK));
    disk.and_then(|disk| disk.set_len(400 << 20))
        .expect("a disk");
    host
}

fn probe(host: &Host) -> String {
    let mut blkid = std::process::Command::new(program("blkid", "util-linux"));
    blkid.args(["--probe", "--output", "export"]);
    run(blkid.arg(host.path(DISK))).1
}

#[test]
fn a_blank_disk_gets_a_file_system_once() {
    let host = host(b"");
    let (succeeded, output) = host.run(&["/opt/bailiwick/volume"]);
    assert!(succeeded, "{output}");
    let first = probe(&host);
    assert!(first.contains("TYPE=xfs"), "{first}");
    let uuid = first.lines().find(|line| line.starts_with("UUID="));
    let line = format!("{} /mnt/achampionship auto", uuid.expect("a UUID"));
    assert!(
        host.read("etc/fstab").contains(&line),
        "{}",
        host.read("etc/fstab")
    );
    let (succeeded, output) = host.run(&["/opt/bailiwick/volume"]);
    assert!(succeeded, "{output}");
    assert_eq!(probe(&host), first);
}

#[test]
fn a_disk_with_a_partition_table_stays_as_it_is() {
    // One partition of Linux, from sector 2048 on.
    let mut table = [0; 512];
    table[446..462].copy_from_slice(&[
        0, 0x20, 0x21, 0, 0x83, 0xfe, 0xff, 0xff, 0, 8, 0, 0, 0, 0x40, 0, 0,
    ]);
    table[510..].copy_from_slice(&[0x55, 0xaa]);
    let host = host(&table);
    let (succeeded, output) = host.run(&["/opt/bailiwick/volume"]);
    assert!(!succeeded, "{output}");
    assert!(
        output.contains("holds something, but no file system"),
        "{output}"
    );
    let disk = fs::read(host.path(DISK)).expect("the disk");
    assert!(disk.starts_with(&table) && disk[512..].iter().all(|byte| *byte == 0));
    assert_eq!(host.read("etc/fstab"), "UUID=root / xfs defaults 0 1\n");
}
