//! Servers that live as long as a test.

use std::net::TcpListener;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server, ended when it goes out of scope.
#[derive(Debug)]
pub struct Server {
    child: Child,
}

impl Server {
    /// Starts a server that stays in the foreground, and waits until `ready` holds.
    ///
    /// # Panics
    ///
    /// When it cannot be started, ends, or is not ready after a minute.
    #[must_use]
    pub fn start(command: &mut Command, mut ready: impl FnMut() -> bool) -> Self {
        let name = format!("{:?}", command.get_program());
        let child = command
            .stdin(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {name}: {error}"));
        // From here on the server is ended whatever happens.
        let mut server = Self { child };
        let start = Instant::now();
        while !ready() {
            let ended = server.child.try_wait().ok().flatten();
            assert!(
                ended.is_none(),
                "{name} ended before it was ready: {ended:?}"
            );
            assert!(
                start.elapsed() < PATIENCE,
                "{name} is not ready after a minute"
            );
            thread::sleep(Duration::from_millis(50));
        }
        server
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A port on loopback that nobody listens on right now.
///
/// # Panics
///
/// When there is none.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("its address").port()
}
