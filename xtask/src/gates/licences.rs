//! May we ship every dependency, and do we want it?
//!
//! Judges all that is built for any feature and platform: licences, banned crates, second majors of heavy crates, and sources.
//! `policy.rs` holds what is allowed. Why not cargo-deny:
//! `docs/decisions/0002-licence-gate.md`.

mod policy;

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use spdx::{Expression, ParseMode};

use self::policy::{BANS, EXCEPTIONS, HEAVY, LICENCES};
use crate::gate::Outcome;
use crate::metadata::{Metadata, Package};
use crate::tree::read_tree;
use crate::workspace::Workspace;

pub(crate) fn judge(workspace: &Workspace) -> Result<Outcome> {
    let tree = read_tree(workspace, None)?;
    let is_built = |package: &Package| {
        tree.iter()
            .any(|entry| entry.name == package.name && entry.version == package.version)
    };
    let mut packages = Metadata::read(workspace)?.packages;
    packages.retain(is_built);
    let note = format!("{} packages", packages.len());
    Ok(Outcome::from_findings(&check_packages(&packages), note))
}

/// Everything about the packages that the policy does not allow.
fn check_packages(packages: &[Package]) -> Vec<String> {
    let mut findings = Vec::new();
    for package in packages {
        findings.extend(check_licence(package));
        findings.extend(check_ban(package));
        findings.extend(check_source(package));
    }
    findings.extend(check_second_majors(packages));
    for exception in EXCEPTIONS {
        if !packages.iter().any(|used| used.name == exception.package) {
            findings.push(format!(
                "`{}` is excepted but no longer used: {}",
                exception.package, exception.reason
            ));
        }
    }
    findings
}

fn check_licence(package: &Package) -> Option<String> {
    let named = format!("`{} {}`", package.name, package.version);
    let stated = package.license.as_deref().unwrap_or("no licence");
    let excepted = EXCEPTIONS
        .iter()
        .any(|exception| exception.package == package.name && exception.licence == stated);
    if excepted {
        return None;
    }
    // Old crates write `MIT/Apache-2.0`, which means "or".
    let Ok(expression) = Expression::parse_mode(stated, ParseMode::LAX) else {
        return Some(format!(
            "{named} states `{stated}`, which is no SPDX expression"
        ));
    };
    let allowed = expression.evaluate(|requirement| LICENCES.contains(&&*requirement.to_string()));
    (!allowed).then(|| format!("{named} is under `{stated}`, which is not allowed"))
}

fn check_ban(package: &Package) -> Option<String> {
    let ban = BANS.iter().find(|ban| ban.package == package.name)?;
    Some(format!("`{}` is banned: {}", ban.package, ban.reason))
}

/// A registry keeps what it published; a repository may vanish or change.
fn check_source(package: &Package) -> Option<String> {
    let source = package.source.as_deref()?;
    (!source.starts_with("registry+"))
        .then(|| format!("`{}` comes from `{source}`, not a registry", package.name))
}

fn check_second_majors(packages: &[Package]) -> Vec<String> {
    let mut majors: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for package in packages {
        if HEAVY.contains(&&*package.name) {
            let major = compatible_part(&package.version);
            majors.entry(&package.name).or_default().insert(major);
        }
    }
    majors
        .into_iter()
        .filter(|(_, majors)| majors.len() > 1)
        .map(|(name, majors)| {
            let list = majors.into_iter().collect::<Vec<_>>().join(" and ");
            format!("`{name}` is heavy and built more than once: {list}")
        })
        .collect()
}

/// The part of a version that cargo does not unify across: `1`, or `0.12`.
fn compatible_part(version: &str) -> String {
    let parts: Vec<&str> = version.split('.').collect();
    let significant = parts
        .iter()
        .position(|part| *part != "0")
        .unwrap_or(parts.len() - 1);
    parts[..=significant].join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks one made-up package: its name, version and licence.
    fn check(package: (&str, &str, Option<&str>), expected: &[&str]) {
        assert_eq!(check_packages(&[make(package)]), expected);
    }

    fn make((name, version, license): (&str, &str, Option<&str>)) -> Package {
        Package {
            id: name.to_owned(),
            name: name.to_owned(),
            version: version.to_owned(),
            license: license.map(str::to_owned),
            source: Some("registry+index".to_owned()),
            dependencies: Vec::new(),
        }
    }

    #[test]
    fn an_allowed_licence_passes_alone_or_as_a_choice() {
        check(("a", "1.0.0", Some("MIT")), &[]);
        check(("a", "1.0.0", Some("GPL-3.0-only OR MIT")), &[]);
        check(("a", "1.0.0", Some("MIT/Apache-2.0")), &[]);
        check(("a", "1.0.0", Some("Apache-2.0 WITH LLVM-exception")), &[]);
    }

    #[test]
    fn both_sides_of_an_and_must_be_allowed() {
        check(
            ("a", "1.0.0", Some("MIT AND GPL-3.0-only")),
            &["`a 1.0.0` is under `MIT AND GPL-3.0-only`, which is not allowed"],
        );
    }

    #[test]
    fn a_licence_that_is_missing_or_made_up_fails() {
        check(
            ("a", "1.0.0", None),
            &["`a 1.0.0` states `no licence`, which is no SPDX expression"],
        );
        check(
            ("a", "1.0.0", Some("Beerware-ish")),
            &["`a 1.0.0` states `Beerware-ish`, which is no SPDX expression"],
        );
    }

    #[test]
    fn a_banned_crate_fails_with_its_reason() {
        let findings = check_packages(&[make(("openssl-sys", "0.9.0", Some("MIT")))]);
        assert_eq!(findings.len(), 1);
        assert!(findings[0].starts_with("`openssl-sys` is banned: "));
    }

    #[test]
    fn a_heavy_crate_is_built_once() {
        let versions = |first, second| {
            check_packages(&[
                make(("hyper", first, Some("MIT"))),
                make(("hyper", second, Some("MIT"))),
            ])
        };
        assert_eq!(
            versions("0.14.32", "1.6.0"),
            ["`hyper` is heavy and built more than once: 0.14 and 1"]
        );
        assert!(versions("1.6.0", "1.7.0").is_empty());
    }

    #[test]
    fn a_repository_is_no_source() {
        let mut package = make(("a", "1.0.0", Some("MIT")));
        package.source = Some("git+somewhere".to_owned());
        assert_eq!(
            check_packages(&[package]),
            ["`a` comes from `git+somewhere`, not a registry"]
        );
    }

    #[test]
    fn versions_are_told_apart_as_cargo_does() {
        for (version, expected) in [
            ("2.4.1", "2"),
            ("0.12.3", "0.12"),
            ("0.0.7", "0.0.7"),
            ("0.0.0", "0.0.0"),
        ] {
            assert_eq!(compatible_part(version), expected);
        }
    }
}
