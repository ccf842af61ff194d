//! What the ARNs of resources look like, by the service data.
//!
//! Owns two things: the resources that an action works on, for witnesses, and
//! the resources that only *look* like those of a service because a name in
//! them has a colon it cannot have. `stack/a:stack/b` would be matched by
//! patterns for `stack/b` and, since `*` in a `Resource` element matches
//! colons too, by ones for `stack/a`; but no stack has such a name. AWS's own
//! checks leave these aside
//! (<https://github.com/aws-samples/iam-access-analyzer-custom-policy-check-samples>,
//! `cloudformation-stack.md`), and so do the proofs. Resources of services or
//! of shapes that the service data does not know are all counted.

use std::collections::BTreeSet;

use crate::arn_pattern::{ArnPattern, Placement};
use crate::policy::{Policy, Selection};
use crate::service_data::{Action, Service, service_data};

use super::text::{Pattern, Texts, Token};

/// Names that may have colons: keys of S3 objects
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html>),
/// topics of MQTT, paths of APIs, names of alarms. All others are taken to
/// have none.
const WITH_COLONS: [&str; 7] = [
    "s3",
    "iot",
    "execute-api",
    "apigateway",
    "cloudwatch",
    "s3-object-lambda",
    "s3-outposts",
];

/// Two sets around `arn`: all that look like a resource of its type, and the
/// resources of its service that can be. `None` where `arn` can be one, or
/// does not look like one.
pub(super) fn look_alikes(arn: &str) -> Option<(Texts, Texts)> {
    let mut fields = arn.strip_prefix("arn:")?.split(':');
    let place = Placement {
        partition: fields.next()?,
        region: "*",
        account: "*",
    };
    let service = service_data().service(fields.next()?)?;
    if WITH_COLONS.contains(&service.prefix()) {
        return None;
    }
    let types = service.resource_types().iter();
    let patterns = types.flat_map(|of| of.arn_patterns().iter());
    let patterns = patterns.filter_map(|pattern| fill(pattern, &place));
    let (mut like, mut real) = (Texts::default(), Texts::default());
    for pattern in patterns {
        let of_type = Pattern::glob(&pattern);
        if of_type.matches(arn) {
            like.0.push(of_type);
        }
        real.0.push(Pattern::new(pattern.chars().map(
            |character| match character {
                '*' => Token::ManyInField,
                other => Token::Exact(other),
            },
        )));
    }
    (!like.0.is_empty() && !real.contains(arn)).then_some((like, real))
}

/// The partitions, regions and accounts that policies name, and usual ones.
pub(super) struct Places {
    partitions: BTreeSet<String>,
    regions: BTreeSet<String>,
    accounts: BTreeSet<String>,
}

impl Places {
    /// Those of `policies`.
    pub(super) fn of<'p>(policies: impl Iterator<Item = &'p Policy>) -> Self {
        let mut fields = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
        for statement in policies.flat_map(|policy| &policy.statements) {
            for pattern in statement.resource.iter().flat_map(Selection::patterns) {
                let parts: Vec<&str> = pattern.splitn(6, ':').collect();
                let [_, partition, _, region, account, _] = parts[..] else {
                    continue;
                };
                for (field, text) in fields.iter_mut().zip([partition, region, account]) {
                    if !text.is_empty() && !text.contains(['*', '?', '$']) {
                        field.insert(text.to_owned());
                    }
                }
            }
        }
        let [mut partitions, mut regions, mut accounts] = fields;
        if partitions.is_empty() {
            partitions.insert("aws".to_owned());
        }
        regions.insert("us-east-1".to_owned());
        accounts.insert("111122223333".to_owned());
        Self {
            partitions,
            regions,
            accounts,
        }
    }

    fn placements(&self) -> impl Iterator<Item = Placement<'_>> {
        self.partitions.iter().flat_map(move |partition| {
            self.regions.iter().flat_map(move |region| {
                self.accounts.iter().map(move |account| Placement {
                    partition,
                    region,
                    account,
                })
            })
        })
    }

    /// The resources that the action works on, one set for each type; `*`
    /// where it works on none in particular.
    pub(super) fn resources(&self, service: &Service, action: &Action) -> Vec<Texts> {
        let colons = WITH_COLONS.contains(&service.prefix());
        let types = action.resource_types().iter();
        let types = types.filter_map(|of| service.resource_type(of.name()));
        let mut all: Vec<Texts> = types
            .map(|of| {
                let patterns = of.arn_patterns().iter();
                let arns: BTreeSet<String> = patterns
                    .flat_map(|pattern| self.placements().flat_map(|place| fill(pattern, &place)))
                    .collect();
                Texts(arns.iter().map(|arn| named(arn, colons)).collect())
            })
            .collect();
        if !action.resource_types().iter().any(|of| of.required()) {
            all.push(Texts(vec![Pattern::literal("*")]));
        }
        all
    }
}

/// The ARNs of `pattern` at a place, with `*` for each name in it.
fn fill(pattern: &ArnPattern<'_>, place: &Placement<'_>) -> Option<String> {
    pattern
        .fill(place, "*")
        .or_else(|_| pattern.fill(place, ""))
        .ok()
}

/// The pattern of `arn`, in which every `*` stands for at least one character.
fn named(arn: &str, colons: bool) -> Pattern {
    let mut fields = 0;
    Pattern::new(arn.chars().flat_map(|character| {
        fields += usize::from(character == ':');
        match character {
            '*' if colons && fields >= 5 => vec![Token::One, Token::Many],
            '*' => vec![Token::OneInField, Token::ManyInField],
            other => vec![Token::Exact(other)],
        }
    }))
}
