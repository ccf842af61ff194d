//! The kinds of resources whose policies are read, and what prints them.
//!
//! The page of each command is
//! `https://docs.aws.amazon.com/cli/latest/reference/SERVICE/COMMAND.html`.

use serde_json::Value;

use super::further::{Further, access_lists, grants};

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

/// Every kind, by service.
pub const KINDS: &[Kind] = &[
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
        also: Some(Further {
            command: "kms list-grants",
            read: grants,
        }),
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
        also: Some(Further {
            command: "s3api get-bucket-ownership-controls",
            read: access_lists,
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
        also: None,
    },
];
