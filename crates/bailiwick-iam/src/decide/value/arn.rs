//! The six parts of an ARN.

/// Where an ARN's first five colons are
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::decide) struct Arn([u32; 5]);

impl Arn {
    /// A text with fewer than five colons is not read.
    pub(in crate::decide) fn read(text: &str) -> Option<Self> {
        let mut colons = (0..).zip(text.bytes()).filter(|(_, byte)| *byte == b':');
        let mut places = [0; 5];
        for place in &mut places {
            *place = colons.next()?.0;
        }
        Some(Self(places))
    }

    /// The parts of `text`, which this was read from.
    pub(in crate::decide) fn parts<'t>(&self, text: &'t str) -> [&'t str; 6] {
        let mut begin = 0;
        let mut parts = [""; 6];
        let ends = self.0.iter().map(|end| *end as usize).chain([text.len()]);
        for (part, end) in parts.iter_mut().zip(ends) {
            *part = text.get(begin..end).unwrap_or("");
            begin = end + 1;
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::Arn;

    #[test]
    fn an_arn_has_six_parts() {
        let text = "arn:aws:logs:eu-west-1:111122223333:log-group:web:*";
        let parts = Arn::read(text).map(|arn| arn.parts(text));
        assert_eq!(
            parts,
            Some([
                "arn",
                "aws",
                "logs",
                "eu-west-1",
                "111122223333",
                "log-group:web:*"
            ])
        );
        assert_eq!(
            Arn::read("arn:aws:s3:::").map(|arn| arn.parts("arn:aws:s3:::")),
            Some(["arn", "aws", "s3", "", "", ""])
        );
        assert_eq!(Arn::read("arn:aws:s3::bucket"), None);
    }
}
