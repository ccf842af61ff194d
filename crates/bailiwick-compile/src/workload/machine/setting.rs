//! Values that are known, and values that only CloudFormation will know.

use serde_json::{Value, json};

/// A value in a machine's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// A value that is known when the estate is compiled.
    Known(String),
    /// What `Fn::Sub` puts in place of a name: a parameter, a resource, or `AWS::Region`.
    Reference(String),
}

/// Stands around the name of a reference until the text is whole. No script holds it.
const MARK: char = '\u{1}';

impl Setting {
    /// The value, or the marked name.
    pub(super) fn marked(&self) -> String {
        match self {
            Self::Known(value) => value.clone(),
            Self::Reference(name) => format!("{MARK}{name}{MARK}"),
        }
    }
}

/// A marked text with its references as `${Name}`, for reading.
pub(super) fn plain(marked: &str) -> String {
    resolve(marked, |text| text.to_owned())
}

/// A marked text as CloudFormation must read it: the shell's own `${…}` are kept from
/// `Fn::Sub` by a `!`.
///
/// Source: "Fn::Sub", AWS CloudFormation Template Reference.
pub(super) fn substituted(marked: &str) -> Value {
    if marked.contains(MARK) {
        json!({ "Fn::Sub": resolve(marked, |text| text.replace("${", "${!")) })
    } else {
        json!(marked)
    }
}

/// How many references a marked text holds.
pub(super) fn references(marked: &str) -> usize {
    marked.matches(MARK).count() / 2
}

/// Every other part between marks is a name.
fn resolve(marked: &str, other: impl Fn(&str) -> String) -> String {
    marked
        .split(MARK)
        .enumerate()
        .map(|(index, part)| match index % 2 {
            0 => other(part),
            _ => format!("${{{part}}}"),
        })
        .collect()
}

impl From<&str> for Setting {
    fn from(value: &str) -> Self {
        Self::Known(value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shell_keeps_its_own_braces() {
        let volume = Setting::Reference("VolumeId".into()).marked();
        let marked = format!("V='{volume}'; echo ${{VolumeId}} ${{V/-/}}");
        assert_eq!(plain(&marked), "V='${VolumeId}'; echo ${VolumeId} ${V/-/}");
        assert_eq!(
            substituted(&marked),
            json!({ "Fn::Sub": "V='${VolumeId}'; echo ${!VolumeId} ${!V/-/}" })
        );
    }

    #[test]
    fn a_text_without_references_stays_as_it_is() {
        assert_eq!(substituted("echo ${V}"), json!("echo ${V}"));
    }
}
