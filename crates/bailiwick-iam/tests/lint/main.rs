//! The rules from outside: what each tells at its borders, and any text at all.
//!
//! Each rule's page has the plainest example of it, which is a test of its own;
//! here is what lies near by. `cargo +nightly fuzz run policy` goes on from the
//! same corpus.

mod borders;
mod robust;
