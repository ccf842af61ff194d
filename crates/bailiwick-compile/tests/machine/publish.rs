//! The publish script, against an ECR and a Docker that are played.

use bailiwick_compile::workload::machine::{Publication, publish_script};
use bailiwick_estate::model::Architecture;

use crate::host::Host;

/// ECR has the version 2026.11.01.
const AWS: &str = r#"#!/bin/bash
echo "aws $*" >>"$STATE/calls"
case "$*" in
*describe-repositories*) echo 123456789012.dkr.ecr.us-east-1.amazonaws.com/web ;;
*imageTag=2026.11.01*) echo '{"imageDetails": []}' ;;
*imageTag=denied*) echo 'An error occurred (AccessDeniedException)' >&2; exit 254 ;;
*describe-images*) echo 'An error occurred (ImageNotFoundException)' >&2; exit 254 ;;
*get-login-password*) echo secret ;;
esac
"#;

const DOCKER: &str = "#!/bin/bash\necho \"docker $*\" >>\"$STATE/calls\"\n\
    [[ $1 != login ]] || cat >/dev/null\n";

fn publish(arguments: &[&str]) -> (bool, String, Vec<String>) {
    let host = Host::new();
    host.play("aws", AWS);
    host.play("docker", DOCKER);
    host.write(
        "opt/publish",
        &publish_script(&Publication {
            workload: "championship".into(),
            region: "us-east-1".into(),
            repository: "web".into(),
            architecture: Architecture::Arm,
        }),
    );
    let mut command = vec!["bash", "/opt/publish"];
    command.extend(arguments);
    let (succeeded, output) = host.run(&command);
    (succeeded, output, host.calls())
}

#[test]
fn a_new_version_is_built_and_pushed() {
    let (succeeded, output, calls) = publish(&["2026.11.02", "app"]);
    assert!(succeeded, "{output}");
    let image = "123456789012.dkr.ecr.us-east-1.amazonaws.com/web:2026.11.02";
    let docker: Vec<&String> = calls
        .iter()
        .filter(|call| call.starts_with("docker"))
        .collect();
    assert_eq!(
        docker,
        [
            &format!("docker build --pull --platform linux/arm64 --tag {image} app"),
            "docker login --username AWS --password-stdin \
             123456789012.dkr.ecr.us-east-1.amazonaws.com",
            &format!("docker push {image}"),
        ]
    );
    assert!(output.ends_with(&format!("{image}\n")));
}

#[test]
fn nothing_is_built_for_a_version_that_cannot_be_new() {
    for (version, told) in [
        (
            "2026.11.01",
            "web has a version 2026.11.01 already; name another",
        ),
        ("denied", "AccessDeniedException"),
        ("latest", "would not stay the same"),
        ("", "name the version"),
        ("a b", "name the version"),
    ] {
        let (succeeded, output, calls) = publish(&[version]);
        assert!(!succeeded && output.contains(told), "`{version}`: {output}");
        assert!(!calls.iter().any(|call| call.starts_with("docker")));
    }
}
