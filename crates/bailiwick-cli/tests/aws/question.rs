//! How each kind of resource is asked for at its own service.

use serde_json::{Value, json};

use crate::stage::Stage;

/// Asks for every resource of a stack, and panics when one is not there. Returns what each
/// service said, by logical id, and the kinds that nobody was asked about.
pub(crate) fn ask_for_all(
    stage: &Stage,
    region: &str,
    stack: &str,
) -> (Vec<(String, Value)>, Vec<String>) {
    let listed = stage.ask_in(
        region,
        "cloudformation",
        "list_stack_resources",
        json!({ "StackName": stack }),
    );
    let (mut said, mut unasked) = (Vec::new(), Vec::new());
    for resource in listed["StackResourceSummaries"].as_array().unwrap() {
        let text = |member: &str| resource[member].as_str().unwrap_or_default().to_owned();
        let (kind, id) = (text("ResourceType"), text("PhysicalResourceId"));
        match question(&kind, &id) {
            Some((service, operation, arguments, place)) => {
                let answer = stage.ask_in(region, service, operation, arguments);
                let found = answer.pointer(place).cloned().unwrap_or_default();
                assert!(!found.is_null(), "{service} has no {kind} `{id}`: {answer}");
                said.push((text("LogicalResourceId"), found));
            }
            None => unasked.push(kind),
        }
    }
    assert!(!said.is_empty(), "`{stack}` holds nothing");
    (said, unasked)
}

type Question = (&'static str, &'static str, Value, &'static str);

fn question(kind: &str, id: &str) -> Option<Question> {
    let name = id.rsplit('/').next().unwrap_or(id);
    Some(match kind {
        "AWS::AutoScaling::AutoScalingGroup" => (
            "autoscaling",
            "describe_auto_scaling_groups",
            json!({ "AutoScalingGroupNames": [id] }),
            "/AutoScalingGroups/0",
        ),
        "AWS::CloudWatch::Alarm" => (
            "cloudwatch",
            "describe_alarms",
            json!({ "AlarmNames": [id] }),
            "/MetricAlarms/0",
        ),
        "AWS::EC2::VPC" => ("ec2", "describe_vpcs", json!({ "VpcIds": [id] }), "/Vpcs/0"),
        "AWS::EC2::Subnet" => (
            "ec2",
            "describe_subnets",
            json!({ "SubnetIds": [id] }),
            "/Subnets/0",
        ),
        "AWS::EC2::RouteTable" => (
            "ec2",
            "describe_route_tables",
            json!({ "RouteTableIds": [id] }),
            "/RouteTables/0",
        ),
        "AWS::EC2::SecurityGroup" => (
            "ec2",
            "describe_security_groups",
            json!({ "GroupIds": [id] }),
            "/SecurityGroups/0",
        ),
        "AWS::EC2::InternetGateway" => (
            "ec2",
            "describe_internet_gateways",
            json!({ "InternetGatewayIds": [id] }),
            "/InternetGateways/0",
        ),
        "AWS::EC2::LaunchTemplate" => (
            "ec2",
            "describe_launch_template_versions",
            json!({ "LaunchTemplateId": id }),
            "/LaunchTemplateVersions/0/LaunchTemplateData",
        ),
        "AWS::ECR::Repository" => (
            "ecr",
            "describe_repositories",
            json!({ "repositoryNames": [id] }),
            "/repositories/0",
        ),
        "AWS::ECS::Cluster" => (
            "ecs",
            "describe_clusters",
            json!({ "clusters": [id] }),
            "/clusters/0",
        ),
        "AWS::ECS::TaskDefinition" => (
            "ecs",
            "describe_task_definition",
            json!({ "taskDefinition": id }),
            "/taskDefinition",
        ),
        "AWS::ECS::Service" => {
            let cluster = id.rsplit('/').nth(1)?;
            (
                "ecs",
                "describe_services",
                json!({ "cluster": cluster, "services": [id] }),
                "/services/0",
            )
        }
        "AWS::Events::Rule" => ("events", "describe_rule", json!({ "Name": name }), "/Arn"),
        "AWS::IAM::InstanceProfile" => (
            "iam",
            "get_instance_profile",
            json!({ "InstanceProfileName": name }),
            "/InstanceProfile",
        ),
        "AWS::IAM::ManagedPolicy" => (
            "iam",
            "get_policy_version",
            json!({ "PolicyArn": id, "VersionId": "v1" }),
            "/PolicyVersion/Document",
        ),
        "AWS::IAM::Role" => ("iam", "get_role", json!({ "RoleName": id }), "/Role"),
        "AWS::IAM::User" => ("iam", "get_user", json!({ "UserName": id }), "/User"),
        "AWS::Lambda::Function" => (
            "lambda",
            "get_function",
            json!({ "FunctionName": id }),
            "/Configuration",
        ),
        "AWS::Logs::LogGroup" => (
            "logs",
            "describe_log_groups",
            json!({ "logGroupNamePrefix": id }),
            "/logGroups/0",
        ),
        "AWS::Route53::HostedZone" => (
            "route53",
            "get_hosted_zone",
            json!({ "Id": id }),
            "/HostedZone",
        ),
        "AWS::S3::Bucket" => (
            "s3",
            "get_bucket_encryption",
            json!({ "Bucket": id }),
            "/ServerSideEncryptionConfiguration",
        ),
        "AWS::SNS::Topic" => (
            "sns",
            "get_topic_attributes",
            json!({ "TopicArn": id }),
            "/Attributes",
        ),
        "AWS::SecretsManager::Secret" => (
            "secretsmanager",
            "describe_secret",
            json!({ "SecretId": id }),
            "/ARN",
        ),
        _ => return None,
    })
}
