//! Packing statements into policies: first-fit decreasing, denials before allowances.
//!
//! The parts say together what the statements say, but each of them can be attached,
//! detached or forgotten alone. So the order is one that fails closed: denials fill the
//! first parts, and an allowance of every action goes into the last part, so that whoever
//! attaches the parts one after another has every denial in place before it. A single
//! policy keeps all in the order given.

use std::cmp::Reverse;

use super::size_of;
use crate::policy::{Effect, Policy, Selection, Statement};

/// How early a statement is packed. The order of the variants is the order of packing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Turn {
    Denial,
    Allowance,
    /// An `Allow` on `*`, or on all but some actions.
    AllowanceOfEverything,
}

/// A policy being filled: the room its statements take, and their positions.
struct Bin {
    used: usize,
    positions: Vec<usize>,
    /// The earliest and the latest of its statements' turns.
    turns: (Turn, Turn),
}

/// Packs `statements`, each of at most `room` characters, into policies whose
/// statements take at most `room` together, commas included.
pub(super) fn pack(statements: Vec<Statement>, room: usize) -> Vec<Policy> {
    let sizes: Vec<usize> = statements.iter().map(size_of).collect();
    let turns: Vec<Turn> = statements.iter().map(turn).collect();
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|&position| (turns[position], Reverse(sizes[position]), position));

    let mut bins: Vec<Bin> = Vec::new();
    for position in order {
        let turn = turns[position];
        let with_comma = sizes[position] + 1;
        let fits = |bin: &&mut Bin| bin.used + with_comma <= room;
        let bin = match turn {
            Turn::AllowanceOfEverything => bins.iter_mut().rev().find(fits),
            Turn::Denial | Turn::Allowance => bins.iter_mut().find(fits),
        };
        match bin {
            Some(bin) => {
                bin.used += with_comma;
                bin.positions.push(position);
                bin.turns.1 = turn;
            }
            None => bins.push(Bin {
                used: sizes[position],
                positions: vec![position],
                turns: (turn, turn),
            }),
        }
    }
    for bin in &mut bins {
        bin.positions.sort_unstable();
    }
    bins.sort_by_key(|bin| {
        let (first, last) = bin.turns;
        let allows_everything = last == Turn::AllowanceOfEverything;
        (allows_everything, first, bin.positions.clone())
    });
    bins.into_iter()
        .map(|bin| {
            let positions = bin.positions.into_iter();
            Policy::new(positions.map(|position| statements[position].clone()))
        })
        .collect()
}

fn turn(statement: &Statement) -> Turn {
    let everything = match &statement.action {
        Selection::Only(patterns) => patterns.contains("*"),
        Selection::AllExcept(_) => true,
    };
    match (statement.effect, everything) {
        (Effect::Deny, _) => Turn::Denial,
        (Effect::Allow, false) => Turn::Allowance,
        (Effect::Allow, true) => Turn::AllowanceOfEverything,
    }
}
