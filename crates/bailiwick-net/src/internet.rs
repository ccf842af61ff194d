//! Which addresses are the internet's.

use ipnet::IpNet;

use crate::packet::Family;
use crate::set::Ranges;

/// The addresses of IPv4 that are nobody's on the internet. Those kept for documents are
/// not among them, so that they can stand for somebody.
/// Source: <https://www.iana.org/assignments/iana-ipv4-special-registry/>.
const NOT_PUBLIC: [([u8; 4], u8); 10] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 168, 0, 0], 16),
    ([198, 18, 0, 0], 15),
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

/// The addresses that are anybody's on the internet.
#[must_use]
pub fn addresses(family: Family) -> Ranges {
    match family {
        Family::V4 => {
            let blocks = NOT_PUBLIC.iter().map(|(address, length)| {
                let first = u128::from(u32::from_be_bytes(*address));
                (first, first + (1u128 << (32 - length)) - 1)
            });
            Ranges::between(0, u32::MAX.into()).difference(&Ranges::of(blocks))
        }
        // What is global unicast today.
        // Source: <https://www.iana.org/assignments/ipv6-address-space/>.
        Family::V6 => Ranges::between(0x2000 << 112, (0x4000 << 112) - 1),
    }
}

/// Addresses that are never AWS's: those kept for documents.
/// Source: <https://www.rfc-editor.org/rfc/rfc5737>, <https://www.rfc-editor.org/rfc/rfc3849>.
pub(crate) fn documented(family: Family) -> Ranges {
    let blocks: &[&str] = match family {
        Family::V4 => &["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"],
        Family::V6 => &["2001:db8::/32"],
    };
    let blocks = blocks
        .iter()
        .filter_map(|block| block.parse::<IpNet>().ok());
    Ranges::of(blocks.flat_map(|block| Ranges::block(&block).iter().copied().collect::<Vec<_>>()))
}
