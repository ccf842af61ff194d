//! The stacks of the examples' workloads: what must hold of each of them, and what the
//! document of the first says.

use std::collections::BTreeSet;

use bailiwick_compile::{Stack, compile};
use bailiwick_iam::service_data;
use serde_json::{Value, json};

use super::examples::example;
use super::support::{messages, right, with_files};

const WORKLOADS: [&str; 2] = ["championship", "counter"];

/// Types that take no tags ("AWS resource and property types reference", AWS
/// CloudFormation Template Reference); an instance profile takes them by its own API only.
const WITHOUT_TAGS: &[&str] = &[
    "AWS::EC2::Route",
    "AWS::EC2::SubnetRouteTableAssociation",
    "AWS::EC2::VPCGatewayAttachment",
    "AWS::ECS::ClusterCapacityProviderAssociations",
    "AWS::IAM::InstanceProfile",
    "AWS::IAM::RolePolicy",
    "AWS::Lambda::Permission",
    "AWS::Route53::RecordSet",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::Subscription",
];

/// The stacks of an example's workload, by the last part of their names.
fn stacks(name: &str) -> Vec<Stack> {
    let (estate, attachments) = example(name);
    let (blueprint, diagnostics) = compile(&estate, &attachments);
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
    let stacks = blueprint.expect("no diagnostic, so a blueprint").stacks;
    let prefix = format!("{name}-");
    stacks
        .into_iter()
        .filter(|stack| stack.name.starts_with(&prefix))
        .collect()
}

fn template(name: &str, part: &str) -> Value {
    let wanted = format!("{name}-{part}");
    let stacks = stacks(name);
    let found = stacks.iter().find(|stack| stack.name == wanted);
    found
        .unwrap_or_else(|| panic!("no stack {wanted}"))
        .template
        .to_json()
}

fn resources(template: &Value) -> impl Iterator<Item = (&str, &Value)> {
    let resources = template["Resources"].as_object().expect("resources");
    resources
        .iter()
        .map(|(id, resource)| (id.as_str(), resource))
}

#[test]
fn every_workload_has_its_stacks_where_they_belong() {
    let places = |name: &str| -> Vec<String> {
        let stacks = stacks(name).into_iter();
        stacks
            .map(|stack| format!("{} {}", stack.region, stack.name))
            .collect()
    };
    assert_eq!(
        places("championship"),
        [
            "us-east-1 championship-data",
            "us-east-1 championship-network",
            "us-east-1 championship-service",
            "us-east-1 championship-guardrails",
        ]
    );
    assert_eq!(
        places("counter"),
        [
            "eu-west-1 counter-data",
            "eu-west-1 counter-network",
            "eu-west-1 counter-service",
            // Billing metrics live there, whatever the region of the workload.
            "us-east-1 counter-guardrails",
        ]
    );
}

#[test]
fn data_outlives_its_stack_and_nothing_else_does() {
    for stack in WORKLOADS.into_iter().flat_map(stacks) {
        let is_data = stack.name.ends_with("-data");
        for (id, resource) in resources(&stack.template.to_json()) {
            for attribute in ["DeletionPolicy", "UpdateReplacePolicy"] {
                let expected = if is_data {
                    json!("Retain")
                } else {
                    Value::Null
                };
                assert_eq!(
                    resource[attribute], expected,
                    "{} {id} {attribute}",
                    stack.name
                );
            }
        }
    }
}

#[test]
fn everything_that_takes_tags_says_its_project() {
    for stack in WORKLOADS.into_iter().flat_map(stacks) {
        for (id, resource) in resources(&stack.template.to_json()) {
            let kind = resource["Type"].as_str().expect("a type");
            let properties = &resource["Properties"];
            let tags = match kind {
                "AWS::Route53::HostedZone" => &properties["HostedZoneTags"],
                "AWS::Budgets::Budget" => &properties["ResourceTags"],
                "AWS::EC2::LaunchTemplate" => &properties["TagSpecifications"][0]["Tags"],
                _ => &properties["Tags"],
            };
            let tags = tags.as_array().map(Vec::as_slice).unwrap_or_default();
            let tagged = tags.iter().any(|tag| tag["Key"] == "Project");
            let takes_none = WITHOUT_TAGS.contains(&kind);
            assert_ne!(tagged, takes_none, "{} {id} of type {kind}", stack.name);
        }
    }
}

#[test]
fn machines_and_their_volumes_carry_the_tags() {
    let service = template("championship", "service");
    let data = &service["Resources"]["LaunchTemplate"]["Properties"]["LaunchTemplateData"];
    for specification in data["TagSpecifications"].as_array().expect("a list") {
        let tags = specification["Tags"].to_string();
        assert!(tags.contains("achampionship-webservice"), "{specification}");
    }
    assert_eq!(
        service["Resources"]["Service"]["Properties"]["PropagateTags"],
        "SERVICE"
    );
}

/// Values of secrets come by reference alone: no parameter carries one but to seed it, and
/// that one is never shown and empty unless somebody types it in.
#[test]
fn no_secret_value_stands_in_any_template() {
    for stack in WORKLOADS.into_iter().flat_map(stacks) {
        let template = stack.template.to_json();
        for (name, parameter) in template["Parameters"].as_object().into_iter().flatten() {
            let seeds = name.ends_with("Seed");
            assert_eq!(parameter["NoEcho"] == true, seeds, "{name}");
            assert!(!seeds || parameter["Default"] == "", "{name}");
        }
        for (id, resource) in resources(&template) {
            let properties = &resource["Properties"];
            let value = &properties["SecretString"];
            assert!(value.is_null() || value["Fn::If"].is_array(), "{id}");
            for container in properties["ContainerDefinitions"]
                .as_array()
                .into_iter()
                .flatten()
            {
                let plain = container["Environment"].as_array().into_iter().flatten();
                for variable in plain {
                    let name = variable["Name"].as_str().expect("a name");
                    let sounds = ["PASSWORD", "SECRET", "KEY", "TOKEN"];
                    assert!(!sounds.iter().any(|word| name.contains(word)), "{name}");
                }
            }
        }
    }
}

#[test]
fn what_a_stack_asks_for_comes_from_an_earlier_one_or_from_a_person() {
    for name in WORKLOADS {
        let mut known: BTreeSet<String> = BTreeSet::new();
        for stack in stacks(name) {
            let template = stack.template.to_json();
            for (parameter, about) in template["Parameters"].as_object().into_iter().flatten() {
                let by_people = ["AvailabilityZone", "ImageVersion"].contains(&parameter.as_str());
                let given = known.contains(parameter) || about["Default"].is_string();
                assert!(given || by_people, "{}: {parameter}", stack.name);
            }
            for (output, _) in template["Outputs"].as_object().into_iter().flatten() {
                known.insert(output.clone());
            }
        }
    }
}

#[test]
fn templates_stay_plain() {
    let plain = ["Base64", "Equals", "GetAtt", "If", "Join", "Not", "Sub"];
    for stack in WORKLOADS.into_iter().flat_map(stacks) {
        let text = stack.template.to_json().to_string();
        for (at, _) in text.match_indices("\"Fn::") {
            let name: String = text[at + 5..].chars().take_while(|c| *c != '"').collect();
            assert!(plain.contains(&name.as_str()), "{}: {name}", stack.name);
        }
        assert!(!text.contains("CidrBlock\"]"), "{}", stack.name);
    }
}

/// Every action is one of AWS's, and `*` stands only where the action has no resources of
/// its own to be limited to.
#[test]
fn no_role_may_do_more_than_it_needs() {
    let data = service_data();
    for stack in WORKLOADS.into_iter().flat_map(stacks) {
        for (id, resource) in resources(&stack.template.to_json()) {
            if resource["Type"] != "AWS::IAM::RolePolicy" {
                continue;
            }
            let document = &resource["Properties"]["PolicyDocument"];
            for statement in document["Statement"].as_array().expect("statements") {
                let actions = match &statement["Action"] {
                    Value::Array(actions) => actions.clone(),
                    one => vec![one.clone()],
                };
                for action in actions {
                    let action = action.as_str().expect("an action");
                    let (_, known) = data
                        .action(action)
                        .unwrap_or_else(|| panic!("{id}: no action {action}"));
                    let mut types = known.resource_types().iter();
                    let limited = types.any(|resource| resource.required());
                    let everywhere = statement["Resource"] == "*";
                    assert!(!(limited && everywhere), "{id}: {action} on `*`");
                }
            }
        }
    }
}

#[test]
fn the_kill_switch_really_stops() {
    for name in WORKLOADS {
        let guardrails = template(name, "guardrails");
        let resources = &guardrails["Resources"];
        let means = resources["KillSwitchAlarm"]["Metadata"]["Means"].as_str();
        assert!(means.is_some_and(|means| means.contains("billing alerts")));
        let rule = &resources["KillSwitchRule"]["Properties"];
        assert_eq!(rule["EventBusName"], Value::Null, "the default bus");
        assert_eq!(
            rule["EventPattern"]["detail"]["state"]["value"],
            json!(["ALARM"])
        );
        let code = resources["KillSwitchFunction"]["Properties"]["Code"]["ZipFile"].as_str();
        assert!(code.expect("inline").len() <= 4_096);
        let service = template(name, "service");
        let provider = &service["Resources"]["CapacityProvider"]["Properties"];
        let provider = &provider["AutoScalingGroupProvider"];
        assert_eq!(provider["ManagedTerminationProtection"], "DISABLED");
        let group = &service["Resources"]["AutoScalingGroup"];
        let policy = &group["UpdatePolicy"]["AutoScalingScheduledAction"];
        assert_eq!(policy["IgnoreUnmodifiedGroupSizeProperties"], true);
        let called = &group["Properties"]["AutoScalingGroupName"];
        let variables = &resources["KillSwitchFunction"]["Properties"]["Environment"]["Variables"];
        assert_eq!(&variables["GROUP"], called);
    }
    let switch = &template("counter", "guardrails")["Resources"]["KillSwitchFunction"];
    let region = &switch["Properties"]["Environment"]["Variables"]["WORKLOAD_REGION"];
    assert_eq!(region, "eu-west-1");
}

#[test]
fn the_championship_is_what_its_document_says() {
    let network = template("championship", "network");
    let network = &network["Resources"];
    let vpc = &network["Vpc"]["Properties"];
    assert_eq!(vpc["CidrBlock"], "10.0.0.0/27");
    assert_eq!(
        (&vpc["EnableDnsSupport"], &vpc["EnableDnsHostnames"]),
        (&json!(true), &json!(true))
    );
    assert_eq!(
        network["PublicSubnet"]["Properties"]["CidrBlock"],
        "10.0.0.0/28"
    );
    assert_eq!(
        network["PrivateSubnet"]["Properties"]["CidrBlock"],
        "10.0.0.16/28"
    );
    let service = template("championship", "service");
    let service = &service["Resources"];
    let group = &service["AutoScalingGroup"]["Properties"];
    let sizes = ["MinSize", "MaxSize", "DesiredCapacity"].map(|size| group[size].as_str());
    assert_eq!(sizes, [Some("1"); 3]);
    let deployment = &service["Service"]["Properties"]["DeploymentConfiguration"];
    assert_eq!(deployment["MinimumHealthyPercent"], 0);
    assert_eq!(deployment["MaximumPercent"], 100);
    let task = &service["TaskDefinition"]["Properties"];
    assert_eq!(task["Memory"], "922");
    assert_eq!(task["RuntimePlatform"]["CpuArchitecture"], "X86_64");
    let containers = task["ContainerDefinitions"].as_array().expect("containers");
    let cpu: Vec<Option<u64>> = containers.iter().map(|one| one["Cpu"].as_u64()).collect();
    assert_eq!(cpu, [None, Some(512), Some(512)]);
    let published: Vec<usize> = containers
        .iter()
        .map(|one| one["PortMappings"].as_array().map_or(0, Vec::len))
        .collect();
    assert_eq!(
        published,
        [2, 0, 0],
        "only nginx is reached from outside the task"
    );
    let data = template("championship", "data");
    let password = &data["Resources"]["DatabaseSecret"]["Properties"]["GenerateSecretString"];
    assert_eq!(
        password,
        &json!({ "PasswordLength": 51, "ExcludeCharacters": "\"@/\\" })
    );
}

#[test]
fn the_counter_is_unlike_the_first() {
    let service = template("counter", "service");
    let service = &service["Resources"];
    assert_eq!(service["AutoScalingGroup"]["Properties"]["MaxSize"], "2");
    let deployment = &service["Service"]["Properties"]["DeploymentConfiguration"];
    assert_eq!(deployment["MinimumHealthyPercent"], 50);
    let data = &service["LaunchTemplate"]["Properties"]["LaunchTemplateData"];
    assert_eq!(data["InstanceType"], "t4g.micro");
    assert!(service.get("VolumeAlarm").is_none());
    let data = template("counter", "data");
    assert!(data["Resources"].get("DataVolume").is_none());
    let records: Vec<&Value> = resources(&data)
        .filter(|(_, resource)| resource["Type"] == "AWS::Route53::RecordSet")
        .map(|(_, resource)| &resource["Properties"]["ResourceRecords"])
        .collect();
    assert_eq!(
        records,
        [
            &json!(["10 mail.counter.example"]),
            &json!(["\"v=spf1 mx -all\""])
        ]
    );
}

/// What the estate says of a container that the compose file says otherwise.
#[test]
fn the_estate_and_the_compose_file_agree() {
    let estate = "
estate: test
accounts: { prod: { id: '111122223333', region: eu-west-1 } }
networks:
  web: { cidr: 10.0.0.0/24, subnets: { public: { cidr: 10.0.0.0/25, exposure: public } } }
teams: { web: { email: web@acme.example } }
workloads:
  web:
    account: prod
    owner: web
    network: web
    compose: compose.yaml
    host: { architecture: x86_64, memory: 1 GiB }
    storage: { data: { size: 2 GiB, keep: true, folders: { db: files } } }
    secrets: { key: { generate: { length: 32 } } }
    containers: { web: { SAID } }
";
    let compose = "
services:
  web:
    image: nginx:stable
    command: sh -c 'one && exec two'
    cpus: 0.5
    mem_limit: 128m
    ports: ['80:8000']
    expose: ['9000']
    environment: { A: one, KEY: open }
    volumes: ['db:/db']
volumes: { db: }
";
    let agree = [
        "image: 'nginx:stable', cpu: 512, memory: 128 MiB",
        "published: 80/tcp, ports: [8000/tcp, 9000/tcp]",
        "environment: { A: one, B: two }, mounts: { data/db: /db }",
    ];
    let disagree = [
        (
            "image: 'nginx:1'",
            "the compose file gives `web` another image than `nginx:1`",
        ),
        (
            "command: [one, three]",
            "the compose file gives `web` another command than `one`",
        ),
        (
            "cpu: 256",
            "the compose file gives `web` another cpu than `256`",
        ),
        (
            "memory: 64 MiB",
            "the compose file gives `web` another memory than `64 MiB`",
        ),
        (
            "published: 443/tcp",
            "in the compose file, `web` does not publish `443/tcp`",
        ),
        (
            "ports: 80/tcp",
            "in the compose file, `web` does not listen on `80/tcp`",
        ),
        (
            "environment: { A: two }",
            "the compose file gives `web` another value of `A` than `two`",
        ),
        (
            "secrets: { KEY: key }",
            "`KEY` is a secret, and stands here in clear",
        ),
        (
            "mounts: { data/db: /var }",
            "in the compose file, `web` does not mount `data/db` at `/var`",
        ),
    ];
    let said = |said: &str| -> Vec<String> {
        let sources = with_files(&estate.replace("SAID", said), &[("compose.yaml", compose)]);
        let (estate, files) = (right(&sources), sources.attachments());
        let (_, found) = compile(&estate, &files);
        found.into_iter().map(|one| one.message).collect()
    };
    for case in agree {
        assert_eq!(said(case), Vec::<String>::new(), "{case}");
    }
    for (case, message) in disagree {
        assert_eq!(said(case), [message], "{case}");
    }
}

#[test]
fn logs_are_kept_as_long_as_the_estate_says() {
    for (name, days) in [("championship", 30), ("counter", 14)] {
        let service = template(name, "service");
        let groups = resources(&service).filter(|(_, one)| one["Type"] == "AWS::Logs::LogGroup");
        let kept: BTreeSet<u64> = groups
            .filter_map(|(_, group)| group["Properties"]["RetentionInDays"].as_u64())
            .collect();
        assert_eq!(kept, BTreeSet::from([days]), "{name}");
    }
}
