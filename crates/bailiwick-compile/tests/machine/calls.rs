//! What the scripts ask of AWS, understood by the AWS CLI and by moto: the stand-in takes
//! any words.

use bailiwick_compile::workload::machine::{Machine, Record, Setting, Volume};

use crate::championship::bare;
use crate::cloud::Cloud;
use crate::host::Host;
use crate::publish::{DOCKER, script};

/// A machine that moto knows as an instance.
struct Instance {
    host: Host,
    cloud: Cloud,
    id: String,
}

impl Instance {
    fn start() -> Self {
        let mut host = Host::new();
        let cloud = Cloud::start(&mut host);
        let image = cloud.aws(&host, "ec2 describe-images --query Images[0].ImageId");
        let run = format!("ec2 run-instances --image-id {image}");
        let id = cloud.aws(&host, &format!("{run} --query Instances[0].InstanceId"));
        let facts = format!(
            "#!/bin/bash\ncase $* in *api/token*) echo t ;; *instance-id) echo {id} ;;\n\
             *public-ipv4) cat \"$STATE/address\" ;; esac\n"
        );
        host.play("curl", &facts);
        Self { host, cloud, id }
    }

    fn aws(&self, arguments: &str) -> String {
        self.cloud.aws(&self.host, arguments)
    }

    fn must(&self, command: &[&str]) -> String {
        let (succeeded, output) = self.host.run(command);
        assert!(succeeded, "{command:?}: {output}");
        output
    }

    fn prepare(&self, volume: Option<Volume>, record: Option<Record>) {
        self.host.prepare(&Machine {
            region: Setting::from("us-east-1"),
            volume,
            record,
            ..bare()
        });
    }
}

/// One moto for all, since it takes seconds to start.
#[test]
fn the_aws_cli_takes_every_call() {
    let instance = Instance::start();
    attach_a_volume(&instance);
    let zone = write_a_record(&instance);
    write_the_record_of_a_group(&instance, &zone);
    publish_a_version_once(&instance);
}

fn attach_a_volume(instance: &Instance) {
    let create = "ec2 create-volume --availability-zone us-east-1a --size 2";
    let volume = instance.aws(&format!("{create} --query VolumeId"));
    let link = format!(
        "dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_{}",
        volume.replace('-', "")
    );
    instance.host.write(&link, "");
    let machines = Volume {
        id: Setting::from(volume.as_str()),
        mount: "/mnt/data".into(),
        folders: Vec::new(),
    };
    instance.prepare(Some(machines), None);
    instance.must(&["/opt/bailiwick/volume"]);
    let query = "--query Volumes[0].[State,Attachments[0].InstanceId]";
    let state = instance.aws(&format!(
        "ec2 describe-volumes --volume-ids {volume} {query}"
    ));
    assert_eq!(state, format!("in-use\t{}", instance.id));
}

fn write_a_record(instance: &Instance) -> String {
    let create = "route53 create-hosted-zone --name example.org --caller-reference 1";
    let zone = instance.aws(&format!("{create} --query HostedZone.Id"));
    let zone = zone.trim_start_matches("/hostedzone/").to_owned();
    let record = Record {
        zone: Setting::from(zone.as_str()),
        names: vec!["service.example.org".into(), "www.example.org".into()],
        ttl: 60,
        group: None,
    };
    instance.prepare(None, Some(record));
    for address in ["203.0.113.7", "203.0.113.8"] {
        instance.host.set("address", address);
        instance.must(&["/opt/bailiwick/record"]);
        assert_eq!(
            records(instance, &zone),
            format!("service.example.org.\t60\t{address}\nwww.example.org.\t60\t{address}")
        );
    }
    zone
}

fn write_the_record_of_a_group(instance: &Instance, zone: &str) {
    let tag = "--tags Key=aws:autoscaling:groupName,Value=group";
    instance.aws(&format!(
        "ec2 create-tags --resources {} {tag}",
        instance.id
    ));
    let query = "--query Reservations[0].Instances[0].PublicIpAddress";
    let address = instance.aws(&format!("ec2 describe-instances {query}"));
    let record = Record {
        zone: Setting::from(zone),
        names: vec!["service.example.org".into()],
        ttl: 60,
        group: Some(Setting::from("group")),
    };
    instance.prepare(None, Some(record));
    instance.must(&["/opt/bailiwick/record"]);
    let line = format!("service.example.org.\t60\t{address}\n");
    let records = records(instance, zone);
    assert!(records.starts_with(&line), "{line}: {records}");
}

fn records(instance: &Instance, zone: &str) -> String {
    let query = "--query ResourceRecordSets[?Type==`A`].[Name,TTL,ResourceRecords[0].Value]";
    instance.aws(&format!(
        "route53 list-resource-record-sets --hosted-zone-id {zone} {query}"
    ))
}

fn publish_a_version_once(instance: &Instance) {
    instance.aws("ecr create-repository --repository-name web");
    instance.host.play("docker", DOCKER);
    instance.host.write("opt/publish", &script());
    let publish = ["bash", "/opt/publish", "2026.11.02"];
    instance.must(&publish);
    // What `docker push` would have done.
    let media_type = "application/vnd.docker.distribution.manifest.v2+json";
    let manifest = format!(
        r#"{{"schemaVersion":2,"mediaType":"{media_type}","config":{{"digest":"sha256:0"}},"layers":[]}}"#
    );
    let image = "--repository-name web --image-tag 2026.11.02";
    instance.aws(&format!(
        "ecr put-image {image} --image-manifest {manifest}"
    ));
    let (succeeded, output) = instance.host.run(&publish);
    let told = "has a version 2026.11.02 already";
    assert!(!succeeded && output.contains(told), "{output}");
}
