//! Tests of the controls through their public door.

mod pages;
mod support;
