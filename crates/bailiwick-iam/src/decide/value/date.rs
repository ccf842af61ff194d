//! Dates in conditions: ISO 8601 as W3C writes it, or seconds since 1970.

/// An instant, in nanoseconds since 1970-01-01T00:00:00Z.
///
/// "You must specify date/time values with one of the W3C implementations of
/// the ISO 8601 date formats or in epoch (UNIX) time"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Date>);
/// the formats: <https://www.w3.org/TR/NOTE-datetime>.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date(i128);

const SECOND: i128 = 1_000_000_000;

impl Date {
    /// Nanoseconds since 1970-01-01T00:00:00Z.
    pub(crate) fn nanoseconds(self) -> i128 {
        self.0
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        match text.len() > 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            true => Some(Self(text.parse::<u64>().ok().map(i128::from)? * SECOND)),
            false => calendar(text).map(Self),
        }
    }
}

/// `YYYY`, `YYYY-MM`, `YYYY-MM-DD`, and with a time `Thh:mm`, `Thh:mm:ss` or
/// `Thh:mm:ss.s`, followed by `Z` or `+hh:mm`.
fn calendar(text: &str) -> Option<i128> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut fields = date.split('-');
    let year = digits(fields.next()?, 4)?;
    let month = fields.next().map_or(Some(1), |month| digits(month, 2))?;
    let day = fields.next().map_or(Some(1), |day| digits(day, 2))?;
    let complete = date.len() == 10;
    if fields.next().is_some() || (time.is_some() && !complete) {
        return None;
    }
    if !(1..=12).contains(&month) || !(1..=days_in(year, month)).contains(&day) {
        return None;
    }
    let midnight = i128::from(days_since_1970(year, month, day)) * 86_400 * SECOND;
    Some(midnight + time.map_or(Some(0), time_of_day)?)
}

/// Nanoseconds since midnight UTC.
fn time_of_day(text: &str) -> Option<i128> {
    let (clock, offset) = match text.strip_suffix('Z') {
        Some(clock) => (clock, 0),
        None => {
            let at = text.rfind(['+', '-'])?;
            let (hours, minutes) = text[at + 1..].split_once(':')?;
            let minutes = digits(hours, 2)? * 60 + digits(minutes, 2)?;
            let sign = if text[at..].starts_with('+') { 1 } else { -1 };
            (&text[..at], sign * minutes)
        }
    };
    let mut fields = clock.splitn(3, ':');
    let hour = digits(fields.next()?, 2)?;
    let minute = digits(fields.next()?, 2)?;
    let (second, fraction) = match fields.next() {
        None => (0, 0),
        Some(seconds) => {
            let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
            if fraction.is_empty() || fraction.len() > 9 {
                return None;
            }
            let scale = 10_i128.pow(9 - u32::try_from(fraction.len()).ok()?);
            let fraction = i128::from(digits(fraction, fraction.len())?) * scale;
            (digits(whole, 2)?, fraction)
        }
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let seconds = (hour * 60 + minute - offset) * 60 + second;
    Some(i128::from(seconds) * SECOND + fraction)
}

fn digits(text: &str, length: usize) -> Option<i64> {
    (text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap(year) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days of the Gregorian calendar, counted year by year in closed form.
fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let before = year - 1;
    let leap_days = before.div_euclid(4) - before.div_euclid(100) + before.div_euclid(400);
    let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
    365 * (year - 1970) + (leap_days - 477) + months + day - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(text: &str) -> Option<i128> {
        Date::read(text).map(|Date(nanoseconds)| nanoseconds / SECOND)
    }

    #[test]
    fn the_forms_name_the_same_instants() {
        assert_eq!(seconds("1970-01-01"), Some(0));
        assert_eq!(seconds("1970"), Some(0));
        assert_eq!(seconds("2020-01-01T00:00:01Z"), Some(1_577_836_801));
        assert_eq!(seconds("1577836801"), Some(1_577_836_801));
        assert_eq!(seconds("2020-01-01T02:00:01+02:00"), Some(1_577_836_801));
        assert_eq!(seconds("2024-02-29T12:30Z"), Some(1_709_209_800));
        assert_eq!(seconds("2024-03"), seconds("2024-03-01T00:00:00Z"));
        assert!(Date::read("2020-01-01T00:00:00.5Z") > Date::read("2020-01-01T00:00:00Z"));
    }

    #[test]
    fn what_is_no_date_is_not_read() {
        for text in [
            "",
            "tomorrow",
            "2023-02-29",
            "2020-13-01",
            "2020-1-1",
            "2020-01-01T25:00Z",
            "2020-01-01T10:00",
            "2020-01T10:00Z",
            "-5",
        ] {
            assert_eq!(Date::read(text), None, "{text}");
        }
    }
}
