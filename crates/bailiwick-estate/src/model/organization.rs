//! The organisation: who owns it, how people sign in, what holds everywhere.

use super::{Account, Section, Team, section};
use crate::lower::{List, Ref, Text, record, words};
use crate::value::{OrganizationId, Rate, Region, Url};

record! {
    /// The organisation as a whole: who owns it, how people sign in, and what holds
    /// where nothing else is said.
    pub struct Organization {
        /// The id that AWS gave it; left out while it has yet to be made.
        pub id: Option<OrganizationId>,
        /// What people call it.
        pub title: Option<Text>,
        /// What it is.
        pub description: Option<Text>,
        /// The account that AWS Organizations is managed from.
        pub management_account: Option<Ref<Account>>,
        /// The team that manages the organisation.
        pub owner: Option<Ref<Team>>,
        /// What managing the organisation includes, in words.
        pub duties: List<Text>,
        /// How people sign in. Without it, people are IAM users of their accounts.
        pub identity: Option<Identity>,
        /// What people request access through, such as Entitle.
        pub requests_through: Option<Text>,
        /// Where this estate is kept and changes are proposed.
        pub repository: Option<Text>,
        /// What holds where an account or a workload does not say otherwise.
        pub defaults: Option<Defaults>,
    }
}

record! {
    /// Sign-in by AWS IAM Identity Center.
    pub struct Identity {
        /// The identity provider that people sign in to, such as Okta.
        pub provider: Text,
        /// The address of the AWS access portal.
        pub start_url: Url,
        /// The region Identity Center lives in.
        pub region: Region,
        /// The name of the `sso-session` in AWS CLI profiles.
        pub session: Text,
        /// The OAuth scopes that the AWS CLI asks for; `sso:account:access` when left out.
        pub scopes: List<Text>,
        /// What people choose in the identity provider to come to the portal.
        pub tile: Option<Text>,
    }
}

record! {
    /// What holds where nothing else is said.
    pub struct Defaults {
        /// The monthly budget of an account.
        pub budget: Option<Rate>,
        /// How more is asked for.
        pub raise: Option<Text>,
        /// The region of workloads, and of AWS CLI profiles.
        pub region: Option<Region>,
        /// The output format of AWS CLI profiles.
        pub output: Option<Output>,
    }
}

words! {
    /// The output format of the AWS CLI.
    pub enum Output {
        /// JSON.
        Json = "json",
        /// YAML.
        Yaml = "yaml",
        /// Columns separated by tabs.
        Text = "text",
        /// A table.
        Table = "table",
    }
}

record! {
    /// An organizational unit. Its name is its path: `workloads/production` lies in `workloads`.
    pub struct Unit {
        /// What people call it.
        pub title: Option<Text>,
        /// What belongs in it.
        pub description: Option<Text>,
    }
}
section!(Unit, "units", "organizational unit");
