//! The layers that have a say in one question.

use super::{Account, Accounts, Identity, Principal, Question};
use crate::decide::{Known, Layers};
use crate::policy::Policy;
use crate::service_data;

impl Accounts {
    /// The layers that have a say in a principal's question, known or not.
    pub(super) fn layers<'a>(
        &'a self,
        account: &'a Account,
        principal: &'a Principal,
        identity: &Identity<'a>,
        question: &Question<'a>,
    ) -> Layers<'a> {
        let resource = match &question.resource_policy {
            Some(policy) => policy.clone(),
            None => self.resource_policy(question.action, &question.resource.arn),
        };
        let owner = self.owner_of(&question.resource);
        let owner = owner.and_then(|id| self.get(id));
        let (prefix, _) = question.action.split_once(':').unwrap_or_default();
        let limited = service_data().rcp_supported(prefix);
        Layers {
            identity: match identity.missing.as_slice() {
                [] => Known::Known(identity.known.clone()),
                missing => Known::Unknown(missing.join(", ")),
            },
            boundary: match &principal.boundary {
                None => Known::Known(None),
                Some(arn) => match account.managed_policy(arn) {
                    Known::Known(policy) => Known::Known(Some(policy)),
                    Known::Unknown(why) => Known::Unknown(why),
                },
            },
            session: Known::Known(None),
            resource,
            service_control: by_level(&account.service_control),
            resource_control: match (limited, owner) {
                (false, _) => Known::Known(Vec::new()),
                (true, Some(owner)) => by_level(&owner.resource_control),
                (true, None) => {
                    let arn = &question.resource.arn;
                    Known::Unknown(format!("the resource control policies over `{arn}`"))
                }
            },
            endpoint: Known::Known(None),
            caller_in_management_account: account.is_management.clone(),
            resource_in_management_account: match owner {
                Some(owner) => owner.is_management.clone(),
                None => {
                    let arn = &question.resource.arn;
                    Known::Unknown(format!("the account that owns `{arn}`"))
                }
            },
        }
    }
}

fn by_level(levels: &Known<Vec<Vec<Policy>>>) -> Known<Vec<Vec<&Policy>>> {
    match levels {
        Known::Known(levels) => {
            let levels = levels.iter().map(|level| level.iter().collect());
            Known::Known(levels.collect())
        }
        Known::Unknown(why) => Known::Unknown(why.clone()),
    }
}

/// The same layers without those that are not known.
pub(super) fn given<'p>(layers: Layers<'p>, identity: Vec<&'p Policy>) -> Layers<'p> {
    let known = |flag: Known<bool>| match flag {
        Known::Known(flag) => Known::Known(flag),
        Known::Unknown(_) => Known::Known(false),
    };
    let none = |policy: Known<Option<&'p Policy>>| match policy {
        Known::Unknown(_) => Known::Known(None),
        known => known,
    };
    let no_levels = |levels: Known<Vec<Vec<&'p Policy>>>| match levels {
        Known::Unknown(_) => Known::Known(Vec::new()),
        known => known,
    };
    Layers {
        identity: Known::Known(identity),
        boundary: none(layers.boundary),
        resource: none(layers.resource),
        service_control: no_levels(layers.service_control),
        resource_control: no_levels(layers.resource_control),
        endpoint: none(layers.endpoint),
        caller_in_management_account: known(layers.caller_in_management_account),
        resource_in_management_account: known(layers.resource_in_management_account),
        ..layers
    }
}
