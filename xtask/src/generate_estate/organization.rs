//! The files of the organisation: how people sign in, its own accounts, what holds for
//! all accounts.

use super::plan::{Plan, STAGES};
use super::{File, controls, team};

pub(super) fn files(plan: &Plan) -> Vec<File> {
    let file = |path: &str, text: String| (path.to_owned(), text);
    vec![
        file("estate.yaml", estate(plan)),
        file("organization/accounts.yaml", accounts()),
        file("organization/classes.yaml", classes()),
        file("organization/logs.yaml", LOGS.to_owned()),
        file("organization/rules.yaml", RULES.to_owned()),
        file("organization/guardrails.yaml", GUARDRAILS.to_owned()),
        file("organization/procedures.yaml", PROCEDURES.to_owned()),
        file("organization/controls.yaml", controls::text()),
        file(
            "organization/roles.yaml",
            format!("job_roles:\n{}", team::job_roles()),
        ),
    ]
}

fn estate(plan: &Plan) -> String {
    let accounts: usize = plan
        .products
        .iter()
        .map(|product| product.accounts.len())
        .sum();
    format!(
        "# An estate with {accounts} accounts of products, generated to measure with.

estate: acme
title: Acme

organization:
  title: Acme
  management_account: management
  owner: platform
  identity:
    provider: Okta
    start_url: https://acme.awsapps.com/start
    region: eu-central-1
    session: acme
  requests_through: Entitle
  defaults:
    budget: 100 USD/month
    region: eu-central-1

channels:
  aws-access:
    address: \"#aws-access\"
    purpose: Ask for access to AWS

teams:
  platform:
    title: Platform
    description: Looks after the AWS accounts.
    channel: aws-access
"
    )
}

fn accounts() -> String {
    let own = |(name, id, title, class, more): (&str, &str, &str, &str, &str)| {
        format!(
            "  {name}:
    id: \"{id}\"
    title: {title}
    class: {class}
    unit: foundation
    owner: platform
    email: aws+{name}@acme.example
{more}    tags:
      Product: platform
      Stage: shared
      Owner: platform
"
        )
    };
    let customers = "    customers: globex\n";
    let accounts: String = [
        ("management", "200000000001", "Management", "management", ""),
        (
            "log-archive",
            "200000000002",
            "Log archive",
            "foundation",
            "",
        ),
        ("globex", "200000000003", "Globex", "customer", customers),
    ]
    .map(own)
    .concat();
    let units: String = STAGES
        .iter()
        .map(|stage| format!("  workloads/{0}:\n    title: {0}\n", stage.name))
        .collect();
    let environments: String = STAGES
        .iter()
        .map(|stage| format!("  {0}:\n    title: {0}\n    purpose: {0}\n", stage.name))
        .collect();
    format!(
        "units:
  foundation:
    description: What all other accounts stand on.
  workloads:
    description: What serves users.
{units}
environments:
{environments}
accounts:
{accounts}
customers:
  globex:
    title: Globex
    description: Wants an account of its own.
    owner: platform

budgets:
  foundation:
    amount: 300 USD/month
    accounts: [management, log-archive, globex]
    alerts:
      - actual: 100%
    notify: [platform]

networks:
  office:
    description: The office, from where people log in.
    cidr: 198.51.100.0/24
    internal: true
"
    )
}

fn classes() -> String {
    let of_stage = |name: &str, data: &str| {
        format!(
            "  {name}:
    description: Accounts that serve {name}.
    data: {data}
    production: {production}
    iam_users: never
    entry:
      look:
        purpose: See what is there.
        permission: Viewer
      develop:
        purpose: Build and try.
        permission: Developer
      escalate:
        purpose: Mend what nobody else can.
        permission: Administrator
        request: Escalate in {name}
        approvers: [platform]
        for: 4h
",
            production = name == "production",
        )
    };
    format!(
        "account_classes:
  management:
    description: The account that the organisation is managed from.
    data: none
    iam_users: never
    entry:
      look:
        permission: Viewer
  foundation:
    description: What all other accounts stand on.
    data: internal
    iam_users: never
    entry:
      look:
        permission: Viewer
  customer:
    description: Accounts of one customer alone.
    dedicated_to: customer
    data: customer
    iam_users: never
    entry:
      look:
        permission: Viewer
{}{}{}",
        of_stage("production", "customer"),
        of_stage("staging", "internal"),
        of_stage("development", "test"),
    )
}

const LOGS: &str = "logs:
  trail:
    description: Every API call, with who made it.
    source: cloudtrail
    to:
      s3: acme-logs-trail
      account: log-archive
    retention: 400d
    owner: platform
  configuration:
    description: How every resource was configured, and when that changed.
    source: config
    to:
      s3: acme-logs-config
      account: log-archive
    retention: 400d
    owner: platform
  traffic:
    description: What passed through networks.
    source: vpc-flow-logs
    to:
      s3: acme-logs-traffic
      account: log-archive
    retention: 90d
    owner: platform
";

const RULES: &str = "tags:
  Product:
    why: Costs are told apart by product.
    required_on: [accounts, workloads, networks]
  Stage:
    why: Tells what serves users from what does not.
    values: [production, staging, development, shared]
    required_on: [accounts, workloads, networks]
  Owner:
    why: Tells whom to ask.
    required_on: [accounts, workloads, networks]
";

/// What nobody may do, whatever they are allowed: walls around every account, and closer ones
/// around production.
const GUARDRAILS: &str = "guardrails:
  essentials:
    because: Accounts are the company's, and what keeps watch stays.
    forbids: [leave-organization, use-root-user, weaken-cloudtrail, weaken-config]
    except: Administrator
  regions:
    because: Nobody looks after what runs elsewhere.
    regions: [eu-central-1, eu-west-1, us-east-1, us-west-2]
    except: Administrator
  production:
    because: Nobody who signs in by a key that lives for ever works on production.
    applies_to: { units: workloads/production }
    forbids: [make-iam-users, change-bailiwick]
    except: Administrator
";

/// What is done when something has to come back.
const PROCEDURES: &str = "procedures:
  restore-database:
    title: Restore a database
    kind: incident
    purpose: The database as it was before something went wrong.
    owner: platform
    steps:
      - do: Restore the database to a point in time, beside the one that is there
        command: aws rds restore-db-instance-to-point-in-time --source-db-instance-identifier <name> --target-db-instance-identifier <name>-restored --use-latest-restorable-time
      - do: Point the product at it
";
