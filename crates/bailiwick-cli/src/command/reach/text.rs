//! The answer for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};
use bailiwick_net::path::{End, Hop};
use bailiwick_net::reach::{Answer, Path, Query, Reach, Relay, Witness};

use crate::render::printable;

const HEADING: Style = Style::new().bold();
const REACHED: Style = AnsiColor::Green.on_default().bold();
const STOPPED: Style = AnsiColor::Red.on_default().bold();
const DOUBTFUL: Style = AnsiColor::Yellow.on_default().bold();
const FAINT: Style = Style::new().dimmed();

/// The first port that clients connect from by themselves.
/// Source: <https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html>.
const FIRST_EPHEMERAL: u16 = 1024;

/// The whole answer.
pub(super) fn render(query: &Query, answer: &Answer, paths: &[Path]) -> String {
    let mut text = heading(query, &answer.reach);
    text += &reach(&answer.reach);
    for relay in &answer.relays {
        text += &relayed(relay);
    }
    text += &named(
        "unknown of others that may connect for them",
        answer.relay_gaps.iter(),
    );
    if !paths.is_empty() {
        text += &format!("\n{HEADING}all ways{HEADING:#}\n");
        for path in paths {
            text.push('\n');
            text += &witness(&path.witness, "packet");
            text += &named("if known", path.gaps.iter());
        }
    }
    text
}

fn heading(query: &Query, reach: &Reach) -> String {
    let (style, word) = match reach {
        Reach::Reachable(_) => (REACHED, "reached"),
        Reach::OneWay { .. } => (DOUBTFUL, "one way"),
        Reach::Unreachable { .. } => (STOPPED, "not reached"),
        Reach::Unknown { .. } => (DOUBTFUL, "unknown"),
    };
    let asked = format!("{} → {} by {}", query.from, query.to, query.traffic);
    format!("{style}{word}{style:#}  {}\n", printable(&asked))
}

fn reach(reach: &Reach) -> String {
    match reach {
        Reach::Reachable(found) => format!("\n{}", witness(found, "packet")),
        Reach::OneWay {
            witness: found,
            lost,
        } => {
            format!(
                "\n{}{}",
                witness(found, "packet"),
                named("no answer", lost.iter())
            )
        }
        Reach::Unreachable { because, tried } => {
            let tried = tried.as_ref().map(|tried| witness(tried, "tried"));
            format!(
                "{}\n{}",
                named("because", because.iter()),
                tried.unwrap_or_default()
            )
        }
        Reach::Unknown { gaps, perhaps } => {
            let perhaps = perhaps
                .as_ref()
                .map(|found| format!("\n{}", witness(found, "perhaps")));
            named("since", gaps.iter()) + &perhaps.unwrap_or_default()
        }
    }
}

fn relayed(relay: &Relay) -> String {
    let both = [&relay.to_it, &relay.from_it];
    let says = match both {
        [Reach::Reachable(_), Reach::Reachable(_)] => "connects for them",
        [Reach::Unknown { .. }, _] | [_, Reach::Unknown { .. }] => "may connect for them",
        _ => "does not connect for them",
    };
    let balancer = relay.balancer.to_string();
    let mut text = format!(
        "\n{HEADING}{} {says}: it listens on {} and connects to {}{HEADING:#}\n",
        printable(&balancer),
        relay.listens,
        relay.connects
    );
    for one in both {
        text += &reach(one);
    }
    text
}

/// A packet and its way, a line for each place.
fn witness(witness: &Witness, title: &str) -> String {
    let mut text = format!("{title}  {}\n", witness.packet);
    text += &way(&witness.hops);
    if witness.packet.protocol.has_ports() && witness.packet.source_port < FIRST_EPHEMERAL {
        text += "  only from a port below 1024: no ordinary client's, but anybody may choose it\n";
    }
    match &witness.end {
        End::Left(outside) => text += &format!("  {}\n", printable(&outside.to_string())),
        End::Stopped(stop) => text += &format!("  dropped: {}\n", printable(&stop.to_string())),
        End::Arrived(_) | End::Unknown(_) => {}
    }
    if !witness.answer.is_empty() {
        text += "answer\n";
        text += &way(&witness.answer);
    }
    text
}

fn way(hops: &[Hop]) -> String {
    let mut text = String::new();
    for hop in hops {
        let said = hop.to_string();
        let said = printable(&said);
        // Writing to a text does not fail.
        let _ = match hop {
            Hop::At(_) => writeln!(text, "  {said}"),
            _ => writeln!(text, "    {FAINT}{said}{FAINT:#}"),
        };
    }
    text
}

fn named<T: ToString>(title: &str, all: impl Iterator<Item = T>) -> String {
    all.map(|one| format!("{title}: {}\n", printable(&one.to_string())))
        .collect()
}
