//! Backup and restore, run for real: a MariaDB server, the AWS CLI, and moto as S3 and
//! CloudWatch. Only Docker is played: what it would run in the container runs here.

use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use bailiwick_testbed::{Server, free_port, program, python_tool, run};
use tempfile::TempDir;

use crate::championship::machine;
use crate::host::Host;

/// A password with what the shell, SQL and option files would trip over.
const PASSWORD: &str = r#"it's $HOME #50%; \n "quoted""#;

struct World {
    host: Host,
    folder: TempDir,
    _database: Server,
    _aws: Server,
}

impl World {
    fn start() -> Self {
        let folder = TempDir::new().expect("a scratch folder");
        let database = start_database(&folder);
        let port = free_port();
        let mut moto = tool("moto_server");
        moto.args(["-H", "127.0.0.1", "-p", &port.to_string()]);
        moto.stdout(Stdio::null()).stderr(Stdio::null());
        let aws = Server::start(&mut moto, || {
            TcpStream::connect(("127.0.0.1", port)).is_ok()
        });
        let mut host = Host::prepared(&machine());
        for (name, value) in [
            (
                "AWS_ENDPOINT_URL",
                format!("http://127.0.0.1:{port}").as_str(),
            ),
            ("AWS_ACCESS_KEY_ID", "testing"),
            ("AWS_SECRET_ACCESS_KEY", "testing"),
            (
                "MYSQL_UNIX_PORT",
                &folder.path().join("socket").display().to_string(),
            ),
            ("CONTAINER_PASSWORD", PASSWORD),
        ] {
            host.environment(name, value);
        }
        let words: Vec<String> = python_tool("moto", "aws")
            .iter()
            .map(|word| format!("'{}'", word.display()))
            .collect();
        host.play(
            "aws",
            &format!("#!/bin/bash\nexec {} \"$@\"\n", words.join(" ")),
        );
        host.play("docker", include_str!("docker-of-mysql.sh"));
        let world = Self {
            host,
            folder,
            _database: database,
            _aws: aws,
        };
        world.aws("s3api create-bucket --bucket championship-backups");
        world
    }

    /// Runs SQL as root, who needs no password here.
    fn sql(&self, statements: &str) -> String {
        let mut client = Command::new(program("mariadb", "mariadb-client"));
        client.args([
            "--no-defaults",
            "--user=root",
            "--batch",
            "--skip-column-names",
            "--default-character-set=utf8mb4",
        ]);
        client
            .arg("--socket")
            .arg(self.folder.path().join("socket"));
        let (succeeded, output) = run(client.arg("--execute").arg(statements));
        assert!(succeeded, "{statements}: {output}");
        output
    }

    fn aws(&self, arguments: &str) -> String {
        let mut command = vec!["aws", "--region", "us-east-1", "--output", "text"];
        command.extend(arguments.split(' '));
        let (succeeded, output) = self.host.run(&command);
        assert!(succeeded, "{arguments}: {output}");
        output
    }

    fn must(&self, command: &[&str]) -> String {
        let (succeeded, output) = self.host.run(command);
        assert!(succeeded, "{command:?}: {output}");
        output
    }

    fn must_not(&self, command: &[&str], told: &str) {
        let (succeeded, output) = self.host.run(command);
        assert!(!succeeded && output.contains(told), "{command:?}: {output}");
    }

    fn keys(&self) -> Vec<String> {
        let query = "--query Contents[].[Key]";
        let bucket = "--bucket championship-backups";
        let keys = self.aws(&format!("s3api list-objects-v2 {bucket} {query}"));
        let keys = keys.lines().filter(|key| *key != "None");
        keys.map(str::to_owned).collect()
    }

    /// Everything in the database, as text.
    fn contents(&self) -> String {
        self.sql(
            "SELECT id, HEX(name), HEX(photo), played FROM achampionship.player ORDER BY id; \
             SELECT * FROM achampionship.best; \
             SELECT achampionship.twice(21); \
             SELECT trigger_name FROM information_schema.triggers \
               WHERE trigger_schema = 'achampionship'; \
             SELECT default_character_set_name FROM information_schema.schemata \
               WHERE schema_name = 'achampionship'",
        )
    }
}

fn tool(name: &str) -> Command {
    let words = python_tool("moto", name);
    let mut command = Command::new(&words[0]);
    command.args(&words[1..]);
    command
}

fn start_database(folder: &TempDir) -> Server {
    let data = folder.path().join("data");
    let user = run(Command::new("id").arg("-un")).1.trim().to_owned();
    let mut install = Command::new(program("mariadb-install-db", "mariadb-server-core"));
    // Two servers that share a folder for temporary files remove each other's.
    std::fs::create_dir(folder.path().join("tmp")).expect("a folder");
    install.env("TMPDIR", folder.path().join("tmp"));
    install.args(["--no-defaults", "--skip-test-db"]);
    install.arg("--auth-root-authentication-method=normal");
    install.arg(format!("--datadir={}", data.display()));
    let (succeeded, output) = run(install.arg(format!("--user={user}")));
    assert!(succeeded, "{output}");
    let socket: PathBuf = folder.path().join("socket");
    let mut server = Command::new(program("mariadbd", "mariadb-server-core"));
    server.env("TMPDIR", folder.path().join("tmp"));
    server.args(["--no-defaults", "--skip-networking", "--skip-name-resolve"]);
    server.arg(format!("--datadir={}", data.display()));
    server.arg(format!("--socket={}", socket.display()));
    server.arg(format!("--user={user}"));
    server.stdout(Stdio::null()).stderr(Stdio::null());
    Server::start(&mut server, || {
        let mut client = Command::new(program("mariadb", "mariadb-client"));
        client.args(["--no-defaults", "--user=root", "--execute=SELECT 1"]);
        run(client.arg("--socket").arg(&socket)).0
    })
}

fn fill(world: &World) {
    let password = PASSWORD.replace('\\', r"\\").replace('\'', "''");
    world.sql(&format!(
        "CREATE DATABASE achampionship CHARACTER SET utf8mb4; \
         CREATE USER achampionship@localhost IDENTIFIED BY '{password}'; \
         GRANT ALL ON achampionship.* TO achampionship@localhost; \
         USE achampionship; \
         CREATE TABLE player (id INT PRIMARY KEY, name VARCHAR(50), photo BLOB, \
           played DATETIME); \
         CREATE TABLE empty (id INT PRIMARY KEY); \
         INSERT INTO player VALUES (1, 'Zoë 🏆; -- \\'', x'00FF0A0D27', '2026-01-02 03:04:05'), \
           (2, NULL, NULL, NULL); \
         CREATE DEFINER=achampionship@localhost VIEW best AS SELECT id FROM player WHERE id = 1; \
         CREATE DEFINER=achampionship@localhost FUNCTION twice(n INT) RETURNS INT \
           DETERMINISTIC RETURN 2 * n; \
         CREATE DEFINER=achampionship@localhost TRIGGER stamp BEFORE INSERT ON player \
           FOR EACH ROW SET NEW.played = NOW()"
    ));
}

#[test]
fn a_lost_database_comes_back_whole() {
    let world = World::start();
    fill(&world);
    let before = world.contents();
    world.must(&["/opt/bailiwick/backup"]);
    let keys = world.keys();
    assert_eq!(keys.len(), 1, "{keys:?}");
    assert!(
        keys[0].starts_with("database/2") && keys[0].ends_with("Z.sql.gz"),
        "{keys:?}"
    );
    let metrics = "cloudwatch list-metrics --query Metrics[].[Namespace,MetricName]";
    let metrics = world.aws(metrics);
    assert!(
        metrics.starts_with("Bailiwick/championship\tBackupAge\n"),
        "{metrics}"
    );

    // Lost altogether.
    world.sql("DROP DATABASE achampionship");
    let output = world.must(&["/opt/bailiwick/restore", "--yes"]);
    assert!(output.contains("achampionship is back"), "{output}");
    assert_eq!(world.contents(), before);

    // Damaged, and grown since: a backup is the whole truth.
    world.sql(
        "DELETE FROM achampionship.player; CREATE TABLE achampionship.later (id INT); \
         DROP VIEW achampionship.best",
    );
    world.must(&["/opt/bailiwick/restore", "--yes", &keys[0]]);
    assert_eq!(world.contents(), before);
    let later = "SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'later'";
    assert_eq!(world.sql(later).trim(), "0");

    // The last one is taken when none is named, and nobody's "no" is overruled.
    world.sql("UPDATE achampionship.player SET name = 'later' WHERE id = 2");
    let later = world.contents();
    // Keys are seconds.
    std::thread::sleep(std::time::Duration::from_secs(1));
    world.must(&["/opt/bailiwick/backup"]);
    world.sql("DELETE FROM achampionship.player");
    let damaged = world.contents();
    let no = "echo no | /opt/bailiwick/restore";
    world.must_not(&["bash", "-c", no], "nothing was changed");
    assert_eq!(world.contents(), damaged);
    world.must(&["bash", "-c", "echo achampionship | /opt/bailiwick/restore"]);
    assert_eq!(world.contents(), later);

    // A dump that is not whole replaces nothing.
    world
        .host
        .write("var/log/half.sql", "DROP TABLE achampionship.player;\n");
    let half = "gzip -c /var/log/half.sql >/var/log/half.gz && \
                aws s3 cp --quiet /var/log/half.gz s3://championship-backups/database/half";
    world.must(&["bash", "-c", half]);
    let restore = ["/opt/bailiwick/restore", "--yes", "database/half"];
    world.must_not(&restore, "database/half is not a whole dump");
    assert_eq!(world.contents(), later);

    // Neither does a dump that fails leave an object.
    let count = world.keys().len();
    world.sql("REVOKE ALL ON achampionship.* FROM achampionship@localhost");
    world.must_not(&["/opt/bailiwick/backup"], "Access denied");
    assert_eq!(world.keys().len(), count);
}

#[test]
fn an_empty_bucket_is_told() {
    let world = World::start();
    let told = "there is nothing below s3://championship-backups/database/";
    world.must_not(&["/opt/bailiwick/restore", "--yes"], told);
    world.must_not(&["/opt/bailiwick/backup-age"], told);
    world.host.write("mnt/achampionship/mysql/ibdata1", "");
    world.host.set("mounted", "");
    world.must(&["/opt/bailiwick/metrics"]);
    let metrics = world.aws("cloudwatch list-metrics --query Metrics[].[MetricName]");
    assert!(metrics.starts_with("MemoryUsed\nVolumeUsed\n"), "{metrics}");
}
