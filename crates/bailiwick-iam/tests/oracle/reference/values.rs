//! Numbers, dates and addresses, compared as what they say.

use std::cmp::Ordering;
use std::net::IpAddr;

/// Compares two decimals digit by digit; `None` when one is not a number.
pub(crate) fn compare_numbers(left: &str, right: &str) -> Option<Ordering> {
    let (left_negative, left) = magnitude(left)?;
    let (right_negative, right) = magnitude(right)?;
    let zero = |digits: &(String, String)| digits.0.is_empty() && digits.1.is_empty();
    let left_negative = left_negative && !zero(&left);
    let right_negative = right_negative && !zero(&right);
    let by_size = (left.0.len(), &left.0, &left.1).cmp(&(right.0.len(), &right.0, &right.1));
    Some(match (left_negative, right_negative) {
        (false, false) => by_size,
        (true, true) => by_size.reverse(),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
    })
}

/// Sign, whole digits without leading zeros, decimals without trailing zeros.
fn magnitude(text: &str) -> Option<(bool, (String, String))> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |part: &str| !part.is_empty() && part.chars().all(|digit| digit.is_ascii_digit());
    (all_digits(whole) && all_digits(decimals)).then(|| {
        let whole = whole.trim_start_matches('0').to_owned();
        (negative, (whole, decimals.trim_end_matches('0').to_owned()))
    })
}

/// Compares two instants: "one of the W3C implementations of the ISO 8601 date formats or in
/// epoch (UNIX) time"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html>).
pub(crate) fn compare_dates(left: &str, right: &str) -> Option<Ordering> {
    Some(epoch_seconds(left)?.cmp(&epoch_seconds(right)?))
}

/// Seconds since 1970, counted day by day. The forms read: digits alone, `YYYY-MM-DD`, and
/// `YYYY-MM-DDThh:mm:ss` with `Z` or an offset.
fn epoch_seconds(text: &str) -> Option<i64> {
    if let Ok(seconds) = text.parse() {
        return Some(seconds);
    }
    let (date, time) = text.split_once('T').unwrap_or((text, "00:00:00Z"));
    let [year, month, day] = numbers(date, '-')?;
    let (clock, offset) = match time.strip_suffix('Z') {
        Some(clock) => (clock, 0),
        None => {
            let sign = time.rfind(['+', '-'])?;
            let [hours, minutes] = numbers(&time[sign + 1..], ':')?;
            let minutes = hours * 60 + minutes;
            let ahead = time[sign..].starts_with('+');
            (&time[..sign], if ahead { minutes } else { -minutes })
        }
    };
    let [hour, minute, second] = numbers(clock, ':')?;
    let in_range = (1..=12).contains(&month)
        && (1..=days_in(year, month)).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    in_range.then(|| {
        let years: i64 = (1970..year).map(|year| 365 + leap_day(year)).sum();
        let months: i64 = (1..month).map(|month| days_in(year, month)).sum();
        (years + months + day - 1) * 86_400 + hour * 3_600 + (minute - offset) * 60 + second
    })
}

fn numbers<const COUNT: usize>(text: &str, between: char) -> Option<[i64; COUNT]> {
    let parts: Option<Vec<i64>> = text.split(between).map(|part| part.parse().ok()).collect();
    parts?.try_into().ok()
}

fn leap_day(year: i64) -> i64 {
    i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
}

fn days_in(year: i64, month: i64) -> i64 {
    match month {
        2 => 28 + leap_day(year),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Whether `address` is in `range`: "If you specify an IP address without the associated
/// routing prefix, IAM uses the default prefix value of /32" (the same page).
/// `None`: one of the two is no address.
pub(crate) fn in_range(range: &str, address: &str) -> Option<bool> {
    let (base, prefix) = match range.split_once('/') {
        Some((base, prefix)) => (base, Some(prefix)),
        None => (range, None),
    };
    let (base, address) = (bits(base)?, bits(address)?);
    let prefix = match prefix {
        None => base.len(),
        Some(prefix) => prefix.parse().ok().filter(|prefix| *prefix <= base.len())?,
    };
    Some(base.len() == address.len() && base[..prefix] == address[..prefix])
}

fn bits(address: &str) -> Option<Vec<bool>> {
    let bytes = match address.parse().ok()? {
        IpAddr::V4(address) => address.octets().to_vec(),
        IpAddr::V6(address) => address.octets().to_vec(),
    };
    let of_byte = |byte: u8| (0..8).rev().map(move |bit| byte >> bit & 1 == 1);
    Some(bytes.into_iter().flat_map(of_byte).collect())
}
