//! Workloads: a service that runs, with everything it needs.

use super::{
    Account, Budget, Cost, Decision, Environment, Group, Network, Owner, Procedure, Recipient,
    Section, TechnicalAccount, Zone, section,
};
use crate::lower::{List, Names, Pairs, Ref, Spanned, Text, record, words};
use crate::value::{Count, Cron, DomainName, Duration, Money, Ports, Rate, Region, Size, TagKey};

record! {
    /// A service that runs, with everything it needs.
    pub struct Workload {
        /// What people call it.
        pub title: Option<Text>,
        /// What its resources are called in AWS; its own name when left out.
        pub called: Option<Text>,
        /// What it does, and for whom.
        pub description: Option<Text>,
        /// Who answers for it.
        pub owner: Option<Owner>,
        /// The account it runs in.
        pub account: Ref<Account>,
        /// The environment it belongs to; the account's when left out.
        pub environment: Option<Ref<Environment>>,
        /// The region it runs in; the account's when left out.
        pub region: Option<Region>,
        /// The network it runs in.
        pub network: Option<Ref<Network>>,
        /// The compose file that also runs it on a laptop.
        pub compose: Option<Text>,
        /// What puts it into AWS, when that is not Bailiwick; it is then described and not built.
        pub deployed_by: Option<Text>,
        /// The machines it runs on.
        pub host: Option<Host>,
        /// How many use it.
        pub traffic: Option<Traffic>,
        /// The AWS services it is made of.
        pub services: List<Text>,
        /// How many copies of its containers always run.
        pub copies: Option<Count>,
        /// The memory that its containers may use together.
        pub memory: Option<Size>,
        /// The technical account that fetches its images and secrets when it starts.
        pub started_by: Option<Ref<TechnicalAccount>>,
        /// Its containers.
        pub containers: Names<Container>,
        /// Where its image is built and kept.
        pub image: Option<Image>,
        /// What it stores beyond the life of a machine.
        pub storage: Names<Storage>,
        /// What it must know and nobody may see.
        pub secrets: Names<Secret>,
        /// The name under which it is found.
        pub endpoint: Option<Endpoint>,
        /// What runs at fixed times.
        pub schedules: Names<Schedule>,
        /// What is copied away, and how often.
        pub backups: Names<Backup>,
        /// How long what its containers say is kept; `30d` when left out.
        pub log_retention: Option<Duration>,
        /// Its budget.
        pub budget: Option<Ref<Budget>>,
        /// What stops it when it costs too much.
        pub kill_switch: Option<KillSwitch>,
        /// The groups whose members operate it.
        pub operators: List<Ref<Group>>,
        /// What it costs, line by line.
        pub costs: Names<Cost>,
        /// What all lines cost together.
        pub total: Option<Cost>,
        /// What is done by hand before it can run.
        pub prerequisites: List<Ref<Procedure>>,
        /// The decisions that shaped it.
        pub decisions: List<Ref<Decision>>,
        /// Settings that another copy of it would change.
        pub parameters: Names<Parameter>,
        /// Its tags.
        pub tags: Pairs<TagKey, Text>,
    }
}
section!(Workload, "workloads", "workload");

record! {
    /// The machines a workload runs on.
    pub struct Host {
        /// The architecture of the processor.
        pub architecture: Architecture,
        /// The memory of one machine.
        pub memory: Size,
        /// The instance type; the cheapest that fits when left out.
        pub instance_type: Option<Text>,
        /// How it is paid for.
        pub purchase: Option<Purchase>,
        /// How many machines run.
        pub instances: Option<Count>,
        /// How their number follows what has to run.
        pub scaling: Option<Text>,
        /// The subnet they start in.
        pub subnet: Option<Text>,
        /// The security groups they carry.
        pub security_groups: List<Text>,
        /// The technical account that they act as.
        pub acts_as: Option<Ref<TechnicalAccount>>,
        /// The EC2 key pair that they are created with.
        pub key_pair: Option<Text>,
        /// What a new machine does by itself before it serves.
        pub first_start: Option<Ref<Procedure>>,
        /// The operating system.
        pub image: Option<Text>,
        /// The size of the root volume.
        pub root_volume: Option<Size>,
        /// The name it gives itself.
        pub hostname: Option<DomainName>,
        /// Why these.
        pub because: Option<Text>,
    }
}

words! {
    /// The architecture of a processor.
    pub enum Architecture {
        /// Intel and AMD, 64 bits.
        X86 = "x86_64",
        /// ARM, 64 bits.
        Arm = "arm64",
    }
}

words! {
    /// How machines are paid for.
    pub enum Purchase {
        /// By the hour, without commitment.
        OnDemand = "on-demand",
        /// A Savings Plan of one year, nothing in advance.
        SavingsPlanOneYear = "savings-plan-1-year",
        /// A Savings Plan of three years, nothing in advance.
        SavingsPlanThreeYears = "savings-plan-3-years",
        /// Spare capacity that AWS may take back.
        Spot = "spot",
    }
}

record! {
    /// How many use a workload.
    pub struct Traffic {
        /// How many users there are.
        pub users: Option<Count>,
        /// How many use it on a day.
        pub daily_users: Option<Count>,
        /// What matters about it.
        pub note: Option<Text>,
    }
}

record! {
    /// One container of a workload: what the compose file does not say of it.
    pub struct Container {
        /// What it does.
        pub description: Option<Text>,
        /// Its image.
        pub image: Option<Text>,
        /// Whether the others stop when it stops.
        pub essential: Option<bool>,
        /// Its share of the processor, in units of 1/1024.
        pub cpu: Option<Count>,
        /// The memory it may use.
        pub memory: Option<Size>,
        /// The ports it listens on.
        pub ports: List<Spanned<Ports>>,
        /// Ports that the world reaches.
        pub published: List<Spanned<Ports>>,
        /// What it runs, one command after the other.
        pub command: List<Text>,
        /// Its environment variables.
        pub environment: Pairs<Text, Text>,
        /// Environment variables whose value is a secret, or `secret/key`.
        pub secrets: Pairs<Text, Text>,
        /// What is mounted: storage or a shared folder, and where.
        pub mounts: Pairs<Text, Text>,
    }
}

record! {
    /// An image that is built and kept.
    pub struct Image {
        /// The repository's name.
        pub repository: Text,
        /// How its versions are named.
        pub versions: Option<Text>,
        /// The image it is built from.
        pub base: Option<Text>,
        /// The Dockerfile.
        pub dockerfile: Option<Text>,
        /// What the Dockerfile says after its base image, one instruction after the other.
        pub instructions: List<Text>,
        /// What is kept out of it.
        pub ignore: Option<Text>,
        /// How many versions are kept.
        pub keep: Option<Count>,
        /// How a new version is published.
        pub publish: Option<Ref<Procedure>>,
    }
}

record! {
    /// Something stored beyond the life of a machine.
    pub struct Storage {
        /// What is in it.
        pub description: Option<Text>,
        /// How large it is.
        pub size: Option<Size>,
        /// Where machines mount it.
        pub mount: Option<Text>,
        /// Folders in it, and what is in each.
        pub folders: Pairs<Text, Text>,
        /// Whether it outlives the stacks.
        pub keep: bool,
        /// Whether it is a folder that containers share, gone with the machine.
        pub shared: Option<bool>,
        /// Who created it.
        pub created_by: Option<Text>,
    }
}

record! {
    /// A secret: what it is for and where its value comes from. Never the value.
    pub struct Secret {
        /// What it is for.
        pub description: Option<Text>,
        /// The keys it holds, and what each is; one unnamed value when left out.
        pub keys: Pairs<Text, Text>,
        /// How Secrets Manager makes its value.
        pub generate: Option<Generate>,
        /// Whether it outlives the stacks.
        pub keep: Option<bool>,
        /// Why it is kept this way.
        pub because: Option<Text>,
    }
}

record! {
    /// How Secrets Manager makes a value.
    pub struct Generate {
        /// How many characters.
        pub length: Count,
        /// Characters that are left out.
        pub without: Option<Text>,
    }
}

record! {
    /// The name under which a workload is found.
    pub struct Endpoint {
        /// The name.
        pub domain: DomainName,
        /// Other names it answers to.
        pub also: List<DomainName>,
        /// The zone it lies in.
        pub zone: Ref<Zone>,
        /// How the name comes to point at the machine.
        pub follows: Option<Text>,
        /// How long resolvers may keep it, in seconds.
        pub ttl: Option<Count>,
        /// Its certificate.
        pub certificate: Option<Certificate>,
    }
}

record! {
    /// A certificate.
    pub struct Certificate {
        /// Whom it names.
        pub r#for: List<DomainName>,
        /// Who issues it.
        pub issuer: Text,
        /// How one proves that the domain is one's own.
        pub proved_by: Option<Text>,
        /// How it is renewed.
        pub renewed: Option<Text>,
        /// Why.
        pub because: Option<Text>,
    }
}

record! {
    /// Something that runs at fixed times.
    pub struct Schedule {
        /// What it does.
        pub description: Option<Text>,
        /// When, as five cron fields, in UTC.
        pub cron: Cron,
        /// The container it runs in; the machine itself when left out.
        pub container: Option<Text>,
        /// What it runs.
        pub command: Option<Text>,
        /// Where it writes what it did.
        pub log: Option<Text>,
    }
}

record! {
    /// Something that is copied away.
    pub struct Backup {
        /// What is copied.
        pub of: Text,
        /// The container of the MySQL or MariaDB database that is copied by itself, into a
        /// bucket.
        pub container: Option<Text>,
        /// How often.
        pub every: Option<Duration>,
        /// When, as five cron fields, in UTC.
        pub cron: Option<Cron>,
        /// Where the copies go.
        pub to: Option<Text>,
        /// How long they are kept.
        pub keep: Option<Duration>,
        /// What is done by hand.
        pub manual: Option<Text>,
        /// How one comes back from them.
        pub restore: Option<Ref<Procedure>>,
    }
}

record! {
    /// What stops a workload when it costs too much.
    pub struct KillSwitch {
        /// The charges at which it acts.
        pub at: Money,
        /// Whose charges count, in words.
        pub of: Option<Text>,
        /// What it does.
        pub does: Text,
        /// The name of its alarm in AWS, where it has one already.
        pub called: Option<Text>,
        /// The technical account that it acts as.
        pub acts_as: Option<Ref<TechnicalAccount>>,
        /// Who is told.
        pub notify: List<Recipient>,
        /// Why.
        pub because: Option<Text>,
    }
}

record! {
    /// A setting that another copy of a workload would change.
    pub struct Parameter {
        /// What it sets.
        pub description: Text,
        /// Its value here.
        pub value: Option<Text>,
        /// Whether it is a secret, and so never written down.
        pub secret: Option<bool>,
        /// What it costs, where that depends on it.
        pub cost: Option<Rate>,
    }
}
