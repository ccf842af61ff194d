//! Questions to small networks.
