//! Numbers in conditions, compared exactly.

/// A decimal number, in units of 10⁻¹⁸.
///
/// AWS documents integers and decimals
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_Numeric>).
/// Fixed point holds 18 digits on either side of the point without rounding;
/// longer ones are not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Number(i128);

const DIGITS: usize = 18;

impl Number {
    /// How many 10⁻¹⁸ it is.
    pub(crate) fn units(self) -> i128 {
        self.0
    }

    pub(crate) fn read(text: &str) -> Option<Self> {
        let (negative, unsigned) = match text.as_bytes().first()? {
            b'-' => (true, &text[1..]),
            b'+' => (false, &text[1..]),
            _ => (false, text),
        };
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        if whole.len() > DIGITS || fraction.len() > DIGITS {
            return None;
        }
        let mut units: i128 = 0;
        let padding = std::iter::repeat_n(b'0', DIGITS - fraction.len());
        for digit in whole.bytes().chain(fraction.bytes()).chain(padding) {
            if !digit.is_ascii_digit() {
                return None;
            }
            units = units * 10 + i128::from(digit - b'0');
        }
        Some(Self(if negative { -units } else { units }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_exact() {
        let number = |text| Number::read(text).expect(text);
        assert_eq!(number("10"), number("10.0"));
        assert_eq!(number("+0.5"), number("0.50"));
        assert!(number("0.1") < number("0.10000000000000001"));
        assert!(number("-2") < number("-1.5"));
        assert_eq!(
            number("9007199254740993").cmp(&number("9007199254740992")),
            std::cmp::Ordering::Greater
        );
    }

    #[test]
    fn what_is_no_number_is_not_read() {
        for text in [
            "",
            "-",
            ".",
            "ten",
            "1e3",
            "0x10",
            "1,000",
            " 1",
            "1234567890123456789",
        ] {
            assert_eq!(Number::read(text), None, "{text}");
        }
    }
}
