//! What a request says of one condition key.

use std::borrow::Cow;

use crate::decide::value::{Address, Arn, Date, Number};
use crate::decide::vocabulary;

/// What a request says of one condition key.
#[derive(Debug, Clone)]
pub(in crate::decide) enum Slot<'q> {
    /// Whether it is there is not known.
    Unknown,
    /// It is not there, or without a value.
    Absent,
    /// One value.
    One(Value<'q>),
    /// Two or more.
    Many(Box<[Value<'q>]>),
}

impl<'q> Slot<'q> {
    /// The values `texts`, read as `readings` says.
    pub(in crate::decide) fn new(
        texts: impl IntoIterator<Item = Cow<'q, str>>,
        readings: vocabulary::Readings,
    ) -> Self {
        let mut texts = texts.into_iter();
        match (texts.next(), texts.next()) {
            (None, _) => Self::Absent,
            (Some(one), None) => Self::One(Value::new(one, readings)),
            (Some(first), Some(second)) => Self::Many(
                [first, second]
                    .into_iter()
                    .chain(texts)
                    .map(|text| Value::new(text, readings))
                    .collect(),
            ),
        }
    }

    /// The one value `text`.
    pub(in crate::decide) fn one(text: Cow<'q, str>, readings: vocabulary::Readings) -> Self {
        Self::One(Value::new(text, readings))
    }

    /// The values there are, if that is known.
    pub(in crate::decide) fn values(&self) -> Option<&[Value<'q>]> {
        match self {
            Self::Unknown => None,
            Self::Absent => Some(&[]),
            Self::One(value) => Some(std::slice::from_ref(value)),
            Self::Many(values) => Some(values),
        }
    }
}

/// One value of a condition key.
#[derive(Debug, Clone)]
pub(in crate::decide) struct Value<'q> {
    pub(in crate::decide) text: Cow<'q, str>,
    /// What the text means, once for each way in which policies read it;
    /// nothing where it cannot be read that way.
    readings: Box<[Reading]>,
}

#[derive(Debug, Clone, Copy)]
enum Reading {
    Number(Number),
    Date(Date),
    Address(Address),
    Arn(Arn),
}

impl<'q> Value<'q> {
    fn new(text: Cow<'q, str>, wanted: vocabulary::Readings) -> Self {
        let readings = match wanted.any() {
            false => Box::default(),
            true => readings(&text, wanted),
        };
        Self { text, readings }
    }

    pub(in crate::decide) fn number(&self) -> Option<Number> {
        self.readings.iter().find_map(|reading| match reading {
            Reading::Number(number) => Some(*number),
            _ => None,
        })
    }

    pub(in crate::decide) fn date(&self) -> Option<Date> {
        self.readings.iter().find_map(|reading| match reading {
            Reading::Date(date) => Some(*date),
            _ => None,
        })
    }

    pub(in crate::decide) fn address(&self) -> Option<Address> {
        self.readings.iter().find_map(|reading| match reading {
            Reading::Address(address) => Some(*address),
            _ => None,
        })
    }

    /// The six parts of an ARN.
    pub(in crate::decide) fn arn(&self) -> Option<[&str; 6]> {
        self.readings.iter().find_map(|reading| match reading {
            Reading::Arn(arn) => Some(arn.parts(&self.text)),
            _ => None,
        })
    }
}

fn readings(text: &str, wanted: vocabulary::Readings) -> Box<[Reading]> {
    let number = wanted.number.then(|| Number::read(text)).flatten();
    let date = wanted.date.then(|| Date::read(text)).flatten();
    let address = wanted.address.then(|| Address::read(text)).flatten();
    let arn = wanted.arn.then(|| Arn::read(text)).flatten();
    let all = [
        number.map(Reading::Number),
        date.map(Reading::Date),
        address.map(Reading::Address),
        arn.map(Reading::Arn),
    ];
    all.into_iter().flatten().collect()
}
