//! Tests of the controls through their public door.

mod assertions;
mod observed;
mod pages;
mod register;
mod sabotage;
mod support;
