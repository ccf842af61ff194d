//! Sets of packets in a few words.

use bailiwick_net::packet::{Family, Protocol};
use bailiwick_net::set::{Ranges, Region};

use super::parties::Party;

/// How many ranges are written out.
const SHOWN: usize = 4;

/// `tcp 22, 80-443 from 0.0.0.0-127.255.255.255`; addresses only of who is outside.
pub(super) fn of(region: &Region, from: &Party, to: &Party) -> String {
    let protocols = protocols(region);
    let whole = Region::everything(region.family);
    let mut words = protocols;
    let has_ports = |number: u128| [6, 17].contains(&number);
    if region
        .protocol
        .iter()
        .all(|(first, last)| first == last && has_ports(*first))
    {
        words += &match region.destination_port == whole.destination_port {
            true => ", every port".to_owned(),
            false => format!(
                " {}",
                ranges(&region.destination_port, |number| number.to_string())
            ),
        };
    }
    let address = |number| region.family.address(number).to_string();
    if from.is_outside {
        words += &format!(" from {}", ranges(&region.source, address));
    }
    if to.is_outside {
        words += &format!(" to {}", ranges(&region.destination, address));
    }
    words
}

fn protocols(region: &Region) -> String {
    let family = match region.family {
        Family::V4 => "",
        Family::V6 => " over IPv6",
    };
    let mut names: Vec<String> = Vec::new();
    for (first, last) in region.protocol.iter() {
        match (u8::try_from(*first), u8::try_from(*last)) {
            (Ok(first), Ok(last)) if last - first < 2 => {
                names.extend((first..=last).map(|one| Protocol(one).to_string()));
            }
            _ => names.push(format!("protocols {first} to {last}")),
        }
    }
    match names.len() > SHOWN {
        true => format!("every other protocol{family}"),
        false => format!("{}{family}", names.join(" and ")),
    }
}

fn ranges(ranges: &Ranges, word: impl Fn(u128) -> String) -> String {
    let all = ranges.iter();
    let count = all.len();
    let mut words: Vec<String> = all
        .take(SHOWN)
        .map(|(first, last)| match first == last {
            true => word(*first),
            false => format!("{}-{}", word(*first), word(*last)),
        })
        .collect();
    if count > SHOWN {
        words.push(format!("{} more ranges", count - SHOWN));
    }
    words.join(", ")
}
