//! Packing statements into policies: first-fit decreasing.

use std::cmp::Reverse;

use super::size_of;
use crate::policy::{Policy, Statement};

/// A policy being filled: the room its statements take, and their positions.
struct Bin {
    used: usize,
    positions: Vec<usize>,
}

/// Packs `statements`, each of at most `room` characters, into policies whose
/// statements take at most `room` together, commas included.
pub(super) fn pack(statements: Vec<Statement>, room: usize) -> Vec<Policy> {
    let sizes: Vec<usize> = statements.iter().map(size_of).collect();
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|&position| (Reverse(sizes[position]), position));

    let mut bins: Vec<Bin> = Vec::new();
    for position in order {
        let with_comma = sizes[position] + 1;
        match bins.iter_mut().find(|bin| bin.used + with_comma <= room) {
            Some(bin) => {
                bin.used += with_comma;
                bin.positions.push(position);
            }
            None => bins.push(Bin {
                used: sizes[position],
                positions: vec![position],
            }),
        }
    }
    for bin in &mut bins {
        bin.positions.sort_unstable();
    }
    bins.sort_by(|one, other| one.positions.cmp(&other.positions));
    bins.into_iter()
        .map(|bin| {
            let positions = bin.positions.into_iter();
            Policy::new(positions.map(|position| statements[position].clone()))
        })
        .collect()
}
