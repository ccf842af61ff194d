//! The shape of a resource type's ARNs, and filling it from a short form.
//!
//! Owns `arn:${Partition}:ecr:${Region}:${Account}:repository/${RepositoryName}`
//! as a value, and turns `snapshot-*` into
//! `arn:aws:ecr:us-east-1:111122223333:repository/snapshot-*`. It does not know
//! which resource type a user meant: [`resource_arns`] does.
//!
//! ARN fields: <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html>.

mod fill;
mod place;
mod short_form;

use std::fmt;

pub use fill::FillError;
pub use place::Placement;
pub use short_form::{ShortFormError, resource_arns, resource_type};

/// The shape of an ARN, with `${...}` where a value goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArnPattern<'a>(&'a str);

impl<'a> ArnPattern<'a> {
    /// A pattern as AWS writes it.
    pub fn new(text: &'a str) -> Self {
        Self(text)
    }

    /// The pattern as AWS writes it, such as `arn:${Partition}:s3:::${BucketName}`.
    pub fn as_str(&self) -> &'a str {
        self.0
    }

    /// The ARN of the resource called `name` at `placement`.
    ///
    /// First the fields: `${Partition}` becomes the partition, any variable in
    /// the fourth field the region, any in the fifth the account (AWS calls it
    /// `${Account}`, `${AccountId}`, `${ManagementAccountId}`, ...). What a
    /// pattern states itself (`aws`, `*` or nothing) stays.
    ///
    /// Then `name` is read against the rest of the pattern, beginning at its
    /// first remaining variable. Each variable takes the text up to the first
    /// occurrence of the literal that follows it; the last takes all that
    /// remains. When that literal does not occur, the variable takes all that
    /// remains and every later one becomes `*`. So with
    /// `${BucketName}/${ObjectName}`, `a/b/c` is the object `b/c` in bucket
    /// `a`, and `a` is every object in bucket `a`. A `*` that AWS writes in the
    /// resource field of a pattern counts as a variable, and two variables
    /// with nothing between them as one. Policy variables (`${aws:username}`)
    /// in `name` are kept whole.
    ///
    /// # Errors
    /// When `name` is empty but the pattern has a variable left, when it has
    /// none left but `name` is not empty, or when a variable would be empty.
    pub fn fill(&self, placement: &Placement<'_>, name: &str) -> Result<String, FillError> {
        fill::fill(self.0, placement, name)
    }
}

impl fmt::Display for ArnPattern<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.0)
    }
}
