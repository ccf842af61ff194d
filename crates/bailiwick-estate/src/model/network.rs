//! Networks, and the names under which the world finds what is in them.

use super::{Account, Environment, Section, System, section};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::lower::{
    Context, List, Lower, Names, Pairs, Ref, Scalar, Schemas, Spanned, Text, record, unknown_name,
    words,
};
use crate::source::Span;
use crate::value::{Cidr, Count, DomainName, Ports, Region, TagKey};
use crate::yaml::Node;

record! {
    /// A virtual private cloud, or any network that the estate knows by its addresses.
    pub struct Network {
        /// What it is for.
        pub description: Option<Text>,
        /// The account it lies in; none for a network outside AWS, such as an office.
        pub account: Option<Ref<Account>>,
        /// The environment it serves.
        pub environment: Option<Ref<Environment>>,
        /// The region it lies in; the account's when left out.
        pub region: Option<Region>,
        /// Its addresses.
        pub cidr: List<Spanned<Cidr>>,
        /// Why it has this many addresses.
        pub sized_for: Option<Text>,
        /// Whether controls that say `internal` mean this network.
        pub internal: Option<bool>,
        /// Whether its DNS server answers.
        pub dns_support: Option<bool>,
        /// Whether instances with public addresses get public names.
        pub dns_hostnames: Option<bool>,
        /// Its subnets.
        pub subnets: Names<Subnet>,
        /// Its security groups.
        pub security_groups: Names<SecurityGroup>,
        /// What its network ACLs say, when it is not the default that lets everything pass.
        pub acl: Option<Text>,
        /// Its tags.
        pub tags: Pairs<TagKey, Text>,
    }
}
section!(Network, "networks", "network");

record! {
    /// A part of a network.
    pub struct Subnet {
        /// What it is for.
        pub description: Option<Text>,
        /// Its addresses.
        pub cidr: Spanned<Cidr>,
        /// Whether the internet can be reached from it and reaches into it.
        pub exposure: Exposure,
        /// The availability zone it lies in.
        pub availability_zone: Option<Text>,
        /// Why it is kept free for now.
        pub reserved_for: List<Text>,
    }
}

words! {
    /// How a subnet meets the internet.
    pub enum Exposure {
        /// Routed to an internet gateway.
        Public = "public",
        /// Not routed to an internet gateway.
        Private = "private",
    }
}

record! {
    /// Who may talk to what carries it, and to whom that may talk.
    pub struct SecurityGroup {
        /// What it is for.
        pub description: Option<Text>,
        /// What may come in.
        pub inbound: List<Rule>,
        /// What may go out.
        pub outbound: List<Rule>,
    }
}

record! {
    /// Traffic that may pass.
    pub struct Rule {
        /// The ports.
        pub ports: List<Spanned<Ports>>,
        /// The other end.
        pub with: List<Origin>,
        /// Why.
        pub because: Option<Text>,
    }
}

/// One end of traffic: addresses, a network or system of the estate, `internal` or `internet`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Every address there is, IPv4 and IPv6.
    Internet(Span),
    /// Every network that says it is internal.
    Internal(Span),
    /// A range of addresses.
    Cidr(Spanned<Cidr>),
    /// A network of the estate.
    Network(Ref<Network>),
    /// A system of the estate.
    System(Ref<System>),
}

impl Origin {
    /// The word, range or name, as it is shown.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Internet(_) => "internet".to_owned(),
            Self::Internal(_) => "internal".to_owned(),
            Self::Cidr(cidr) => cidr.to_string(),
            Self::Network(network) => network.to_string(),
            Self::System(system) => system.to_string(),
        }
    }
}

impl Lower for Origin {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let text = context
            .scalar(node, "`internet`, `internal`, an address range or a name")?
            .text
            .clone();
        let span = node.span;
        match text.as_str() {
            "internet" => return Some(Self::Internet(span)),
            "internal" => return Some(Self::Internal(span)),
            _ => {}
        }
        if context.declaration(Network::SECTION, &text).is_some() {
            return Ref::lower(node, context).map(Self::Network);
        }
        if context.declaration(System::SECTION, &text).is_some() {
            return Ref::lower(node, context).map(Self::System);
        }
        match Cidr::parse(&text) {
            Ok(value) => Some(Self::Cidr(Spanned { value, span })),
            Err(complaint) => {
                let looks_like_address = text.contains(['/', ':'])
                    || text.chars().all(|c| c.is_ascii_digit() || c == '.');
                context.report(if looks_like_address {
                    Diagnostic::error(Code::BAD_VALUE, span, complaint.message)
                        .maybe_help(complaint.help)
                } else {
                    let sections = [
                        (Network::SECTION, Network::NOUN),
                        (System::SECTION, System::NOUN),
                    ];
                    unknown_name(context, &text, span, &sections)
                });
                None
            }
        }
    }

    fn schema(_: &mut Schemas) -> serde_json::Value {
        serde_json::json!({
            "type": "string",
            "description": "`internet`, `internal`, an address range, or the name of a network or system.",
        })
    }
}

record! {
    /// A DNS zone: where it is hosted, and what is in it.
    pub struct Zone {
        /// The domain.
        pub domain: DomainName,
        /// What matters about it.
        pub description: Option<Text>,
        /// Where the domain was bought, and is renewed.
        pub registrar: Option<Text>,
        /// When it was bought.
        pub registered: Option<Text>,
        /// Who answers queries for it: Route 53, when left out.
        pub hosted_by: Option<Text>,
        /// The account its hosted zone lies in.
        pub account: Option<Ref<Account>>,
        /// Its records, by a name for each.
        pub records: Names<ZoneRecord>,
    }
}
section!(Zone, "zones", "zone");

record! {
    /// A record of a zone.
    pub struct ZoneRecord {
        /// The name it answers for.
        pub name: DomainName,
        /// Its type.
        pub r#type: RecordType,
        /// Its values; left out where a machine writes them.
        pub values: List<Text>,
        /// How long resolvers may keep it, in seconds.
        pub ttl: Option<Count>,
        /// Who writes it: left out when Bailiwick does.
        pub written_by: Option<Text>,
        /// Why it is there.
        pub because: Option<Text>,
        /// What becomes of it, when it does not stay.
        pub retired: Option<Text>,
    }
}

words! {
    /// The type of a DNS record.
    pub enum RecordType {
        /// An IPv4 address.
        A = "A",
        /// An IPv6 address.
        Aaaa = "AAAA",
        /// Another name.
        Cname = "CNAME",
        /// A mail server.
        Mx = "MX",
        /// Text.
        Txt = "TXT",
        /// The name servers.
        Ns = "NS",
        /// A service.
        Srv = "SRV",
        /// Who may issue certificates.
        Caa = "CAA",
    }
}
