//! Stacks, permission sets and what lies beside them.

use bailiwick_compile::compile;
use bailiwick_estate::source::Attachments;
use serde_json::{Value, json};

use super::support::{blueprint, estate, file, messages};

const IAM_USERS: &str = "
estate: acme
accounts: { prod: { id: '111122223333', region: eu-central-1 } }
environments: { production: { purpose: production } }
job_roles: { Developer: }
teams: { ship: }
systems:
  aws: { kind: account, environment: production, account: prod }
  kube: { kind: cluster, part_of: aws, called: prod-cluster }
  bastion: { kind: host, part_of: aws }
  datadog: { kind: saas, environment: production }
permissions:
  Deploy:
    on: aws
    means: Can deploy.
    mfa: required
    allow:
      - { kubernetes: edit, cluster: kube, namespaces: [web] }
      - { actions: ecr:ListImages, on: repository/* }
  Release: { on: aws, means: Can release., allow: [ { actions: s3:PutObject, on: object/releases/* } ] }
  Root: { on: bastion, means: Can administer., allow: [ { linux: root, host: bastion } ] }
  Watch: { on: datadog, means: Can read., allow: [ { saas: datadog, role: Read, capabilities: [logs_read_data] } ], deny: [ { saas: datadog, capabilities: [logs_delete_data] } ] }
people:
  ada: { role: Developer, title: Ada L., ssh_keys: [\"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIP+eN0GkMkoPq+Tsr0xSjRKMXyeCAUrS1ReWv+54rH4W ada\"] }
technical_accounts:
  ci:
    purpose: Releases.
    owner: ship
    authentication: { oidc: app.terraform.io, audience: aws.workload.identity, subject: ['organization:acme:project:web:workspace:prod:run_phase:*'] }
groups:
  deployers: { members: [ada], grants: [ { permission: Deploy }, { permission: Root }, { permission: Watch } ] }
  releasers: { members: [ci], grants: [ { permission: Release } ] }
";

const CENTER: &str = "
organization:
  identity: { provider: Okta, start_url: 'https://acme.awsapps.com/start', region: us-west-2, session: acme }
";

fn template(texts: &[&str]) -> Value {
    let blueprint = blueprint(texts);
    let [stack] = blueprint.stacks.as_slice() else {
        panic!("one stack, not {}", blueprint.stacks.len());
    };
    stack.template.to_json()["Resources"].clone()
}

fn kinds(resources: &Value) -> Vec<(String, String)> {
    let resources = resources.as_object().expect("resources are a mapping");
    resources
        .iter()
        .map(|(id, resource)| {
            (
                id.clone(),
                resource["Type"].as_str().unwrap_or("?").to_owned(),
            )
        })
        .collect()
}

#[test]
fn people_without_identity_center_are_iam_users_in_groups() {
    let resources = template(&[IAM_USERS]);
    let kinds = kinds(&resources);
    let expected = [
        ("AdaUser", "AWS::IAM::User"),
        ("AppTerraformIoProvider", "AWS::IAM::OIDCProvider"),
        ("CiRole", "AWS::IAM::Role"),
        ("DeployKubeEntry", "AWS::EKS::AccessEntry"),
        ("DeployKubeRole", "AWS::IAM::Role"),
        ("DeployPolicy", "AWS::IAM::ManagedPolicy"),
        ("DeployersGroup", "AWS::IAM::Group"),
        ("ReleasePolicy", "AWS::IAM::ManagedPolicy"),
    ];
    let expected = expected.map(|(id, kind)| (id.to_owned(), kind.to_owned()));
    assert_eq!(
        kinds, expected,
        "and no IAM group for the machines of `releasers`"
    );
    assert_eq!(
        resources["AdaUser"]["Properties"]["Groups"],
        json!([{ "Ref": "DeployersGroup" }])
    );
    assert_eq!(
        resources["CiRole"]["Properties"]["ManagedPolicyArns"],
        json!([{ "Ref": "ReleasePolicy" }]),
        "a role cannot be in a group, so that it carries the policies itself"
    );
}

#[test]
fn an_oidc_role_pins_audience_and_subject() {
    let resources = template(&[IAM_USERS]);
    let trust = &resources["CiRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"][0];
    assert_eq!(
        trust["Condition"],
        json!({
            "StringEquals": { "app.terraform.io:aud": "aws.workload.identity" },
            "StringLike": { "app.terraform.io:sub": "organization:acme:project:web:workspace:prod:run_phase:*" },
        })
    );
    assert_eq!(
        trust["Principal"],
        json!({ "Federated": "arn:aws:iam::111122223333:oidc-provider/app.terraform.io" })
    );
}

#[test]
fn clusters_are_entered_through_a_role_and_an_access_policy() {
    let resources = template(&[IAM_USERS]);
    let entry = &resources["DeployKubeEntry"]["Properties"];
    assert_eq!(entry["ClusterName"], "prod-cluster");
    assert_eq!(
        entry["AccessPolicies"],
        json!([{
            "PolicyArn": "arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy",
            "AccessScope": { "Type": "namespace", "Namespaces": ["web"] },
        }])
    );
    let trust = &resources["DeployKubeRole"]["Properties"]["AssumeRolePolicyDocument"];
    assert_eq!(
        trust["Statement"][0]["Condition"],
        json!({ "Bool": { "aws:MultiFactorAuthPresent": "true" } })
    );
}

#[test]
fn the_role_of_a_cluster_lets_in_one_permission_set_alone() {
    let resources = template(&[IAM_USERS, CENTER]);
    let trust = &resources["DeployKubeRole"]["Properties"]["AssumeRolePolicyDocument"];
    let folder = "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com";
    assert_eq!(
        trust["Statement"][0]["Condition"],
        json!({ "ArnLike": { "aws:PrincipalArn": [
            format!("{folder}/*/AWSReservedSSO_Deploy_????????????????"),
            format!("{folder}/AWSReservedSSO_Deploy_????????????????"),
        ] } })
    );
}

#[test]
fn a_machine_enters_a_cluster_by_its_own_role() {
    let text = IAM_USERS
        .replace(
            "members: [ci], grants: [ { permission: Release } ]",
            "members: [ci], grants: [ { permission: Deploy } ]",
        )
        .replace(
            "members: [ada], grants: [ { permission: Deploy }, ",
            "members: [ada], grants: [ ",
        );
    let resources = template(&[&text, CENTER]);
    let trust = &resources["DeployKubeRole"]["Properties"]["AssumeRolePolicyDocument"];
    assert_eq!(
        trust["Statement"][0]["Condition"],
        json!({ "ArnLike": { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci" } })
    );
}

#[test]
fn an_access_policy_is_tied_to_an_entry_once() {
    let text = IAM_USERS.replace(
        "- { kubernetes: edit, cluster: kube, namespaces: [web] }",
        "- { kubernetes: edit, cluster: kube, namespaces: [web] }\n      - { kubernetes: edit, cluster: kube, namespaces: [api] }\n      - { kubernetes: view, cluster: kube }\n      - { kubernetes: view, cluster: kube, namespaces: [web] }",
    );
    let entry = &template(&[&text])["DeployKubeEntry"]["Properties"]["AccessPolicies"];
    let arn = "arn:aws:eks::aws:cluster-access-policy";
    assert_eq!(
        *entry,
        json!([
            { "PolicyArn": format!("{arn}/AmazonEKSEditPolicy"), "AccessScope": { "Type": "namespace", "Namespaces": ["api", "web"] } },
            { "PolicyArn": format!("{arn}/AmazonEKSViewPolicy"), "AccessScope": { "Type": "cluster" } },
        ])
    );
}

#[test]
fn with_identity_center_people_hold_permission_sets() {
    let blueprint = blueprint(&[IAM_USERS, CENTER]);
    let sets: Vec<&str> = blueprint
        .center
        .permission_sets
        .iter()
        .map(|set| set.name.as_str())
        .collect();
    assert_eq!(
        sets,
        ["Deploy"],
        "hosts, Datadog and machines need no session"
    );
    let assignments: Value =
        serde_json::from_str(&file(&blueprint, "organization/assignments.json"))
            .expect("it is JSON");
    assert_eq!(
        assignments["standing"],
        json!([{ "account": "prod", "permissionSet": "Deploy", "group": "deployers" }])
    );
    assert!(
        !kinds(&template(&[IAM_USERS, CENTER]))
            .iter()
            .any(|(_, kind)| kind == "AWS::IAM::User" || kind == "AWS::IAM::Group")
    );
}

#[test]
fn hosts_and_products_get_their_own_documents() {
    let blueprint = blueprint(&[IAM_USERS]);
    let host = file(&blueprint, "hosts/bastion.cloud-config.yaml");
    assert!(host.starts_with("#cloud-config\n"), "{host}");
    assert!(
        host.contains("name: ada") && host.contains("sudo: ALL=(ALL) NOPASSWD:ALL"),
        "{host}"
    );
    let product: Value =
        serde_json::from_str(&file(&blueprint, "saas/datadog.json")).expect("JSON");
    assert_eq!(product[0]["roles"], json!(["Read"]));
    assert_eq!(product[0]["denied"], json!(["logs_delete_data"]));
    assert_eq!(product[0]["groups"], json!({ "deployers": ["ada"] }));
}

#[test]
fn the_order_of_the_files_changes_no_byte() {
    let halves: Vec<&str> = vec![IAM_USERS, CENTER, "teams: { other: { title: Other } }"];
    let first = blueprint(&halves).files();
    let turned: Vec<&str> = halves.into_iter().rev().collect();
    assert_eq!(first, blueprint(&turned).files());
}

#[test]
fn the_manifest_lists_every_file() {
    let files = blueprint(&[IAM_USERS, CENTER]).files();
    let (last, manifest) = files.last().expect("there are files");
    assert_eq!(last, "bailiwick.json");
    let manifest: Value = serde_json::from_str(manifest).expect("JSON");
    let listed = manifest["files"].as_object().expect("a mapping").len();
    assert_eq!(listed, files.len() - 1);
}

/// Ten statements of 40 buckets each: more than one policy may say.
fn large() -> String {
    let mut text = "  Large:\n    on: aws\n    means: Much.\n    allow:\n".to_owned();
    for action in [
        "GetObject",
        "PutObject",
        "DeleteObject",
        "GetObjectAcl",
        "GetObjectTagging",
    ] {
        let names = (0..60).map(|number| format!("object/a-rather-long-{action}-name-{number}/*"));
        let names: Vec<String> = names.collect();
        text += &format!(
            "      - {{ actions: s3:{action}, on: [{}] }}\n",
            names.join(", ")
        );
    }
    let estate = IAM_USERS.replace("people:\n", &format!("{text}people:\n"));
    estate.replace(
        "groups:\n",
        "groups:\n  many: { members: [ada], grants: [ { permission: Large } ] }\n",
    )
}

#[test]
fn what_does_not_fit_one_policy_is_split() {
    let resources = template(&[&large()]);
    let policies: Vec<String> = kinds(&resources)
        .into_iter()
        .filter(|(id, kind)| kind == "AWS::IAM::ManagedPolicy" && id.starts_with("Large"))
        .map(|(id, _)| id)
        .collect();
    assert!(policies.len() >= 3, "{policies:?}");
    let mut allowed = 0;
    for id in &policies {
        let document = &resources[id]["Properties"]["PolicyDocument"];
        assert!(document.to_string().len() <= 6_144, "{id}");
        for statement in document["Statement"].as_array().expect("statements") {
            allowed += statement["Resource"].as_array().map_or(1, Vec::len);
        }
    }
    assert_eq!(
        allowed, 300,
        "every resource of every statement is still there"
    );
    assert_eq!(
        resources["ManyGroup"]["Properties"]["ManagedPolicyArns"]
            .as_array()
            .map(Vec::len),
        Some(policies.len())
    );
}

#[test]
fn a_permission_set_too_large_for_one_policy_names_policies_of_the_account() {
    let blueprint = blueprint(&[&large(), CENTER]);
    let set = blueprint
        .center
        .permission_sets
        .iter()
        .find(|set| set.name == "Large")
        .expect("it is held");
    assert!(set.inline.is_none());
    let names: Vec<&str> = set
        .customer_managed
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        names,
        ["Large", "Large-2", "Large-3", "Large-4"][..names.len()]
    );
    let here = blueprint.stacks[0].template.to_json().to_string();
    for name in names {
        assert!(
            here.contains(&format!("\"ManagedPolicyName\":\"{name}\"")),
            "{name}"
        );
    }
}

#[test]
fn an_account_without_id_uses_its_own() {
    let text = IAM_USERS.replace("id: '111122223333', ", "");
    let resources = template(&[&text]);
    assert_eq!(
        resources["DeployKubeRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]["Principal"],
        json!({ "AWS": { "Fn::Sub": "arn:aws:iam::${AWS::AccountId}:root" } })
    );
}

#[test]
fn a_machine_cannot_hold_what_needs_mfa() {
    let text = IAM_USERS.replace(
        "releasers: { members: [ci], grants: [ { permission: Release } ] }",
        "releasers: { members: [ci], grants: [ { permission: Deploy } ] }",
    );
    let (blueprint, diagnostics) = compile(&estate(&[&text]), &Attachments::default());
    assert!(blueprint.is_none());
    assert_eq!(
        messages(&diagnostics),
        [
            "BW0508: `ci` cannot use MFA, and `Deploy` requires it\n  help: give it a permission of its own with `mfa: exempt` and the exception"
        ]
    );
}

#[test]
fn what_has_ended_is_nowhere_in_the_blueprint() {
    let text = IAM_USERS
        .replace(
            "{ permission: Deploy }",
            "{ permission: Deploy, until: 2026-11-21 }",
        )
        .replace(
            "{ permission: Root }",
            "{ permission: Root, until: 2026-11-22 }",
        )
        .replace(
            "people:\n",
            "people:\n  bob: { role: Developer, contractor: { until: 2026-11-21 } }\n",
        )
        .replace("members: [ada]", "members: [ada, bob]");
    let today = "2026-11-22".parse::<jiff::civil::Date>().expect("a date");
    let (estate, ended) = estate(&[&text]).on(today.into());
    let mut messages: Vec<&str> = ended.iter().map(|found| found.message.as_str()).collect();
    messages.sort_unstable();
    assert_eq!(
        messages,
        [
            "the contract of `bob` ended on 2026-11-21",
            "this grant ended on 2026-11-21"
        ]
    );
    let (blueprint, diagnostics) = compile(&estate, &Attachments::default());
    assert!(diagnostics.is_empty());
    let blueprint = blueprint.expect("ended things are warnings");
    let everything: String = blueprint
        .files()
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    assert!(
        !everything.contains("bob") && !everything.contains("DeployPolicy"),
        "{everything}"
    );
    assert!(
        everything.contains("name: ada"),
        "the last day is still a day"
    );
}

#[test]
fn a_user_the_host_has_for_itself_is_refused() {
    for name in ["root", "sshd", "nobody", "docker", "systemd-network"] {
        let text = IAM_USERS.replace("ada", name);
        let (blueprint, diagnostics) = compile(&estate(&[&text]), &Attachments::default());
        assert!(blueprint.is_none(), "{name}");
        let said = format!("BW0512: `{name}` is a user that the host has for itself");
        let found = messages(&diagnostics);
        assert!(
            found.len() == 1 && found[0].starts_with(&said),
            "{name}: {found:?}"
        );
    }
}
