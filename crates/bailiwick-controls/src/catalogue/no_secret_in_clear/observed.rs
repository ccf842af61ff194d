//! Secrets in what AWS runs: environments of tasks and functions, and user data.

use bailiwick_estate::secrets_in;
use bailiwick_estate::selection::Selection;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{stands, walk};
use crate::catalogue::text;
use crate::observed::{Regional, in_each_region};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::Witness;
use crate::world::World;

/// What was found, and what could not be looked at.
#[derive(Default)]
struct Found {
    witnesses: Vec<Witness>,
    reasons: Vec<Reason>,
    seen: usize,
}

pub(super) fn judge(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut found = Found::default();
    let missing = in_each_region(world, selection, |place| {
        found.tasks(place);
        found.functions(place);
        found.instances(place);
        found.launch_templates(place);
    });
    found.reasons.extend(missing);
    Verdict::of(found.witnesses, found.reasons, || {
        let seen = counted(
            found.seen,
            "thing that runs there gets",
            "things that run there get",
        );
        format!("{seen} no secret in clear, in the regions that the estate uses")
    })
}

impl Found {
    fn tasks(&mut self, place: &Regional<'_>) {
        let command = "aws ecs list-task-definitions";
        let arns = match place.list("taskDefinitionArns", command) {
            Ok(arns) => arns,
            Err(reason) => return self.reasons.push(reason),
        };
        for arn in arns.into_iter().filter_map(Value::as_str) {
            let mut tasks = place.files("taskDefinition");
            match tasks.find(|task| text(task, "taskDefinitionArn") == arn) {
                Some(task) => self.look(place, arn, &task["containerDefinitions"]),
                None => self.reasons.push(place.not_given(&format!(
                    "aws ecs describe-task-definition --task-definition {arn}"
                ))),
            }
        }
    }

    fn functions(&mut self, place: &Regional<'_>) {
        match place.list("Functions", "aws lambda list-functions") {
            Ok(functions) => {
                for function in functions {
                    let name = text(function, "FunctionName");
                    self.look(place, name, &function["Environment"]["Variables"]);
                }
            }
            Err(reason) => self.reasons.push(reason),
        }
    }

    fn instances(&mut self, place: &Regional<'_>) {
        let reservations = match place.list("Reservations", "aws ec2 describe-instances") {
            Ok(reservations) => reservations,
            Err(reason) => return self.reasons.push(reason),
        };
        let instances = reservations.into_iter();
        let instances = instances.filter_map(|one| one.get("Instances")?.as_array());
        for id in instances.flatten().map(|one| text(one, "InstanceId")) {
            // The output has `UserData` beside `InstanceId`, empty where there is none.
            let mut attributes = place.beside("InstanceId", "UserData");
            match attributes.find(|(instance, _)| *instance == id) {
                Some((_, data)) => self.user_data(place, id, text(data, "Value")),
                None => self.reasons.push(place.not_given(&format!(
                    "aws ec2 describe-instance-attribute --attribute userData --instance-id {id}"
                ))),
            }
        }
    }

    fn launch_templates(&mut self, place: &Regional<'_>) {
        let command = "aws ec2 describe-launch-template-versions --versions '$Latest' '$Default'";
        match place.list("LaunchTemplateVersions", command) {
            Ok(versions) => {
                for version in versions {
                    let data = text(&version["LaunchTemplateData"], "UserData");
                    self.user_data(place, text(version, "LaunchTemplateName"), data);
                }
            }
            Err(reason) => self.reasons.push(reason),
        }
    }

    fn user_data(&mut self, place: &Regional<'_>, of: &str, encoded: &str) {
        let decoded = STANDARD.decode(encoded).ok();
        match decoded.and_then(|bytes| String::from_utf8(bytes).ok()) {
            Some(text) => self.tell(place, of, walk::in_text(&text)),
            None => self.reasons.push(Reason::NotModelled(format!(
                "what the user data of `{of}` holds, which is not text"
            ))),
        }
    }

    fn look(&mut self, place: &Regional<'_>, of: &str, environment: &Value) {
        let named = walk::secrets(environment).into_iter();
        let named = named.map(|name| format!("the value of `{name}`"));
        let forms = secrets_in(&json!(environment).to_string());
        let found = named.chain(forms.into_iter().map(str::to_owned));
        self.tell(place, of, found.collect());
    }

    fn tell(&mut self, place: &Regional<'_>, of: &str, found: Vec<String>) {
        self.seen += 1;
        self.witnesses.extend(found.into_iter().map(|what| {
            stands(&what)
                .with("in", of)
                .with("place", format!("{}/{}", place.account, place.region))
        }));
    }
}
