//! Tests of the controls through their public door.

mod assertions;
mod observed;
mod pages;
mod sabotage;
mod support;
