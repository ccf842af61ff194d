//! The kinds of resources whose policies are read, and what prints them.
//!
//! The page of each command is
//! `https://docs.aws.amazon.com/cli/latest/reference/SERVICE/COMMAND.html`.

use serde_json::Value;

use super::further::{Further, access_lists, grants};
use super::qualified::versions_and_aliases;

/// A kind of resource that has a policy of its own.
#[derive(Debug)]
pub struct Kind {
    /// The service, as actions name it.
    pub service: &'static str,
    /// What several of them are called.
    pub noun: &'static str,
    /// The command that lists all of them, and the key of its list; `None`: there is one, that
    /// of the account.
    pub list: Option<(&'static str, &'static str)>,
    /// The key of an item's name; empty: the item is the name.
    pub(super) name: &'static str,
    /// Whether one list is of all regions.
    pub is_global: bool,
    /// Its ARN.
    pub(super) arn: &'static str,
    /// What prints its policy.
    pub policy: Printed,
    /// Whether whoever its policy lets in is in, with nothing else to agree.
    pub(super) is_enough: bool,
    /// The other command that says who comes in, and what it adds.
    pub also: Option<Further>,
}

/// What prints a policy.
#[derive(Debug)]
pub struct Printed {
    /// The command; the resource's name follows it in the path of its file.
    pub command: &'static str,
    /// The JSON pointer to the policy's text.
    pub(super) text: &'static str,
    pub(super) none: Absence,
}

/// How an output without a policy says that there is none.
#[derive(Debug)]
pub(super) enum Absence {
    /// There is always one.
    Never,
    /// By the code of a failure.
    Failure(&'static str),
    /// By what else it prints, at this JSON pointer.
    Beside(&'static str),
}

impl Printed {
    /// The code of the failure that says that there is no policy.
    #[must_use]
    pub fn none(&self) -> Option<&'static str> {
        match self.none {
            Absence::Failure(code) => Some(code),
            Absence::Never | Absence::Beside(_) => None,
        }
    }

    /// Whether an output without a policy says that there is none.
    pub(super) fn says_none(&self, content: &Value) -> bool {
        match self.none {
            Absence::Never => false,
            Absence::Failure(code) => content
                .pointer("/Error/Code")
                .is_some_and(|one| one == code),
            Absence::Beside(pointer) => content.pointer(pointer).is_some(),
        }
    }
}

/// Policies of resources that are not read, by an action that they let somebody do: those of
/// S3 Access Grants, and of layers
/// (<https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants.html>,
/// <https://docs.aws.amazon.com/lambda/latest/dg/permissions-layer-cross-account.html>).
pub(super) const UNREAD: [(&str, &str); 2] = [
    ("s3:GetDataAccess", "the access grants of S3"),
    ("lambda:GetLayerVersion", "the layers of Lambda"),
];

/// Every kind, by service.
pub const KINDS: &[Kind] = &[
    Kind {
        service: "dynamodb",
        noun: "tables",
        list: Some(("dynamodb list-tables", "TableNames")),
        name: "",
        is_global: false,
        arn: "arn:aws:dynamodb:{region}:{account}:table/{name}",
        policy: Printed {
            command: "dynamodb get-resource-policy",
            text: "/Policy",
            none: Absence::Failure("PolicyNotFoundException"),
        },
        is_enough: true,
        also: None,
    },
    Kind {
        service: "dynamodb",
        noun: "streams",
        list: Some(("dynamodbstreams list-streams", "Streams")),
        name: "StreamArn",
        is_global: false,
        arn: "{name}",
        policy: Printed {
            command: "dynamodb get-resource-policy",
            text: "/Policy",
            none: Absence::Failure("PolicyNotFoundException"),
        },
        is_enough: true,
        also: None,
    },
    Kind {
        service: "ecr",
        noun: "registry",
        list: None,
        name: "",
        is_global: false,
        arn: "arn:aws:ecr:{region}:{account}:repository/*",
        policy: Printed {
            command: "ecr get-registry-policy",
            text: "/policyText",
            none: Absence::Failure("RegistryPolicyNotFoundException"),
        },
        is_enough: true,
        also: None,
    },
    Kind {
        service: "ecr",
        noun: "repositories",
        list: Some(("ecr describe-repositories", "repositories")),
        name: "repositoryName",
        is_global: false,
        arn: "arn:aws:ecr:{region}:{account}:repository/{name}",
        policy: Printed {
            command: "ecr get-repository-policy",
            text: "/policyText",
            none: Absence::Failure("RepositoryPolicyNotFoundException"),
        },
        is_enough: true,
        also: None,
    },
    Kind {
        service: "events",
        noun: "buses",
        list: Some(("events list-event-buses", "EventBuses")),
        name: "Name",
        is_global: false,
        // Its policy is about its rules as well.
        arn: "arn:aws:events:{region}:{account}:*",
        policy: Printed {
            command: "events describe-event-bus",
            text: "/Policy",
            none: Absence::Beside("/Arn"),
        },
        is_enough: true,
        also: None,
    },
    Kind {
        service: "kms",
        noun: "keys",
        list: Some(("kms list-keys", "Keys")),
        name: "KeyId",
        is_global: false,
        arn: "arn:aws:kms:{region}:{account}:key/{name}",
        policy: Printed {
            command: "kms get-key-policy",
            text: "/Policy",
            none: Absence::Never,
        },
        is_enough: true,
        also: Some(Further {
            command: "kms list-grants",
            read: grants,
            is_enough: false,
        }),
    },
    Kind {
        service: "lambda",
        noun: "functions",
        list: Some(("lambda list-functions", "Functions")),
        name: "FunctionName",
        is_global: false,
        // Versions and aliases follow the name.
        arn: "arn:aws:lambda:{region}:{account}:function:{name}*",
        policy: Printed {
            command: "lambda get-policy",
            text: "/Policy",
            none: Absence::Failure("ResourceNotFoundException"),
        },
        is_enough: true,
        also: Some(Further {
            command: "lambda list-versions-by-function",
            read: versions_and_aliases,
            is_enough: true,
        }),
    },
    // One may be of a file system instead of a bucket.
    Kind {
        service: "s3",
        noun: "access points",
        list: Some(("s3control list-access-points", "AccessPointList")),
        name: "Name",
        is_global: false,
        arn: "arn:aws:s3:{region}:{account}:accesspoint/{name}",
        policy: Printed {
            command: "s3control get-access-point-policy",
            text: "/Policy",
            none: Absence::Failure("NoSuchAccessPointPolicy"),
        },
        is_enough: false,
        also: None,
    },
    Kind {
        service: "s3",
        noun: "buckets",
        list: Some(("s3api list-buckets", "Buckets")),
        name: "Name",
        is_global: true,
        arn: "arn:aws:s3:::{name}",
        policy: Printed {
            command: "s3api get-bucket-policy",
            text: "/Policy",
            none: Absence::Failure("NoSuchBucketPolicy"),
        },
        is_enough: true,
        also: Some(Further {
            command: "s3api get-bucket-ownership-controls",
            read: access_lists,
            is_enough: true,
        }),
    },
    Kind {
        service: "secretsmanager",
        noun: "secrets",
        list: Some(("secretsmanager list-secrets", "SecretList")),
        name: "Name",
        is_global: false,
        // What AWS appends to the name is not told.
        arn: "arn:aws:secretsmanager:{region}:{account}:secret:{name}-??????",
        policy: Printed {
            command: "secretsmanager get-resource-policy",
            text: "/ResourcePolicy",
            none: Absence::Beside("/ARN"),
        },
        is_enough: true,
        also: None,
    },
    Kind {
        service: "sns",
        noun: "topics",
        list: Some(("sns list-topics", "Topics")),
        name: "TopicArn",
        is_global: false,
        arn: "arn:aws:sns:{region}:{account}:{name}",
        policy: Printed {
            command: "sns get-topic-attributes",
            text: "/Attributes/Policy",
            none: Absence::Never,
        },
        is_enough: true,
        also: None,
    },
    Kind {
        service: "sqs",
        noun: "queues",
        list: Some(("sqs list-queues", "QueueUrls")),
        name: "",
        is_global: false,
        arn: "arn:aws:sqs:{region}:{account}:{name}",
        policy: Printed {
            command: "sqs get-queue-attributes",
            text: "/Attributes/Policy",
            none: Absence::Beside("/Attributes/QueueArn"),
        },
        is_enough: true,
        also: None,
    },
];
