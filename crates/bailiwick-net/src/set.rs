//! Sets of packets, exact: products of sets of numbers, and unions of such products.
//!
//! A [`Region`] is a product: any of these sources, to any of these destinations, by any
//! of these protocols, between any of these ports. A [`PacketSet`] is a union of regions
//! that have no packet in common. Intersection, union and difference are exact; nothing
//! is sampled.
//!
//! Start reading at [`Region`].

mod packet_set;
mod ranges;
mod region;
#[cfg(test)]
mod tests;

pub use packet_set::PacketSet;
pub use ranges::Ranges;
pub use region::Region;
