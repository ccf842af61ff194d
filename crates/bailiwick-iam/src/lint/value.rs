//! A condition value that its operator cannot read.

use std::net::IpAddr;

use super::subject::Subject;
use crate::finding::{Code, Finding};
use crate::policy::Comparison;

pub(super) fn judge(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for test in subject.statements.iter().flat_map(|judged| judged.tests()) {
        let comparison = test.operator.comparison;
        for value in test.values {
            // Of variables that are not replaced there `variable` tells.
            if value.contains("${") {
                continue;
            }
            let (is_well, wanted) = judge_value(comparison, value);
            if !is_well {
                let place = test.place.clone().within(value);
                let message = format!("`{}` cannot read `{value}`", test.written);
                findings.push(Finding::error(Code::VALUE, place, message).help(wanted));
            }
        }
    }
}

/// Whether a comparison can read a value, and what it reads
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
fn judge_value(comparison: Comparison, value: &str) -> (bool, &'static str) {
    let name = comparison.as_str();
    match comparison {
        Comparison::Bool | Comparison::Null => (
            ["true", "false"]
                .iter()
                .any(|word| word.eq_ignore_ascii_case(value)),
            "write `true` or `false`",
        ),
        Comparison::IpAddress | Comparison::NotIpAddress => (
            is_range(value),
            "write an address or a range, such as `203.0.113.0/24` or `2001:db8::/32`",
        ),
        _ if name.starts_with("Numeric") => (is_number(value), "write a number, such as `3600`"),
        _ if name.starts_with("Date") => (
            is_date(value) || is_number(value),
            "write a date as `2026-11-22T00:00:00Z`, or seconds since 1970",
        ),
        _ => (true, ""),
    }
}

/// An address, or a range of them in CIDR notation.
fn is_range(text: &str) -> bool {
    let (address, prefix) = match text.split_once('/') {
        Some((address, prefix)) => (address, Some(prefix)),
        None => (text, None),
    };
    let Ok(address) = address.parse::<IpAddr>() else {
        return false;
    };
    let longest = if address.is_ipv4() { 32 } else { 128 };
    prefix.is_none_or(|prefix| prefix.parse::<u8>().is_ok_and(|prefix| prefix <= longest))
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    !whole.is_empty() && is_digits(whole) && is_digits(part)
}

/// One of the W3C's forms of ISO 8601 (<https://www.w3.org/TR/NOTE-datetime>):
/// as much of `2026-11-22T23:59:59Z` as is wanted.
fn is_date(text: &str) -> bool {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let parts: Vec<&str> = date.split('-').collect();
    let number_in = |text: &str, length: usize, low: u16, high: u16| {
        text.len() == length
            && text
                .parse()
                .is_ok_and(|number| (low..=high).contains(&number))
    };
    let is_day = match &*parts {
        [year] => number_in(year, 4, 0, 9999),
        [year, month] => number_in(year, 4, 0, 9999) && number_in(month, 2, 1, 12),
        [year, month, day] => {
            number_in(year, 4, 0, 9999) && number_in(month, 2, 1, 12) && number_in(day, 2, 1, 31)
        }
        _ => false,
    };
    let is_time = time.is_none_or(|time| {
        let clock = time.split(['Z', '+', '-']).next().unwrap_or_default();
        let zone = &time[clock.len()..];
        let hours = clock.split(':').collect::<Vec<_>>();
        let seconds = |text: &str| number_in(text.split('.').next().unwrap_or_default(), 2, 0, 60);
        let is_clock = match &*hours {
            [hour, minute] => number_in(hour, 2, 0, 24) && number_in(minute, 2, 0, 59),
            [hour, minute, second] => {
                number_in(hour, 2, 0, 24) && number_in(minute, 2, 0, 59) && seconds(second)
            }
            _ => false,
        };
        is_clock && (zone == "Z" || zone.len() == 6 || zone.is_empty())
    });
    is_day && is_time
}
