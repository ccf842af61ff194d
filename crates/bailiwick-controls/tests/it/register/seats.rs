//! Names for the seats that the document counts.

use std::collections::BTreeMap;

/// Who sits where: as many of each job role as the document says.
const MEMBERS: [(&str, &str); 18] = [
    ("StageAdmins", "dana, ines, ivo, sam"),
    ("StageContainerImageAdmins", "stage-images"),
    ("StageContainerImageReaders", "stage-inventory"),
    ("StageDeployers", "pia, raj, tom"),
    ("InfraBackup", "backup"),
    ("StageEticmaTechUsers", "eticma"),
    ("StageEticmaUsers", "pia, raj, tom, tess"),
    ("StageBastionRoot", "dana, ines, ivo"),
    ("StageBastionUser", "sam, pia, raj, tom, stage-tunnel"),
    ("ProdAdmins", "dana, ines, ivo, sam"),
    ("ProdBillingAdmins", "dana"),
    ("ProdContainerImageAdmins", "prod-images"),
    ("ProdDeployers", "pia, raj, tom"),
    ("ProdBastionRoot", "dana, ines, ivo, sam"),
    ("ProdBastionUser", "pia, raj, tom, prod-tunnel"),
    ("DatadogAdmin", "dana, ines, sam, olga, monitors"),
    ("DatadogWrite", "pia, axel"),
    (
        "DatadogRead",
        "ivo, raj, tom, uma, vic, wim, yan, tess, theo, abel, bea, cleo, otto, carla",
    ),
];

/// Who they are.
const PEOPLE: &str = include_str!("../../register/people.yaml");

/// Puts somebody on every seat of a copy.
pub(crate) fn fill(files: &mut BTreeMap<String, String>) {
    files.insert("people.yaml".to_owned(), PEOPLE.to_owned());
    let groups = files.get_mut("groups.yaml").expect("the groups");
    for (group, members) in MEMBERS {
        let start = format!("\n  {group}:\n");
        assert_eq!(groups.matches(&start).count(), 1, "the group {group}");
        *groups = groups.replacen(&start, &format!("{start}    members: [{members}]\n"), 1);
    }
}
