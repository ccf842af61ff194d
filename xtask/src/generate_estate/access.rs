//! The part of an account's file about who may do what in it: permissions of its own,
//! two groups of people, and the group of its pipeline.

use std::collections::BTreeMap;

use super::list;
use super::plan::{Account, Person, Product};

pub(super) fn text(product: &Product, account: &Account) -> String {
    [
        permissions(product, account),
        groups(product, account),
        pipeline(product, account),
    ]
    .concat()
}

fn permissions(product: &Product, account: &Account) -> String {
    let (team, name) = (&product.name, &account.name);
    format!(
        "permissions:
  {name}-deploy:
    on: [{name}-cluster, {name}-registry]
    means: Can change what runs in the cluster, and list images.
    allow:
      - kubernetes: edit
        cluster: {name}-cluster
        namespaces: [{team}]
      - actions: eks:DescribeCluster
        on: cluster/{name}
        because: the cluster's address and certificate are read with it
      - access: list
        to: ecr
        on: repository/{team}/*
  {name}-login:
    on: {name}-bastion
    means: Can log in and reach the internal network.
    allow:
      linux: user
      host: {name}-bastion
  {name}-root:
    on: {name}-bastion
    means: Can administer the bastion.
    allow:
      linux: root
      host: {name}-bastion
  {name}-publish:
    on: {name}-registry
    means: Can push images.
    allow:
      - actions:
          - ecr:BatchCheckLayerAvailability
          - ecr:BatchGetImage
          - ecr:CompleteLayerUpload
          - ecr:InitiateLayerUpload
          - ecr:PutImage
          - ecr:UploadLayerPart
        on: repository/{team}/*
      - actions: ecr:GetAuthorizationToken
{operate}",
        operate = if account.serves_users() {
            operate(team, name)
        } else {
            String::new()
        },
    )
}

/// What only those who run production need.
fn operate(team: &str, name: &str) -> String {
    format!(
        "  {name}-operate:
    on: [{name}-account, {name}-database]
    means: Can see how production is, restart and scale it, and restore its database.
    allow:
      - access: [list, read]
        to: [cloudwatch, logs, rds, elasticloadbalancing, autoscaling]
      - actions:
          - rds:RebootDBInstance
          - rds:RestoreDBInstanceToPointInTime
          - rds:CreateDBSnapshot
          - autoscaling:SetDesiredCapacity
          - autoscaling:StartInstanceRefresh
        when:
          tags:
            Product: {team}
    deny:
      - actions: rds:DeleteDBInstance
    session: 4h
"
    )
}

fn groups(product: &Product, account: &Account) -> String {
    let (team, name, class) = (&product.name, &account.name, account.stage.name);
    let on_request = if account.serves_users() {
        format!(
            "
        request: Deploy {name}
        approvers: [{team}]
        for: 8h"
        )
    } else {
        String::new()
    };
    let everyday = if account.serves_users() {
        "look"
    } else {
        "develop"
    };
    let operate = if account.serves_users() {
        format!("      - permission: {name}-operate\n")
    } else {
        format!("      - permission: Operator\n        on: [{name}]\n")
    };
    format!(
        "
groups:
  {name}-developers:
    title: Developers of {name}
    description: Those who write {team}.
    owner: {team}
    seats:
{developers}    grants:
      - entry: {class}/{everyday}
        on: [{name}]
      - permission: {name}-deploy{on_request}
      - permission: {name}-login
  {name}-operators:
    title: Operators of {name}
    description: Those who are called when {name} fails.
    owner: {team}
    seats:
{operators}    grants:
      - entry: {class}/look
        on: [{name}]
      - entry: {class}/escalate
        on: [{name}]
{operate}      - permission: {name}-login
      - permission: {name}-root
        request: Root on {name}-bastion
        approvers: [platform]
        for: 2h
  {name}-pipelines:
    title: Pipelines of {name}
    technical_seats: 1
    members: [{name}-pipeline]
    grants:
      - permission: {name}-publish
",
        developers = seats(&account.developers),
        operators = seats(&account.operators),
    )
}

/// Seats for exactly these people, and the people.
fn seats(people: &[Person]) -> String {
    let mut seats: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for person in people {
        let (count, contractors) = seats.entry(person.role).or_default();
        *count += 1;
        *contractors += usize::from(person.contractor);
    }
    let seats: String = seats
        .into_iter()
        .map(|(role, (count, contractors))| match contractors {
            0 => format!("      {role}: {count}\n"),
            _ => format!("      {role}: {{ count: {count}, contractors: {contractors} }}\n"),
        })
        .collect();
    let names = list(people.iter().map(|person| person.name.as_str()));
    format!("{seats}    members: {names}\n")
}

fn pipeline(product: &Product, account: &Account) -> String {
    let (team, name, environment) = (&product.name, &account.name, account.stage.name);
    format!(
        "
technical_accounts:
  {name}-pipeline:
    purpose: Builds images of {team} and pushes them for {environment}
    owner: {team}
    account: {name}
    authentication:
      oidc: token.actions.githubusercontent.com
      audience: sts.amazonaws.com
      subject: repo:acme/{team}:environment:{environment}
"
    )
}
