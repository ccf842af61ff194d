//! The decision workload beside the checkout: 20 policies of 10 statements,
//! 1,000 requests, and the decision that three other engines agree on.

use std::path::PathBuf;
use std::{env, fs};

use bailiwick_iam::decide::{Layers, Prepared, PreparedRequest};
use bailiwick_iam::policy::{Policy, Statement};
use bailiwick_iam::request::{AccountId, Caller};
use serde_json::Value;

/// The policies and requests, as strings.
pub(crate) struct Workload {
    pub(crate) policies: Vec<Policy>,
    pub(crate) requests: Vec<Asked>,
    /// `Allowed` or `ImplicitlyDenied`, one for each request.
    pub(crate) expected: Vec<String>,
}

/// A request as strings.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) principal: String,
    pub(crate) action: String,
    pub(crate) resource: String,
    pub(crate) owner: String,
    pub(crate) context: Vec<(String, String)>,
}

impl Asked {
    /// The caller: `principal` is a role, so a session of it.
    pub(crate) fn caller(&self) -> Caller {
        Caller::role_session(&*self.principal, "bench")
    }

    /// The request in `prepared`, made of nothing but the strings.
    pub(crate) fn request<'p>(
        &'p self,
        caller: &'p Caller,
        prepared: &'p Prepared,
    ) -> PreparedRequest<'p> {
        let context: Vec<(&str, &str)> = self
            .context
            .iter()
            .map(|(key, value)| (&**key, &**value))
            .collect();
        let owner: Option<AccountId> = self.owner.parse().ok();
        prepared.request_of_strings(caller, &self.action, &self.resource, owner, &context)
    }
}

impl Workload {
    /// Reads the workload from the folder that `BAILIWICK_IAM_BENCH` names, or
    /// from `../shared/bench/iam` beside the checkout; says so where there is
    /// none.
    pub(crate) fn read() -> Option<Self> {
        let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/bench/iam");
        // Clones are one folder deeper than the checkout they come from.
        let deeper = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../../shared/bench/iam");
        let folder = env::var_os("BAILIWICK_IAM_BENCH")
            .into_iter()
            .chain([beside.into(), deeper.into()])
            .map(PathBuf::from)
            .find(|folder| folder.join("requests.json").is_file());
        let Some(folder) = folder else {
            eprintln!("no decision workload: `BAILIWICK_IAM_BENCH` names no folder that has it");
            return None;
        };
        let json = |name: &str| -> Vec<Value> {
            let text = fs::read_to_string(folder.join(name)).expect("it can be read");
            serde_json::from_str(&text).expect("it is a list")
        };
        Some(Self {
            policies: json("policies.json")
                .iter()
                .map(|entry| Policy::from_json(&entry["policy"]).expect("it is a policy"))
                .collect(),
            requests: json("requests.json").iter().map(asked).collect(),
            expected: json("expected.json").iter().map(text).collect(),
        })
    }

    /// The policies as layers, below an organisation policy that allows
    /// everything.
    pub(crate) fn layers<'w>(&'w self, everything: &'w Policy) -> Layers<'w> {
        Layers {
            service_control: bailiwick_iam::decide::Known::Known(vec![vec![everything]]),
            ..Layers::identity(&self.policies)
        }
    }
}

/// The policy that allows everything.
pub(crate) fn everything() -> Policy {
    Policy::new([Statement::allow(["*"]).on(["*"])])
}

fn asked(request: &Value) -> Asked {
    let context = request["contextVariables"]
        .as_object()
        .expect("it is an object");
    Asked {
        principal: text(&request["principal"]),
        action: text(&request["action"]),
        resource: text(&request["resource"]["resource"]),
        owner: text(&request["resource"]["accountId"]),
        context: context
            .iter()
            .map(|(key, value)| (key.clone(), text(value)))
            .collect(),
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("it is a string").to_owned()
}
