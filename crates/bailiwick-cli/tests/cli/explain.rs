//! `bailiwick explain` through the real binary.

use crate::support::Folder;
use insta::assert_snapshot;

#[test]
fn every_code_is_listed_and_has_a_page() {
    let folder = Folder::new();
    let all = folder.json("explain --format json");
    let all = all.as_array().unwrap();
    let listed = folder.run("explain");
    for page in all {
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
fn a_code_that_there_is_not() {
    assert_snapshot!(Folder::new().run("explain BW0310"), @r#"
    exit 2
    --- stderr
    error: no diagnostic has the code `BW0310`
    hint: did you mean `BW0301`? `bailiwick explain` lists all codes
    "#);
}
