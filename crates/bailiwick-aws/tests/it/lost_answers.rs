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
