use bailiwick_iam::policy::Policy;

use super::*;

fn narrowed(own: &str, asked: &[&str]) -> Vec<String> {
    let held = Held {
        account: "111122223333".parse().unwrap(),
        called: own.to_owned(),
        arn: Some(own.to_owned()),
        policy: Policy::new([]),
        is_enough: true,
    };
    let asked: Vec<String> = asked.iter().map(|one| (*one).to_owned()).collect();
    held.narrowed(&asked)
}

#[test]
fn a_policy_speaks_for_its_own_resource() {
    let bucket = "arn:aws:s3:::acme";
    assert_eq!(narrowed(bucket, &[]), [bucket, "arn:aws:s3:::acme/*"]);
    assert_eq!(
        narrowed(bucket, &["arn:aws:s3:::acme", "arn:aws:s3:::other/*"]),
        [bucket]
    );
    assert_eq!(
        narrowed(bucket, &["arn:aws:s3:::acme/a*"]),
        ["arn:aws:s3:::acme/a*"]
    );
    assert_eq!(
        narrowed(bucket, &["arn:aws:s3:::*"]),
        [bucket, "arn:aws:s3:::acme/*"]
    );
    assert_eq!(
        narrowed(bucket, &["arn:aws:s3:::*me"]),
        ["arn:aws:s3:::*me", bucket]
    );
    assert!(narrowed(bucket, &["arn:aws:s3:::acme-else", "arn:aws:sqs:*:*:acme"]).is_empty());
}

#[test]
fn what_is_not_known_to_be_another_one_is_asked_about() {
    let registry = "arn:aws:ecr:eu-central-1:111122223333:repository/*";
    let app = "arn:aws:ecr:*:*:repository/app";
    assert_eq!(narrowed(registry, &[app]), [app]);
    let secret = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-??????";
    let one = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-Ab12Cd";
    assert_eq!(narrowed(secret, &[one]), [one]);
}
