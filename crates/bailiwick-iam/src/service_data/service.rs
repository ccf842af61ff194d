//! One AWS service, parsed from the table on first use.

use std::sync::OnceLock;

use super::action::Action;
use super::condition_key::ConditionKey;
use super::resource_type::ResourceType;
use super::{suggest, table};

/// An AWS service: its actions, resource types and condition keys.
#[derive(Debug)]
pub struct Service {
    prefix: &'static str,
    name: &'static str,
    section: &'static str,
    content: OnceLock<Content>,
}

/// What a service's section of the table holds.
#[derive(Debug)]
pub(super) struct Content {
    /// Sorted by lower-case name.
    pub(super) actions: Vec<Action>,
    pub(super) resource_types: Vec<ResourceType>,
    pub(super) condition_keys: Vec<ConditionKey>,
}

impl Service {
    pub(super) fn new(prefix: &'static str, name: &'static str, section: &'static str) -> Self {
        Self {
            prefix,
            name,
            section,
            content: OnceLock::new(),
        }
    }

    fn content(&self) -> &Content {
        self.content.get_or_init(|| {
            // INVARIANT: the table is generated, and a test parses every section.
            table::parse_section(self.prefix, self.section)
                .expect("the built-in service data is well-formed")
        })
    }

    /// The prefix in action names and ARNs of policies, such as `s3`.
    pub fn prefix(&self) -> &'static str {
        self.prefix
    }

    /// The name for people, such as `Amazon S3`.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// All actions, by name without regard to case.
    pub fn actions(&self) -> &[Action] {
        &self.content().actions
    }

    /// The action called `name`, without its service and without regard to case.
    pub fn action(&self, name: &str) -> Option<&Action> {
        let wanted = name.to_ascii_lowercase();
        let actions = self.actions();
        actions
            .binary_search_by(|action| lower(action.name()).cmp(wanted.bytes()))
            .ok()
            .map(|position| &actions[position])
    }

    /// All resource types.
    pub fn resource_types(&self) -> &[ResourceType] {
        &self.content().resource_types
    }

    /// The resource type AWS calls `name`, without regard to case.
    pub fn resource_type(&self, name: &str) -> Option<&ResourceType> {
        self.resource_types()
            .iter()
            .find(|resource| resource.name().eq_ignore_ascii_case(name))
    }

    /// All condition keys, by name.
    pub fn condition_keys(&self) -> &[ConditionKey] {
        &self.content().condition_keys
    }

    /// The condition key `name` is, as written in a policy: a name, or an
    /// instance of a pattern such as `aws:ResourceTag/${TagKey}`.
    pub fn condition_key(&self, name: &str) -> Option<&ConditionKey> {
        self.condition_keys().iter().find(|key| key.matches(name))
    }

    /// The action the user may have meant by one that does not exist.
    pub fn suggest_action(&self, name: &str) -> Option<&'static str> {
        suggest::nearest(name, self.actions().iter().map(Action::name))
    }

    /// The resource type the user may have meant by one that does not exist.
    pub fn suggest_resource_type(&self, name: &str) -> Option<&'static str> {
        suggest::nearest(name, self.resource_types().iter().map(ResourceType::name))
    }
}

/// The bytes of a name in lower case, for comparing without allocation.
pub(super) fn lower(name: &str) -> impl Iterator<Item = u8> {
    name.bytes().map(|byte| byte.to_ascii_lowercase())
}
