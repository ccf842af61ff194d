//! Proofs.
mod text;
