//! What holds whatever the policies say.

use proptest::prelude::*;

use super::smallest::account;
use super::*;
use crate::account::{Attached, InlinePolicy, PrincipalDetails};
use crate::decide::Known;
use crate::escalation::path::Path;
use crate::escalation::paths::paths;
use crate::policy::{Policy, Statement};

/// A path, some of its actions, and actions of other paths.
fn permissions() -> impl Strategy<Value = (&'static Path, Vec<&'static str>)> {
    let all: Vec<&'static Path> = paths().collect();
    let actions: Vec<&'static str> = paths().flat_map(|path| path.needs).copied().collect();
    let some = prop::sample::subsequence(actions, 0..8);
    (prop::sample::select(all), any::<u8>(), some).prop_map(|(path, mask, others)| {
        let needs = path.needs.iter().enumerate();
        let kept = needs.filter(|(place, _)| mask & (1 << place) == 0 || mask % 3 == 0);
        let kept = kept.map(|(_, need)| *need);
        (path, kept.chain(others).collect())
    })
}

fn certain(account: Account) -> usize {
    report(account).certain().count()
}

fn with_inline(mut account: Account, statement: Statement) -> Account {
    account.principals[0].policies.inline.push(InlinePolicy {
        name: "more".into(),
        policy: Known::Known(Policy::new([statement])),
    });
    account
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn whoever_may_do_more_escalates_no_less(
        (path, actions) in permissions(),
        more in permissions(),
    ) {
        let before = account(path, &actions);
        let after = with_inline(before.clone(), Statement::allow(more.1).on(["*"]));
        let became_administrator = report(after.clone()).administrators.len()
            > report(before.clone()).administrators.len();
        prop_assert!(certain(after) >= certain(before) || became_administrator);
    }

    #[test]
    fn whoever_is_denied_more_escalates_no_more(
        (path, actions) in permissions(),
        denied in permissions(),
    ) {
        let before = account(path, &actions);
        let mut after = before.clone();
        // In a group's policy that nobody here can write anew.
        let deny = Policy::new([Statement::deny(denied.1).on(["*"])]);
        let guard = "arn:aws:iam::111122223333:group/guard";
        let group = crate::account::Group::new(guard, Attached::inline("guard", deny));
        after.groups.insert(guard.to_owned(), group);
        if let PrincipalDetails::User(user) = &mut after.principals[0].details {
            user.groups.push(guard.to_owned());
        }
        prop_assert!(certain(after) <= certain(before));
    }

    #[test]
    fn the_order_of_principals_does_not_matter((path, actions) in permissions()) {
        let one = account(path, &actions);
        let mut other = one.clone();
        other.principals.reverse();
        let sorted = |account| {
            let mut escalations = report(account).escalations;
            escalations.sort_by(|one, other| one.principal.cmp(&other.principal));
            escalations
        };
        prop_assert_eq!(sorted(one), sorted(other));
    }
}
