//! The kill switch, thrown: the deployed rule judges alarm events, the deployed function
//! runs, and every service is asked what became of it.
//!
//! ministack's alarms tell no event bus, so that the test carries the event from the rule to
//! its target; everything on the way is what was deployed.

use serde_json::{Value, json};

use crate::alarm_event::{event, others, with};
use crate::inventory::{differences, inventory};
use crate::stage::Stage;

/// Where billing metrics live, and the alarm and its rule with them.
const GUARDS: &str = "us-east-1";
const SIZES: [&str; 3] = ["MinSize", "MaxSize", "DesiredCapacity"];

/// A workload as its example has it.
struct Scene {
    stage: Stage,
    account: &'static str,
    region: &'static str,
    workload: &'static str,
    group: &'static str,
    function: &'static str,
}

impl Scene {
    fn championship() -> Self {
        let account = "492450522567";
        let stage = Stage::strict(account, "championship").in_region("us-east-1");
        let zone = "--set AvailabilityZone=us-east-1a";
        let scene = Self {
            stage,
            account,
            region: "us-east-1",
            workload: "championship",
            group: "achampionship-webservice",
            function: "achampionship-webservice-kill-switch",
        };
        scene.deploy(zone);
        scene
    }

    /// Another region than that of the alarm.
    fn counter() -> Self {
        let account = "123456789012";
        let stage = Stage::strict(account, "counter").in_region("eu-west-1");
        stage.edit(
            "estate.yaml",
            "owner: web, region",
            "id: \"123456789012\", owner: web, region",
        );
        let scene = Self {
            stage,
            account,
            region: "eu-west-1",
            workload: "counter",
            group: "counter",
            function: "counter-kill-switch",
        };
        scene.deploy("--set AvailabilityZone=eu-west-1a");
        scene
    }

    fn deploy(&self, set: &str) {
        let workload = self.workload;
        let apply = format!("apply {workload} --yes --set ImageVersion=1 {set}");
        let applied = self.stage.run(&apply);
        assert_eq!(applied.code, 0, "{applied:?}");
        // A neighbour, which is nobody's business.
        let group = json!({ "AutoScalingGroupName": "neighbour", "MinSize": 1, "MaxSize": 2,
            "DesiredCapacity": 1, "AvailabilityZones": [format!("{}a", self.region)] });
        self.ask("autoscaling", "create_auto_scaling_group", group);
    }

    fn ask(&self, service: &str, operation: &str, arguments: Value) -> Value {
        self.stage
            .ask_in(self.region, service, operation, arguments)
    }

    fn ask_guards(&self, service: &str, operation: &str, arguments: Value) -> Value {
        self.stage.ask_in(GUARDS, service, operation, arguments)
    }

    /// The alarm on all charges, as CloudWatch knows it.
    fn alarm(&self) -> Value {
        let resource = json!({ "StackName": format!("{}-guardrails", self.workload),
            "LogicalResourceId": "KillSwitchAlarm" });
        let found = self.ask_guards("cloudformation", "describe_stack_resource", resource);
        let name = &found["StackResourceDetail"]["PhysicalResourceId"];
        let alarms = json!({ "AlarmNames": [name] });
        self.ask_guards("cloudwatch", "describe_alarms", alarms)["MetricAlarms"][0].clone()
    }

    /// Whether the deployed rule matches an event.
    fn matches(&self, event: &Value) -> bool {
        let rule = self.ask_guards("events", "describe_rule", json!({ "Name": self.function }));
        assert_eq!(
            (&rule["State"], &rule["EventBusName"]),
            (&json!("ENABLED"), &json!("default"))
        );
        let asked = json!({ "EventPattern": rule["EventPattern"], "Event": event.to_string() });
        self.ask_guards("events", "test_event_pattern", asked)["Result"] == true
    }

    fn invoke(&self, function: &str, event: &Value) -> Value {
        let invoke = json!({ "FunctionName": function, "Payload": event.to_string() });
        self.ask_guards("lambda", "invoke", invoke)
    }

    /// Gives an event to the target of the rule, which has to allow that to the rule.
    fn deliver(&self, event: &Value) {
        let asked = json!({ "Rule": self.function });
        let targets = self.ask_guards("events", "list_targets_by_rule", asked);
        let target = &targets["Targets"][0];
        assert_eq!(
            targets["Targets"].as_array().map(Vec::len),
            Some(1),
            "{targets}"
        );
        assert_eq!(target["Input"], Value::Null, "the event goes as it is");
        let policy = self.ask_guards(
            "lambda",
            "get_policy",
            json!({ "FunctionName": target["Arn"] }),
        );
        let policy: Value = serde_json::from_str(policy["Policy"].as_str().unwrap()).unwrap();
        let [allowed] = &policy["Statement"].as_array().unwrap()[..] else {
            panic!("{policy}");
        };
        let rule = format!(
            "arn:aws:events:{GUARDS}:{}:rule/{}",
            self.account, self.function
        );
        assert_eq!(allowed["Principal"]["Service"], "events.amazonaws.com");
        assert_eq!(allowed["Condition"]["ArnLike"]["AWS:SourceArn"], rule);
        let answer = self.invoke(target["Arn"].as_str().unwrap(), event);
        assert_eq!(answer["FunctionError"], Value::Null, "{answer}");
        let said: Value = serde_json::from_str(answer["Payload"].as_str().unwrap()).unwrap();
        assert_eq!(said, json!({ "stopped": self.group }));
    }
}

fn judges_events(scene: &Scene) {
    let real = event(&scene.alarm(), scene.account);
    assert!(scene.matches(&real), "{real}");
    // What EventBridge adds to the shape one day changes nothing.
    assert!(scene.matches(&with(&real, "/detail", {
        let mut detail = real["detail"].clone();
        detail["alarmTagsStatus"] = json!("ENABLED");
        detail
    })));
    for wrong in others(&real) {
        assert!(!scene.matches(&wrong), "{wrong}");
    }
}

/// Throws the switch; its group goes to 0 and nothing else in the account becomes other
/// than it was, where the workload is and where its guardrails are.
fn stops_and_touches_nothing_else(scene: &Scene) {
    let Scene {
        stage,
        region,
        workload,
        ..
    } = scene;
    let stacks = ["access", "data", "network", "service"].map(|it| format!("{workload}-{it}"));
    let there = stage
        .ask("cloudformation", "describe_stacks", json!({}))
        .to_string();
    // An account whose workload needs no role of its own has no access stack.
    let stacks: Vec<&str> = stacks
        .iter()
        .map(|it| &**it)
        .filter(|it| there.contains(it))
        .collect();
    assert!(stacks.len() >= 3, "{there}");
    let guards = format!("{workload}-guardrails");
    let look = || {
        let mut all = inventory(stage, region, &stacks);
        let guards = inventory(stage, GUARDS, &[&guards]);
        all.extend(
            guards
                .into_iter()
                .map(|(key, it)| (format!("guards: {key}"), it)),
        );
        all
    };
    let group = || {
        let asked = json!({ "AutoScalingGroupNames": [scene.group] });
        let found = scene.ask("autoscaling", "describe_auto_scaling_groups", asked);
        SIZES.map(|size| found["AutoScalingGroups"][0][size].as_u64())
    };
    let before = look();
    assert!(!group().contains(&Some(0)), "it runs");
    scene.deliver(&event(&scene.alarm(), scene.account));
    assert_eq!(group(), [Some(0); 3]);
    let changed = differences(&before, &look());
    let sizes = |of: &str| SIZES.map(|size| format!("{of}/{size}"));
    let listed = "autoscaling describe_auto_scaling_groups/AutoScalingGroups/0";
    let mut expected = sizes(listed).to_vec();
    expected.extend(sizes(&format!("{workload}-service AutoScalingGroup")));
    if scene.region == GUARDS {
        expected.extend(sizes(&format!("guards: {listed}")));
    }
    // The function says that it ran.
    expected.push(format!("guards: {guards} KillSwitchLogGroup/storedBytes"));
    assert_eq!(changed, expected);
}

/// With the role that the guardrails gave it, the function can do no more than its work.
fn can_stop_nobody_else(scene: &Scene) {
    let function = json!({ "FunctionName": scene.function });
    let found = scene.ask_guards("lambda", "get_function_configuration", function);
    let mut variables = found["Environment"]["Variables"].clone();
    variables["GROUP"] = json!("neighbour");
    let other =
        json!({ "FunctionName": scene.function, "Environment": { "Variables": variables } });
    scene.ask_guards("lambda", "update_function_configuration", other);
    let answer = scene.invoke(scene.function, &json!({}));
    let told = answer["Payload"].as_str().unwrap();
    assert_eq!(answer["FunctionError"], "Unhandled", "{answer}");
    assert!(told.contains("AccessDenied"), "{told}");
    assert!(
        told.contains("autoscaling:UpdateAutoScalingGroup"),
        "{told}"
    );
}

#[test]
fn it_stops_the_championship_and_nothing_else() {
    let scene = Scene::championship();
    judges_events(&scene);
    stops_and_touches_nothing_else(&scene);
}

#[test]
fn it_stops_a_workload_in_another_region() {
    let scene = Scene::counter();
    judges_events(&scene);
    stops_and_touches_nothing_else(&scene);
    can_stop_nobody_else(&scene);
}
