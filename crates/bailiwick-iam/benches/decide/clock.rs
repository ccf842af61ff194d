//! CPU time of this thread, and memory of this process, as Linux counts them.

use std::fs;

use rustix::time::{ClockId, clock_gettime};

/// How long `work` kept the CPU, in seconds. Other programs on the machine do
/// not count.
pub(crate) fn seconds(work: impl FnOnce()) -> f64 {
    let before = cpu_seconds();
    work();
    cpu_seconds() - before
}

/// The best of several runs: what disturbs a run only makes it slower.
pub(crate) fn best_of(runs: usize, mut work: impl FnMut()) -> f64 {
    (0..runs)
        .map(|_| seconds(&mut work))
        .fold(f64::INFINITY, f64::min)
}

/// Memory in use, in MiB.
pub(crate) fn memory() -> f64 {
    let statistics = fs::read_to_string("/proc/self/statm").unwrap_or_default();
    let pages: f64 = statistics
        .split(' ')
        .nth(1)
        .and_then(|pages| pages.parse().ok())
        .unwrap_or(f64::NAN);
    pages * 4096.0 / 1_048_576.0
}

fn cpu_seconds() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}
