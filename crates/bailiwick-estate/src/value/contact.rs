//! Where people and servers are reached.

use std::fmt;

use crate::lower::{Complaint, Scalar, scalars};

macro_rules! text_value {
    ($(#[doc = $doc:literal])* $name:ident) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Box<str>);

        impl $name {
            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }
    };
}
pub(super) use text_value;

text_value! {
    /// An e-mail address.
    Email
}

impl Scalar for Email {
    const NOUN: &'static str = "an e-mail address";
    const EXAMPLE: &'static str = "aws+prod@acme.example";
    const PATTERN: Option<&'static str> = Some("^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let valid = text.split_once('@').is_some_and(|(user, host)| {
            !user.is_empty()
                && DomainName::parse(host).is_ok()
                && !user.contains(char::is_whitespace)
        });
        if valid {
            Ok(Self(text.into()))
        } else {
            Err(Complaint::new(format!("`{text}` is not an e-mail address")))
        }
    }
}

text_value! {
    /// An address of the web, `https` only.
    Url
}

impl Scalar for Url {
    const NOUN: &'static str = "a web address";
    const EXAMPLE: &'static str = "https://acme.awsapps.com/start";
    const PATTERN: Option<&'static str> = Some("^https://[^\\s/]+(/\\S*)?$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let Some(rest) = text.strip_prefix("https://") else {
            let complaint = Complaint::new(format!("`{text}` is not an `https://` address"));
            return Err(match text.strip_prefix("http://") {
                Some(rest) => complaint.help(format!("write `https://{rest}`")),
                None => complaint.help(format!("write it out, such as `{}`", Self::EXAMPLE)),
            });
        };
        let host = rest.split(['/', ':', '?', '#']).next().unwrap_or_default();
        if DomainName::parse(host).is_err() || text.contains(char::is_whitespace) {
            return Err(Complaint::new(format!("`{text}` is not a web address")));
        }
        Ok(Self(text.into()))
    }
}

text_value! {
    /// A domain name without its final dot: `service.example.com`, `*.example.com`.
    DomainName
}

impl Scalar for DomainName {
    const NOUN: &'static str = "a domain name";
    const EXAMPLE: &'static str = "service.example.com";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let label = |label: &str| {
            !label.is_empty()
                && label.len() <= 63
                && (label == "*"
                    || label.chars().all(|character| {
                        character.is_ascii_alphanumeric() || "-_".contains(character)
                    }))
        };
        if text.len() <= 253 && text.contains('.') && text.split('.').all(label) {
            Ok(Self(text.into()))
        } else {
            Err(Complaint::new(format!("`{text}` is not a domain name")))
        }
    }
}

scalars!(Email, Url, DomainName);
