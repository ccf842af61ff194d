//! Which CloudFormation types take tags, and where they write them.
//!
//! Source: the `Tags` property on the page of each type,
//! <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html>.

/// Where a type writes its tags, as a list of `Key` and `Value`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TagProperty {
    /// It takes none.
    None,
    /// In this property.
    Called(&'static str),
}

/// Where a type writes its tags; `None` for a type that is not listed here.
pub(crate) fn tag_property(kind: &str) -> Option<TagProperty> {
    Some(match kind {
        "AWS::Config::ConfigurationRecorder"
        | "AWS::Config::DeliveryChannel"
        | "AWS::EC2::Route"
        | "AWS::EC2::SecurityGroupEgress"
        | "AWS::EC2::SecurityGroupIngress"
        | "AWS::EC2::SubnetRouteTableAssociation"
        | "AWS::EC2::VPCCidrBlock"
        | "AWS::EC2::VPCGatewayAttachment"
        | "AWS::ECS::ClusterCapacityProviderAssociations"
        | "AWS::IAM::Group"
        | "AWS::IAM::InstanceProfile"
        | "AWS::IAM::ManagedPolicy"
        | "AWS::IAM::RolePolicy"
        | "AWS::IAM::ServiceLinkedRole"
        | "AWS::Lambda::Permission"
        | "AWS::Route53::RecordSet"
        | "AWS::S3::BucketPolicy"
        | "AWS::SNS::Subscription"
        | "AWS::SNS::TopicPolicy"
        // Its launch template says what its volumes and instances carry, and it is itself
        // tagged by `TagSpecifications`.
        | "AWS::EC2::LaunchTemplate" => TagProperty::None,
        "AWS::Budgets::Budget" | "AWS::Budgets::BudgetsAction" => {
            TagProperty::Called("ResourceTags")
        }
        "AWS::Route53::HostedZone" => TagProperty::Called("HostedZoneTags"),
        "AWS::AutoScaling::AutoScalingGroup"
        | "AWS::CloudTrail::Trail"
        | "AWS::CloudWatch::Alarm"
        | "AWS::EC2::FlowLog"
        | "AWS::GuardDuty::Detector"
        | "AWS::EC2::InternetGateway"
        | "AWS::EC2::RouteTable"
        | "AWS::EC2::SecurityGroup"
        | "AWS::EC2::Subnet"
        | "AWS::EC2::Volume"
        | "AWS::EC2::VPC"
        | "AWS::ECR::Repository"
        | "AWS::ECS::CapacityProvider"
        | "AWS::ECS::Cluster"
        | "AWS::ECS::Service"
        | "AWS::ECS::TaskDefinition"
        | "AWS::EKS::AccessEntry"
        | "AWS::Events::Rule"
        | "AWS::IAM::OIDCProvider"
        | "AWS::IAM::Role"
        | "AWS::IAM::User"
        | "AWS::Lambda::Function"
        | "AWS::Logs::LogGroup"
        | "AWS::S3::Bucket"
        | "AWS::SecretsManager::Secret"
        | "AWS::SNS::Topic" => TagProperty::Called("Tags"),
        _ => return None,
    })
}
