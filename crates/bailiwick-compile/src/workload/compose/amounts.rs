//! Bytes, durations and shares of a processor as Compose writes them.
//!
//! Source: "Specifying byte values" and "Specifying durations", Compose file reference,
//! Docker documentation.

/// `512m`, `1gb`, `64k`: bytes.
pub(super) fn bytes(text: &str) -> Option<u64> {
    let lower = text.to_ascii_lowercase();
    let end = lower.find(|c: char| !c.is_ascii_digit());
    let (number, unit) = lower.split_at(end.unwrap_or(lower.len()));
    let factor: u64 = match unit {
        "" | "b" => 1,
        "k" | "kb" => 1 << 10,
        "m" | "mb" => 1 << 20,
        "g" | "gb" => 1 << 30,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}

/// `1m30s`, `10s`, `500ms`: whole seconds, rounded up.
pub(super) fn seconds(text: &str) -> Option<u64> {
    let mut milliseconds: u64 = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, after) = rest.split_at(end);
        let unit = after.find(|c: char| c.is_ascii_digit());
        let (unit, after) = after.split_at(unit.unwrap_or(after.len()));
        let factor: u64 = match unit {
            "us" => 0,
            "ms" => 1,
            "s" => 1_000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return None,
        };
        let part = number.parse::<u64>().ok()?.checked_mul(factor)?;
        milliseconds = milliseconds.checked_add(part)?;
        rest = after;
    }
    (!text.is_empty()).then_some(milliseconds.div_ceil(1_000))
}

/// `0.5`, `2`: processors in units of 1/1024, as ECS counts them.
pub(super) fn processor_units(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 6 {
        return None;
    }
    let millionths: u64 = format!("{fraction:0<6}").parse().ok()?;
    let whole: u64 = whole.parse().ok()?;
    let millionths = whole.checked_mul(1_000_000)?.checked_add(millionths)?;
    u32::try_from(millionths.checked_mul(1_024)? / 1_000_000).ok()
}

#[cfg(test)]
mod tests {
    use super::{bytes, processor_units, seconds};

    #[test]
    fn amounts_are_read_as_compose_reads_them() {
        assert_eq!(bytes("512m"), Some(512 << 20));
        assert_eq!(bytes("1GB"), Some(1 << 30));
        assert_eq!(bytes("1.5g"), None);
        assert_eq!(seconds("1m30s"), Some(90));
        assert_eq!(seconds("1500ms"), Some(2));
        assert_eq!(seconds("10"), None);
        assert_eq!(processor_units("0.5"), Some(512));
        assert_eq!(processor_units("2"), Some(2_048));
        assert_eq!(processor_units("half"), None);
    }
}
