//! Quantities, written with their units as people write them.

use std::fmt;

use crate::lower::{Complaint, Scalar, scalars};

/// A decimal number, exact to six places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u64);

impl Amount {
    const PLACES: usize = 6;

    /// The number in millionths.
    #[must_use]
    pub fn millionths(self) -> u64 {
        self.0
    }

    /// The amount of so many millionths.
    #[must_use]
    pub fn from_millionths(millionths: u64) -> Self {
        Self(millionths)
    }

    fn parse(text: &str) -> Option<Self> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty()
            || !digits(whole)
            || !digits(fraction)
            || fraction.len() > Self::PLACES
            || text.ends_with('.')
        {
            return None;
        }
        let whole: u64 = whole.parse().ok()?;
        let fraction: u64 = format!("{fraction:0<width$}", width = Self::PLACES)
            .parse()
            .ok()?;
        whole
            .checked_mul(1_000_000)?
            .checked_add(fraction)
            .map(Self)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) = (self.0 / 1_000_000, self.0 % 1_000_000);
        if fraction == 0 {
            return formatter.pad(&whole.to_string());
        }
        let fraction = format!("{fraction:06}");
        formatter.pad(&format!("{whole}.{}", fraction.trim_end_matches('0')))
    }
}

/// A sum of money: `9 USD`, `0.15 USD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money {
    /// How much.
    pub amount: Amount,
    currency: [u8; 3],
}

impl Money {
    /// The ISO 4217 code of the currency.
    #[must_use]
    pub fn currency(&self) -> &str {
        // INVARIANT: three ASCII capitals, checked in `parse`.
        std::str::from_utf8(&self.currency).unwrap_or("USD")
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{} {}", self.amount, self.currency()))
    }
}

impl Scalar for Money {
    const NOUN: &'static str = "a sum of money";
    const EXAMPLE: &'static str = "9.50 USD";
    const PATTERN: Option<&'static str> = Some("^\\d+(\\.\\d{1,6})? ?[A-Z]{3}$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let split = text.find(|c: char| !c.is_ascii_digit() && c != '.');
        let (number, currency) = text.split_at(split.unwrap_or(text.len()));
        let currency = currency.trim();
        let complaint = Complaint::new(format!("`{text}` is not a sum of money"));
        if text.contains(',') {
            return Err(complaint
                .help("the decimal sign is a point, and thousands are not separated: `0.15 USD`"));
        }
        let Some(amount) = Amount::parse(number) else {
            let code = [('$', "USD"), ('€', "EUR"), ('£', "GBP")]
                .into_iter()
                .find_map(|(sign, code)| Some((text.strip_prefix(sign)?.trim(), code)));
            return Err(complaint.help(match code {
                Some((number, code)) => {
                    format!("write the currency as its code: `{number} {code}`")
                }
                None => "write the amount and its currency: `9.50 USD`".to_owned(),
            }));
        };
        match <[u8; 3]>::try_from(currency.as_bytes()) {
            Ok(currency) if currency.iter().all(u8::is_ascii_uppercase) => {
                Ok(Self { amount, currency })
            }
            _ if currency.is_empty() => {
                Err(complaint.help(format!("say the currency as well: `{number} USD`")))
            }
            _ => Err(complaint.help(format!(
                "the currency is a code of three capitals: `{number} USD`"
            ))),
        }
    }
}

/// How often a rate falls due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Period {
    /// Every hour.
    Hour,
    /// Every day.
    Day,
    /// Every month.
    Month,
    /// Every year.
    Year,
}

/// Money over time: `500 USD/month`, `0.025 USD/hour`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate {
    /// The sum that falls due.
    pub money: Money,
    /// How often.
    pub per: Period,
}

impl fmt::Display for Rate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let per = match self.per {
            Period::Hour => "hour",
            Period::Day => "day",
            Period::Month => "month",
            Period::Year => "year",
        };
        formatter.pad(&format!("{}/{per}", self.money))
    }
}

impl Scalar for Rate {
    const NOUN: &'static str = "money over time";
    const EXAMPLE: &'static str = "500 USD/month";
    const PATTERN: Option<&'static str> =
        Some("^\\d+(\\.\\d{1,6})? ?[A-Z]{3}/(hour|day|month|year)$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let Some((money, per)) = text.split_once('/') else {
            let complaint = Complaint::new(format!("`{text}` does not say how often"));
            return Err(match Money::parse(text) {
                Ok(money) => complaint.help(format!("write `{money}/month`")),
                Err(_) => complaint.help(format!("write it like `{}`", Self::EXAMPLE)),
            });
        };
        let money = Money::parse(money.trim())?;
        let per = match per.trim() {
            "hour" => Period::Hour,
            "day" => Period::Day,
            "month" => Period::Month,
            "year" => Period::Year,
            other => {
                return Err(Complaint::new(format!("`{other}` is not a period"))
                    .help("write `/hour`, `/day`, `/month` or `/year`"));
            }
        };
        Ok(Self { money, per })
    }
}

/// A share: `85%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Percent(pub Amount);

impl fmt::Display for Percent {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(&format!("{}%", self.0))
    }
}

impl Scalar for Percent {
    const NOUN: &'static str = "a percentage";
    const EXAMPLE: &'static str = "85%";
    const PATTERN: Option<&'static str> = Some("^\\d+(\\.\\d+)? ?%$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let complaint = Complaint::new(format!("`{text}` is not a percentage"));
        match text.strip_suffix('%') {
            Some(number) => Amount::parse(number.trim()).map(Self).ok_or(complaint),
            None => Err(match Amount::parse(text) {
                Some(_) => complaint.help(format!("write `{text}%`")),
                None => complaint,
            }),
        }
    }
}

/// A length of time: `30m`, `4h`, `400d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u64);

impl Duration {
    const UNITS: [(&'static str, u64); 5] = [
        ("w", 604_800),
        ("d", 86_400),
        ("h", 3_600),
        ("m", 60),
        ("s", 1),
    ];

    /// The length in seconds.
    #[must_use]
    pub fn seconds(self) -> u64 {
        self.0
    }

    /// The length in whole days, when it is one.
    #[must_use]
    pub fn days(self) -> Option<u64> {
        self.0.is_multiple_of(86_400).then_some(self.0 / 86_400)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Weeks are read but not shown: `14d` says more than `2w` beside `400d`.
        let unit = Self::UNITS[1..]
            .iter()
            .find(|(_, seconds)| self.0.is_multiple_of(*seconds));
        let (unit, seconds) = unit.unwrap_or(&("s", 1));
        formatter.pad(&format!("{}{unit}", self.0 / seconds))
    }
}

impl Scalar for Duration {
    const NOUN: &'static str = "a length of time";
    const EXAMPLE: &'static str = "4h";
    const PATTERN: Option<&'static str> = Some("^[1-9]\\d*[smhdw]$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let help = "write a whole number and `s`, `m`, `h`, `d` or `w`: `30m`, `4h`, `400d`";
        let wrong = || Complaint::new(format!("`{text}` is not a length of time")).help(help);
        let (unit, seconds) = Self::UNITS
            .iter()
            .find(|(unit, _)| text.ends_with(unit))
            .ok_or_else(wrong)?;
        let number = text.strip_suffix(unit).unwrap_or(text);
        if !number.chars().all(|c| c.is_ascii_digit()) {
            return Err(wrong());
        }
        match number
            .parse::<u64>()
            .ok()
            .and_then(|n| n.checked_mul(*seconds))
        {
            Some(0) => Err(Complaint::new("this length of time is zero").help(help)),
            Some(total) => Ok(Self(total)),
            None => Err(wrong()),
        }
    }
}

/// An amount of memory or storage: `1 GiB`, `922 MiB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Size(u64);

impl Size {
    const UNITS: [(&'static str, u64); 4] = [
        ("TiB", 1 << 40),
        ("GiB", 1 << 30),
        ("MiB", 1 << 20),
        ("KiB", 1 << 10),
    ];

    /// The amount in bytes.
    #[must_use]
    pub fn bytes(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Size {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = Self::UNITS
            .iter()
            .find(|(_, bytes)| self.0.is_multiple_of(*bytes));
        let (unit, bytes) = unit.unwrap_or(&("B", 1));
        formatter.pad(&format!("{} {unit}", self.0 / bytes))
    }
}

impl Scalar for Size {
    const NOUN: &'static str = "an amount of memory or storage";
    const EXAMPLE: &'static str = "1 GiB";
    const PATTERN: Option<&'static str> = Some("^\\d+(\\.\\d+)? ?[KMGT]iB$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let wrong = || Complaint::new(format!("`{text}` is not an amount of memory or storage"));
        let split = text.find(|c: char| !c.is_ascii_digit() && c != '.');
        let (number, unit) = text.split_at(split.unwrap_or(text.len()));
        let unit = unit.trim();
        let Some((_, bytes)) = Self::UNITS.iter().find(|(known, _)| *known == unit) else {
            let binary = unit.strip_suffix('B').map(|prefix| format!("{prefix}iB"));
            let known = binary.filter(|unit| Self::UNITS.iter().any(|(known, _)| known == unit));
            return Err(wrong().help(match known {
                Some(unit) => format!("AWS counts in powers of 1024: write `{number} {unit}`"),
                None => "write the unit as well: `512 MiB`, `1 GiB`".to_owned(),
            }));
        };
        let millionths = Amount::parse(number).ok_or_else(wrong)?.millionths();
        let total = u128::from(millionths) * u128::from(*bytes);
        match u64::try_from(total / 1_000_000) {
            Ok(size) if total.is_multiple_of(1_000_000) => Ok(Self(size)),
            _ => Err(wrong().help("write a whole number of a smaller unit")),
        }
    }
}

/// A whole number, not negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count(pub u32);

impl fmt::Display for Count {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Scalar for Count {
    const NOUN: &'static str = "a whole number";
    const EXAMPLE: &'static str = "3";
    const PATTERN: Option<&'static str> = Some("^\\d+$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        match text.parse() {
            Ok(number) if !text.starts_with('+') => Ok(Self(number)),
            _ => Err(Complaint::new(format!("`{text}` is not a whole number"))),
        }
    }
}

scalars!(Money, Rate, Percent, Duration, Size, Count);
