//! The reverse proxy, run by a real nginx in front of an application that is played.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::thread;

use bailiwick_compile::workload::machine::{Site, nginx};
use bailiwick_testbed::{Server, free_port, program, run};
use tempfile::TempDir;

use crate::championship::site;

const NAME: &str = "service.championshiptournament.com";

struct Proxy {
    folder: TempDir,
    http: u16,
    https: u16,
    _server: Server,
}

impl Proxy {
    fn start() -> Self {
        let folder = TempDir::new().expect("a scratch folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        let (http, https) = (free_port(), free_port());
        certify(folder.path());
        std::fs::create_dir_all(path("static/css")).expect("a folder");
        std::fs::write(path("static/css/site.css"), "body {}").expect("a file");
        let configuration = nginx(&Site {
            upstream: format!("127.0.0.1:{}", application()),
            http: format!("127.0.0.1:{http}"),
            https: format!("127.0.0.1:{https}"),
            certificate: path("certificate.pem"),
            key: path("key.pem"),
            statics: Some(path("static")),
            ..site()
        });
        std::fs::write(path("site.conf"), configuration).expect("a file");
        std::fs::write(path("nginx.conf"), main_configuration(folder.path())).expect("a file");
        let mut command = Command::new(program("nginx", "nginx-light"));
        command
            .arg("-p")
            .arg(folder.path())
            .args(["-e", "stderr", "-c"]);
        command.arg(path("nginx.conf"));
        let mut test = Command::new(command.get_program());
        test.args(command.get_args()).arg("-t");
        let (succeeded, output) = run(&mut test);
        assert!(succeeded && !output.contains("[warn]"), "{output}");
        let server = Server::start(&mut command, || {
            TcpStream::connect(("127.0.0.1", https)).is_ok()
        });
        Self {
            folder,
            http,
            https,
            _server: server,
        }
    }

    /// What curl prints, head and body, for a path under the name that is served.
    fn get(&self, url: &str, more: &[&str]) -> (bool, String) {
        let mut curl = Command::new(program("curl", "curl"));
        curl.args(["--silent", "--show-error", "--include", "--max-time", "10"]);
        curl.arg("--cacert")
            .arg(self.folder.path().join("certificate.pem"));
        for port in [self.http, self.https] {
            curl.arg("--resolve")
                .arg(format!("{NAME}:{port}:127.0.0.1"));
        }
        run(curl.args(more).arg(url))
    }

    fn https(&self, path: &str) -> String {
        format!("https://{NAME}:{}{path}", self.https)
    }
}

/// What Debian's and the image's own nginx.conf put around a site, in one process.
fn main_configuration(folder: &Path) -> String {
    let folder = folder.display();
    format!(
        "daemon off;\nmaster_process off;\npid {folder}/pid;\nevents {{}}\nhttp {{\n\
         types {{ text/css css; }}\naccess_log off;\n\
         client_body_temp_path {folder}/body;\nproxy_temp_path {folder}/proxy;\n\
         fastcgi_temp_path {folder}/fastcgi;\nuwsgi_temp_path {folder}/uwsgi;\n\
         scgi_temp_path {folder}/scgi;\ninclude {folder}/site.conf;\n}}\n"
    )
}

fn certify(folder: &Path) {
    let mut openssl = Command::new(program("openssl", "openssl"));
    openssl.args([
        "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
    ]);
    openssl.args(["-subj", "/CN=*.championshiptournament.com", "-addext"]);
    openssl.arg("subjectAltName=DNS:*.championshiptournament.com");
    openssl.arg("-keyout").arg(folder.join("key.pem"));
    openssl.arg("-out").arg(folder.join("certificate.pem"));
    let (succeeded, output) = run(&mut openssl);
    assert!(succeeded, "{output}");
}

/// An application that answers every request with the head it was sent. Ends with the test.
fn application() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    let port = listener.local_addr().expect("its address").port();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            thread::spawn(move || {
                let mut head = Vec::new();
                let mut byte = [0];
                while !head.ends_with(b"\r\n\r\n") {
                    match stream.read(&mut byte) {
                        Ok(1) => head.push(byte[0]),
                        _ => return,
                    }
                }
                let length = head.len();
                let answer = format!(
                    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
                );
                let _ = stream.write_all(answer.as_bytes());
                let _ = stream.write_all(&head);
            });
        }
    });
    port
}

#[test]
fn requests_reach_the_application_over_tls() {
    let proxy = Proxy::start();
    let claim = ["--header", "X-Forwarded-For: 192.0.2.1"];
    let (succeeded, answer) = proxy.get(&proxy.https("/matches?round=1"), &claim);
    assert!(succeeded, "{answer}");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    let (head, seen) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert!(
        head.contains("Strict-Transport-Security: max-age=31536000"),
        "{head}"
    );
    assert!(head.contains("X-Content-Type-Options: nosniff"), "{head}");
    assert!(head.contains("Server: nginx\r\n"), "no version: {head}");
    assert!(
        seen.starts_with("GET /matches?round=1 HTTP/1.1\r\n"),
        "{seen}"
    );
    for header in [
        &format!("Host: {NAME}"),
        "X-Forwarded-Proto: https",
        "X-Forwarded-For: 127.0.0.1",
        "X-Real-IP: 127.0.0.1",
    ] {
        assert!(seen.contains(&format!("{header}\r\n")), "{header}: {seen}");
    }
    assert!(!seen.contains("192.0.2.1"), "{seen}");
}

#[test]
fn static_files_come_from_the_folder_alone() {
    let proxy = Proxy::start();
    let (_, answer) = proxy.get(&proxy.https("/static/css/site.css"), &[]);
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    assert!(answer.ends_with("body {}"), "{answer}");
    assert!(answer.contains("Content-Type: text/css"), "{answer}");
    assert!(answer.contains("Strict-Transport-Security"), "{answer}");
    assert!(answer.contains("Cache-Control: max-age=86400"), "{answer}");
    let (_, missing) = proxy.get(&proxy.https("/static/none.css"), &[]);
    assert!(missing.starts_with("HTTP/1.1 404 "), "{missing}");
    let (_, beside) = proxy.get(&proxy.https("/static/../key.pem"), &["--path-as-is"]);
    assert!(!beside.contains("PRIVATE KEY"), "{beside}");
}

#[test]
fn plain_requests_are_sent_to_tls_and_strangers_nowhere() {
    let proxy = Proxy::start();
    let (_, answer) = proxy.get(&format!("http://{NAME}:{}/a?b=c", proxy.http), &[]);
    assert!(answer.starts_with("HTTP/1.1 308 "), "{answer}");
    assert!(
        answer.contains(&format!("Location: https://{NAME}/a?b=c\r\n")),
        "{answer}"
    );
    let (succeeded, answer) = proxy.get(&format!("http://127.0.0.1:{}/", proxy.http), &[]);
    assert!(!succeeded, "{answer}");
    let (succeeded, answer) = proxy.get(&format!("https://127.0.0.1:{}/", proxy.https), &["-k"]);
    assert!(!succeeded, "{answer}");
}
