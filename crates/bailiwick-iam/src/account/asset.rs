//! What stands in an account beside its principals: functions, machines, projects, stacks.

/// Something of a service that exists, and the role it runs with or acts with.
///
/// Whoever may change or enter it has the role's permissions without passing the role.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Asset {
    /// Its type in the service data: `lambda:function`, `ec2:instance`.
    pub kind: String,
    /// Its ARN.
    pub arn: String,
    /// The ARN of its role, if it has one.
    pub role: Option<String>,
}

impl Asset {
    /// Something of a kind, without a role.
    pub fn new(kind: impl Into<String>, arn: impl Into<String>) -> Self {
        Self {
            kind: kind.into(),
            arn: arn.into(),
            role: None,
        }
    }

    /// The same with a role.
    #[must_use]
    pub fn running_as(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }
}
