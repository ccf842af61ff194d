//! The register of a small estate, in every format.

use bailiwick_handbook::register::Register;

const ESTATE: &str = r#"
estate: acme
title: ACME
environments:
  production: { title: Production, description: What users see, purpose: production }
accounts:
  prod: { id: "222222222222", environment: production, class: team }
  root: { id: "111111111111", title: Management account }
account_classes:
  team:
    description: For teams
    data: customer
    iam_users: allowed
    entry:
      escalation: { permission: Escalation, request: AWS SSO - Escalation, approvers: [ship, alan], for: 4h }
systems:
  aws-prod: { title: AWS Prod, kind: account, environment: production, account: prod }
  cluster: { title: Kubernetes, kind: cluster, part_of: aws-prod }
  bastion: { title: Bastion, description: "The way in | by SSH", kind: host, part_of: aws-prod }
  chat: { kind: saas }
permissions:
  Deployers: { on: cluster, means: "Can change *everything*", allow: { kubernetes: edit, cluster: cluster } }
  Root: { on: bastion, means: Can administer Linux, allow: { linux: root, host: bastion } }
  Escalation: { means: Can do everything, allow: { managed: AdministratorAccess } }
  Billing: { means: Can see bills, allow: { managed: job-function/Billing } }
  Guests: { on: chat, means: Can read, allow: { saas: chat, role: Guest } }
teams:
  ship: { title: Ship }
job_roles: { Developer: {}, Tester: {} }
people:
  ada: { title: Ada Lovelace, role: Developer }
  alan: { role: Developer, contractor: { until: 2027-01-31 } }
technical_accounts:
  ci: { purpose: Deploys, owner: ship, authentication: { access_key: In the vault } }
groups:
  deployers:
    seats: { Developer: { count: 3, contractors: 1 }, Tester: 1 }
    technical_seats: 1
    members: [ada, alan, ci]
    grants:
      - permission: Deployers
      - entry: team/escalation
  admins:
    title: "=Admins"
    technical_seats: 2
    grants:
      - { permission: Root, until: 2026-12-31 }
      - { permission: Billing, on: root }
controls:
  known: { statement: Everybody is known, applies_to: { environments: production }, attested: &word { by: ada, on: 2026-11-01, until: 2027-05-01, because: seen } }
  keys: { statement: SSH needs a key, applies_to: { systems: bastion }, attested: *word }
  everywhere: { statement: Nothing is shared, attested: *word }
"#;

fn register() -> Register {
    Register::of(&crate::estate(ESTATE))
}

#[test]
fn table() {
    insta::assert_snapshot!(register().to_table(80));
}

#[test]
fn table_of_a_wide_terminal() {
    insta::assert_snapshot!(register().to_table(140));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(register().to_markdown());
}

#[test]
fn csv() {
    insta::assert_snapshot!(register().to_csv().expect("texts can be written as CSV"));
}

#[test]
fn json() {
    let json = register().to_json().expect("texts can be written as JSON");
    insta::assert_snapshot!(format!("{json:#}"));
}

#[test]
fn an_estate_without_systems_says_so() {
    let register = Register::of(&crate::estate("estate: acme"));
    let nothing = "The estate has no systems.\n";
    assert!(register.to_table(80).ends_with(nothing));
    assert!(register.to_markdown().ends_with(nothing));
    let csv = register.to_csv().expect("nothing can be written");
    assert_eq!(csv.lines().count(), 1);
}
