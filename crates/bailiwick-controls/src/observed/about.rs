//! What a file is about where its output does not say.
//!
//! `aws organizations list-parents --child-id ID` prints a parent and not whose. Such a file
//! lies below folders called like the service and the command, under the name that was asked
//! about: `organizations/list-parents/111122223333.json`; or, where there are several of the
//! same thing, in a folder of that name: `list-policies-for-target/r-ab12/service.json`.

use serde_json::Value;

use super::{Document, Observed};

/// The keys under which outputs say that there is more.
const TOKENS: [&str; 5] = [
    "NextToken",
    "nextToken",
    "NextMarker",
    "LastEvaluatedTableName",
    "LastEvaluatedStreamArn",
];

impl Document {
    /// What a command such as `organizations list-parents` was asked about, where the path
    /// says that it printed the file: a name, and whatever is below it.
    #[must_use]
    pub fn about(&self, command: &str) -> Option<&str> {
        let folders = format!("{}/", command.replace(' ', "/"));
        let (before, about) = self.path.split_once(&folders)?;
        let is_folder = before.is_empty() || before.ends_with('/');
        is_folder.then(|| about.strip_suffix(".json").unwrap_or(about))
    }

    /// Whether the path says that a command printed the file about something.
    #[must_use]
    pub fn is_about(&self, command: &str, name: &str) -> bool {
        let rest = self
            .about(command)
            .and_then(|about| about.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// Whether the path says that a command printed the file, about nothing in particular:
    /// `s3api/list-buckets.json`, or a file in that folder.
    #[must_use]
    pub fn is_of(&self, command: &str) -> bool {
        let file = format!("{}.json", command.replace(' ', "/"));
        let before = self.path.strip_suffix(&file);
        before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
            || self.about(command).is_some()
    }

    /// Whether the list in the file goes on in another one.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        let more = |key: &str| self.content.get(key).is_some_and(|next| !next.is_null());
        TOKENS.into_iter().any(more)
    }
}

impl Observed {
    /// The items of the list under `key` that `command` printed about something, page by
    /// page. `None`: no such file is there, or the last page is not.
    #[must_use]
    pub fn list_about(&self, command: &str, name: &str, key: &str) -> Option<Vec<&Value>> {
        let pages: Vec<&Document> = self
            .documents()
            .filter(|document| document.is_about(command, name))
            .filter(|document| document.content.get(key).is_some())
            .collect();
        pages.iter().find(|page| !page.goes_on())?;
        let lists = pages.into_iter().filter_map(|page| page.content.get(key));
        Some(lists.filter_map(Value::as_array).flatten().collect())
    }
}
