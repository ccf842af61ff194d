//! The root user is locked away.

use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;

use super::{Entry, Mappings, text};
use crate::observed::in_each_account;
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::RootLockedAway,
    page: include_str!("../../pages/root-locked-away.md"),
    mappings: Mappings {
        iso_27001: &["A.8.2"],
        cis_aws: &["1.4", "1.5"],
        prowler: &["iam_no_root_access_key", "iam_root_mfa_enabled"],
    },
    compiled: None,
    observed: Some(observed),
};

/// How the report calls the root user
/// (<https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html>).
const ROOT: &str = "<root_account>";

fn observed(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let mut witnesses = Vec::new();
    let mut seen = 0;
    let mut without = Vec::new();
    let command = "`aws iam get-credential-report`";
    let mut reasons = in_each_account(
        world,
        selection,
        "CredentialReport",
        command,
        |account, rows| {
            let Some(root) = rows.iter().find(|row| text(row, "user") == ROOT) else {
                let text = format!("the root user's row in the credential report of `{account}`");
                without.push(Reason::NotGiven(text));
                return;
            };
            seen += 1;
            let mut says = |what: &str| {
                witnesses.push(
                    Witness::new(WitnessKind::Principal, format!("the root user {what}"))
                        .with("account", account),
                );
            };
            for key in ["access_key_1_active", "access_key_2_active"] {
                if text(root, key) != "false" {
                    says("has an active access key");
                }
            }
            if text(root, "mfa_active") != "true" && text(root, "password_enabled") != "false" {
                says("can sign in without a second factor");
            }
        },
    );
    reasons.extend(without);
    Verdict::of(witnesses, reasons, || {
        let roots = counted(seen, "root user has", "root users have");
        format!("{roots} a second factor, or no password, and no access key")
    })
}
