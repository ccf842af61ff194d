use super::{is_of_a_build, split};
use crate::source::Source;

fn file(path: &str, text: &str) -> Source {
    Source {
        path: path.to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn what_builds_an_image_is_known_by_its_name() {
    for path in [
        "Dockerfile",
        "web/Dockerfile",
        "web.Dockerfile",
        "Dockerfile.web",
        ".dockerignore",
        "web/web.Dockerfile.dockerignore",
    ] {
        assert!(is_of_a_build(path), "{path}");
    }
    for path in ["Dockerfiles.md", "mydockerfile", "dockerignore", "a/Docker"] {
        assert!(!is_of_a_build(path), "{path}");
    }
}

#[test]
fn a_workload_may_name_any_compose_file() {
    let estate = "estate: acme\nworkloads: { web: { compose: ./web/stack.yaml } }\n";
    let files = vec![
        file("acme.yaml", estate),
        file("compose.yml", "services:"),
        file("other.yaml", "services:\n  web: {}"),
        file("web/Dockerfile", "FROM scratch"),
        file("web/stack.yaml", "services:\n  web: {}"),
    ];
    let (own, attached) = split(files);
    let paths =
        |files: &[Source]| -> Vec<String> { files.iter().map(|file| file.path.clone()).collect() };
    assert_eq!(paths(&own), ["acme.yaml", "other.yaml"]);
    assert_eq!(
        paths(&attached),
        ["compose.yml", "web/Dockerfile", "web/stack.yaml"]
    );
}

#[test]
fn a_file_of_the_estate_that_is_named_by_mistake_stays_one() {
    let estate = "estate: acme\nworkloads: { web: { compose: acme.yaml } }\n";
    let (own, attached) = split(vec![file("acme.yaml", estate)]);
    assert_eq!((own.len(), attached.len()), (1, 0));
}
