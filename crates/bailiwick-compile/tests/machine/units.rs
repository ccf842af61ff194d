//! The units, as systemd itself reads them.

use bailiwick_compile::workload::machine::files;
use bailiwick_testbed::program;

use crate::championship::machine;
use crate::host::Host;

#[test]
fn systemd_finds_nothing_wrong() {
    let host = Host::prepared(&machine());
    // What the image has.
    for unit in ["docker.service", "ecs.service"] {
        let text = "[Service]\nExecStart=/bin/true\n";
        host.write(&format!("etc/systemd/system/{unit}"), text);
    }
    // Where Debian and Amazon Linux put it.
    let _ = program("systemd-analyze", "systemd");
    let mut command = vec![
        "systemd-analyze".to_owned(),
        "verify".into(),
        "--man=no".into(),
    ];
    command.push("--recursive-errors=yes".into());
    for file in files(&machine()) {
        let unit = file.path.strip_prefix("/etc/systemd/system/");
        if let Some(unit) = unit.filter(|unit| !unit.contains('/') && !unit.contains("@.")) {
            command.push(unit.to_owned());
        }
    }
    let command: Vec<&str> = command.iter().map(String::as_str).collect();
    let (succeeded, output) = host.run(&command);
    assert!(succeeded && output.is_empty(), "{output}");
}
