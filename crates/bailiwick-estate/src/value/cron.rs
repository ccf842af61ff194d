//! Fixed times, as the five fields of a cron line.
//!
//! Source: crontab(5) of Vixie cron. Names such as `@daily` are left out: the five fields say it all.

use std::collections::BTreeSet;
use std::fmt;

use crate::lower::{Complaint, Scalar, scalars};

/// When something runs: `0 12 * * *` is every day at noon. In UTC.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cron {
    /// 0 to 59.
    pub minute: CronField,
    /// 0 to 23.
    pub hour: CronField,
    /// The day of the month, 1 to 31.
    pub day: CronField,
    /// 1 to 12.
    pub month: CronField,
    /// The day of the week, 0 (Sunday) to 6.
    pub weekday: CronField,
}

/// One field: the numbers it stands for, and how it was written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CronField {
    text: String,
    values: BTreeSet<u8>,
}

impl CronField {
    /// The numbers it stands for.
    #[must_use]
    pub fn values(&self) -> &BTreeSet<u8> {
        &self.values
    }

    /// Whether it begins with `*`, and so does not choose by itself. Two day fields that
    /// both choose mean "either", any others mean "both".
    #[must_use]
    pub fn is_star(&self) -> bool {
        self.text.starts_with('*')
    }
}

/// What a field is, its least and greatest number, and the names of its numbers.
type Shape = (&'static str, u8, u8, &'static [&'static str]);

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
const WEEKDAYS: &[&str] = &["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const SHAPES: [Shape; 5] = [
    ("a minute", 0, 59, &[]),
    ("an hour", 0, 23, &[]),
    ("a day of the month", 1, 31, &[]),
    ("a month", 1, 12, MONTHS),
    // 7 is Sunday as well.
    ("a day of the week", 0, 7, WEEKDAYS),
];

impl fmt::Display for Cron {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = [
            &self.minute,
            &self.hour,
            &self.day,
            &self.month,
            &self.weekday,
        ];
        let texts: Vec<&str> = fields.iter().map(|field| field.text.as_str()).collect();
        formatter.pad(&texts.join(" "))
    }
}

impl Scalar for Cron {
    const NOUN: &'static str = "a fixed time";
    const EXAMPLE: &'static str = "0 12 * * *";
    const PATTERN: Option<&'static str> = Some("^\\S+( +\\S+){4}$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let [minute, hour, day, month, weekday] = words[..] else {
            return Err(
                Complaint::new(format!("`{text}` does not have five fields")).help(
                    "write minute, hour, day of the month, month and day of the week, in UTC: \
                     `0 12 * * *` is every day at noon",
                ),
            );
        };
        let [minutes, hours, days, months, weekdays] = &SHAPES;
        let cron = Self {
            minute: field(minute, minutes)?,
            hour: field(hour, hours)?,
            day: field(day, days)?,
            month: field(month, months)?,
            weekday: field(weekday, weekdays)?,
        };
        if cron.never() {
            return Err(Complaint::new(format!("`{text}` never comes"))
                .help("none of these months has such a day"));
        }
        Ok(cron)
    }
}

impl Cron {
    /// Whether it asks for a day that none of its months has, such as 30 February.
    fn never(&self) -> bool {
        let longest = |month: &u8| match month {
            2 => 29,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let longest = self.month.values.iter().map(longest).max();
        let first = self.day.values.first().copied();
        let either = !self.day.is_star() && !self.weekday.is_star();
        !either && first > longest
    }
}

fn field(text: &str, shape: &Shape) -> Result<CronField, Complaint> {
    let mut values = BTreeSet::new();
    for part in text.split(',') {
        values.extend(part_values(part, shape).ok_or_else(|| {
            let (name, least, most, _) = shape;
            Complaint::new(format!("`{part}` is not {name}")).help(format!(
                "write `*`, a number from {least} to {most}, `{least}-{most}`, a step such as \
                 `*/2`, or several with commas between"
            ))
        })?);
    }
    // Sunday has two numbers; one is kept.
    if shape.3 == WEEKDAYS && values.remove(&7) {
        values.insert(0);
    }
    Ok(CronField {
        text: text.to_owned(),
        values,
    })
}

/// The numbers of `*`, `5`, `1-5`, `mon-fri`, each with a step such as `/2` after it.
fn part_values(part: &str, shape: &Shape) -> Option<Vec<u8>> {
    let (_, least, most, names) = shape;
    let number = |text: &str| {
        let named = names
            .iter()
            .position(|name| text.eq_ignore_ascii_case(name));
        let number = match named {
            Some(position) => u8::try_from(position).ok()? + least,
            None if text.bytes().all(|byte| byte.is_ascii_digit()) => text.parse().ok()?,
            None => return None,
        };
        (*least..=*most).contains(&number).then_some(number)
    };
    let (range, step) = match part.split_once('/') {
        Some((range, step)) => (range, step.parse::<u8>().ok().filter(|step| *step > 0)?),
        None => (part, 1),
    };
    let (first, last) = match range.split_once('-') {
        _ if range == "*" => (*least, if *names == WEEKDAYS { 6 } else { *most }),
        Some((first, last)) => (number(first)?, number(last)?),
        // A step needs something to step through.
        None if step > 1 => return None,
        None => (number(range)?, number(range)?),
    };
    (first <= last).then(|| (first..=last).step_by(usize::from(step)).collect())
}

scalars!(Cron);

#[cfg(test)]
mod tests {
    use super::*;

    /// The message for a wrong text, or how a right one reads back.
    fn check(text: &str, expected: &str) {
        let told = match Cron::parse(text) {
            Ok(cron) => cron.to_string(),
            Err(complaint) => complaint.message,
        };
        assert_eq!(told, expected);
    }

    #[test]
    fn five_fields_are_read() {
        check("0 12 * * *", "0 12 * * *");
        check(
            "*/15  8-18/2 1,15 jan-MAR mon,fri",
            "*/15 8-18/2 1,15 jan-MAR mon,fri",
        );
    }

    #[test]
    fn a_field_that_is_none_is_told() {
        check("0 12 * *", "`0 12 * *` does not have five fields");
        check("@daily", "`@daily` does not have five fields");
        check("60 12 * * *", "`60` is not a minute");
        check("0 24 * * *", "`24` is not an hour");
        check("0 0 0 * *", "`0` is not a day of the month");
        check("0 0 * foo *", "`foo` is not a month");
        check("0 0 * * fri-mon", "`fri-mon` is not a day of the week");
        check("5/10 0 * * *", "`5/10` is not a minute");
        check("*/0 0 * * *", "`*/0` is not a minute");
        check("+5 0 * * *", "`+5` is not a minute");
    }

    #[test]
    fn a_day_that_never_comes_is_told() {
        check("0 0 30 2 *", "`0 0 30 2 *` never comes");
        check("0 0 31 4,6 *", "`0 0 31 4,6 *` never comes");
        // Every Monday of February comes, whatever else is asked.
        check("0 0 30 2 mon", "0 0 30 2 mon");
        check("0 0 29 2 *", "0 0 29 2 *");
    }

    #[test]
    fn sunday_has_two_numbers() {
        let sunday = Cron::parse("0 0 * * 7")
            .map(|cron| cron.weekday.values)
            .ok();
        assert_eq!(sunday, Some(BTreeSet::from([0])));
    }
}
