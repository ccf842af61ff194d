//! Work on several things at once, on every core there is.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The stack of each thread, as large as that of the first one usually is.
const STACK: usize = 8 << 20;

/// Works on several things at once, and returns what came of each, in their order.
pub(crate) fn at_once<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let Some((place, thing)) = {
            let place = next.fetch_add(1, Ordering::Relaxed);
            things.get(place).map(|thing| (place, thing))
        } {
            done.push((place, work(thing)));
        }
        done
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let mut done = thread::scope(|scope| {
        // One that cannot be had is not needed: what there is does the work.
        let another = || {
            thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, take)
        };
        let others: Vec<_> = (1..threads).filter_map(|_| another().ok()).collect();
        let mut done = take();
        for other in others {
            match other.join() {
                Ok(theirs) => done.extend(theirs),
                Err(panic) => resume_unwind(panic),
            }
        }
        done
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worked_on_at_once_keeps_its_order() {
        let things: Vec<usize> = (0..1000).collect();
        let twice: Vec<usize> = (0..2000).step_by(2).collect();
        assert_eq!(at_once(&things, |thing| thing * 2), twice);
    }
}
