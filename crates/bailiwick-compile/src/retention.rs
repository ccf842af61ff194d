//! What becomes of a resource's content when its stack goes, by type.
//!
//! Owns: one table of every type that is compiled, so that a new one cannot slip by without
//! a word on the data it holds. Refuses: to say what is kept here, which the templates do.

/// What a type of resource holds, and how long that is to last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It holds what no template can make again, or is no use without one that does: it
    /// stays whatever happens to stack and template.
    Kept,
    /// It gathers something that goes with what it is about: logs with the service that
    /// wrote them, passwords and keys with the user who left.
    GoesWithItsOwner,
    /// The next deployment makes it again as it was.
    MadeAgain,
}

/// Types that are kept.
///
/// Source: "DeletionPolicy attribute" and "UpdateReplacePolicy attribute", AWS
/// CloudFormation Template Reference: the one decides for a resource that leaves the stack
/// or goes with it, the other for one that is replaced.
pub const KEPT: &[&str] = &[
    "AWS::EC2::Volume",
    "AWS::ECR::Repository",
    "AWS::Route53::HostedZone",
    "AWS::Route53::RecordSet",
    "AWS::S3::Bucket",
    "AWS::S3::BucketPolicy",
    "AWS::SecretsManager::Secret",
];

/// Types that go with their owner.
pub const GOES_WITH_ITS_OWNER: &[&str] = &["AWS::IAM::User", "AWS::Logs::LogGroup"];

/// Types that the next deployment makes again as they were.
pub const MADE_AGAIN: &[&str] = &[
    "AWS::AutoScaling::AutoScalingGroup",
    "AWS::Budgets::Budget",
    "AWS::Budgets::BudgetsAction",
    "AWS::CloudTrail::Trail",
    "AWS::CloudWatch::Alarm",
    "AWS::Config::ConfigurationRecorder",
    "AWS::Config::DeliveryChannel",
    "AWS::EC2::FlowLog",
    "AWS::EC2::InternetGateway",
    "AWS::EC2::LaunchTemplate",
    "AWS::EC2::Route",
    "AWS::EC2::RouteTable",
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::SecurityGroupEgress",
    "AWS::EC2::SecurityGroupIngress",
    "AWS::EC2::Subnet",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::VPC",
    "AWS::EC2::VPCCidrBlock",
    "AWS::EC2::VPCGatewayAttachment",
    "AWS::ECS::CapacityProvider",
    "AWS::ECS::Cluster",
    "AWS::ECS::ClusterCapacityProviderAssociations",
    "AWS::ECS::Service",
    "AWS::ECS::TaskDefinition",
    "AWS::EKS::AccessEntry",
    "AWS::Events::Rule",
    "AWS::GuardDuty::Detector",
    "AWS::IAM::Group",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::OIDCProvider",
    "AWS::IAM::Role",
    "AWS::IAM::RolePolicy",
    "AWS::IAM::ServiceLinkedRole",
    "AWS::Lambda::Function",
    "AWS::Lambda::Permission",
    "AWS::SNS::Subscription",
    "AWS::SNS::Topic",
    "AWS::SNS::TopicPolicy",
];

/// The fate of a type; `None` for one that is in no table.
#[must_use]
pub fn fate(kind: &str) -> Option<Fate> {
    let tables = [
        (KEPT, Fate::Kept),
        (GOES_WITH_ITS_OWNER, Fate::GoesWithItsOwner),
        (MADE_AGAIN, Fate::MadeAgain),
    ];
    let found = tables.into_iter().find(|(kinds, _)| kinds.contains(&kind));
    found.map(|(_, fate)| fate)
}
