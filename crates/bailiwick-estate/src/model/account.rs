//! Accounts, their classes and the ways into them.

use super::{Environment, Owner, Permission, Procedure, Section, Team, section};
use crate::lower::{List, Names, Pairs, Ref, Text, record, words};
use crate::model::{Approver, Unit};
use crate::value::{AccountId, Duration, Email, Rate, Region, TagKey};

record! {
    /// A kind of account: what it may hold, and each way into it, said once.
    pub struct AccountClass {
        /// What people call it.
        pub title: Option<Text>,
        /// What accounts of this class are for.
        pub description: Text,
        /// The most sensitive data that may be stored in such an account.
        pub data: Data,
        /// Whether these accounts serve production.
        pub production: Option<bool>,
        /// Whether IAM users may exist in such an account.
        pub iam_users: IamUsers,
        /// Whom one such account is dedicated to.
        pub dedicated_to: Option<Dedication>,
        /// The ways into such an account, by name.
        pub entry: Names<Entry>,
    }
}
section!(AccountClass, "account_classes", "account class");

words! {
    /// Data by how much harm its loss or disclosure does, least first.
    pub enum Data {
        /// No data at all.
        None = "none",
        /// Made-up data only.
        Test = "test",
        /// The company's own data.
        Internal = "internal",
        /// Data of customers.
        Customer = "customer",
    }
}

words! {
    /// Whether IAM users, who have long-lived credentials, may exist.
    pub enum IamUsers {
        /// They may not.
        Never = "never",
        /// They may where a role cannot be used, with the reason said.
        Discouraged = "discouraged",
        /// They may.
        Allowed = "allowed",
    }
}

words! {
    /// Whom an account is for alone.
    pub enum Dedication {
        /// One team.
        Team = "team",
        /// One customer.
        Customer = "customer",
    }
}

record! {
    /// One way into the accounts of a class.
    pub struct Entry {
        /// What this way in is for.
        pub purpose: Option<Text>,
        /// What one holds after entering.
        pub permission: Ref<Permission>,
        /// What to request, by the name it has there. Without it nobody needs to ask.
        pub request: Option<Text>,
        /// Who approves.
        pub approvers: List<Approver>,
        /// How long it is given for.
        pub r#for: Option<Duration>,
        /// The steps to enter by the web console.
        pub console: Option<Ref<Procedure>>,
        /// The steps to enter by the command line.
        pub cli: Option<Ref<Procedure>>,
    }
}

record! {
    /// An AWS account.
    pub struct Account {
        /// The twelve digits AWS gave it; left out while it has yet to be created.
        pub id: Option<AccountId>,
        /// What people call it.
        pub title: Option<Text>,
        /// What it is for.
        pub description: Option<Text>,
        /// What kind of account it is.
        pub class: Option<Ref<AccountClass>>,
        /// The organizational unit it lies in.
        pub unit: Option<Ref<Unit>>,
        /// The team that owns it.
        pub owner: Option<Ref<Team>>,
        /// The e-mail address of its root user.
        pub email: Option<Email>,
        /// The environment it serves, when it is one alone.
        pub environment: Option<Ref<Environment>>,
        /// The customers whose data it holds.
        pub customers: List<Ref<Customer>>,
        /// The region where its workloads live; the organisation's default when left out.
        pub region: Option<Region>,
        /// Its monthly budget; the organisation's default when left out.
        pub budget: Option<Rate>,
        /// Its tags.
        pub tags: Pairs<TagKey, Text>,
        /// Why it has IAM users although its class discourages them.
        pub iam_users_because: Option<Text>,
    }
}
section!(Account, "accounts", "account");

record! {
    /// A customer whose data accounts may hold.
    pub struct Customer {
        /// What people call them.
        pub title: Option<Text>,
        /// What matters about them here.
        pub description: Option<Text>,
        /// Who looks after them.
        pub owner: Option<Owner>,
    }
}
section!(Customer, "customers", "customer");
