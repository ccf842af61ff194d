//! Controls: statements that must be true, and what shows that they are.

use super::{
    Account, AccountClass, Approver, Environment, Exception, Network, Section, System, Workload,
    any_ref, section,
};
use crate::lower::{List, Pairs, Ref, Spanned, Text, record, words};
use crate::model::{AccessWord, Origin, Unit};
use crate::value::{Date, Ports, TagKey};

record! {
    /// A statement that must be true, and what shows that it is.
    pub struct Control {
        /// The statement, in people's words.
        pub statement: Text,
        /// What it is about; everything when left out.
        pub applies_to: Option<Scope>,
        /// What must be true of the network.
        pub reach: Option<Reach>,
        /// What must be true of permissions.
        pub access: Option<AccessRule>,
        /// Controls of the catalogue that it stands for.
        pub catalogue: List<CatalogueControl>,
        /// Who vouches for it, where no machine can see it.
        pub attested: Option<Attestation>,
        /// What is looked at: what is compiled, what AWS holds, or both.
        pub evidence: List<Evidence>,
        /// That nothing shows it yet is accepted, by an exception.
        pub unknown_accepted: Option<Exception>,
    }
}
section!(Control, "controls", "control");

words! {
    /// What a control looks at.
    pub enum Evidence {
        /// What the estate compiles to.
        Compiled = "compiled",
        /// What AWS really holds.
        Observed = "observed",
    }
}

record! {
    /// A selection of what the estate declares. All parts must match; within a part, any.
    pub struct Scope {
        /// Environments.
        pub environments: List<Ref<Environment>>,
        /// Accounts.
        pub accounts: List<Ref<Account>>,
        /// Account classes.
        pub classes: List<Ref<AccountClass>>,
        /// Organizational units, with those below them.
        pub units: List<Ref<Unit>>,
        /// Systems.
        pub systems: List<Ref<System>>,
        /// Workloads.
        pub workloads: List<Ref<Workload>>,
        /// Networks.
        pub networks: List<Ref<Network>>,
        /// Tags.
        pub tags: Pairs<TagKey, Text>,
    }
}

record! {
    /// Who may talk to what.
    pub struct Reach {
        /// What is protected.
        pub to: Scope,
        /// Its ports.
        pub ports: List<Spanned<Ports>>,
        /// The only ones that may reach it.
        pub only_from: List<Origin>,
        /// The ones that may not reach it.
        pub never_from: List<Origin>,
    }
}

record! {
    /// Who may do what.
    pub struct AccessRule {
        /// Who is meant; everybody when left out.
        pub who: List<Subject>,
        /// Access levels that they may not have.
        pub never: List<AccessWord>,
        /// Access levels that nobody else may have.
        pub only: List<AccessWord>,
        /// Actions that they may not do.
        pub never_actions: List<Text>,
        /// Where.
        pub on: Option<Scope>,
        /// Whether they need MFA for what they may do.
        pub with_mfa: Option<bool>,
        /// Whether only what is held standing counts; what can be held on request as well when
        /// left out.
        pub standing: Option<bool>,
    }
}

any_ref! {
    /// Who is meant: a group, a person or a technical account.
    pub enum Subject {
        /// A group.
        Group,
        /// A person.
        Person,
        /// A technical account.
        TechnicalAccount,
    }
}

record! {
    /// Somebody's word that it is true.
    pub struct Attestation {
        /// Who vouches.
        pub by: Approver,
        /// Since when.
        pub on: Date,
        /// Until when; after that it counts as refuted.
        pub until: Date,
        /// What they know.
        pub because: Text,
    }
}

words! {
    /// A control of Bailiwick's catalogue.
    pub enum CatalogueControl {
        /// Members equal the declared head-counts.
        MembersEqualSeats = "members-equal-seats",
        /// Every principal is declared.
        PrincipalsDeclared = "principals-declared",
        /// Contractors have an end date.
        ContractorsEnd = "contractors-end",
        /// Technical accounts have an owner, and no console access.
        TechnicalAccountsOwned = "technical-accounts-owned",
        /// Permissions are held only through groups.
        PermissionsThroughGroups = "permissions-through-groups",
        /// Nobody but declared administrators may do everything.
        NoUndeclaredAdministrators = "no-undeclared-administrators",
        /// What a permission really allows lies within its declared sentence.
        PermissionsMinimal = "permissions-minimal",
        /// Nobody below administrator can make themselves one.
        NoPrivilegeEscalation = "no-privilege-escalation",
        /// Nothing outside production can write to production.
        ProductionNotWritableFromOutside = "production-not-writable-from-outside",
        /// Trust reaches only declared accounts and pinned subjects.
        TrustDeclared = "trust-declared",
        /// Nobody outside has access but who is declared.
        NoUndeclaredExternalAccess = "no-undeclared-external-access",
        /// The console, and listed permissions, need MFA.
        MfaRequired = "mfa-required",
        /// IAM users and keys exist only where the account's class lets them.
        IamUsersAllowed = "iam-users-allowed",
        /// Databases are reached only from declared internal networks.
        DatabasesInternal = "databases-internal",
        /// Kubernetes APIs are reached only from declared internal networks.
        KubernetesInternal = "kubernetes-internal",
        /// No administrative port is open to any public address.
        NoPublicAdministration = "no-public-administration",
        /// SSH goes only through the bastion or Session Manager.
        SshThroughBastion = "ssh-through-bastion",
        /// Environments cannot reach each other.
        EnvironmentsIsolated = "environments-isolated",
        /// The organisation's trail records all regions, validated, into an account of its own.
        OrganizationTrail = "organization-trail",
        /// Every declared log source flows where it can flow.
        LogsFlow = "logs-flow",
        /// Everything carries the required tags.
        TagsPresent = "tags-present",
        /// Every account has a budget, an alarm and an owner.
        AccountsAccountable = "accounts-accountable",
        /// Data marked as kept survives the deletion of every stack.
        DataSurvives = "data-survives",
        /// No secret stands in clear.
        NoSecretInClear = "no-secret-in-clear",
        /// The root user is locked away.
        RootLockedAway = "root-locked-away",
        /// No account holds data that its class forbids.
        DataClassesHeld = "data-classes-held",
        /// An account dedicated to a customer holds one customer's data.
        OneCustomerPerAccount = "one-customer-per-account",
        /// Every guardrail forbids what it says, and lets in whom it excepts.
        GuardrailsHold = "guardrails-hold",
        /// A procedure is documented before it is automated.
        DocumentedBeforeAutomated = "documented-before-automated",
    }
}
