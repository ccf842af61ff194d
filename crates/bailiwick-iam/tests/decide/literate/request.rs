//! A line of a `request` block.
//!
//! `CALLER ACTION RESOURCE [of=ACCOUNT] [KEY=VALUE]... [...]`. Callers are of
//! account 111122223333 unless one is put before them: `user/ada`,
//! `role/app/SESSION` (a session of the role `app`), `root`,
//! `federated/ada/NAME`, `federated-of-root/NAME`, `444455556666:user/eve`; and `anonymous`,
//! `service/NAME`, `web/PROVIDER`, `saml/ARN`. A value is one text, `[a,b]`
//! several, `?` unknown. `...` at the end: whatever is not said is unknown.
//! A resource that is an S3 ARN belongs to 111122223333 unless `of` says
//! otherwise; `of=?` leaves it open.

use bailiwick_iam::request::{AccountId, Caller, Context, Request, Resource};

const HOME: &str = "111122223333";

pub(super) fn read(line: &str) -> Request {
    let mut words = line.split(' ');
    let mut word = || {
        words
            .next()
            .unwrap_or_else(|| panic!("`{line}` is too short"))
    };
    let (caller, action, arn) = (word(), word(), word());
    let rest: Vec<&str> = words.collect();
    let mut context = match rest.last() {
        Some(&"...") => Context::partial(),
        _ => Context::complete(),
    };
    let mut resource = Resource::new(arn);
    if arn.starts_with("arn:aws:s3:::") {
        resource = resource.owned_by(account(HOME));
    }
    for word in rest.iter().filter(|word| **word != "...") {
        let (key, value) = word
            .split_once('=')
            .unwrap_or_else(|| panic!("`{word}` in `{line}`"));
        let list = value
            .strip_prefix('[')
            .and_then(|list| list.strip_suffix(']'));
        match (key, value, list) {
            ("of", "?", _) => resource.account = None,
            ("of", id, _) => resource = resource.owned_by(account(id)),
            (_, "?", _) => context = context.with_unknown(key),
            (_, _, Some("")) => context = context.with(key, [""; 0]),
            (_, _, Some(list)) => context = context.with(key, list.split(',')),
            (_, value, None) => context = context.with(key, [value]),
        }
    }
    Request {
        caller: caller_of(caller),
        action: action.to_owned(),
        resource,
        context,
    }
}

fn caller_of(text: &str) -> Caller {
    let (kind, name) = text.split_once('/').unwrap_or((text, ""));
    let (account, kind) = kind.split_once(':').unwrap_or((HOME, kind));
    match kind {
        "anonymous" => Caller::Anonymous,
        "root" => Caller::Root {
            account: self::account(account),
        },
        "user" => Caller::user(format!("arn:aws:iam::{account}:user/{name}")),
        "role" => {
            let (role, session) = name.rsplit_once('/').expect("a role and its session");
            Caller::role_session(format!("arn:aws:iam::{account}:role/{role}"), session)
        }
        "federated" => {
            let (user, name) = name.split_once('/').expect("a user and a name");
            Caller::FederatedUser {
                user: format!("arn:aws:iam::{account}:user/{user}"),
                name: name.to_owned(),
            }
        }
        "federated-of-root" => Caller::FederatedUser {
            user: format!("arn:aws:iam::{account}:root"),
            name: name.to_owned(),
        },
        "service" => Caller::Service {
            name: name.to_owned(),
        },
        "web" => Caller::WebIdentity {
            provider: name.to_owned(),
        },
        "saml" => Caller::Saml {
            provider: name.to_owned(),
        },
        other => panic!("no caller is called `{other}`"),
    }
}

fn account(id: &str) -> AccountId {
    id.parse().expect("an account id")
}
