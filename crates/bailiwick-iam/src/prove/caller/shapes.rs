//! The shapes of callers that names tell apart.

use crate::policy::PrincipalName;
use crate::request::{AccountId, Caller};

use super::super::text::{Pattern, Texts};
use super::{Fact, Named, Shape, account};

/// Accounts that may stand for all that no policy names, as AWS's pages do.
const UNNAMED_ACCOUNTS: [&str; 4] = [
    "111122223333",
    "444455556666",
    "123456789012",
    "777788889999",
];

/// All callers as one shape, of whom nothing is known.
pub(in crate::prove) fn any_caller() -> Shape {
    Shape {
        caller: None,
        actions: None,
        facts: Vec::new(),
    }
}

/// Every shape of caller that `named` tells apart. With `concrete`, accounts,
/// users and roles that no policy names are one account, user and role, so
/// that a request by them can be shown; without, they are all there may be.
pub(in crate::prove) fn callers(named: &Named, concrete: bool) -> Vec<Shape> {
    let unnamed = UNNAMED_ACCOUNTS
        .iter()
        .filter_map(|account| account.parse::<AccountId>().ok())
        .find(|account| !named.accounts.contains(account));
    let places = named.accounts.iter().map(|&account| (account, true));
    let places = places.chain(unnamed.map(|account| (account, concrete)));
    let mut shapes: Vec<Shape> = places
        .flat_map(|(account, known)| account::shapes(named, account, known, concrete))
        .collect();
    if named.has_principals {
        shapes.extend(services(named));
        shapes.extend(federated(named));
        shapes.push(Shape {
            caller: Some(Caller::Anonymous),
            actions: None,
            facts: vec![
                ("aws:PrincipalArn", Fact::Absent),
                ("aws:PrincipalAccount", is("anonymous")),
                ("aws:PrincipalType", is("Anonymous")),
                ("aws:username", Fact::Absent),
            ],
        });
    }
    shapes
}

fn services(named: &Named) -> impl Iterator<Item = Shape> {
    let services = named.principals.iter().filter_map(|name| match name {
        PrincipalName::Service(name) => Some(name.as_str()),
        _ => None,
    });
    services.chain(["example.amazonaws.com"]).map(|name| Shape {
        caller: Some(Caller::Service {
            name: name.to_owned(),
        }),
        actions: None,
        facts: vec![
            ("aws:PrincipalArn", Fact::Absent),
            ("aws:PrincipalAccount", Fact::Absent),
            ("aws:PrincipalIsAWSService", is("true")),
            ("aws:username", Fact::Absent),
        ],
    })
}

fn federated(named: &Named) -> impl Iterator<Item = Shape> {
    let saml = |provider: &str| Caller::Saml {
        provider: provider.to_owned(),
    };
    let web = |provider: &str| Caller::WebIdentity {
        provider: provider.to_owned(),
    };
    let callers = named.principals.iter().filter_map(move |name| match name {
        PrincipalName::SamlProvider(arn) => Some(saml(arn)),
        PrincipalName::OidcProvider(name) | PrincipalName::WebIdentity(name) => Some(web(name)),
        _ => None,
    });
    let unnamed = [
        saml("arn:aws:iam::111122223333:saml-provider/example"),
        web("example.com"),
    ];
    // They ask STS for a role. But a policy of another resource that names a provider may speak
    // of the sessions that come of it, so that then no action is left out.
    let named = callers.map(|caller| (caller, None));
    let unnamed = unnamed.map(|caller| (caller, Some("sts:*")));
    named.chain(unnamed).map(|(caller, actions)| Shape {
        caller: Some(caller),
        actions,
        facts: vec![("aws:username", Fact::Absent)],
    })
}

/// The key is there and is this.
pub(super) fn is(text: &str) -> Fact {
    Fact::Is(Texts(vec![Pattern::literal(text)]), Texts::default())
}
