//! What must hold of a target beside policies.

use crate::account::{Principal, PrincipalDetails};
use crate::decide::Known;
use crate::escalation::judgement::Judgement;
use crate::escalation::path::Fact;

/// Whether the fact holds of the target of a path.
pub(super) fn holds(target: &Principal, fact: Option<Fact>) -> Judgement {
    let known = |known: &Known<bool>| match known {
        Known::Known(true) => Judgement::yes(),
        Known::Known(false) => Judgement::no(),
        Known::Unknown(why) => Judgement::unknown(why),
    };
    match (fact, &target.details) {
        (None, _) => Judgement::yes(),
        (Some(Fact::FewerThanTwoAccessKeys), PrincipalDetails::User(user)) => {
            known(&mapped(&user.access_keys, |keys| *keys < 2))
        }
        (Some(Fact::NoPassword), PrincipalDetails::User(user)) => {
            known(&mapped(&user.has_password, |has| !has))
        }
        (Some(Fact::Password), PrincipalDetails::User(user)) => known(&user.has_password),
        (Some(Fact::InstanceProfile), PrincipalDetails::Role(role)) => {
            known(&mapped(&role.instance_profiles, |some| !some.is_empty()))
        }
        _ => Judgement::no(),
    }
}

fn mapped<T>(known: &Known<T>, map: impl Fn(&T) -> bool) -> Known<bool> {
    match known {
        Known::Known(value) => Known::Known(map(value)),
        Known::Unknown(why) => Known::Unknown(why.clone()),
    }
}
