//! Permissions: what a level means, in words and exactly.

use super::{Section, System, one_of, section};
use crate::lower::{List, Pairs, Ref, Spanned, Text, record, words};
use crate::model::Approver;
use crate::value::{Cidr, Date, Duration, Region, TagKey};

record! {
    /// A level of access to one or more systems.
    pub struct Permission {
        /// The systems it is about.
        pub on: List<Ref<System>>,
        /// What people call it; its name when left out.
        pub title: Option<Text>,
        /// What somebody with it can do, in a sentence.
        pub means: Text,
        /// What it allows. Nothing else is allowed.
        pub allow: List<Allowance>,
        /// What it denies whatever else allows it.
        pub deny: List<Allowance>,
        /// Whether those who hold it must have signed in with MFA. For IAM users it becomes a
        /// condition of the policy; Identity Center sessions do not carry the key, so that
        /// there the identity provider must require it.
        pub mfa: Option<Mfa>,
        /// Why MFA is not required, who said so, and until when.
        pub exception: Option<Exception>,
        /// How long a session lasts.
        pub session: Option<Duration>,
    }
}
section!(Permission, "permissions", "permission");

words! {
    /// Whether multi-factor authentication is needed.
    pub enum Mfa {
        /// It is.
        Required = "required",
        /// It is not, by an exception with its reason.
        Exempt = "exempt",
    }
}

record! {
    /// An exception from a rule: why, by whom, until when.
    pub struct Exception {
        /// Why.
        pub because: Text,
        /// Who approved it.
        pub approved_by: List<Approver>,
        /// The last day it holds.
        pub until: Option<Date>,
    }
}

one_of! {
    /// One thing that a permission allows or denies.
    pub enum Allowance {
        /// Access levels of the Service Authorization Reference on services.
        Access(AccessAllowance) = "access",
        /// Exact IAM actions.
        Actions(ActionAllowance) = "actions",
        /// AWS managed policies.
        Managed(ManagedAllowance) = "managed",
        /// Access to a Kubernetes cluster on EKS, by an EKS access policy.
        Kubernetes(KubernetesAllowance) = "kubernetes",
        /// A Linux user on a host.
        Linux(LinuxAllowance) = "linux",
        /// A role or capabilities in a product that decides for itself.
        Saas(SaasAllowance) = "saas",
    }
}

record! {
    /// Access levels on services, as AWS's Service Authorization Reference defines them.
    pub struct AccessAllowance {
        /// The access levels.
        pub access: List<AccessWord>,
        /// The services, by the prefix of their actions: `s3`, `ecr`, `logs`; or `all`.
        pub to: List<Spanned<Text>>,
        /// The resources: ARNs, or `type/name` such as `repository/snapshot-*`. Only actions that
        /// can be limited to such resources are meant then. All actions and all resources when
        /// left out.
        pub on: List<Text>,
        /// Actions that are not meant, wildcards allowed.
        pub except: List<Text>,
        /// When it holds.
        pub when: Option<Conditions>,
        /// Why.
        pub because: Option<Text>,
    }
}

words! {
    /// An access level of AWS's Service Authorization Reference.
    pub enum AccessWord {
        /// Seeing what exists.
        List = "list",
        /// Reading content and settings.
        Read = "read",
        /// Creating, changing and deleting.
        Write = "write",
        /// Changing only tags.
        Tagging = "tagging",
        /// Changing who may do what ("Permissions management").
        Permissions = "permissions",
        /// All five.
        All = "all",
    }
}

record! {
    /// Exact IAM actions on resources: a statement in the field's own terms.
    pub struct ActionAllowance {
        /// The actions, such as `s3:GetObject`; wildcards allowed.
        pub actions: List<Spanned<Text>>,
        /// The resources: ARNs, or `type/name`. All resources when left out.
        pub on: List<Text>,
        /// When it holds.
        pub when: Option<Conditions>,
        /// Why.
        pub because: Option<Text>,
    }
}

record! {
    /// Policies that AWS manages.
    pub struct ManagedAllowance {
        /// Their names, such as `ReadOnlyAccess` or `job-function/Billing`.
        pub managed: List<Text>,
        /// Why.
        pub because: Option<Text>,
    }
}

record! {
    /// Access to a Kubernetes cluster on EKS.
    pub struct KubernetesAllowance {
        /// The EKS access policy.
        pub kubernetes: KubernetesAccess,
        /// The cluster.
        pub cluster: Ref<System>,
        /// The namespaces; the whole cluster when left out.
        pub namespaces: List<Text>,
    }
}

words! {
    /// An access policy of EKS.
    ///
    /// Source: "Review access policy permissions", Amazon EKS User Guide.
    pub enum KubernetesAccess {
        /// See most objects, no secrets (`AmazonEKSViewPolicy`).
        View = "view",
        /// Change most objects, read secrets (`AmazonEKSEditPolicy`).
        Edit = "edit",
        /// Change most objects and who may do what (`AmazonEKSAdminPolicy`).
        Admin = "admin",
        /// Everything (`AmazonEKSClusterAdminPolicy`).
        ClusterAdmin = "cluster-admin",
    }
}

record! {
    /// A Linux user on a host.
    pub struct LinuxAllowance {
        /// What the user may do there.
        pub linux: LinuxAccess,
        /// The host.
        pub host: Ref<System>,
    }
}

words! {
    /// What a Linux user may do.
    pub enum LinuxAccess {
        /// Log in.
        User = "user",
        /// Log in, and become root with sudo.
        Root = "root",
    }
}

record! {
    /// A role or capabilities in a product that decides for itself.
    pub struct SaasAllowance {
        /// The product.
        pub saas: Ref<System>,
        /// The role there.
        pub role: Option<Text>,
        /// Capabilities, by the names the product gives them.
        pub capabilities: List<Text>,
    }
}

record! {
    /// When something holds. All parts must be true.
    pub struct Conditions {
        /// Whether the session was opened with MFA.
        pub mfa: Option<bool>,
        /// Tags that the resource has (`aws:ResourceTag`).
        pub tags: Pairs<TagKey, List<Text>>,
        /// Tags that the request sets (`aws:RequestTag`).
        pub request_tags: Pairs<TagKey, List<Text>>,
        /// Tags that who asks has (`aws:PrincipalTag`).
        pub principal_tags: Pairs<TagKey, List<Text>>,
        /// The regions asked in (`aws:RequestedRegion`).
        pub regions: List<Region>,
        /// The addresses asked from (`aws:SourceIp`).
        pub from: List<Cidr>,
        /// The VPCs asked from (`aws:SourceVpc`).
        pub from_vpc: List<Text>,
        /// The last day it holds (`aws:CurrentTime`).
        pub until: Option<Date>,
        /// Conditions in IAM's own words: operator, key, values.
        pub exactly: Pairs<Text, Pairs<Text, List<Text>>>,
    }
}
