//! Every address but some.

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// The blocks that hold every address of both families which is in none of `blocks`.
pub(crate) fn complement(blocks: &[IpNet]) -> Vec<IpNet> {
    let whole = [IpNet::V4(Ipv4Net::default()), IpNet::V6(Ipv6Net::default())];
    let mut outside = Vec::new();
    for family in whole {
        outside_of(family, blocks, &mut outside);
    }
    outside
}

/// Cuts a block in halves until each is in no block, or in one.
fn outside_of(block: IpNet, blocks: &[IpNet], outside: &mut Vec<IpNet>) {
    if blocks.iter().any(|one| one.contains(&block)) {
        return;
    }
    let inside = blocks.iter().filter(|one| block.contains(*one));
    let inside: Vec<IpNet> = inside.copied().collect();
    if inside.is_empty() {
        outside.push(block);
        return;
    }
    // INVARIANT: a block that holds another, smaller one can be cut in two.
    if let Ok(halves) = block.subnets(block.prefix_len() + 1) {
        for half in halves {
            outside_of(half, &inside, outside);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_and_what_was_given_make_up_everything() {
        let given: Vec<IpNet> = ["10.0.0.0/8", "192.168.40.0/24", "2001:db8::/32"]
            .iter()
            .map(|block| block.parse().expect("a block"))
            .collect();
        let left = complement(&given);
        let addresses = |blocks: &[IpNet]| -> u128 {
            blocks
                .iter()
                .filter(|block| block.addr().is_ipv4())
                .map(|block| 1 << (32 - u32::from(block.prefix_len())))
                .sum()
        };
        assert_eq!(addresses(&left) + addresses(&given), 1 << 32);
        for one in &left {
            assert!(
                !given
                    .iter()
                    .any(|two| two.contains(one) || one.contains(two)),
                "{one}"
            );
        }
        assert_eq!(complement(&[]).len(), 2);
    }
}
