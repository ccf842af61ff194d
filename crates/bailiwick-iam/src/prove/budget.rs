//! How much work one question may take.
//!
//! Owns the count of steps. A step is about as much work as looking at one
//! pattern once; no clock is read, so the same question always ends the same
//! way. Whoever works takes steps, and when there are none left says that it
//! does not know. Nothing is concluded from work that was not done.

use std::cell::{Cell, RefCell};

/// The steps that are left.
#[derive(Debug)]
pub(super) struct Budget {
    left: Cell<u64>,
    /// What was worked on when they ran out.
    hard: RefCell<Option<String>>,
}

impl Budget {
    /// A budget of so many steps.
    pub(super) fn new(steps: u64) -> Self {
        Self {
            left: Cell::new(steps),
            hard: RefCell::default(),
        }
    }

    /// Takes `steps`; `false`: there are not so many left, and none from now on.
    pub(super) fn take(&self, steps: usize) -> bool {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        let left = self.left.get().checked_sub(steps);
        self.left.set(left.unwrap_or(0));
        left.is_some()
    }

    /// Whether there are none left.
    pub(super) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Gives `steps` more.
    pub(super) fn add(&self, steps: u64) {
        self.left.set(self.left.get().saturating_add(steps));
    }

    /// Says what was worked on when the steps ran out, unless that is known.
    pub(super) fn blame(&self, what: impl FnOnce() -> String) {
        let mut hard = self.hard.borrow_mut();
        if self.is_spent() && hard.is_none() {
            *hard = Some(what());
        }
    }

    /// What was worked on when they ran out.
    pub(super) fn hard(&self) -> Option<String> {
        self.hard.borrow().clone()
    }
}
