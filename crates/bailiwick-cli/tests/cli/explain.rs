//! `bailiwick explain` through the real binary.

use crate::support::Folder;
use insta::assert_snapshot;

#[test]
fn every_code_is_listed_and_has_a_page() {
    let folder = Folder::new();
    let all = folder.json("explain --format json");
    let all = all.as_array().unwrap();
    let listed = folder.run("explain");
    for page in all.iter().filter(|page| page["code"].is_string()) {
        let (code, title) = (
            page["code"].as_str().unwrap(),
            page["title"].as_str().unwrap(),
        );
        assert!(listed.contains(&format!("{code}  {title}\n")));
        assert_eq!(folder.json(&format!("explain --format json {code}")), *page);
        let page = folder.run(&format!("explain {code}"));
        assert!(
            page.starts_with(&format!("exit 0\n--- stdout\n{code}: ")),
            "{page}"
        );
        assert!(!page.contains("```"), "{page}");
    }
}

#[test]
fn every_control_of_the_catalogue_is_listed_and_has_a_page() {
    let folder = Folder::new();
    let all = folder.json("explain --format json");
    let all = all.as_array().unwrap();
    let listed = folder.run("explain");
    let controls: Vec<_> = all
        .iter()
        .filter(|page| page["control"].is_string())
        .collect();
    assert!(controls.len() >= 28, "{}", controls.len());
    for page in controls {
        let (control, title) = (
            page["control"].as_str().unwrap(),
            page["title"].as_str().unwrap(),
        );
        let line = listed.lines().find(|line| line.starts_with(control));
        assert!(line.unwrap().ends_with(title), "{line:?}");
        assert_eq!(
            folder.json(&format!("explain --format json {control}")),
            *page
        );
        let shown = folder.run(&format!("explain {control}"));
        assert!(shown.starts_with("exit 0\n"), "{shown}");
        assert!(shown.contains(title), "{shown}");
        for prowler in page["mappings"]["prowler"].as_array().unwrap() {
            assert!(shown.contains(prowler.as_str().unwrap()), "{shown}");
        }
    }
}

#[test]
fn a_page_that_there_is_not() {
    assert_snapshot!(Folder::new().run("explain BW0310"), @r#"
    exit 2
    --- stderr
    error: no diagnostic and no control of the catalogue is called `BW0310`
    hint: did you mean `BW0301`? `bailiwick explain` lists all
    "#);
    assert_snapshot!(Folder::new().run("explain root-locked"), @"
    exit 2
    --- stderr
    error: no diagnostic and no control of the catalogue is called `root-locked`
    hint: did you mean `root-locked-away`? `bailiwick explain` lists all
    ");
}
