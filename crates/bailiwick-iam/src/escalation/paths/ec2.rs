//! EC2: programs on an instance have the credentials of its role.

use crate::escalation::path::{Fact, Path, Takes};

const ROLE: &str =
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/permission-to-pass-iam-roles.html";
const USER_DATA: &str = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html";
const CONNECT: &str =
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-connect-methods.html";
const SERVICE: &[&str] = &["ec2.amazonaws.com"];

pub(super) const PATHS: &[Path] = &[
    Path::new(
        "ec2-001",
        "starts an instance with the role, and runs commands on it",
        &["iam:PassRole", "ec2:RunInstances"],
        Takes::RolePassedTo(SERVICE),
        ROLE,
    )
    .when(Fact::InstanceProfile),
    Path::new(
        "ec2-002",
        "stops an instance that has the role, puts commands into its user data, and starts it",
        &[
            "ec2:ModifyInstanceAttribute",
            "ec2:StopInstances",
            "ec2:StartInstances",
        ],
        Takes::RoleOf(SERVICE),
        USER_DATA,
    )
    .on_existing(&["ec2:instance"]),
    Path::new(
        "ec2-003",
        "requests a spot instance with the role, and runs commands on it",
        &["iam:PassRole", "ec2:RequestSpotInstances"],
        Takes::RolePassedTo(SERVICE),
        ROLE,
    )
    .when(Fact::InstanceProfile),
    Path::new(
        "ec2-004",
        "makes a launch template with the role run its commands, and waits for an instance",
        &[
            "ec2:CreateLaunchTemplateVersion",
            "ec2:ModifyLaunchTemplate",
        ],
        Takes::RoleOf(SERVICE),
        USER_DATA,
    )
    .on_existing(&["ec2:launch-template"])
    .resting_on("something that starts instances from the template's default version"),
    Path::new(
        "ec2instanceconnect-003",
        "signs in to an instance that has the role",
        &["ec2-instance-connect:SendSSHPublicKey"],
        Takes::RoleOf(SERVICE),
        CONNECT,
    )
    .on_existing(&["ec2:instance"])
    .resting_on("a way through the network to the instance, and EC2 Instance Connect on it"),
];
