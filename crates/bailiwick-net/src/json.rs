//! Looking into JSON: what is not there, or is of another type, is absent.

use std::net::IpAddr;

use ipnet::IpNet;
use serde_json::Value;

use crate::model::{Id, Tags};

/// The text of a key; an empty one counts as absent.
pub(crate) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key)?.as_str().filter(|text| !text.is_empty())
}

/// The id of a key.
pub(crate) fn id(value: &Value, key: &str) -> Option<Id> {
    text(value, key).map(Id::from)
}

/// The list of a key, or none.
pub(crate) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The ids of a list of texts.
pub(crate) fn ids<C: FromIterator<Id>>(value: &Value, key: &str) -> C {
    list(value, key)
        .iter()
        .filter_map(Value::as_str)
        .map(Id::from)
        .collect()
}

/// The truth of a key, written as such or as text.
pub(crate) fn flag(value: &Value, key: &str) -> Option<bool> {
    match value.get(key)? {
        Value::Bool(flag) => Some(*flag),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The number of a key.
pub(crate) fn number(value: &Value, key: &str) -> Option<i64> {
    match value.get(key)? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The block of addresses of a key; an address alone is a block of one.
pub(crate) fn block(value: &Value, key: &str) -> Option<IpNet> {
    let text = text(value, key)?;
    let alone = || text.parse::<IpAddr>().ok().map(IpNet::from);
    text.parse::<IpNet>()
        .ok()
        .map(|block| block.trunc())
        .or_else(alone)
}

/// The address of a key.
pub(crate) fn address(value: &Value, key: &str) -> Option<IpAddr> {
    text(value, key)?.parse().ok()
}

/// The tags, wherever AWS puts them.
pub(crate) fn tags(value: &Value) -> Tags {
    ["Tags", "TagSet"]
        .into_iter()
        .flat_map(|key| list(value, key))
        .filter_map(|tag| {
            Some((
                tag.get("Key")?.as_str()?.to_owned(),
                tag.get("Value")?.as_str()?.to_owned(),
            ))
        })
        .collect()
}
