//! Made-up deployments, and somebody who looks on.

use std::collections::BTreeMap;

use bailiwick_aws::apply::{Applied, ApplyError, Attendant, apply};
use bailiwick_aws::cloud::Event;
use bailiwick_aws::deployment::{Deployment, ValueFrom};
use bailiwick_aws::plan::{Plan, Step};
use serde_json::{Value, json};

use crate::fake::{ACCOUNT, Fake};

/// A deployment of a template.
pub(crate) fn deployment(name: &str, template: Value) -> Deployment {
    let parameters = template["Parameters"].as_object().into_iter().flatten();
    let from = |value: &Value| match value["From"].as_str() {
        Some(stack) => ValueFrom::Output {
            stack: stack.into(),
            output: value["Output"].as_str().unwrap().into(),
        },
        None => ValueFrom::Kept,
    };
    Deployment {
        name: name.into(),
        estate: "acme".into(),
        account: "staging".into(),
        account_id: ACCOUNT.into(),
        region: "eu-central-1".into(),
        parameters: parameters
            .map(|(name, value)| (name.clone(), from(value)))
            .collect(),
        body: template.to_string(),
        template,
    }
}

/// A web service in three stacks, the first of which keeps its data.
pub(crate) fn web() -> Vec<Deployment> {
    let vpc = json!({ "Resources": { "Vpc": { "Type": "AWS::EC2::VPC" } },
        "Outputs": { "VpcId": { "Value": { "Ref": "Vpc" } } } });
    let data = json!({
        "Resources": {
            "Volume": { "Type": "AWS::EC2::Volume", "DeletionPolicy": "Retain", "Properties": { "Size": 2 } },
            "Secret": { "Type": "AWS::SecretsManager::Secret", "DeletionPolicy": "Retain" },
        },
        "Outputs": { "VolumeId": { "Value": { "Ref": "Volume" } } },
    });
    let service = json!({
        "Parameters": {
            "VolumeId": { "From": "web-data", "Output": "VolumeId" },
            "VpcId": { "From": "web-network", "Output": "VpcId" },
        },
        "Resources": {
            "Group": { "Type": "AWS::AutoScaling::AutoScalingGroup",
                "Properties": { "MinSize": "1", "MaxSize": "1", "DesiredCapacity": "1" } },
            "Service": { "Type": "AWS::ECS::Service", "Properties": { "DesiredCount": 1 } },
            "Logs": { "Type": "AWS::IAM::Role", "Properties": { "Path": "/" } },
        },
    });
    vec![
        deployment("web-service", service),
        deployment("web-data", data),
        deployment("web-network", vpc),
    ]
}

/// A deployment with one part of its template changed.
pub(crate) fn changed(mut deployment: Deployment, pointer: &str, value: Value) -> Deployment {
    *deployment.template.pointer_mut(pointer).unwrap() = value;
    deployment.body = deployment.template.to_string();
    deployment
}

/// Agrees or not, and writes down what it saw.
#[derive(Debug, Default)]
pub(crate) struct Onlooker {
    pub(crate) declines: bool,
    pub(crate) seen: Vec<String>,
    pub(crate) plans: Vec<Plan>,
}

impl Attendant for Onlooker {
    fn agrees(&mut self, stage: &[Plan]) -> bool {
        let names: Vec<&str> = stage.iter().map(|plan| &*plan.deployment.name).collect();
        self.seen.push(format!("asked: {}", names.join(" ")));
        self.plans.extend(stage.iter().cloned());
        !self.declines
    }
    fn unchanged(&mut self, plan: &Plan) {
        self.seen
            .push(format!("unchanged: {}", plan.deployment.name));
        self.plans.push(plan.clone());
    }
    fn begins(&mut self, plan: &Plan) {
        self.seen.push(format!("begins: {}", plan.deployment.name));
    }
    fn happened(&mut self, _: &Plan, event: &Event) {
        if event.is_failure() {
            self.seen.push(format!("failed: {}", event.logical_id));
        }
    }
    fn done(&mut self, plan: &Plan) {
        self.seen.push(format!("done: {}", plan.deployment.name));
    }
}

/// Applies deployments; everybody agrees.
pub(crate) fn run(
    fake: &Fake,
    deployments: &[Deployment],
) -> (Result<Applied, ApplyError>, Onlooker) {
    let mut onlooker = Onlooker::default();
    let name = format!("run-{}", fake.number());
    let applied = apply(fake, deployments, &name, &mut onlooker);
    (applied, onlooker)
}

/// The fake with the web service deployed.
pub(crate) fn deployed() -> Fake {
    let fake = Fake::default();
    run(&fake, &web()).0.unwrap();
    fake.log.borrow_mut().clear();
    fake
}

/// The failure and its hint.
pub(crate) fn told(error: &ApplyError) -> String {
    format!("{error}\nhint: {}", error.hint())
}

/// What changes by logical id with the risk of each.
pub(crate) fn risks(plan: &Plan) -> BTreeMap<String, String> {
    let Step::Execute { changes, .. } = &plan.step else {
        return BTreeMap::new();
    };
    let risk = |it: &bailiwick_aws::plan::Weighed| {
        (it.change.logical_id.clone(), format!("{:?}", it.risk))
    };
    changes.iter().map(risk).collect()
}
