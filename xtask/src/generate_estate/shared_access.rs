//! What many accounts share: permissions, and the groups that hold them everywhere.

use super::File;

pub(super) fn file() -> File {
    ("organization/access.yaml".to_owned(), TEXT.to_owned())
}

const TEXT: &str = "permissions:
  Viewer:
    means: Can see what is there, and change nothing.
    allow:
      access: list
      to: [autoscaling, dynamodb, ec2, ecr, ecs, eks, elasticloadbalancing, lambda, logs, rds, s3, sns, sqs]
  Administrator:
    means: Can do everything.
    allow:
      access: all
      to: all
    session: 1h
  Developer:
    means: Can build with the services that products are made of, and cannot change who may do what.
    allow:
      - access: [list, read, write, tagging]
        to: [dynamodb, ecr, ecs, lambda, logs, rds, s3, sns, sqs]
        when:
          regions: [eu-central-1, eu-west-1, us-east-1, us-west-2]
      - access: [list, read]
        to: [cloudwatch, ec2, eks, elasticloadbalancing, kms, secretsmanager]
        except: [secretsmanager:GetSecretValue, secretsmanager:BatchGetSecretValue]
    deny:
      - actions: [s3:PutBucketPublicAccessBlock, s3:PutAccountPublicAccessBlock]
    session: 8h
  Operator:
    means: Can see how things are, and restart them.
    allow:
      - access: [list, read]
        to: [cloudwatch, logs, rds, ecs, ec2]
      - actions: [ec2:RebootInstances, ec2:StartInstances, ec2:StopInstances]
        when:
          tags:
            Stage: [development, staging]
  Auditor:
    means: Can read settings of what protects and records, and no data.
    allow:
      access: [list, read]
      to: [access-analyzer, cloudtrail, config, guardduty, iam, organizations]
  Finance:
    means: Can read what everything costs.
    allow:
      - access: [list, read]
        to: [billing, budgets, ce]

people:
  iris.keller:
    title: Iris Keller
    role: Infrastructure Engineer
    email: iris.keller@acme.example
    teams: [platform]
  omar.diaz:
    title: Omar Diaz
    role: Infrastructure Engineer
    email: omar.diaz@acme.example
    teams: [platform]
  lena.berg:
    title: Lena Berg
    role: Support Engineer
    email: lena.berg@acme.example

groups:
  platform-engineers:
    description: Those who look after all accounts.
    owner: platform
    seats:
      Infrastructure Engineer: 2
    members: [iris.keller, omar.diaz]
    grants:
      - entry: management/look
      - entry: foundation/look
      - entry: development/escalate
      - entry: staging/escalate
      - entry: production/escalate
  auditors:
    description: Those who look at all accounts.
    owner: platform
    seats:
      Support Engineer: 1
    members: [lena.berg]
    grants:
      - entry: management/look
      - entry: foundation/look
      - entry: development/look
      - entry: staging/look
      - entry: production/look
      - permission: Auditor
        on: [management, log-archive]
      - permission: Finance
        on: [management]
";
