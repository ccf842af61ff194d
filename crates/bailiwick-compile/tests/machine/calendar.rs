//! Cron lines as systemd reads them: written, and asked of systemd itself.

use std::process::Command;

use bailiwick_compile::workload::machine::on_calendar;
use bailiwick_testbed::{program, run};

use crate::championship::cron;

/// What a cron line becomes, and when systemd then runs it after Friday, 2 January 2026.
fn check(text: &str, expected: &[(&str, &str)]) {
    let events = on_calendar(&cron(text));
    let wanted: Vec<&str> = expected.iter().map(|(event, _)| *event).collect();
    assert_eq!(events, wanted, "{text}");
    for (event, next) in expected {
        let mut analyze = Command::new(program("systemd-analyze", "systemd"));
        analyze.args(["calendar", "--base-time=2026-01-02 10:30:00 UTC", event]);
        let (succeeded, output) = run(analyze.env("TZ", "UTC").env("LC_ALL", "C"));
        assert!(succeeded, "{text}: {output}");
        let elapse = output
            .lines()
            .find_map(|line| line.trim().strip_prefix("Next elapse: "));
        assert_eq!(elapse, Some(*next), "{text}: {output}");
    }
}

#[test]
fn what_people_write_runs_when_they_mean() {
    check(
        "0 12 * * *",
        &[("*-*-* 12:00:00 UTC", "Fri 2026-01-02 12:00:00 UTC")],
    );
    check(
        "0 0 * * *",
        &[("*-*-* 00:00:00 UTC", "Sat 2026-01-03 00:00:00 UTC")],
    );
    check(
        "* * * * *",
        &[("*-*-* *:*:00 UTC", "Fri 2026-01-02 10:31:00 UTC")],
    );
    check(
        "*/15 8-18/5 * * *",
        &[(
            "*-*-* 08,13,18:00,15,30,45:00 UTC",
            "Fri 2026-01-02 13:00:00 UTC",
        )],
    );
    check(
        "30 6 * * mon-fri",
        &[(
            "Mon,Tue,Wed,Thu,Fri *-*-* 06:30:00 UTC",
            "Mon 2026-01-05 06:30:00 UTC",
        )],
    );
    check(
        "5 4 * * 7",
        &[("Sun *-*-* 04:05:00 UTC", "Sun 2026-01-04 04:05:00 UTC")],
    );
    check(
        "0 3 1-3,15 2,jul *",
        &[(
            "*-02,07-01..03,15 03:00:00 UTC",
            "Sun 2026-02-01 03:00:00 UTC",
        )],
    );
    check(
        "0 0 29 2 *",
        &[("*-02-29 00:00:00 UTC", "Tue 2028-02-29 00:00:00 UTC")],
    );
}

#[test]
fn days_of_month_and_week_together_mean_either() {
    check(
        "0 0 13 * fri",
        &[
            ("*-*-13 00:00:00 UTC", "Tue 2026-01-13 00:00:00 UTC"),
            ("Fri *-*-* 00:00:00 UTC", "Fri 2026-01-09 00:00:00 UTC"),
        ],
    );
    // A field that begins with a star does not choose: both must hold.
    check(
        "0 0 */2 * fri",
        &[(
            "Fri *-*-01,03,05,07,09,11,13,15,17,19,21,23,25,27,29,31 00:00:00 UTC",
            "Fri 2026-01-09 00:00:00 UTC",
        )],
    );
}
