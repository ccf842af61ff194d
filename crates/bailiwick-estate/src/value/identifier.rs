//! Identifiers that AWS gives or defines.

use std::fmt;

use super::contact::text_value;
use crate::lower::{Complaint, Scalar, scalars};

text_value! {
    /// The id of an AWS account: twelve digits, leading zeros kept.
    ///
    /// Source: "View AWS account identifiers", AWS Account Management Reference.
    AccountId
}

impl Scalar for AccountId {
    const NOUN: &'static str = "an account id";
    const EXAMPLE: &'static str = "111122223333";
    const PATTERN: Option<&'static str> = Some("^\\d{12}$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if text.len() == 12 && digits == 12 {
            return Ok(Self(text.into()));
        }
        let message = if digits == text.len() {
            format!("`{text}` has {digits} digits, an account id has 12")
        } else {
            format!("`{text}` is not an account id")
        };
        Err(Complaint::new(message).help(if digits == 12 {
            "write the twelve digits without dashes or spaces"
        } else {
            "write the twelve digits that `aws sts get-caller-identity` prints; leave `id` out while AWS has not given one"
        }))
    }
}

text_value! {
    /// The id of an organisation: `o-` and 10 to 32 lower-case letters or digits.
    ///
    /// Source: `Id` of "Organization", AWS Organizations API Reference
    /// (<https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html>).
    OrganizationId
}

impl Scalar for OrganizationId {
    const NOUN: &'static str = "an organisation's id";
    const EXAMPLE: &'static str = "o-a1b2c3d4e5";
    const PATTERN: Option<&'static str> = Some("^o-[a-z0-9]{10,32}$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let rest = text.strip_prefix("o-").unwrap_or_default();
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        if (10..=32).contains(&rest.len()) && rest.chars().all(plain) {
            return Ok(Self(text.into()));
        }
        Err(
            Complaint::new(format!("`{text}` is not the id of an organisation")).help(
                "write what `aws organizations describe-organization` prints, such as `o-a1b2c3d4e5`; leave `id` out while AWS has not given one",
            ),
        )
    }
}

text_value! {
    /// The code of an AWS region: `us-east-1`, `eu-central-2`, `us-gov-west-1`.
    ///
    /// Source: "AWS Regions and Availability Zones", AWS Global Infrastructure.
    Region
}

impl Scalar for Region {
    const NOUN: &'static str = "a region";
    const EXAMPLE: &'static str = "us-east-1";
    const PATTERN: Option<&'static str> = Some("^[a-z]{2,4}(-[a-z]+)+-\\d+$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let parts: Vec<&str> = text.split('-').collect();
        let valid = match parts.as_slice() {
            [area, middle @ .., number] if !middle.is_empty() => {
                (2..=4).contains(&area.len())
                    && [area].into_iter().chain(middle).all(|part| {
                        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase())
                    })
                    && !number.is_empty()
                    && number.chars().all(|c| c.is_ascii_digit())
            }
            _ => false,
        };
        if valid {
            return Ok(Self(text.into()));
        }
        let complaint = Complaint::new(format!("`{text}` is not the code of a region"));
        let zone = text.strip_suffix(|c: char| c.is_ascii_lowercase());
        Err(match zone.filter(|zone| Self::parse(zone).is_ok()) {
            Some(region) => complaint.help(format!(
                "that is an availability zone; its region is `{region}`"
            )),
            None => complaint.help("regions are written like `us-east-1` or `eu-central-1`"),
        })
    }
}

text_value! {
    /// An Amazon Resource Name, wildcards allowed.
    ///
    /// Source: "Identify AWS resources with Amazon Resource Names (ARNs)", IAM User Guide.
    Arn
}

impl Scalar for Arn {
    const NOUN: &'static str = "an ARN";
    const EXAMPLE: &'static str = "arn:aws:s3:::analytics-*";
    const PATTERN: Option<&'static str> = Some("^arn:[^:]+:[^:]*:[^:]*:[^:]*:.+$");

    fn parse(text: &str) -> Result<Self, Complaint> {
        let parts: Vec<&str> = text.splitn(6, ':').collect();
        match parts.as_slice() {
            ["arn", partition, service, _, account, resource]
                if !partition.is_empty() && !service.is_empty() && !resource.is_empty() =>
            {
                let account_fits = account.is_empty()
                    || account.contains(['*', '?', '$'])
                    || *account == "aws"
                    || AccountId::parse(account).is_ok();
                if account_fits {
                    Ok(Self(text.into()))
                } else {
                    Err(Complaint::new(format!(
                        "`{account}` in this ARN is not an account id"
                    )))
                }
            }
            _ => Err(Complaint::new(format!("`{text}` is not an ARN")).help(
                "an ARN has six parts: `arn:partition:service:region:account:resource`, region and account may be empty",
            )),
        }
    }
}

text_value! {
    /// The key of a tag: up to 128 letters, digits, spaces and `_ . : / = + - @`,
    /// not starting with `aws:`.
    ///
    /// Source: "Tag naming limits and requirements", Tagging AWS Resources User Guide.
    TagKey
}

impl Scalar for TagKey {
    const NOUN: &'static str = "a tag key";
    const EXAMPLE: &'static str = "Project";

    fn parse(text: &str) -> Result<Self, Complaint> {
        let allowed = |c: char| c.is_alphanumeric() || " _.:/=+-@".contains(c);
        if text.is_empty() || text.chars().count() > 128 || !text.chars().all(allowed) {
            return Err(
                Complaint::new(format!("`{text}` cannot be the key of a tag")).help(
                    "a tag key has up to 128 letters, digits, spaces and any of `_ . : / = + - @`",
                ),
            );
        }
        if text.to_ascii_lowercase().starts_with("aws:") {
            return Err(Complaint::new(format!("`{text}` starts with `aws:`"))
                .help("AWS keeps such keys for itself; choose another"));
        }
        Ok(Self(text.into()))
    }
}

scalars!(AccountId, OrganizationId, Region, Arn, TagKey);
