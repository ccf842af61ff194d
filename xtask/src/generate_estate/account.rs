//! The first part of an account's file: the account, its systems and its money.

use super::plan::{Account, Product};

pub(super) fn text(product: &Product, account: &Account) -> String {
    let Account {
        name,
        id,
        region,
        budget,
        stage,
        ..
    } = account;
    let (team, environment) = (&product.name, stage.name);
    let alarm = budget + budget / 5;
    format!(
        "# The account of {team} for {environment}.

accounts:
  {name}:
    id: \"{id}\"
    title: {team} ({environment})
    class: {environment}
    unit: workloads/{environment}
    owner: {team}
    email: aws+{name}@acme.example
    environment: {environment}
    region: {region}
    budget: {budget} USD/month
    tags: &tags
      Product: {team}
      Stage: {environment}
      Owner: {team}

systems:
  {name}-account:
    title: AWS {name}
    description: The AWS account of {team} for {environment}.
    kind: account
    environment: {environment}
    account: {name}
    owner: {team}
  {name}-bastion:
    title: Bastion of {name}
    kind: host
    part_of: {name}-account
    called: {name}-bastion
    network: {name}-network
    subnets: public-a
    security_groups: bastion
  {name}-cluster:
    title: Kubernetes of {name}
    kind: cluster
    part_of: {name}-account
    called: {name}
    network: {name}-network
    subnets: [private-a, private-b]
    security_groups: kubernetes
    reached_by: SSH to {name}-bastion, and from there through the internal network
  {name}-database:
    title: Database of {name}
    kind: database
    part_of: {name}-account
    called: {name}
    network: {name}-network
    subnets: [private-a, private-b]
    security_groups: database
    reached_by: SSH to {name}-bastion, and from there through the internal network
  {name}-registry:
    title: Images of {name}
    kind: registry
    part_of: {name}-account

budgets:
  {name}:
    amount: {budget} USD/month
    accounts: {name}
    alerts:
      - actual: 80%
      - actual: 100%
      - forecast: 100%
    notify: [{team}]

billing_alarms:
  {name}:
    account: {name}
    at_least: {alarm} USD
    within: 6h
    notify: [{team}]
"
    )
}
