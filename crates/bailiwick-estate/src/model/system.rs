//! Environments, and the systems in them that people get access to.

use super::{Account, Network, Section, section};
use crate::lower::{List, Ref, Text, record, words};
use crate::model::Owner;
use crate::value::Url;

record! {
    /// A stage of a product's life that is kept apart from the others.
    pub struct Environment {
        /// What people call it.
        pub title: Option<Text>,
        /// What it is for.
        pub description: Option<Text>,
        /// What it serves.
        pub purpose: Purpose,
    }
}
section!(Environment, "environments", "environment");

words! {
    /// What an environment serves.
    pub enum Purpose {
        /// Building and trying.
        Development = "development",
        /// The last step before production.
        Staging = "staging",
        /// The users.
        Production = "production",
        /// What serves all the others: monitoring, logs, identity.
        Shared = "shared",
    }
}

record! {
    /// Anything that people get access to: an account, a host, a cluster, a product.
    pub struct System {
        /// What people call it.
        pub title: Option<Text>,
        /// What it is.
        pub description: Option<Text>,
        /// The kind of system.
        pub kind: SystemKind,
        /// The environment it belongs to; that of what it is part of when left out.
        pub environment: Option<Ref<Environment>>,
        /// The system it is part of.
        pub part_of: Option<Ref<System>>,
        /// The AWS account it lives in; that of what it is part of when left out.
        pub account: Option<Ref<Account>>,
        /// The network it lies in; that of what it is part of when left out.
        pub network: Option<Ref<Network>>,
        /// The subnets of that network that it stands in; any of them when left out.
        pub subnets: List<Text>,
        /// The security groups of that network that it carries: they decide who reaches it.
        pub security_groups: List<Text>,
        /// The name it has there: a cluster's, an instance's `Name` tag, a bucket's.
        pub called: Option<Text>,
        /// Where people sign in.
        pub url: Option<Url>,
        /// Who answers for it.
        pub owner: Option<Owner>,
        /// What only people inside a network can reach, and how one gets there.
        pub reached_by: List<Text>,
    }
}
section!(System, "systems", "system");

words! {
    /// The kind of a system.
    pub enum SystemKind {
        /// An AWS account.
        Account = "account",
        /// A machine that people log in to.
        Host = "host",
        /// A Kubernetes cluster.
        Cluster = "cluster",
        /// A database.
        Database = "database",
        /// A bucket or another store of files.
        Storage = "storage",
        /// A registry of images or packages.
        Registry = "registry",
        /// A product that somebody else runs.
        Saas = "saas",
    }
}
