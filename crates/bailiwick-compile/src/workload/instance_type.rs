//! Instance types: how much memory they have, and for which processor they are.
//!
//! Sources: "Specifications for Amazon EC2 general purpose / compute optimized / memory
//! optimized instances", Amazon EC2 User Guide, for what follows from a type's name;
//! "Reserving Amazon ECS Linux container instance memory", Amazon ECS Developer Guide,
//! for what is left of it.

use bailiwick_estate::model::Architecture;

const MEBIBYTE: u64 = 1 << 20;

/// Families in current use, whose names say their memory and processor.
const FAMILIES: &[&str] = &[
    "t2", "t3", "t3a", "t4g", "m5", "m5a", "m6a", "m6g", "m6i", "m7a", "m7g", "m7i", "m8g", "c5",
    "c5a", "c6a", "c6g", "c6i", "c7a", "c7g", "c7i", "c8g", "r5", "r5a", "r6a", "r6g", "r6i",
    "r7a", "r7g", "r7i", "r8g",
];

/// What the name of an instance type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct InstanceType {
    /// The memory in bytes.
    pub(crate) memory: u64,
    /// The processor.
    pub(crate) architecture: Architecture,
}

impl InstanceType {
    /// What a type is, if its family is known.
    pub(crate) fn find(name: &str) -> Option<Self> {
        let (family, size) = name.split_once('.')?;
        FAMILIES.iter().find(|known| **known == family)?;
        let burstable = family.starts_with('t');
        let large: u64 = match family.as_bytes().first()? {
            b'c' => 4_096,
            b'r' => 16_384,
            _ => 8_192,
        };
        let mebibytes = match size {
            "nano" if burstable => large / 16,
            "micro" if burstable => large / 8,
            "small" if burstable => large / 4,
            "medium" => large / 2,
            "large" => large,
            "xlarge" => large * 2,
            _ => large * 2 * size.strip_suffix("xlarge")?.parse::<u64>().ok()?,
        };
        let arm = family.ends_with('g');
        Some(Self {
            memory: mebibytes * MEBIBYTE,
            architecture: if arm {
                Architecture::Arm
            } else {
                Architecture::X86
            },
        })
    }

    /// The smallest burstable type with at least so much memory: the cheapest, since the
    /// price of a family grows with its memory.
    pub(crate) fn smallest(architecture: Architecture, memory: u64) -> Option<String> {
        let family = match architecture {
            Architecture::X86 => "t3a",
            Architecture::Arm => "t4g",
        };
        let sizes = [
            "nano", "micro", "small", "medium", "large", "xlarge", "2xlarge",
        ];
        let names = sizes.map(|size| format!("{family}.{size}"));
        names
            .into_iter()
            .find(|name| Self::find(name).is_some_and(|found| found.memory >= memory))
    }
}

/// The mebibytes that a machine of so much memory registers with its cluster.
///
/// AWS publishes no table: the kernel keeps a part for itself. A `t3a.micro` of 1 GiB is
/// known to run a task of 922 MiB; one of 8 GiB offers 7,985 MiB (the example of the page
/// above). The line between stays below the second; other sizes are an estimate.
pub(crate) fn registered(memory: u64) -> u64 {
    let total = memory / MEBIBYTE;
    let beyond_first = total.saturating_sub(1_024);
    total.saturating_sub(102 + beyond_first / 40)
}

#[cfg(test)]
mod tests {
    use super::{Architecture, InstanceType, MEBIBYTE, registered};

    #[test]
    fn a_name_says_memory_and_processor() {
        let cases = [
            ("t3a.micro", 1_024, Architecture::X86),
            ("t4g.nano", 512, Architecture::Arm),
            ("m7g.medium", 4_096, Architecture::Arm),
            ("c6i.large", 4_096, Architecture::X86),
            ("r6g.2xlarge", 65_536, Architecture::Arm),
        ];
        for (name, mebibytes, architecture) in cases {
            let memory = mebibytes * MEBIBYTE;
            let expected = InstanceType {
                memory,
                architecture,
            };
            assert_eq!(InstanceType::find(name), Some(expected), "{name}");
        }
        assert_eq!(InstanceType::find("m5.nano"), None);
        assert_eq!(InstanceType::find("p5.48xlarge"), None);
    }

    #[test]
    fn the_cheapest_that_fits_is_found() {
        let gibibyte = 1_024 * MEBIBYTE;
        let found = InstanceType::smallest(Architecture::X86, gibibyte);
        assert_eq!(found.as_deref(), Some("t3a.micro"));
        let found = InstanceType::smallest(Architecture::Arm, 3 * gibibyte);
        assert_eq!(found.as_deref(), Some("t4g.medium"));
    }

    #[test]
    fn less_is_registered_than_is_there() {
        assert_eq!(registered(1_024 * MEBIBYTE), 922);
        assert!(registered(8_192 * MEBIBYTE) <= 7_985);
    }
}
