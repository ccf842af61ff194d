//! Fresh requests, drawn from the distribution of the workload's 1,000.

use super::workload::Asked;

/// A small generator of numbers (SplitMix64): the same ones from every seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) % limit
    }
}

/// Actions, how many of 1,000 requests ask for each, and their resources: `#`
/// is a number below 200, `%` one below 1,000.
const ACTIONS: [(&str, u64, &str); 15] = [
    ("s3:ListBucket", 414, "arn:aws:s3:::bucket-#"),
    ("s3:GetObject", 40, "arn:aws:s3:::bucket-#/k/%"),
    ("s3:PutObject", 33, "arn:aws:s3:::bucket-#/k/%"),
    ("s3:DeleteObject", 38, "arn:aws:s3:::bucket-#/k/%"),
    (
        "lambda:InvokeFunction",
        92,
        "arn:aws:lambda:eu-west-1:123456789012:function:app-#",
    ),
    (
        "ec2:StartInstances",
        54,
        "arn:aws:ec2:eu-west-1:123456789012:instance/i-#",
    ),
    (
        "ec2:StopInstances",
        48,
        "arn:aws:ec2:eu-west-1:123456789012:instance/i-#",
    ),
    (
        "sqs:SendMessage",
        47,
        "arn:aws:sqs:eu-west-1:123456789012:app-#",
    ),
    (
        "sqs:ReceiveMessage",
        43,
        "arn:aws:sqs:eu-west-1:123456789012:app-#",
    ),
    (
        "dynamodb:GetItem",
        37,
        "arn:aws:dynamodb:eu-west-1:123456789012:table/app-#",
    ),
    (
        "dynamodb:Query",
        35,
        "arn:aws:dynamodb:eu-west-1:123456789012:table/app-#",
    ),
    (
        "dynamodb:PutItem",
        30,
        "arn:aws:dynamodb:eu-west-1:123456789012:table/app-#",
    ),
    (
        "iam:DeleteRole",
        34,
        "arn:aws:iam::123456789012:role/app-#-z",
    ),
    ("iam:GetRole", 29, "arn:aws:iam::123456789012:role/app-#-z"),
    ("iam:PassRole", 26, "arn:aws:iam::123456789012:role/app-#-z"),
];

/// `count` requests like `pattern` in everything but action and resource.
pub(crate) fn requests(count: usize, pattern: &Asked, seed: u64) -> Vec<Asked> {
    let mut random = Random(seed);
    (0..count)
        .map(|_| {
            let mut place = random.below(1000);
            let (action, _, resource) = ACTIONS
                .iter()
                .find(|(_, weight, _)| match place.checked_sub(*weight) {
                    Some(left) => {
                        place = left;
                        false
                    }
                    None => true,
                })
                .expect("the weights add up to 1,000");
            let resource = resource
                .replace('#', &random.below(200).to_string())
                .replace('%', &random.below(1000).to_string());
            Asked {
                action: (*action).to_owned(),
                resource,
                ..pattern.clone()
            }
        })
        .collect()
}
