//! Guardrails: what nobody can do in an account, whatever they are allowed there.

use super::{Permission, Scope, Section, TagRule, any_ref, section};
use crate::lower::{List, Ref, Text, record, words};
use crate::value::{Percent, Region};

record! {
    /// What nobody can do in an account, whatever they are allowed there: not even its
    /// administrators and its root user. AWS holds no guardrail against the management
    /// account.
    pub struct Guardrail {
        /// Why it is there.
        pub because: Text,
        /// Where it holds, by units, classes, accounts and environments; in the whole
        /// organisation when left out.
        pub applies_to: Option<Scope>,
        /// What it forbids.
        pub forbids: List<Forbidden>,
        /// The only regions that may be used. What AWS runs for all regions at once stays.
        pub regions: List<Region>,
        /// The most that roles and users which are made there can do: all must have it as
        /// their permissions boundary.
        pub boundary: Option<Ref<Permission>>,
        /// The tags whose capitals and values AWS compares with what is declared. It reports
        /// what differs, and refuses nothing.
        pub tags: List<Ref<TagRule>>,
        /// The share of its monthly budget at which an account can start nothing more.
        pub stops_at: Option<Percent>,
        /// Who is excepted, such as the way in when nothing else is left: who holds a
        /// permission, or a technical account.
        pub except: List<Excepted>,
    }
}
section!(Guardrail, "guardrails", "guardrail");

words! {
    /// What a guardrail forbids.
    pub enum Forbidden {
        /// That an account leaves the organisation, or is closed by itself.
        LeaveOrganization = "leave-organization",
        /// That anybody works as the root user.
        UseRootUser = "use-root-user",
        /// That trails of CloudTrail are stopped, changed or deleted.
        WeakenCloudTrail = "weaken-cloudtrail",
        /// That AWS Config stops recording or delivering, or is changed.
        WeakenConfig = "weaken-config",
        /// That GuardDuty stops watching, or hides what it finds.
        WeakenGuardDuty = "weaken-guardduty",
        /// That IAM users and their credentials are made, where the account's class says
        /// that there are never any.
        MakeIamUsers = "make-iam-users",
        /// That logs which have arrived are changed or deleted, and what keeps them.
        ChangeLogs = "change-logs",
        /// That what Bailiwick made is changed beside it: its stacks and its roles.
        ChangeBailiwick = "change-bailiwick",
        /// That anybody outside of the organisation reaches what is in it, and that an AWS
        /// service does so on an outsider's behalf. It needs the organisation's `id`.
        UseFromOutside = "use-from-outside",
    }
}

any_ref! {
    /// Who is excepted from a guardrail.
    pub enum Excepted {
        /// Who holds a permission through IAM Identity Center.
        Permission,
        /// A technical account.
        TechnicalAccount,
    }
}
