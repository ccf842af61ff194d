//! The laws of sets, on sets of few numbers where every member can be tried.

use proptest::prelude::*;

use super::{PacketSet, Ranges, Region};
use crate::packet::{Family, Packet, Protocol};

/// Ranges among 0..16.
fn ranges() -> impl Strategy<Value = Ranges> {
    prop::collection::vec((0u128..16, 0u128..6), 0..4).prop_map(|pairs| {
        pairs
            .into_iter()
            .map(|(first, more)| (first, first + more))
            .collect()
    })
}

fn region() -> impl Strategy<Value = Region> {
    (ranges(), ranges(), ranges(), ranges(), ranges()).prop_map(
        |(source, destination, protocol, source_port, destination_port)| Region {
            family: Family::V4,
            source,
            destination,
            protocol,
            source_port,
            destination_port,
        },
    )
}

fn packet() -> impl Strategy<Value = Packet> {
    (0u128..22, 0u128..22, 0u8..22, 0u16..22, 0u16..22).prop_map(
        |(source, destination, protocol, source_port, destination_port)| Packet {
            source: Family::V4.address(source),
            destination: Family::V4.address(destination),
            protocol: Protocol(protocol),
            source_port,
            destination_port,
        },
    )
}

proptest! {
    #[test]
    fn ranges_are_sets_of_numbers(one in ranges(), two in ranges()) {
        for number in 0..24 {
            let (in_one, in_two) = (one.contains(number), two.contains(number));
            prop_assert_eq!(one.union(&two).contains(number), in_one || in_two);
            prop_assert_eq!(one.intersection(&two).contains(number), in_one && in_two);
            prop_assert_eq!(one.difference(&two).contains(number), in_one && !in_two);
        }
        let within = (0..24).all(|number| !one.contains(number) || two.contains(number));
        prop_assert_eq!(one.is_within(&two), within);
        prop_assert_eq!(one.meets(&two), !one.intersection(&two).is_empty());
        // One set is written in one way only.
        prop_assert_eq!(one.difference(&two).union(&one.intersection(&two)), one);
    }

    #[test]
    fn regions_are_sets_of_packets(one in region(), two in region(), packets in prop::collection::vec(packet(), 40)) {
        let both = one.intersection(&two);
        let rest = one.difference(&two);
        prop_assert_eq!(one.meets(&two), both.is_some());
        for packet in &packets {
            let (in_one, in_two) = (one.contains(packet), two.contains(packet));
            prop_assert_eq!(both.as_ref().is_some_and(|region| region.contains(packet)), in_one && in_two);
            let pieces = rest.iter().filter(|piece| piece.contains(packet)).count();
            prop_assert_eq!(pieces, usize::from(in_one && !in_two));
        }
        if let Some(example) = one.example() {
            prop_assert!(one.contains(&example));
        }
        prop_assert_eq!(one.is_within(&two), rest.is_empty());
    }

    #[test]
    fn unions_of_regions_are_sets(
        regions in prop::collection::vec(region(), 0..5),
        others in prop::collection::vec(region(), 0..3),
        packets in prop::collection::vec(packet(), 40),
    ) {
        let (one, two): (PacketSet, PacketSet) = (regions.iter().cloned().collect(), others.iter().cloned().collect());
        for packet in &packets {
            let in_one = regions.iter().any(|region| region.contains(packet));
            let in_two = others.iter().any(|region| region.contains(packet));
            prop_assert!(one.regions().iter().filter(|region| region.contains(packet)).count() <= 1);
            prop_assert_eq!(one.contains(packet), in_one);
            prop_assert_eq!(one.intersection(&two).contains(packet), in_one && in_two);
            prop_assert_eq!(one.clone().difference(&two).contains(packet), in_one && !in_two);
        }
    }
}

#[test]
fn an_example_is_easy_to_read() {
    let [with_ports, icmp, _] = Region::universe(Family::V4);
    let example = with_ports.example().unwrap();
    assert_eq!(
        example.to_string(),
        "tcp 203.0.113.10:49152 → 203.0.113.10:443"
    );
    let example = icmp.example().unwrap();
    assert_eq!(
        example.to_string(),
        "icmp 203.0.113.10 → 203.0.113.10 type 8 code 0"
    );
}
