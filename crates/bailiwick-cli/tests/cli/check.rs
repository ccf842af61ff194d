//! `bailiwick check` through the real binary.

use crate::support::Folder;
use insta::assert_snapshot;
use serde_json::Value;

/// Three mistakes in two files, one of them after letters of two bytes, and dot-folders
/// that are not read.
fn wrong() -> Folder {
    Folder::with(&[
        (
            "acme/estate.yaml",
            "estate: acme\nteams:\n  ship: { title: \"Schiffs-Ä-Team\", channel: wg-aws }\n",
        ),
        (
            "acme/more/channels.yml",
            "channels:\n  wg-acces: { address: \"#wg\" }\n  wg-acces: { address: \"#wg\" }\njob_rolls: {}\n",
        ),
        ("acme/.git/broken.yaml", "{"),
    ])
}

#[test]
fn a_new_estate_is_judged_and_summed_up() {
    let folder = Folder::new();
    folder.output("init acme");
    // Until when what nobody looked at is accepted counts from the day of `init`.
    let told = folder.run("check acme");
    let told: Vec<&str> = told
        .lines()
        .filter(|line| !line.contains("accepted until"))
        .collect();
    assert_snapshot!(told.join("\n"), @"
    exit 0
    --- stdout
    unknown   second-factor         Whoever signs in proves it twice.
              not visible: whether `Okta` asks everybody for a second factor
    unknown   root-locked-away      Nobody uses the root user.
              not visible: the estate and what it compiles to cannot show `root-locked-away`
    proved    who-has-access        Whoever has access is declared, and has it through a group.
    proved    accounts-owned        Every account has an owner, a budget and an alarm.
    proved    developers-look-only  Developers delete nothing in production, and give nobody access to it.

    5 controls: 2 unknown, 3 proved
    acme: 2 accounts, 2 people, 2 groups, 2 permissions, 1 system, 5 controls — no problems
    ");
}

#[test]
fn an_estate_without_controls_is_told_so() {
    let folder = Folder::with(&[(
        "estate.yaml",
        "estate: acme\naccounts: { production: {} }\n",
    )]);
    assert_snapshot!(folder.run("check"), @"
    exit 0
    --- stdout
    acme: 1 account — no problems
    no control is declared, so none was judged; `bailiwick explain` lists those there are
    ");
}

#[test]
fn mistakes_are_shown_with_their_lines_also_in_other_files() {
    assert_snapshot!(wrong().run("check acme"), @r##"
    exit 1
    --- stdout
    error[BW0301]: no channel is called `wg-aws`
     --> acme/estate.yaml:3:45
      |
    3 |   ship: { title: "Schiffs-Ä-Team", channel: wg-aws }
      |                                             ^^^^^^
      |
     ::: acme/more/channels.yml:2:3
      |
    2 |   wg-acces: { address: "#wg" }
      |   -------- `wg-acces` is declared here
      |
      = help: did you mean `wg-acces`?

    error[BW0002]: `wg-acces` stands twice in one mapping
     --> acme/more/channels.yml:3:3
      |
    2 |   wg-acces: { address: "#wg" }
      |   -------- first written here
    3 |   wg-acces: { address: "#wg" }
      |   ^^^^^^^^
      |
      = help: keep one of the two, or merge what they say

    error[BW0101]: an estate has no section `job_rolls`
     --> acme/more/channels.yml:4:1
      |
    4 | job_rolls: {}
      | ^^^^^^^^^
      |
      = help: did you mean `job_roles`?

    3 errors in 2 files
    `bailiwick explain BW0301` tells more
    "##);
}

#[test]
fn one_file_may_be_named() {
    let folder = Folder::with(&[("one.yaml", "estate: one\npeople: []\n")]);
    assert_snapshot!(folder.run("check ./one.yaml"), @r#"
    exit 1
    --- stdout
    error[BW0103]: expected a mapping of names under `people`, found a list
     --> one.yaml:2:9
      |
    2 | people: []
      |         ^^
      |
      = help: write a name and a colon, without a dash, and under it what the name stands for

    1 error in 1 file
    `bailiwick explain BW0103` tells more
    "#);
}

#[test]
fn colour_is_for_terminals_and_those_who_ask() {
    let folder = wrong();
    let coloured = |variables: &[(&str, &str)]| {
        let mut command = folder.command("check acme");
        let output = command.envs(variables.iter().copied()).output().unwrap();
        output.stdout.contains(&b'\x1b')
    };
    assert!(!coloured(&[]));
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn a_file_cannot_command_the_terminal() {
    let folder = Folder::with(&[(
        "a.yaml",
        "estate: acme\nteams:\n  a: { channel: \"\\e[2J\" }\n  \"\\e[31m\": {}\n",
    )]);
    for arguments in ["check", "check --format json", "show teams/a"] {
        let output = folder.output(arguments);
        assert!(!output.stdout.contains(&b'\x1b'), "{arguments}");
    }
}

#[test]
fn many_mistakes_are_quick_and_the_first_are_shown() {
    let mut text = String::from("estate: acme\nteams: {");
    for number in 0..20_000 {
        text += &format!("t{number}: {{ channel: c{number} }}, ");
    }
    let folder = Folder::with(&[("a.yaml", &(text + "}\n"))]);
    let started = std::time::Instant::now();
    let shown = folder.run("check");
    assert_eq!(shown.matches("error[BW0301]").count(), 50);
    assert!(shown.contains("… and 19950 more; `--format json` lists them all\n"));
    assert!(shown.contains("20000 errors in 1 file\n"));
    let all = folder.json("check --format json");
    assert_eq!(all["diagnostics"].as_array().unwrap().len(), 20_000);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}

#[test]
fn json_has_its_documented_shape() {
    let json = wrong().json("check acme --format json");
    assert_eq!(json["estate"], "acme");
    assert_eq!((&json["errors"], &json["warnings"]), (&3.into(), &0.into()));
    let first = serde_json::to_string_pretty(&json["diagnostics"][0]).unwrap();
    assert_snapshot!(first, @r#"
    {
      "code": "BW0301",
      "severity": "error",
      "message": "no channel is called `wg-aws`",
      "label": null,
      "help": "did you mean `wg-acces`?",
      "file": "acme/estate.yaml",
      "start": {
        "line": 3,
        "column": 45,
        "byte": 65
      },
      "end": {
        "line": 3,
        "column": 51,
        "byte": 71
      },
      "related": [
        {
          "message": "`wg-acces` is declared here",
          "file": "acme/more/channels.yml",
          "start": {
            "line": 2,
            "column": 3,
            "byte": 12
          },
          "end": {
            "line": 2,
            "column": 11,
            "byte": 20
          }
        }
      ]
    }
    "#);
}

#[test]
fn sarif_has_what_the_standard_asks_for() {
    let folder = wrong();
    let sarif = folder.json("check acme --format sarif");
    assert_eq!(sarif["version"], "2.1.0");
    assert!(
        sarif["$schema"]
            .as_str()
            .unwrap()
            .ends_with("sarif-schema-2.1.0.json")
    );
    let run = &sarif["runs"][0];
    assert_eq!(sarif["runs"].as_array().unwrap().len(), 1);
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["tool"]["driver"]["name"], "bailiwick");
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(
                !text_of(&rule[text]).is_empty(),
                "{} of {}",
                text,
                rule["id"]
            );
        }
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 3);
    let artifacts = run["artifacts"].as_array().unwrap();
    for result in results {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!text_of(&result["message"]).is_empty());
        let related = result["relatedLocations"].as_array().unwrap();
        for location in result["locations"]
            .as_array()
            .unwrap()
            .iter()
            .chain(related)
        {
            let place = &location["physicalLocation"];
            let file = &place["artifactLocation"];
            let artifact = &artifacts[file["index"].as_u64().unwrap() as usize];
            assert_eq!(artifact["location"]["uri"], file["uri"]);
            let region = &place["region"];
            for from_one in ["startLine", "startColumn", "endLine", "endColumn"] {
                assert!(region[from_one].as_u64().unwrap() >= 1, "{from_one}");
            }
        }
    }
    // `Ä` is one column.
    assert_eq!(
        results[0]["locations"][0]["physicalLocation"]["region"]["startColumn"],
        45
    );
}

fn text_of(message: &Value) -> &str {
    message["text"].as_str().unwrap()
}
