//! One known way to obtain permissions that one was not given, as data.

/// A way to obtain permissions: what it needs, and what it gives.
///
/// Which resources an action works on comes from the service data; what is bound to the
/// target (the role that is passed, the function that is changed) must be allowed on that,
/// everything else on some resource that the caller may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path {
    /// Its id in the catalogue at <https://pathfinding.cloud>, such as `lambda-001`.
    pub id: &'static str,
    /// What is done, for a sentence that begins with whoever does it.
    pub does: &'static str,
    /// The actions that one principal must be allowed.
    pub needs: &'static [&'static str],
    /// What is obtained.
    pub takes: Takes,
    /// Types of the service data of which one must exist. [`Takes::RoleOf`] takes the role
    /// of the first.
    pub exists: &'static [&'static str],
    /// What must hold of the target.
    pub when: Option<Fact>,
    /// Types of resources that the service data lists for its actions, and that take no
    /// part in this.
    pub without: &'static [&'static str],
    /// What it rests on beside policies, which no input says: with it, the path is possible
    /// at most.
    pub rests_on: Option<&'static str>,
    /// The page of AWS that says that it works.
    pub source: &'static str,
}

/// What a path obtains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Whatever one grants oneself.
    OwnPolicies,
    /// The policies of a group.
    Group,
    /// A user, as it is.
    User,
    /// A user, with whatever one grants it.
    UserChanged,
    /// A role, as it is.
    Role,
    /// A role, with whatever one grants it.
    RoleChanged,
    /// A role that is passed to one of these services, which it trusts.
    RolePassedTo(&'static [&'static str]),
    /// The role of something that exists. These services take such roles.
    RoleOf(&'static [&'static str]),
}

/// What must hold of the target of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fact {
    /// The user has none or one access key: AWS allows two.
    FewerThanTwoAccessKeys,
    /// The user has no password.
    NoPassword,
    /// The user has a password.
    Password,
    /// An instance profile holds the role.
    InstanceProfile,
}

impl Path {
    /// A path that rests on policies alone.
    pub const fn new(
        id: &'static str,
        does: &'static str,
        needs: &'static [&'static str],
        takes: Takes,
        source: &'static str,
    ) -> Self {
        Self {
            id,
            does,
            needs,
            takes,
            exists: &[],
            when: None,
            without: &[],
            rests_on: None,
            source,
        }
    }

    /// The same path, for which one of each of these types must exist.
    #[must_use]
    pub const fn on_existing(mut self, types: &'static [&'static str]) -> Self {
        self.exists = types;
        self
    }

    /// The same path, for which this must hold of the target.
    #[must_use]
    pub const fn when(mut self, fact: Fact) -> Self {
        self.when = Some(fact);
        self
    }

    /// The same path, in which these types of resources take no part.
    #[must_use]
    pub const fn without(mut self, types: &'static [&'static str]) -> Self {
        self.without = types;
        self
    }

    /// The same path, which rests on something that no input says.
    #[must_use]
    pub const fn resting_on(mut self, what: &'static str) -> Self {
        self.rests_on = Some(what);
        self
    }

    /// Whether the path is walked by an action.
    pub fn needs(&self, action: &str) -> bool {
        self.needs.contains(&action)
    }
}
