//! What runs with which role, as the AWS CLI lists it.
//!
//! One entry of [`LISTS`] for each command. A list covers one region, and another may hold
//! more, so that what is listed is known to exist and nothing is known not to.

use bailiwick_iam::account::{Account, Asset};
use bailiwick_iam::decide::Known;
use serde_json::Value;

use crate::observed::Observed;

/// A list that a command of the CLI prints.
struct List {
    /// Its key at the top level.
    key: &'static str,
    /// The key of the list within an entry, where it is a list of lists.
    within: Option<&'static str>,
    /// The type in the service data.
    kind: &'static str,
    /// The JSON pointer to the ARN, or to what completes it.
    id: &'static str,
    /// What stands before the id in the ARN, after the account; empty: the id is an ARN.
    before: &'static str,
    /// The JSON pointer to the role, or to the instance profile that holds it.
    role: &'static str,
}

impl List {
    const fn new(key: &'static str, kind: &'static str, id: &'static str) -> Self {
        Self {
            key,
            within: None,
            kind,
            id,
            before: "",
            role: "/role",
        }
    }

    const fn within(mut self, key: &'static str) -> Self {
        self.within = Some(key);
        self
    }

    const fn after(mut self, before: &'static str) -> Self {
        self.before = before;
        self
    }

    const fn running_as(mut self, role: &'static str) -> Self {
        self.role = role;
        self
    }
}

/// The lists, each with the page of its command.
const LISTS: [List; 8] = [
    // https://docs.aws.amazon.com/cli/latest/reference/lambda/list-functions.html
    List::new("Functions", "lambda:function", "/FunctionArn").running_as("/Role"),
    // https://docs.aws.amazon.com/cli/latest/reference/ec2/describe-instances.html
    List::new("Reservations", "ec2:instance", "/InstanceId")
        .within("Instances")
        .after("instance/")
        .running_as("/IamInstanceProfile/Arn"),
    // https://docs.aws.amazon.com/cli/latest/reference/codebuild/batch-get-projects.html
    List::new("projects", "codebuild:project", "/arn").running_as("/serviceRole"),
    // https://docs.aws.amazon.com/cli/latest/reference/cloudformation/describe-stacks.html
    List::new("Stacks", "cloudformation:stack", "/StackId").running_as("/RoleARN"),
    // https://docs.aws.amazon.com/cli/latest/reference/glue/get-jobs.html
    List::new("Jobs", "glue:job", "/Name")
        .after("job/")
        .running_as("/Role"),
    // https://docs.aws.amazon.com/cli/latest/reference/glue/get-dev-endpoints.html
    List::new("DevEndpoints", "glue:devendpoint", "/EndpointName")
        .after("devEndpoint/")
        .running_as("/RoleArn"),
    // https://docs.aws.amazon.com/cli/latest/reference/ecs/list-clusters.html
    List::new("clusterArns", "ecs:cluster", ""),
    // https://docs.aws.amazon.com/cli/latest/reference/ecs/list-container-instances.html
    List::new("containerInstanceArns", "ecs:container-instance", ""),
];

/// What the lists of an account say that runs in it.
pub(super) fn assets(observed: &Observed, account: &Account) -> Vec<Asset> {
    let mut assets = Vec::new();
    for list in &LISTS {
        for (document, value) in observed.with_key(Some(account.id), list.key) {
            let region = document.region.as_deref().unwrap_or_default();
            let entries = value.as_array().into_iter().flatten();
            for entry in entries.flat_map(|entry| list.entries(entry)) {
                assets.extend(list.asset(entry, region, account));
            }
        }
    }
    assets
}

impl List {
    fn entries<'v>(&self, entry: &'v Value) -> Vec<&'v Value> {
        match self.within {
            None => vec![entry],
            Some(key) => {
                let entries = entry.get(key).and_then(Value::as_array);
                entries.into_iter().flatten().collect()
            }
        }
    }

    fn asset(&self, entry: &Value, region: &str, account: &Account) -> Option<Asset> {
        let id = entry.pointer(self.id)?.as_str()?;
        let (service, _) = self.kind.split_once(':')?;
        let arn = match self.before {
            "" => id.to_owned(),
            before => format!("arn:aws:{service}:{region}:{}:{before}{id}", account.id),
        };
        let role = entry.pointer(self.role).and_then(Value::as_str);
        Some(Asset {
            kind: self.kind.to_owned(),
            arn,
            role: role.and_then(|role| role_arn(role, account)),
        })
    }
}

/// The ARN of a role that is given by its ARN, its name, or the ARN of an instance profile.
fn role_arn(given: &str, account: &Account) -> Option<String> {
    let mut principals = account.principals.iter();
    let found = principals.find(|one| {
        let Some(role) = one.as_role() else {
            return false;
        };
        let holds = match &role.instance_profiles {
            Known::Known(profiles) => profiles.iter().any(|profile| profile == given),
            Known::Unknown(_) => false,
        };
        holds || one.arn == given || one.name() == given
    });
    found.map(|role| role.arn.clone())
}
