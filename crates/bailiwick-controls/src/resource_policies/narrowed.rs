//! Which of the resources that are asked about a policy speaks for.

use bailiwick_iam::actions::matches_wildcard;

use super::Held;

impl Held {
    /// The patterns of ARNs that are both asked about and this resource's, or what is in it.
    /// None where the resource is not asked about.
    pub(super) fn narrowed(&self, asked: &[String]) -> Vec<String> {
        let Some(own) = &self.arn else {
            return asked.to_vec();
        };
        let within = format!("{own}/*");
        if asked.is_empty() {
            return vec![own.clone(), within];
        }
        let mut narrowed = Vec::new();
        for pattern in asked {
            for part in [own, &within] {
                if matches_wildcard(pattern, part) {
                    narrowed.push(part.clone());
                } else if matches_wildcard(part, pattern) || may_meet(pattern, part) {
                    narrowed.push(pattern.clone());
                }
            }
        }
        narrowed.sort();
        narrowed.dedup();
        narrowed
    }
}

/// Whether a resource of some shape, in which what is not known is `?*`, may be among those
/// that are asked about; all where there are none.
pub(super) fn may_be_among(shape: &str, asked: &[String]) -> bool {
    let agree = |one: &str, other: &str| {
        matches_wildcard(one, other) || matches_wildcard(other, one) || may_meet(one, other)
    };
    asked.is_empty()
        || shape == "?*"
        || asked.iter().any(|arn| {
            let mut fields = arn.splitn(6, ':').zip(shape.splitn(6, ':'));
            fields.all(|(one, other)| agree(one, other))
        })
}

/// Whether two patterns of which neither covers the other may match the same ARN: both have
/// wildcards, and what they say before any agrees.
fn may_meet(one: &str, other: &str) -> bool {
    let literal = |text: &str| text.find(['*', '?']);
    let (Some(first), Some(second)) = (literal(one), literal(other)) else {
        return false;
    };
    let both = first.min(second);
    one.as_bytes().get(..both) == other.as_bytes().get(..both)
}

#[cfg(test)]
mod tests;
