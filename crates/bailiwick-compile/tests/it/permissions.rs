//! `permissions.md`: what a permission in words and statements comes to.

use std::path::Path;

use bailiwick_compile::compile;
use bailiwick_compile::permission::{Compiled, Setting};
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::Permission;
use bailiwick_estate::source::Attachments;
use bailiwick_literate::Case;

use super::support::{estate, messages};

/// What every case needs around its permission.
const AROUND: &str = "
estate: test
accounts: { prod: { id: '111122223333' } }
environments: { production: { purpose: production } }
systems:
  aws: { kind: account, environment: production, account: prod }
  kube: { kind: cluster, part_of: aws }
teams: { ship: }
groups: { holders: { grants: [ { permission: P } ] } }
";

#[test]
fn permissions_compile_as_the_document_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/permissions.md");
    let cases = bailiwick_literate::check(&path, "json", compiled);
    assert!(cases >= 20, "only {cases} cases were read");
}

/// The policies of the case's permission, or what is wrong with it.
fn compiled(case: &Case) -> String {
    let body = case.block("yaml").map_or("", |block| &block.text);
    let indented: String = body.lines().map(|line| format!("    {line}\n")).collect();
    let permission = format!("permissions:\n  P:\n    on: aws\n    means: Test.\n{indented}");
    let estate = estate(&[AROUND, &permission]);
    let (_, diagnostics) = compile(&estate, &Attachments::default());
    if !diagnostics.is_empty() {
        return messages(&diagnostics).join("\n");
    }
    let setting = Setting {
        account: "111122223333".to_owned(),
        iam_users: !case.title.contains("Identity Center"),
    };
    let permission = estate.permissions.get("P").expect("it was declared");
    document(permission, &setting)
}

fn document(permission: &Declared<Permission>, setting: &Setting) -> String {
    let compiled = Compiled::of(permission, setting, &mut Vec::new());
    let policies = bailiwick_iam::fit::fit(compiled.statements, 6_144).expect("it fits");
    let mut texts: Vec<String> = policies
        .iter()
        .map(|policy| format!("{:#}", policy.to_json()))
        .collect();
    texts.extend(compiled.managed);
    texts.join("\n")
}
