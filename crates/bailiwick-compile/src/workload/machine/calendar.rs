//! From cron fields to systemd's `OnCalendar=`.
//!
//! Source: systemd.time(7), "CALENDAR EVENTS"; crontab(5) for what the fields mean.

use std::collections::BTreeSet;

use bailiwick_estate::value::{Cron, CronField};

const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];

/// The calendar events of a cron line, for as many lines of a timer. There are two when
/// it chooses days of the month and days of the week, since cron runs on either and one
/// event would ask for both.
#[must_use]
pub fn on_calendar(cron: &Cron) -> Vec<String> {
    let time = format!(
        "{}:{}:00 UTC",
        numbers(&cron.hour, 24),
        numbers(&cron.minute, 60)
    );
    let month = numbers(&cron.month, 12);
    let day = numbers(&cron.day, 31);
    let weekday = weekdays(&cron.weekday);
    if !cron.day.is_star() && !cron.weekday.is_star() {
        return vec![
            format!("*-{month}-{day} {time}"),
            format!("{weekday}*-{month}-* {time}"),
        ];
    }
    vec![format!("{weekday}*-{month}-{day} {time}")]
}

/// `*` for all there are, and otherwise a list in which runs are shortened.
fn numbers(field: &CronField, all: usize) -> String {
    if field.values().len() == all {
        return "*".into();
    }
    let runs: Vec<String> = runs(field.values())
        .into_iter()
        .map(|(first, last)| match last - first {
            0 => format!("{first:02}"),
            _ => format!("{first:02}..{last:02}"),
        })
        .collect();
    runs.join(",")
}

/// Nothing for every day of the week, and otherwise a list with a space behind it.
fn weekdays(field: &CronField) -> String {
    if field.values().len() == WEEKDAYS.len() {
        return String::new();
    }
    let names: Vec<&str> = field
        .values()
        .iter()
        .map(|day| WEEKDAYS[usize::from(day % 7)])
        .collect();
    format!("{} ", names.join(","))
}

fn runs(values: &BTreeSet<u8>) -> Vec<(u8, u8)> {
    let mut runs: Vec<(u8, u8)> = Vec::new();
    for &value in values {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == value => *last = value,
            _ => runs.push((value, value)),
        }
    }
    runs
}
