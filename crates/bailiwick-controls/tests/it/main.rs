//! Tests of the controls through their public door.

mod assertions;
mod pages;
mod sabotage;
mod support;
