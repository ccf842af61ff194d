//! What a file is about where its output does not say.
//!
//! `aws organizations list-parents --child-id ID` prints a parent and not whose. Such a file
//! lies in a folder that is called like the command, under the name that was asked about:
//! `list-parents/111122223333.json`, or `list-parents/111122223333/1.json` for its pages.

use serde_json::Value;

use super::{Document, Observed};

impl Document {
    /// What `command` was asked about, where the path says that it printed the file.
    #[must_use]
    pub fn about(&self, command: &str) -> Option<&str> {
        let mut parts = self.path.split('/');
        parts.find(|part| *part == command)?;
        let name = parts.next()?;
        // Only the last part is a file: a folder may be called `logs.json`.
        Some(match parts.next() {
            None => name.strip_suffix(".json").unwrap_or(name),
            Some(_) => name,
        })
    }

    /// Whether the list in the file goes on in another one.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        let more = |key: &str| self.content.get(key).is_some_and(|next| !next.is_null());
        more("NextToken") || more("nextToken")
    }
}

impl Observed {
    /// The items of the list under `key` that `command` printed about something, page by
    /// page. `None`: no such file is there, or the last page is not.
    #[must_use]
    pub fn list_about(&self, command: &str, about: &str, key: &str) -> Option<Vec<&Value>> {
        let pages: Vec<&Document> = self
            .documents()
            .filter(|document| document.about(command) == Some(about))
            .filter(|document| document.content.get(key).is_some())
            .collect();
        pages.iter().find(|page| !page.goes_on())?;
        let lists = pages.into_iter().filter_map(|page| page.content.get(key));
        Some(lists.filter_map(Value::as_array).flatten().collect())
    }
}
