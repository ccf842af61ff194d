//! Nobody whom the evaluator may let take a role is left out.

use proptest::prelude::*;

use super::*;
use crate::account::{Accounts, Attached, InlinePolicy, Question};
use crate::decide::Decision;
use crate::policy::{Condition, Statement};
use crate::request::Resource;

const IDS: [&str; 2] = ["111122223333", "444455556666"];

/// Names of every form that a trust policy may hold, well-formed or not.
fn names() -> impl Strategy<Value = (PrincipalKind, String)> {
    let aws = [
        "*",
        "111122223333",
        "arn:aws:iam::444455556666:root",
        "arn:aws:iam::111122223333:role/one",
        "arn:aws:iam::444455556666:user/two",
        "arn:aws:iam::111122223333:user/*",
        "arn:aws:sts::111122223333:assumed-role/one/session",
        "arn:aws:sts::111122223333:assumed-role/one",
        "arn:aws:sts::444455556666:federated-user/two",
        "arn:aws:iam::444455556666:group/all",
        "AROAEXAMPLEEXAMPLE",
        "nobody",
    ];
    let others = [
        (PrincipalKind::Service, "ec2.amazonaws.com"),
        (PrincipalKind::Federated, "cognito-identity.amazonaws.com"),
        (PrincipalKind::Federated, "*"),
        (PrincipalKind::CanonicalUser, "79a59df900b949e55d96a1e6"),
    ];
    let all: Vec<_> = aws
        .into_iter()
        .map(|name| (PrincipalKind::Aws, name))
        .chain(others)
        .map(|(kind, name)| (kind, name.to_owned()))
        .collect();
    prop::sample::select(all)
}

fn whom() -> impl Strategy<Value = Option<Whom>> {
    let principals = prop_oneof![
        1 => Just(Principals::Everyone),
        9 => prop::collection::vec(names(), 1..3).prop_map(|names| {
            let mut kinds = std::collections::BTreeMap::new();
            for (kind, name) in names {
                let same: &mut BTreeSet<String> = kinds.entry(kind).or_default();
                same.insert(name);
            }
            Principals::Named(kinds)
        }),
    ];
    let some = (principals, prop::bool::weighted(0.1)).prop_map(|(principals, except)| {
        Some(match except {
            true => Whom::AllExcept(principals),
            false => Whom::Only(principals),
        })
    });
    prop_oneof![1 => Just(None), 19 => some]
}

fn statement() -> impl Strategy<Value = Statement> {
    let action = prop::sample::select(vec!["sts:AssumeRole", "sts:*", "sts:TagSession", "*"]);
    (whom(), action, any::<bool>(), prop::bool::weighted(0.2)).prop_map(
        |(principal, action, when, denies)| {
            let mut statement = match denies {
                true => Statement::deny([action]),
                false => Statement::allow([action]),
            };
            statement.principal = principal;
            match when {
                true => statement.when(Condition::test("Bool", "aws:SecureTransport", ["true"])),
                false => statement,
            }
        },
    )
}

fn trust() -> impl Strategy<Value = Known<Policy>> {
    let known = prop::collection::vec(statement(), 0..3).prop_map(Policy::new);
    prop_oneof![
        1 => Just(Known::Unknown("the trust policy".to_owned())),
        9 => known.prop_map(Known::Known),
    ]
}

/// A role `one`, a user `two` and a role of each of these trust policies in both accounts.
fn accounts(trusts: &[Known<Policy>], allowed: bool) -> Accounts {
    let policy = Policy::new([Statement::allow(["sts:AssumeRole"]).on(["*"])]);
    let own = Attached {
        inline: match allowed {
            true => vec![InlinePolicy {
                name: "own".to_owned(),
                policy: Known::Known(policy),
            }],
            false => Vec::new(),
        },
        managed: Vec::new(),
    };
    let account = |id: &str| {
        let id: AccountId = id.parse().expect("an id");
        let mut account = Account::new(id).without_organization();
        let arn = |what: &str| format!("arn:aws:iam::{id}:{what}");
        let nobody = Policy::new([]);
        account.principals = vec![
            Principal::role(arn("role/one"), nobody.clone(), own.clone()),
            Principal::user(arn("user/two"), own.clone()),
        ];
        for (number, trust) in trusts.iter().enumerate() {
            let arn = arn(&format!("role/taken-{number}"));
            let mut role = Principal::role(arn, nobody.clone(), Attached::default());
            if let crate::account::PrincipalDetails::Role(details) = &mut role.details {
                details.trust = trust.clone();
            }
            account.principals.push(role);
        }
        account
    };
    IDS.into_iter().map(account).collect()
}

proptest! {
    /// Of all pairs, those that are left out are denied.
    #[test]
    fn who_is_left_out_is_denied(
        trusts in prop::collection::vec(trust(), 1..4),
        allowed: bool,
    ) {
        let accounts = accounts(&trusts, allowed);
        let takeable = Takeable::new(accounts.principals());
        for (account, who) in accounts.principals() {
            let found = takeable.places(who);
            for (place, (_, role)) in accounts.principals().enumerate() {
                if role.as_role().is_none() || found.contains(&place) {
                    continue;
                }
                let question = Question::new("sts:AssumeRole", Resource::new(&role.arn));
                let decision = accounts.ask(account, who, &question).decision;
                let denied = [Decision::ImplicitlyDenied, Decision::ExplicitlyDenied];
                prop_assert!(denied.contains(&decision), "{} {}: {decision:?}", who.arn, role.arn);
            }
        }
    }
}

#[test]
fn a_trust_policy_is_found_by_whom_it_names() {
    let by = |name: &str| {
        let whom = Whom::of(PrincipalKind::Aws, [name]);
        Known::Known(Policy::new([
            Statement::allow(["sts:AssumeRole"]).for_principal(whom)
        ]))
    };
    let trusts = [by("arn:aws:iam::444455556666:user/two"), by("111122223333")];
    let accounts = accounts(&trusts, false);
    let takeable = Takeable::new(accounts.principals());
    let of = |arn: &str| {
        let (_, who) = accounts.principal(arn).expect("somebody");
        let roles = takeable.by(who).map(|(_, role)| role.name().to_owned());
        roles.collect::<Vec<_>>()
    };
    assert_eq!(
        of("arn:aws:iam::444455556666:user/two"),
        ["taken-0", "taken-0"]
    );
    assert_eq!(
        of("arn:aws:iam::111122223333:user/two"),
        ["taken-1", "taken-1"]
    );
    assert_eq!(of("arn:aws:iam::444455556666:role/one"), [""; 0]);
}
