//! What we may ship and what we want, as data. Every ban and exception has a reason.

/// A crate that must not be in the lock file.
pub(crate) struct Ban {
    pub(crate) package: &'static str,
    pub(crate) reason: &'static str,
}

/// A licence accepted for one crate only, exactly as the crate states it
/// (`no licence` if it states none), so that a change is judged anew.
pub(crate) struct Exception {
    pub(crate) package: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) reason: &'static str,
}

/// Licences that ask no more of us than to be named.
pub(crate) const LICENCES: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

pub(crate) const EXCEPTIONS: &[Exception] = &[];

/// A ban is lifted by removing it together with a decision record.
pub(crate) const BANS: &[Ban] = &[
    Ban {
        package: "aws-sdk-ec2",
        reason: "its compile has exhausted memory; read EC2 through templates or Cloud Control",
    },
    Ban {
        package: "native-tls",
        reason: "one TLS is enough, and that is rustls",
    },
    Ban {
        package: "openssl-sys",
        reason: "needs a C library that a fresh machine lacks; use rustls",
    },
    Ban {
        package: "ring",
        reason: "the SDK brings aws-lc-rs; a second cryptography library needs a reason",
    },
    Ban {
        package: "serde_yaml",
        reason: "unmaintained, and gives no spans; use serde-saphyr",
    },
    Ban {
        package: "serde_yml",
        reason: "archived as unsound; use serde-saphyr",
    },
];

/// Crates so dear to compile that a second major version is not worth it. A
/// second `hyper` or `rustls` also shows that the SDK's legacy TLS came back.
pub(crate) const HEAVY: &[&str] = &[
    "arrow",
    "aws-smithy-runtime",
    "axum",
    "clap_builder",
    "hyper",
    "reqwest",
    "rustls",
    "sqlx-core",
    "tokio",
    "typst",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_licence_is_written_as_spdx_writes_it() {
        for licence in LICENCES {
            let parsed = spdx::Licensee::parse(licence).expect(licence);
            assert_eq!(&parsed.to_string(), licence);
        }
    }
}
