//! The machines of the examples, as their templates tell them what to do.

use std::fs;
use std::path::Path;
use std::process::Command;

use bailiwick_compile::workload::machine::MOST_USER_DATA;
use bailiwick_compile::{Blueprint, compile};
use bailiwick_estate::attached::{is_of_a_build, is_yaml, split};
use bailiwick_estate::estate::read;
use bailiwick_estate::source::{Source, Sources};
use bailiwick_testbed::{python_tool, run};

use crate::host::Host;

/// What stands for each reference in user data.
const VALUES: &[(&str, &str)] = &[
    ("${DataVolumeId}", "vol-0123456789abcdef0"),
    ("${HostedZoneId}", "Z0123456789"),
    ("${BackupBucketName}", "backups"),
    ("${AWS::AccountId}", "111122223333"),
];

/// What an example compiles to.
pub(crate) fn blueprint(example: &str) -> Blueprint {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder.join(example)).expect("the example is there") {
        let path = entry.expect("a file of the example").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if is_yaml(&name) || is_of_a_build(&name) {
            let text = fs::read_to_string(&path).expect("a text");
            let path = name.into_owned();
            files.push(Source { path, text });
        }
    }
    let (files, attachments) = split(files);
    let sources = Sources::new(files).attach(attachments);
    let reading = read(&sources).expect("the estate is small");
    let estate = reading.estate.expect("the example is right");
    let (blueprint, _) = compile(&estate, &sources.attachments());
    blueprint.expect("the example compiles")
}

/// The user data of every machine of an example, with references resolved as CloudFormation
/// would.
fn user_data(example: &str) -> Vec<String> {
    let blueprint = blueprint(example);
    let resources = blueprint
        .stacks
        .iter()
        .flat_map(|stack| stack.template.resources.values());
    resources
        .filter(|resource| resource.kind == "AWS::EC2::LaunchTemplate")
        .map(|resource| {
            let text = &resource.properties["LaunchTemplateData"]["UserData"]["Fn::Base64"];
            match text["Fn::Sub"].as_str() {
                Some(text) => substitute(text),
                None => text.as_str().expect("a text").to_owned(),
            }
        })
        .collect()
}

fn substitute(text: &str) -> String {
    let mut text = text.to_owned();
    for (name, value) in VALUES {
        text = text.replace(name, value);
    }
    let open = text
        .match_indices("${")
        .find(|(at, _)| !text[at + 2..].starts_with('!'));
    assert_eq!(
        open.map(|(at, _)| &text[at..at + 30]),
        None,
        "a reference is left"
    );
    text.replace("${!", "${")
}

#[test]
fn the_machines_of_the_examples_start() {
    let shellcheck = &python_tool("shellcheck", "shellcheck")[0];
    for example in ["championship", "counter"] {
        let texts = user_data(example);
        assert_eq!(texts.len(), 1, "{example}");
        let text = &texts[0];
        assert!(text.len() <= MOST_USER_DATA, "{example}: {}", text.len());
        let host = Host::new();
        assert!(
            host.first_start_with(text),
            "{example}: {}",
            host.read("var/log/bailiwick.log")
        );
        let calls = host.calls();
        let failed = calls.iter().find(|call| call.ends_with(" failed"));
        assert_eq!(
            failed,
            None,
            "{example}: {}",
            host.read("var/log/bailiwick.log")
        );
        assert_eq!(calls.last().map(String::as_str), Some("ecs.service starts"));
        let mut command = Command::new(shellcheck);
        command.args([
            "--shell=bash",
            &host.path("etc/user-data").display().to_string(),
        ]);
        let (succeeded, output) = run(&mut command);
        assert!(succeeded, "{example}: {output}");
    }
}
