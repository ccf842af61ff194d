//! Internet addresses and networks in conditions.

use std::net::IpAddr;

/// An address range in CIDR notation. "If you specify an IP address without
/// the associated routing prefix, IAM uses the default prefix value of /32"
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress>);
/// for IPv6 that can only mean the one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Network {
    version: u8,
    bits: u128,
    mask: u128,
}

impl Network {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (address, prefix) = match text.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (text, None),
        };
        let address = Address::read(address)?;
        let width = if address.version == 4 { 32 } else { 128 };
        let prefix = match prefix {
            Some(prefix) if prefix.bytes().all(|byte| byte.is_ascii_digit()) => prefix
                .parse::<u32>()
                .ok()
                .filter(|prefix| *prefix <= width)?,
            Some(_) => return None,
            None => width,
        };
        let all = u128::MAX >> (128 - width);
        let mask = all & all.checked_shl(width - prefix).unwrap_or(0);
        Some(Self {
            version: address.version,
            bits: address.bits & mask,
            mask,
        })
    }

    /// Its first address and, unless it ends where its version ends, the one
    /// after its last.
    pub(crate) fn bounds(&self) -> (IpAddr, Option<IpAddr>) {
        let all = if self.version == 4 {
            u128::from(u32::MAX)
        } else {
            u128::MAX
        };
        let last = self.bits | (all & !self.mask);
        let after = (last < all).then(|| self.address(last + 1));
        (self.address(self.bits), after)
    }

    fn address(&self, bits: u128) -> IpAddr {
        match u32::try_from(bits) {
            Ok(bits) if self.version == 4 => IpAddr::V4(bits.into()),
            _ => IpAddr::V6(bits.into()),
        }
    }

    pub(crate) fn contains(&self, address: Address) -> bool {
        self.version == address.version && address.bits & self.mask == self.bits
    }
}

/// One address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Address {
    version: u8,
    bits: u128,
}

impl Address {
    /// An IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is not read: AWS
    /// does not say which of the two it would be.
    pub(crate) fn read(text: &str) -> Option<Self> {
        Some(match text.parse().ok()? {
            IpAddr::V4(address) => Self {
                version: 4,
                bits: u128::from(address.to_bits()),
            },
            IpAddr::V6(address) if address.to_ipv4_mapped().is_some() => return None,
            IpAddr::V6(address) => Self {
                version: 6,
                bits: address.to_bits(),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contains(network: &str, address: &str) -> bool {
        let network = Network::read(network).expect(network);
        network.contains(Address::read(address).expect(address))
    }

    #[test]
    fn ranges_hold_their_addresses() {
        assert!(contains("203.0.113.0/24", "203.0.113.255"));
        assert!(!contains("203.0.113.0/24", "203.0.114.0"));
        assert!(contains("203.0.113.7/24", "203.0.113.1"));
        assert!(contains("10.0.0.1", "10.0.0.1"));
        assert!(!contains("10.0.0.1", "10.0.0.2"));
        assert!(contains("0.0.0.0/0", "198.51.100.1"));
        assert!(!contains("0.0.0.0/0", "2001:db8::1"));
        assert!(contains("2001:DB8:1234:5678::/64", "2001:db8:1234:5678::9"));
        assert!(contains("::/0", "2001:db8::1"));
        assert!(!contains("::/0", "10.0.0.1"));
        assert!(contains("2001:db8::1", "2001:DB8:0::1"));
    }

    #[test]
    fn what_is_no_network_is_not_read() {
        for text in [
            "",
            "10.0.0.0/33",
            "10.0.0/8",
            "::/129",
            "10.0.0.0/+8",
            "::ffff:10.0.0.1",
            "x",
        ] {
            assert_eq!(Network::read(text), None, "{text}");
        }
    }
}
