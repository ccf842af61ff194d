//! Tests of the controls through their public door.

mod assertions;
mod pages;
mod register;
mod sabotage;
mod support;
