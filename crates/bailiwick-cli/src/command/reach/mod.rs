//! `bailiwick reach`: who reaches whom, shown by a packet or by what stops them all.
//!
//! The answer is that of [`bailiwick_net`]; `text` and `json` say it.

mod json;
mod text;
mod traffic;

use std::path::PathBuf;

use bailiwick_net::model::{Network, Traffic};
use bailiwick_net::reach::{Answer, Endpoint, EndpointError, Engine, Query, Reach};
use bailiwick_net::template::{self, Stack};
use clap::Args;
use serde_json::Value;

use crate::failure::{Failure, Outcome};
use crate::front::Front;
use crate::render::{Format, human, pretty, summary};
use crate::{console, exit_code, observed};

/// Say whether one thing of a network reaches another, and show it.
///
/// FROM and TO are each `internet`, `on-premises`, `all`, an address or a block of
/// addresses, `tag:KEY=VALUE`, or the id, ARN or name of a resource: an instance or
/// interface, a load balancer, an endpoint; a security group, a subnet or a VPC for
/// everything in it. In an estate, a resource is named as in its template.
///
/// A packet is shown that gets there, with its path and that of the answer; or what stops
/// every packet. What is not known or not modelled makes the answer unknown, and is named.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  bailiwick reach internet all                        is anything open to the internet?
  bailiwick reach internet tag:tier=db --port 3306/tcp
  bailiwick reach internet web --all-paths            every way there, not just one
  bailiwick reach 10.0.0.0/8 db shop                  from addresses, in the estate `shop`
  bailiwick reach internet i-0abc --observed snapshot
                                                      in what AWS holds

DIR of `--observed` has a folder for each account and region, with files that hold what
`aws ec2 describe-vpcs`, `describe-subnets` and so on printed as JSON, under any names. A
list that is not there is unknown; so is what depends on it.

Exits with 0 when it is reached, 1 when it is not, 4 when that cannot be told.")]
pub struct Arguments {
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,

    /// By which port or protocol: `3306/tcp`, `8000-8999/tcp`, `53/udp`, `icmp`.
    #[arg(long, value_name = "PORT", value_parser = traffic::parse, default_value = "all")]
    port: Traffic,

    /// Show every way, not just one.
    #[arg(long)]
    all_paths: bool,

    /// Ask what AWS holds, as the AWS CLI described it, instead of an estate.
    #[arg(long, value_name = "DIR", conflicts_with = "folder")]
    observed: Option<PathBuf>,

    /// Who sends.
    #[arg(value_name = "FROM")]
    from: String,

    /// Who is to be reached.
    #[arg(value_name = "TO")]
    to: String,

    /// The folder of the estate, or one file.
    #[arg(value_name = "DIR", default_value = ".")]
    folder: PathBuf,
}

/// One side of the question is not understood.
#[derive(Debug, thiserror::Error)]
#[error("cannot ask about `{written}`")]
struct SideError {
    written: String,
    #[source]
    source: EndpointError,
}

impl Failure for SideError {
    fn hint(&self) -> Option<String> {
        Some("name a resource, `internet`, `on-premises`, `tag:KEY=VALUE`, or addresses such as `10.0.0.0/8`".into())
    }
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let side = |written: &str| {
        let parsed: Result<Endpoint, EndpointError> = written.parse();
        let written = written.to_owned();
        parsed.map_err(|source| SideError { written, source })
    };
    let query = Query {
        from: side(&arguments.from)?,
        to: side(&arguments.to)?,
        traffic: arguments.port,
    };
    let network = match &arguments.observed {
        Some(folder) => observed::network(folder)?,
        None => {
            let front = Front::read(&arguments.folder)?;
            let Some(network) = compiled(&front) else {
                console::remark(&(human::render(&front.report()) + &summary::render(&front)));
                return Ok(exit_code::ESTATE_HAS_ERRORS);
            };
            network
        }
    };
    let engine = Engine::new(&network);
    let answer = engine.reach(&query);
    let paths = if arguments.all_paths {
        engine.paths(&query)
    } else {
        Vec::new()
    };
    console::print(&match arguments.format {
        Format::Human => text::render(&query, &answer, &paths),
        Format::Json => pretty(&json::render(&query, &answer, &paths)),
    })?;
    Ok(exit_code(&answer))
}

/// The network of what the estate compiles to.
fn compiled(front: &Front) -> Option<Network> {
    let blueprint = front.blueprint.as_ref()?;
    let templates: Vec<Value> = blueprint
        .stacks
        .iter()
        .map(|stack| stack.template.to_json())
        .collect();
    let stacks = blueprint
        .stacks
        .iter()
        .zip(&templates)
        .map(|(stack, template)| Stack {
            account: &stack.account,
            region: &stack.region,
            name: &stack.name,
            template,
            parameters: Default::default(),
        });
    Some(template::read(&stacks.collect::<Vec<_>>()))
}

fn exit_code(answer: &Answer) -> u8 {
    match answer.reach {
        Reach::Reachable(_) | Reach::OneWay { .. } => exit_code::FINE,
        Reach::Unreachable { .. } => exit_code::NOT_SO,
        Reach::Unknown { .. } => exit_code::UNKNOWN,
    }
}
