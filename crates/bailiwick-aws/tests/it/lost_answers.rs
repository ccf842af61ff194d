//! AWS does what it was asked, and the answer is lost: nothing is done twice.

use bailiwick_aws::apply::Applied;

use crate::fake::{Fake, Ill};
use crate::scene::{run, web};

fn check(operation: &'static str) {
    let ill = Ill {
        loses: Some((operation, 2)),
        ..Ill::default()
    };
    let fake = Fake::default().ill(ill);
    assert_eq!(
        run(&fake, &web()).0.unwrap(),
        Applied::Everything,
        "{operation}"
    );
    let log = fake.log.borrow();
    let expected = [
        "execute acme-web-data",
        "execute acme-web-network",
        "execute acme-web-service",
    ];
    assert_eq!(*log, expected, "{operation}");
}

#[test]
fn an_answer_that_is_lost_does_not_do_the_work_twice() {
    check("CreateChangeSet");
    check("ExecuteChangeSet");
    check("DescribeStacks");
    check("DescribeStackEvents");
    check("ValidateTemplate");
}

/// What is left is in nobody's way; whoever waits is not kept for another minute.
#[test]
fn an_aws_that_is_gone_is_not_asked_to_tidy_up() {
    let ill = Ill {
        loses: Some(("DescribeStackEvents", 1000)),
        ..Ill::default()
    };
    let fake = Fake::default().ill(ill);
    let error = run(&fake, &web()).0.unwrap_err();
    assert_eq!(
        error.to_string(),
        "AWS did not do `DescribeStackEvents`: connection reset"
    );
    assert_eq!(fake.change_sets.borrow().len(), 2, "nothing was asked for");
    fake.ill.set(Ill::default());
    assert_eq!(run(&fake, &web()).0.unwrap(), Applied::Everything);
}
