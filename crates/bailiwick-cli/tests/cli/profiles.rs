//! `bailiwick profiles` through the real binary.

use std::fs;

use insta::assert_snapshot;

use crate::support::Folder;

const ESTATE: &str = "
estate: acme
organization:
  identity: { provider: okta, start_url: https://acme.awsapps.com/start, region: us-west-2, session: acme }
  defaults: { region: us-east-1 }
accounts: { dev: { id: '111122223333' }, next: {} }
permissions: { Everything: { means: Can do everything, allow: { managed: AdministratorAccess } } }
job_roles: { Developer: {} }
people: { ada: { role: Developer, email: ada@acme.example }, alan: { role: Developer, email: alan@acme.example } }
groups: { developers: { members: ada, grants: { permission: Everything, on: [dev, next] } } }
";

const MINE: &str = "# mine\n[default]\nregion=eu-west-1\n";

fn folder() -> Folder {
    Folder::with(&[("acme/a.yaml", ESTATE), ("config", MINE)])
}

#[test]
fn profiles_are_printed() {
    assert_snapshot!(folder().run("profiles ada acme"), @r"
    exit 0
    --- stdout
    # managed by bailiwick (acme)
    [sso-session acme]
    sso_start_url = https://acme.awsapps.com/start
    sso_region = us-west-2
    sso_registration_scopes = sso:account:access

    # managed by bailiwick (acme)
    [profile dev]
    sso_session = acme
    sso_account_id = 111122223333
    sso_role_name = Everything
    region = us-east-1
    output = json

    # next has no account id yet, so it has no profile
    ");
}

#[test]
fn a_file_is_compared_and_written_once() {
    let folder = folder();
    assert_snapshot!(folder.run("profiles ada acme --check=config"), @r"
    exit 1
    --- stdout
    + # managed by bailiwick (acme)
    + [sso-session acme]
    + sso_start_url = https://acme.awsapps.com/start
    + sso_region = us-west-2
    + sso_registration_scopes = sso:account:access

    + # managed by bailiwick (acme)
    + [profile dev]
    + sso_session = acme
    + sso_account_id = 111122223333
    + sso_role_name = Everything
    + region = us-east-1
    + output = json
    --- stderr
    `next` has no account id yet, so it has no profile
    ");
    assert_snapshot!(folder.run("profiles ada acme --write=config"), @r"
    exit 0
    --- stdout
    added [sso-session acme]
    added [profile dev]
    wrote `config`
    --- stderr
    sign in with `aws sso login --sso-session acme`
    `next` has no account id yet, so it has no profile
    ");
    assert_snapshot!(folder.run("profiles ada acme --write=config"), @r"
    exit 0
    --- stdout
    `config` is up to date
    --- stderr
    `next` has no account id yet, so it has no profile
    ");
    assert_snapshot!(folder.run("profiles ada acme --check=config"), @r"
    exit 0
    --- stdout
    `config` is up to date
    --- stderr
    `next` has no account id yet, so it has no profile
    ");
    let text = || fs::read_to_string(folder.path().join("config")).unwrap();
    assert!(text().starts_with(MINE));
    // Who holds nothing any more has nothing of ours left.
    assert_snapshot!(folder.run("profiles alan acme --write=config"), @r"
    exit 0
    --- stdout
    removed [sso-session acme]
    removed [profile dev]
    wrote `config`
    --- stderr
    `alan` holds nothing in an AWS account
    ");
    assert_eq!(text(), MINE);
}

#[test]
fn a_section_of_others_is_never_overwritten() {
    let folder = folder();
    let theirs = "[profile dev]\nregion = eu-west-1\n";
    folder.write("config", theirs.as_bytes());
    assert_snapshot!(folder.run("profiles ada acme --write=config"), @r"
    exit 2
    --- stderr
    error: cannot bring `config` up to date
    cause: `[profile dev]` is there already, is not managed by bailiwick, and says something else
    hint: rename or remove that section, or name another file; `--check` shows the difference, and nothing was written
    ");
    assert!(
        folder
            .run("profiles ada acme --check=config")
            .starts_with("exit 1\n")
    );
    let text = fs::read_to_string(folder.path().join("config")).unwrap();
    assert_eq!(text, theirs);
}

/// Somebody took its session away: it may be ours, or theirs below a mark of ours.
#[test]
fn a_marked_section_that_may_be_ours_is_left_and_named() {
    let old = "# managed by bailiwick (acme)\r\n[profile old]\r\nregion = eu-west-1\r\n";
    let folder = Folder::with(&[("acme/a.yaml", ESTATE), ("config", old)]);
    folder.run("profiles ada acme --write=config");
    assert_snapshot!(folder.run("profiles ada acme --check=config"), @r"
    exit 1
    --- stderr
    [profile old] is marked as managed by bailiwick, but is no profile of [sso-session acme]; remove the section, or the mark above it if it is yours
    `next` has no account id yet, so it has no profile
    ");
    assert_snapshot!(folder.run("profiles ada acme --write=config"), @r"
    exit 0
    --- stdout
    nothing to write to `config`
    --- stderr
    [profile old] is marked as managed by bailiwick, but is no profile of [sso-session acme]; remove the section, or the mark above it if it is yours
    `next` has no account id yet, so it has no profile
    ");
}

#[test]
fn a_file_that_is_no_config_file_is_left() {
    let folder = folder();
    folder.write("config", b"[profile mine\n");
    assert_snapshot!(folder.run("profiles ada acme --check=config"), @r"
    exit 2
    --- stderr
    error: cannot bring `config` up to date
    cause: line 1: the header of this section has no `]`
    hint: mend the file, which the AWS CLI cannot read either; nothing was written
    ");
    for bytes in [&b"[profile mine\n"[..], b"\xff\xfe"] {
        folder.write("config", bytes);
        assert!(
            folder
                .run("profiles ada acme --write=config")
                .starts_with("exit 2\n")
        );
        assert_eq!(fs::read(folder.path().join("config")).unwrap(), bytes);
    }
    assert_snapshot!(folder.run("profiles ada acme --check=config"), @r"
    exit 2
    --- stderr
    error: `config` is not text in UTF-8
    hint: save the file as UTF-8 first; nothing was written
    ");
}

#[test]
fn there_is_a_reason_for_no_profiles() {
    let folder = folder();
    assert_snapshot!(folder.run("profiles adda acme"), @r"
    exit 2
    --- stderr
    error: no person is called `adda`
    hint: did you mean `ada`?
    ");
    assert_snapshot!(folder.run("profiles alan acme"), @r"
    exit 0
    --- stderr
    `alan` holds nothing in an AWS account
    ");
    folder.write("bare/a.yaml", b"estate: bare\njob_roles: { Developer: {} }\npeople: { ada: { role: Developer, email: ada@acme.example } }\n");
    assert_snapshot!(folder.run("profiles ada bare"), @r"
    exit 2
    --- stderr
    error: people of `bare` do not sign in by IAM Identity Center, so there are no profiles
    hint: say how people sign in under `organization`, in `identity`
    ");
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_new_file_is_private() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
    fs::set_permissions(path("config"), fs::Permissions::from_mode(0o640)).unwrap();
    symlink("config", path("link")).unwrap();
    assert!(
        folder
            .run("profiles ada acme --write=link")
            .starts_with("exit 0\n")
    );
    assert!(path("link").symlink_metadata().unwrap().is_symlink());
    assert_eq!(mode("config"), 0o640);
    assert!(
        fs::read_to_string(path("config"))
            .unwrap()
            .contains("[profile dev]")
    );

    let mut command = folder.command("profiles ada acme --write");
    let written = command.env("HOME", folder.path()).output().unwrap();
    assert!(written.status.success());
    assert_eq!((mode(".aws"), mode(".aws/config")), (0o700, 0o600));

    let mut command = folder.command("profiles ada acme --check");
    let current = command.env("AWS_CONFIG_FILE", "link").output().unwrap();
    assert!(current.status.success());
}
