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
            if matches_wildcard(own, pattern) || matches_wildcard(&within, pattern) {
                narrowed.push(pattern.clone());
                continue;
            }
            let whole = matches_wildcard(pattern, own);
            let inside = matches_wildcard(pattern, &within);
            narrowed.extend(whole.then(|| own.clone()));
            narrowed.extend(inside.then(|| within.clone()));
            if !whole && !inside && may_meet(pattern, own) {
                narrowed.push(pattern.clone());
            }
        }
        narrowed
    }
}

/// Whether two patterns may match the same ARN: what they say before any wildcard agrees.
fn may_meet(one: &str, other: &str) -> bool {
    let literal = |text: &str| text.find(['*', '?']).unwrap_or(text.len());
    let both = literal(one).min(literal(other));
    one.as_bytes().get(..both) == other.as_bytes().get(..both)
}

#[cfg(test)]
mod tests;
