//! The part of an account's file about what runs in it, and its logs.

use super::plan::{Account, Product};

pub(super) fn text(product: &Product, account: &Account) -> String {
    let (team, name, environment) = (&product.name, &account.name, account.stage.name);
    let instances = if account.serves_users() { 4 } else { 1 };
    format!(
        "workloads:
  {name}:
    title: {team}
    description: Serves {team} to users and to other products.
    owner: {team}
    account: {name}
    environment: {environment}
    network: {name}-network
    deployed_by: Terraform
    host:
      architecture: arm64
      memory: 8 GiB
      purchase: on-demand
      instances: {instances}
      subnet: private-a
      security_groups: kubernetes
    services: [EKS, ECR, RDS, ELB, CloudWatch, Secrets Manager]
    containers:
      web:
        description: Answers requests.
        image: {team}/web
        essential: true
        cpu: 512
        memory: 1 GiB
        ports: 8080/tcp
        environment:
          STAGE: {environment}
          DATABASE: {name}
        secrets:
          DATABASE_PASSWORD: database/password
      worker:
        description: Does what can wait.
        image: {team}/worker
        cpu: 256
        memory: 512 MiB
    storage:
      uploads:
        description: What users uploaded.
        size: 100 GiB
        keep: true
    secrets:
      database:
        description: How the containers sign in to the database.
        keys:
          password: the password of its user
        keep: true
    schedules:
      clean-up:
        description: Deletes what has expired.
        cron: 15 3 * * *
        container: worker
        command: bin/clean-up
    backups:
      database:
        of: {name}-database
        every: 1d
        keep: 35d
        restore: restore-database
    budget: {name}
    operators: [{name}-operators]
    tags: *tags

logs:
  {name}-application:
    description: What {team} writes in {environment}.
    source: application
    workloads: {name}
    to:
      cloudwatch: /acme/{name}
      account: {name}
    retention: 90d
    owner: {team}
"
    )
}
