//! The life of the data volume in AWS as moto plays it: made as the data template has it,
//! used by a machine, left behind by it, and used by the next one. Nobody ever deletes it.
//!
//! By EC2's own API: moto's CloudFormation takes only size and zone from a template, and
//! deletes no volume whatever its policy is. The policies are for `tests/it/retention.rs`.

use bailiwick_compile::workload::machine::{Machine, Setting, Volume};
use serde_json::{Value, json};

use crate::championship::{MOUNT, bare};
use crate::cloud::Cloud;
use crate::examples::blueprint;
use crate::host::Host;

const ZONE: &str = "us-east-1a";

struct Scene {
    host: Host,
    cloud: Cloud,
}

impl Scene {
    fn start() -> Self {
        let mut host = Host::new();
        let cloud = Cloud::start(&mut host);
        let facts = "#!/bin/bash\ncase $* in *api/token*) echo t ;; \
                     *instance-id) cat \"$STATE/instance\" ;; esac\n";
        host.play("curl", facts);
        Self { host, cloud }
    }

    fn aws(&self, arguments: &str) -> String {
        self.cloud.aws(&self.host, arguments)
    }

    fn json(&self, arguments: &str) -> Value {
        let text = self.aws(&format!("--output json {arguments}"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// A new machine, and the id of the instance that it is.
    fn machine(&self, volume: &str) -> String {
        let image = self.aws("ec2 describe-images --query Images[0].ImageId");
        let run =
            format!("ec2 run-instances --image-id {image} --placement AvailabilityZone={ZONE}");
        let id = self.aws(&format!("{run} --query Instances[0].InstanceId"));
        self.host.set("instance", &id);
        self.host.prepare(&Machine {
            region: Setting::from("us-east-1"),
            volume: Some(Volume {
                id: Setting::from(volume),
                mount: MOUNT.into(),
                folders: vec!["mysql".into()],
            }),
            ..bare()
        });
        id
    }

    /// Runs the script of the machine, and returns what it called.
    fn attach(&self) -> Vec<String> {
        let _ = self.host.calls();
        let (succeeded, output) = self.host.run(&["/opt/bailiwick/volume"]);
        assert!(succeeded, "{output}");
        self.host.calls()
    }

    /// State and holder.
    fn state(&self, volume: &str) -> String {
        let query = "--query Volumes[0].[State,Attachments[0].InstanceId]";
        self.aws(&format!(
            "ec2 describe-volumes --volume-ids {volume} {query}"
        ))
    }
}

/// The volume in the template of the championship's data.
fn declared() -> Value {
    let blueprint = blueprint("championship");
    let mut stacks = blueprint.stacks.iter();
    let data = stacks.find(|stack| stack.name == "championship-data");
    let template = data.expect("the data stack").template.to_json();
    template["Resources"]["DataVolume"]["Properties"].clone()
}

/// Makes the volume as the template has it, and looks at what was made.
fn make(scene: &Scene) -> String {
    let declared = declared();
    let mut asked = declared.clone();
    asked["AvailabilityZone"] = json!(ZONE);
    let members = asked.as_object_mut().expect("properties");
    let tags = members.remove("Tags").expect("it has tags");
    asked["TagSpecifications"] = json!([{ "ResourceType": "volume", "Tags": tags }]);
    scene.host.write("opt/volume.json", &asked.to_string());
    let create = "ec2 create-volume --cli-input-json file:///opt/volume.json";
    let volume = scene.aws(&format!("{create} --query VolumeId"));
    let made = &scene.json(&format!("ec2 describe-volumes --volume-ids {volume}"))["Volumes"][0];
    assert_eq!(made["AvailabilityZone"], ZONE);
    assert_eq!(made["Encrypted"], true);
    for property in ["Encrypted", "Size", "VolumeType"] {
        assert_eq!(made[property], declared[property], "{property}");
    }
    for tag in tags.as_array().expect("a list") {
        let held = made["Tags"]
            .as_array()
            .is_some_and(|held| held.contains(tag));
        assert!(held, "{tag}: {made}");
    }
    volume
}

#[test]
fn the_volume_outlives_machines() {
    let scene = Scene::start();
    let volume = make(&scene);
    assert_eq!(scene.state(&volume), "available\tNone");
    let link = format!(
        "dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_{}",
        volume.replace('-', "")
    );
    scene.host.write(&link, "");
    let first = scene.machine(&volume);
    let called = scene.attach();
    let does = |called: &[String], what: &str| called.iter().any(|call| call.contains(what));
    assert!(does(&called, "mkfs"), "it was blank: {called:?}");
    assert_eq!(scene.state(&volume), format!("in-use\t{first}"));
    let called = scene.attach();
    assert!(!does(&called, "attach"), "on every boot: {called:?}");

    // The group goes to 0: EC2 detaches what does not go with the machine.
    scene.aws(&format!("ec2 terminate-instances --instance-ids {first}"));
    assert_eq!(scene.state(&volume), "available\tNone");

    let second = scene.machine(&volume);
    assert_ne!(second, first);
    std::fs::remove_file(scene.host.path("state/mounted")).expect("the first was mounted");
    let called = scene.attach();
    assert!(does(&called, "attach-volume"), "{called:?}");
    assert!(!does(&called, "mkfs"), "what it holds stays: {called:?}");
    assert!(!does(&called, "detach"), "{called:?}");
    assert_eq!(scene.state(&volume), format!("in-use\t{second}"));
}
