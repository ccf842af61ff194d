//! AWS as moto plays it, asked by the AWS CLI itself.

use std::net::TcpStream;
use std::process::{Command, Stdio};

use bailiwick_testbed::{Server, free_port, python_tool};

use crate::host::Host;

pub(crate) struct Cloud {
    _server: Server,
}

impl Cloud {
    /// Starts moto, and gives a machine the AWS CLI and the way there.
    pub(crate) fn start(host: &mut Host) -> Self {
        let port = free_port();
        let words = python_tool("moto", "moto_server");
        let mut moto = Command::new(&words[0]);
        moto.args(&words[1..]);
        moto.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        moto.stdout(Stdio::null()).stderr(Stdio::null());
        let server = Server::start(&mut moto, || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        host.environment("AWS_ENDPOINT_URL", &format!("http://127.0.0.1:{port}"));
        host.environment("AWS_ACCESS_KEY_ID", "testing");
        host.environment("AWS_SECRET_ACCESS_KEY", "testing");
        let words: Vec<String> = python_tool("moto", "aws")
            .iter()
            .map(|word| format!("'{}'", word.display()))
            .collect();
        let call = "printf 'aws %s\\n' \"$*\" >>\"$STATE/calls\"";
        let script = format!("#!/bin/bash\n{call}\nexec {} \"$@\"\n", words.join(" "));
        host.play("aws", &script);
        Self { _server: server }
    }

    /// What the CLI answers, as text without the newline at its end.
    pub(crate) fn aws(&self, host: &Host, arguments: &str) -> String {
        let mut command = vec!["aws", "--region", "us-east-1", "--output", "text"];
        command.extend(arguments.split(' '));
        let (succeeded, output) = host.run(&command);
        assert!(succeeded, "{arguments}: {output}");
        output.trim_end().to_owned()
    }
}
