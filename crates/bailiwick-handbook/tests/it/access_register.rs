//! The example estate gives back the document it was written from: every row, every
//! sentence and every number. The table below was copied from the document by hand.

use std::path::Path;

use bailiwick_estate::source::Source;
use bailiwick_handbook::register::{EnvironmentEntry, GroupEntry, Register, SystemEntry};

const AWS_CONTROLS: &[&str] = &[
    "Cloud Console access is restricted only to authorized persons",
    "SSH access is protected by keys and MFA",
    "Database access is possible only from the internal network",
    "Kubernetes access is possible only from the internal network",
    "Only minimal permissions are granted",
    "No unauthorized access",
];

const DATADOG_CONTROLS: &[&str] = &[
    "Login access is restricted only to authorized persons",
    "Only minimal permissions are granted",
    "No unauthorized access",
];

/// Title, description, controls.
const ENVIRONMENTS: &[(&str, &str, &[&str])] = &[
    (
        "Staging Environment",
        "AWS Staging Environment",
        AWS_CONTROLS,
    ),
    (
        "Production Environment",
        "AWS Production Environment",
        AWS_CONTROLS,
    ),
    (
        "Log Analysis and Monitoring",
        "Datadog Loggin and Monitoring System",
        DATADOG_CONTROLS,
    ),
];

/// System, description, and for each permission: name, meaning, who holds it. "an list",
/// which stands twice in the document, is mended to "Can list".
type Row = (&'static str, &'static str, &'static [[&'static str; 3]]);

const SYSTEMS: &[&[Row]] = &[
    &[
        (
            "AWS Stage",
            "Separated AWS Account for the Stage resources.",
            &[
                [
                    "StageAdmins",
                    "Can list, create, delete, modify AWS resources.",
                    "1 DevOps Engineer 2 Infrastructure Engineer ( 2 Contractor ) 1 Software Developer",
                ],
                [
                    "StageContainerImageAdmins",
                    "Can list, create, delete, modify (in snapshot repositories) Docker images.",
                    "1 Technical Account",
                ],
                [
                    "StageContainerImageReaders",
                    "Can list Docker images.",
                    "1 Technical Account",
                ],
                [
                    "StageDeployers",
                    "Can list, create, delete, modify Kubernetes resources and list Docker images.",
                    "3 Software Developer",
                ],
                [
                    "InfraBackup",
                    "Can list, create, delete, modify items in the Backup S3 Bucket.",
                    "1 Technical Account",
                ],
                [
                    "StageEticmaTechUsers",
                    "Can list, create, delete, modify ETICMA app related resources w/o MFA.",
                    "1 Technical Account",
                ],
                [
                    "StageEticmaUsers",
                    "Can list, create, delete, modify ETICMA app related resources.",
                    "3 Software Developer 1 Test Engineer",
                ],
            ],
        ),
        (
            "AWS Stage Bastion",
            "EC2 instance to access the Stage internal network and databases.",
            &[
                [
                    "Root",
                    "Can administer Linux OS.",
                    "1 DevOps Engineer 2 Infrastructure Engineer ( 2 Contractor )",
                ],
                [
                    "User",
                    "Can log in and access the internal network of the Staging environment.",
                    "4 Software Developer 1 Technical Account",
                ],
            ],
        ),
    ],
    &[
        (
            "AWS Prod",
            "Separated AWS Account for the Prod resources.",
            &[
                [
                    "Admins",
                    "Can list, create, delete, modify AWS resources.",
                    "1 DevOps Engineer 2 Infrastructure Engineer ( 2 Contractor ) 1 Software Developer",
                ],
                [
                    "BillingAdmins",
                    "Can view billing details, costs, invoices.",
                    "1 DevOps Engineer",
                ],
                [
                    "ContainerImageAdmins",
                    "Can list, create, delete, modify Docker images.",
                    "1 Technical Account",
                ],
                [
                    "Deployers",
                    "Can list, create, delete, modify Kubernetes resources and list Docker images.",
                    "3 Software Developer",
                ],
            ],
        ),
        (
            "AWS Prod Bastion",
            "EC2 instance to access the Prod internal network and databases.",
            &[
                [
                    "Root",
                    "Can administer Linux OS.",
                    "1 DevOps Engineer 2 Infrastructure Engineer ( 2 Contractor ) 1 Software Developer",
                ],
                [
                    "User",
                    "Can log in and access the internal network of the Production environment.",
                    "3 Software Developer 1 Technical Account",
                ],
            ],
        ),
    ],
    &[(
        "Datadog",
        "Log management and monitoring tool for our staging and production applications.",
        &[
            [
                "Admin",
                "Can administer all resources. Can not delete logs.",
                "1 DevOps Engineer 1 Infrastructure Engineer ( 1 Contractor ) 1 Software Developer 1 Product Owner 1 Technical Account",
            ],
            [
                "Write",
                "Can read, create, delete, modify monitors, dashboards. Can read logs.",
                "1 Software Developer 1 Atlassian Consultant",
            ],
            [
                "Read",
                "Can read monitors, dashboards, logs.",
                "1 Infrastructure Engineer ( 1 Contractor ) 6 Software Developer 2 Test Engineer 3 Support Agent 1 Product Owner 1 CEO",
            ],
        ],
    )],
];

#[test]
fn the_example_says_what_the_document_says() {
    let register = register();
    let shown = register.environments.iter().map(environment);
    let shown: Vec<_> = shown.collect();
    let expected = ENVIRONMENTS.iter().map(|(title, description, controls)| {
        let controls = controls.iter().map(|&one| one.to_owned()).collect();
        ((*title).to_owned(), (*description).to_owned(), controls)
    });
    assert_eq!(shown, expected.collect::<Vec<_>>());

    for (shown, expected) in register.environments.iter().zip(SYSTEMS) {
        let shown: Vec<_> = shown.systems.iter().map(system).collect();
        let expected = expected.iter().map(|(title, description, rows)| {
            let rows = rows.iter().map(|row| row.map(ToOwned::to_owned)).collect();
            ((*title).to_owned(), (*description).to_owned(), rows)
        });
        assert_eq!(shown, expected.collect::<Vec<_>>());
    }
}

/// Nobody is named in the document, so nothing can differ; all access is standing.
#[test]
fn the_example_has_no_names_and_no_requests() {
    let register = register();
    let systems = register.environments.iter().flat_map(|one| &one.systems);
    let permissions = systems.flat_map(|one| &one.permissions);
    for group in permissions.flat_map(|one| &one.groups) {
        assert!(group.seats.iter().all(|seat| seat.members.is_empty()));
        assert!(group.differences.is_empty() && group.request.is_none());
    }
}

fn register() -> Register {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/access-register");
    let entries = std::fs::read_dir(&folder).expect("the example is there");
    let paths = entries.map(|entry| entry.expect("the folder can be read").path());
    let yaml = paths.filter(|path| path.extension().is_some_and(|end| end == "yaml"));
    let files = yaml.map(|path| Source {
        text: std::fs::read_to_string(&path).expect("the file can be read"),
        path: path.display().to_string(),
    });
    Register::of(&crate::estate_of(files.collect()))
}

fn environment(entry: &EnvironmentEntry) -> (String, String, Vec<String>) {
    let controls = entry.controls.iter().map(|one| one.statement.clone());
    (
        entry.title.clone(),
        entry.description.clone().unwrap_or_default(),
        controls.collect(),
    )
}

fn system(entry: &SystemEntry) -> (String, String, Vec<[String; 3]>) {
    let rows = entry.permissions.iter().map(|permission| {
        let groups: Vec<String> = permission.groups.iter().map(who).collect();
        [
            permission.title.clone(),
            permission.means.clone(),
            groups.join(" "),
        ]
    });
    (
        entry.title.clone(),
        entry.description.clone().unwrap_or_default(),
        rows.collect(),
    )
}

/// The head-counts in the document's own notation.
fn who(group: &GroupEntry) -> String {
    let seats = group.seats.iter().map(|seat| {
        let count = seat.count.expect("every seat of the document is counted");
        let people = format!("{count} {}", seat.job_role);
        match seat.contractors {
            None | Some(0) => people,
            Some(contractors) => format!("{people} ( {contractors} Contractor )"),
        }
    });
    let technical = group.technical_accounts.into_iter();
    let technical = technical.map(|count| format!("{count} Technical Account"));
    seats.chain(technical).collect::<Vec<_>>().join(" ")
}
