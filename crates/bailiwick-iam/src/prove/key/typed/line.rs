//! Numbers and instants: limits on a line, and a value of each stretch between.

use crate::decide::{Date, Number};

/// How many units a number has (10⁻¹⁸ each).
const ONE: i128 = 1_000_000_000_000_000_000;
/// A second in nanoseconds.
const SECOND: i128 = 1_000_000_000;
const SECONDS_OF_A_DAY: i128 = 86_400;

pub(super) fn numbers(limits: &[&str]) -> Vec<String> {
    let limits = limits.iter().filter_map(|limit| Number::read(limit));
    let samples = samples(limits.map(Number::units).collect(), ONE);
    let written = samples.into_iter().map(written_number);
    written
        .filter(|text| Number::read(text).is_some())
        .collect()
}

pub(super) fn dates(limits: &[&str]) -> Vec<String> {
    let limits = limits.iter().filter_map(|limit| Date::read(limit));
    let samples = samples(limits.map(Date::nanoseconds).collect(), SECOND);
    let written = samples.into_iter().filter_map(written_date);
    written.filter(|text| Date::read(text).is_some()).collect()
}

/// The limits, and a value before, between and after them: a whole one where
/// there is one.
fn samples(mut limits: Vec<i128>, whole: i128) -> Vec<i128> {
    limits.sort_unstable();
    limits.dedup();
    let (Some(first), Some(last)) = (limits.first(), limits.last()) else {
        return vec![0];
    };
    let mut samples = vec![first.saturating_sub(whole), last.saturating_add(whole)];
    for two in limits.windows(2) {
        let next = (two[0].div_euclid(whole) + 1) * whole;
        let between = two[0] + (two[1] - two[0]) / 2;
        let sample = if next < two[1] { next } else { between };
        // Neighbours may be so near that nothing is between them.
        if sample > two[0] {
            samples.push(sample);
        }
    }
    samples.extend(limits);
    samples
}

fn written_number(units: i128) -> String {
    let sign = if units < 0 { "-" } else { "" };
    let (whole, fraction) = (units.abs() / ONE, units.abs() % ONE);
    match fraction {
        0 => format!("{sign}{whole}"),
        _ => {
            let fraction = format!("{fraction:0>18}");
            format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
        }
    }
}

/// The instant in ISO 8601, of the years that have four digits.
fn written_date(nanoseconds: i128) -> Option<String> {
    let (seconds, fraction) = (
        nanoseconds.div_euclid(SECOND),
        nanoseconds.rem_euclid(SECOND),
    );
    let (days, clock) = (
        seconds.div_euclid(SECONDS_OF_A_DAY),
        seconds.rem_euclid(SECONDS_OF_A_DAY),
    );
    let (year, month, day) = civil(days)?;
    let (hour, minute, second) = (clock / 3_600, clock / 60 % 60, clock % 60);
    let fraction = match fraction {
        0 => String::new(),
        _ => format!(".{fraction:0>9}"),
    };
    Some(format!(
        "{year:0>4}-{month:0>2}-{day:0>2}T{hour:0>2}:{minute:0>2}:{second:0>2}{fraction}Z"
    ))
}

/// The date of the Gregorian calendar so many days after 1970-01-01.
fn civil(days: i128) -> Option<(i128, i128, i128)> {
    let mut year = 1970 + days.div_euclid(366);
    let days_before = |year: i128| {
        let before = year - 1;
        365 * (year - 1970) + before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400)
            - 477
    };
    while days_before(year + 1) <= days {
        year += 1;
    }
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let mut day = days - days_before(year);
    let lengths = [
        31,
        28 + i128::from(leap),
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    for (month, length) in (1..).zip(lengths) {
        if day < length {
            return (0..=9999).contains(&year).then_some((year, month, day + 1));
        }
        day -= length;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_has_a_sample() {
        let samples = numbers(&["5", "10", "10.0", "10.5"]);
        for wanted in ["4", "5", "6", "10", "10.25", "10.5", "11.5"] {
            assert!(
                samples.contains(&wanted.to_owned()),
                "{wanted} in {samples:?}"
            );
        }
        assert_eq!(numbers(&[]), ["0"]);
        assert_eq!(numbers(&["-1.5"]), ["-2.5", "-0.5", "-1.5"]);
    }

    #[test]
    fn instants_are_written_as_they_are_read() {
        for text in [
            "1970-01-01T00:00:00Z",
            "2024-02-29T23:59:59Z",
            "2026-11-22T09:30:00.500000000Z",
            "1900-03-01T00:00:00Z",
        ] {
            let instant = Date::read(text).unwrap().nanoseconds();
            assert_eq!(written_date(instant).as_deref(), Some(text));
        }
        let samples = dates(&["2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z"]);
        assert!(
            samples.contains(&"2026-01-01T00:00:00.500000000Z".to_owned()),
            "{samples:?}"
        );
    }
}
