//! What a request says of one condition key.

use std::borrow::Cow;

use crate::decide::value::{Address, Date, Number};
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
    readings: Option<Box<Readings>>,
}

#[derive(Debug, Clone)]
struct Readings {
    number: Option<Number>,
    date: Option<Date>,
    address: Option<Address>,
}

impl<'q> Value<'q> {
    fn new(text: Cow<'q, str>, wanted: vocabulary::Readings) -> Self {
        let readings = wanted.any().then(|| {
            Box::new(Readings {
                number: wanted.number.then(|| Number::read(&text)).flatten(),
                date: wanted.date.then(|| Date::read(&text)).flatten(),
                address: wanted.address.then(|| Address::read(&text)).flatten(),
            })
        });
        Self { text, readings }
    }

    pub(in crate::decide) fn number(&self) -> Option<Number> {
        self.readings.as_ref()?.number
    }

    pub(in crate::decide) fn date(&self) -> Option<Date> {
        self.readings.as_ref()?.date
    }

    pub(in crate::decide) fn address(&self) -> Option<Address> {
        self.readings.as_ref()?.address
    }
}
