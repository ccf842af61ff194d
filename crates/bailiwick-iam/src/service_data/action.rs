//! The actions of a service, and what each works on.

use std::sync::Arc;

use super::access_level::AccessLevel;
use crate::actions::ActionName;
use crate::template;

/// One action of a service.
///
/// Actions that share a level, resource types and condition keys share one
/// shape in memory: AWS's 22,091 actions have about 9,000.
#[derive(Debug, Clone)]
pub struct Action {
    name: &'static str,
    shape: Arc<Shape>,
}

/// What several actions of one service have in common.
#[derive(Debug)]
pub(super) struct Shape {
    /// The prefix of the service.
    pub(super) service: &'static str,
    pub(super) level: AccessLevel,
    pub(super) resource_types: Vec<ActionResource>,
    /// Keys of the action whatever the resource.
    pub(super) own_condition_keys: Vec<&'static str>,
    /// The above and those of every resource type, sorted, without repeats.
    pub(super) condition_keys: Vec<&'static str>,
    pub(super) dependent_actions: Vec<&'static str>,
}

/// A resource type an action works on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionResource {
    pub(super) name: &'static str,
    pub(super) required: bool,
    /// Keys for this action on this type, and those of the type itself.
    pub(super) condition_keys: Vec<&'static str>,
}

impl ActionResource {
    /// The name of the resource type, to be found in
    /// [`Service::resource_type`](super::Service::resource_type).
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the action always needs a resource of this type: AWS marks such
    /// types with an asterisk.
    pub fn required(&self) -> bool {
        self.required
    }

    /// The condition keys usable when the action works on this type, beyond
    /// the action's own.
    pub fn condition_keys(&self) -> &[&'static str] {
        &self.condition_keys
    }
}

impl Action {
    pub(super) fn new(name: &'static str, shape: Arc<Shape>) -> Self {
        Self { name, shape }
    }

    /// The name without its service, such as `GetObject`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The name with its service, such as `s3:GetObject`.
    pub fn full_name(&self) -> ActionName {
        ActionName::new(self.shape.service, self.name)
    }

    /// How AWS classifies what the action does.
    ///
    /// Where the data gives an action two levels (`Tagging, Write` and
    /// `Permissions management, Write`), it is the first, as in AWS's tables.
    pub fn level(&self) -> AccessLevel {
        self.shape.level
    }

    /// The resource types the action works on. Empty: it has no resource-level
    /// permissions, "and you must specify all resources (`*`)"
    /// (<https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html>).
    pub fn resource_types(&self) -> &[ActionResource] {
        &self.shape.resource_types
    }

    /// Every condition key usable with the action on some resource, sorted:
    /// its own, those of its resource types for this action, and those of the
    /// types themselves. Global keys that AWS does not list per action, such
    /// as `aws:SourceIp`, are not among them.
    pub fn condition_keys(&self) -> &[&'static str] {
        &self.shape.condition_keys
    }

    /// Whether the action knows the condition key `key` (as written in a
    /// policy: `aws:ResourceTag/Environment`) when it works on `resource_type`,
    /// or on any of its types when that is `None`.
    pub fn supports_condition_key(&self, key: &str, resource_type: Option<&str>) -> bool {
        let is_key =
            |name: &&str| name.eq_ignore_ascii_case(key) || template::is_instance(name, key);
        match resource_type {
            None => self.shape.condition_keys.iter().any(is_key),
            Some(wanted) => {
                self.shape.own_condition_keys.iter().any(is_key)
                    || self
                        .shape
                        .resource_types
                        .iter()
                        .filter(|resource| resource.name.eq_ignore_ascii_case(wanted))
                        .any(|resource| resource.condition_keys.iter().any(is_key))
            }
        }
    }

    /// Actions that are also needed for this one to succeed, qualified, such
    /// as `iam:PassRole`. The pinned data has the column and leaves it empty
    /// for every action, so today an empty answer does not mean "none needed".
    pub fn dependent_actions(&self) -> &[&'static str] {
        &self.shape.dependent_actions
    }
}
