//! Teams, people, technical accounts, and the groups they are in.

use super::{Account, AccountClass, Permission, Section, System, any_ref, one_of, section};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::{
    Complaint, Context, List, Lower, Name, Pairs, Ref, Scalar, Schemas, Text, nearest, record,
};
use crate::source::Span;
use crate::value::{Count, Date, DomainName, Duration, Email};
use crate::yaml::{Kind, Node};

record! {
    /// A place where people ask and approve, such as a chat channel.
    pub struct Channel {
        /// Its address, as people find it: `#wg-aws-access`.
        pub address: Text,
        /// What to ask there.
        pub purpose: Option<Text>,
    }
}
section!(Channel, "channels", "channel");

record! {
    /// A team: it owns things, and is asked.
    pub struct Team {
        /// What people call it.
        pub title: Option<Text>,
        /// What it does.
        pub description: Option<Text>,
        /// Where it is asked.
        pub channel: Option<Ref<Channel>>,
        /// Its e-mail address.
        pub email: Option<Email>,
    }
}
section!(Team, "teams", "team");

record! {
    /// A role that people have at work. It says what they do, and grants nothing.
    pub struct JobRole {
        /// What such a person does.
        pub description: Option<Text>,
    }
}
section!(JobRole, "job_roles", "job role");

record! {
    /// A human being.
    pub struct Person {
        /// Their name, as people say it.
        pub title: Option<Text>,
        /// Their e-mail address, by which the identity provider knows them.
        pub email: Option<Email>,
        /// What they do.
        pub role: Ref<JobRole>,
        /// The teams they are in.
        pub teams: List<Ref<Team>>,
        /// The contract, when they are not employed.
        pub contractor: Option<Contract>,
        /// Their public SSH keys, for hosts they have a Linux user on.
        pub ssh_keys: List<Text>,
    }
}
section!(Person, "people", "person");

record! {
    /// A contract with somebody who is not employed.
    pub struct Contract {
        /// The company they come from.
        pub company: Option<Text>,
        /// The last day of the contract.
        pub until: Date,
    }
}

record! {
    /// An account that a machine uses, not a person.
    pub struct TechnicalAccount {
        /// What uses it, and for what.
        pub purpose: Text,
        /// Who answers for it.
        pub owner: Owner,
        /// The AWS account it lives in; where it is granted something when left out.
        pub account: Option<Ref<Account>>,
        /// How it proves who it is.
        pub authentication: Authentication,
    }
}
section!(TechnicalAccount, "technical_accounts", "technical account");

one_of! {
    /// How a technical account proves who it is.
    pub enum Authentication {
        /// By a token of an OpenID Connect provider; nothing is stored.
        Oidc(OidcTrust) = "oidc",
        /// As an AWS service that takes a role.
        Service(ServiceTrust) = "service",
        /// By an access key of an IAM user.
        AccessKey(AccessKey) = "access_key",
        /// By an SSH key, on hosts.
        SshKey(SshKey) = "ssh_key",
        /// By a token of the system itself, such as a Datadog API key.
        Token(TokenTrust) = "token",
    }
}

record! {
    /// Trust in an OpenID Connect provider.
    pub struct OidcTrust {
        /// The provider's host, without `https://`.
        pub oidc: DomainName,
        /// The audience the token must name.
        pub audience: Text,
        /// The subjects that may come: each pinned, `*` only where the provider's grammar needs it.
        pub subject: List<Text>,
    }
}

record! {
    /// Trust in an AWS service.
    pub struct ServiceTrust {
        /// The service's principal, such as `lambda.amazonaws.com`.
        pub service: DomainName,
    }
}

record! {
    /// A long-lived access key, created by hand and never written down here.
    pub struct AccessKey {
        /// Where the key is kept.
        pub access_key: Text,
        /// How often it is replaced.
        pub rotate: Option<Duration>,
    }
}

record! {
    /// An SSH key whose private half the machine keeps.
    pub struct SshKey {
        /// The public key.
        pub ssh_key: Text,
    }
}

record! {
    /// A token that the system itself gives.
    pub struct TokenTrust {
        /// Where the token is kept.
        pub token: Text,
        /// The system that gave it.
        pub of: Ref<System>,
        /// How often it is replaced.
        pub rotate: Option<Duration>,
    }
}

record! {
    /// A group: who is in it, and what they hold by being in it.
    pub struct Group {
        /// What people call it.
        pub title: Option<Text>,
        /// What it is for.
        pub description: Option<Text>,
        /// Who decides about its members.
        pub owner: Option<Owner>,
        /// How many of each job role are in it: a claim, compared with the members and with
        /// reality; it grants nothing.
        pub seats: Pairs<Ref<JobRole>, Seat>,
        /// How many technical accounts are in it: a claim like `seats`.
        pub technical_seats: Option<Count>,
        /// Who is in it.
        pub members: List<Member>,
        /// What its members hold.
        pub grants: List<Grant>,
    }
}
section!(Group, "groups", "group");

/// A head-count: `3`, or `{ count: 2, contractors: 2 }`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// How many people, contractors among them.
    pub count: Count,
    /// How many of them are contractors.
    pub contractors: Count,
    /// Where it was written.
    pub span: Span,
}

record! {
    /// A head-count with contractors.
    pub struct SeatRecord {
        /// How many people, contractors among them.
        pub count: Count,
        /// How many of them are contractors.
        pub contractors: Option<Count>,
    }
}

impl Lower for Seat {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let span = node.span;
        if let Kind::Mapping(_) = node.kind {
            let record = SeatRecord::lower(node, context)?;
            let contractors = record.contractors.unwrap_or(Count(0));
            if contractors > record.count {
                context.report(
                    Diagnostic::error(
                        Code::BAD_VALUE,
                        record.fields.value("contractors"),
                        format!(
                            "{contractors} contractors are more than the {} counted",
                            record.count
                        ),
                    )
                    .help("`count` includes the contractors"),
                );
                return None;
            }
            return Some(Self {
                count: record.count,
                contractors,
                span,
            });
        }
        Some(Self {
            count: Count::lower(node, context)?,
            contractors: Count(0),
            span,
        })
    }

    fn schema(schemas: &mut Schemas) -> serde_json::Value {
        let number = Count::schema(schemas);
        let record = SeatRecord::schema(schemas);
        serde_json::json!({ "anyOf": [number, record] })
    }
}

any_ref! {
    /// Somebody or something that is in a group: a person or a technical account.
    pub enum Member {
        /// A person.
        Person,
        /// A technical account.
        TechnicalAccount,
    }
}

any_ref! {
    /// Who answers for something: a team or a person.
    pub enum Owner {
        /// A team.
        Team,
        /// A person.
        Person,
    }
}

any_ref! {
    /// Who approves: a team, a person, or the members of a group.
    pub enum Approver {
        /// A team.
        Team,
        /// A person.
        Person,
        /// A group.
        Group,
    }
}

any_ref! {
    /// Whom to tell: a person, a team or a channel.
    pub enum Recipient {
        /// A person.
        Person,
        /// A team.
        Team,
        /// A channel.
        Channel,
    }
}

one_of! {
    /// What the members of a group hold, standing or on request.
    pub enum Grant {
        /// A permission on the systems it is about, or on accounts named here.
        Permission(PermissionGrant) = "permission",
        /// A way in that an account's class offers.
        Entry(EntryGrant) = "entry",
    }
}

record! {
    /// A permission that the members hold.
    pub struct PermissionGrant {
        /// The permission.
        pub permission: Ref<Permission>,
        /// The accounts where they hold it; those of the permission's systems when left out.
        pub on: List<Ref<Account>>,
        /// What to request before one holds it. Without it the grant is standing.
        pub request: Option<Text>,
        /// Who approves the request.
        pub approvers: List<Approver>,
        /// How long it is given for.
        pub r#for: Option<Duration>,
        /// The last day of the grant.
        pub until: Option<Date>,
        /// Why they hold it.
        pub because: Option<Text>,
    }
}

record! {
    /// A way into accounts that the members may take.
    pub struct EntryGrant {
        /// The class and the way in: `team-production/escalation`.
        pub entry: EntryRef,
        /// The accounts it may be taken into; all of the class when left out.
        pub on: List<Ref<Account>>,
        /// The last day of the grant.
        pub until: Option<Date>,
        /// Why they hold it.
        pub because: Option<Text>,
    }
}

/// `class/entry`: a way in that an account class offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRef {
    /// The account class.
    pub class: Ref<AccountClass>,
    /// The name of the way in; that the class has it is checked once the estate is whole.
    pub entry: Name,
    /// Where it was written.
    pub span: Span,
}

impl Lower for EntryRef {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let text = &context.scalar(node, "`class/entry`")?.text;
        let Some((class, entry)) = text.split_once('/') else {
            let near = nearest(
                text,
                context
                    .declared(AccountClass::SECTION)
                    .map(|(name, _)| name),
            );
            let class = near.unwrap_or("team-production");
            context.report(
                Diagnostic::error(
                    Code::BAD_VALUE,
                    node.span,
                    format!("`{text}` does not name a way into an account class"),
                )
                .help(format!(
                    "write the class and the way in, such as `{class}/escalation`"
                )),
            );
            return None;
        };
        let mut class_node = node.clone();
        if let Kind::Scalar(scalar) = &mut class_node.kind {
            class.clone_into(&mut scalar.text);
        }
        Some(Self {
            class: Ref::lower(&class_node, context)?,
            entry: Name::new(entry).ok()?,
            span: node.span,
        })
    }

    fn schema(_: &mut Schemas) -> serde_json::Value {
        serde_json::json!({ "type": "string", "pattern": "^[^/]+/[^/]+$" })
    }
}

/// An entry name is a name; this keeps the error of [`Name::new`] in one place.
impl Scalar for Name {
    const NOUN: &'static str = "a name";
    const EXAMPLE: &'static str = "stage-deployers";

    fn parse(text: &str) -> Result<Self, Complaint> {
        Name::new(text)
    }
}
crate::lower::scalars!(Name);
