//! Nobody outside reaches what is inside: a resource control policy.
//!
//! Two denials. The first is for people and machines that are not of the organisation; AWS
//! services are let through. The second is for those services when they act for somebody
//! outside, which they say by `aws:SourceAccount` and `aws:SourceOrgID`. Identity providers
//! are of no organisation, so taking a role through one is left to the role's own trust.
//!
//! Sources: "Resource control policy examples", AWS Organizations User Guide
//! (<https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps_examples.html>);
//! "Establish permissions guardrails using data perimeters", IAM User Guide
//! (<https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_data-perimeters.html>).

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Forbidden, Guardrail};
use bailiwick_iam::policy::{Condition, Principal, Principals, Sid, Statement};

use super::{Part, target};

/// Services whose resources have policies that can let in the whole world, and to which
/// resource control policies apply.
const SERVICES: [&str; 4] = ["kms:*", "s3:*", "secretsmanager:*", "sqs:*"];

/// The part of a guardrail that is said of resources.
pub(super) fn part<'e>(estate: &'e Estate, guardrail: &'e Declared<Guardrail>) -> Option<Part<'e>> {
    if !guardrail.forbids.contains(&Forbidden::UseFromOutside) {
        return None;
    }
    // Without an id there is a diagnostic already.
    let id = estate.organization.as_ref()?.id.as_ref()?.to_string();
    let strangers = Condition::test(
        "StringNotEqualsIfExists",
        "aws:PrincipalOrgID",
        [id.as_str()],
    )
    .and("BoolIfExists", "aws:PrincipalIsAWSService", ["false"]);
    let for_strangers =
        Condition::test("StringNotEqualsIfExists", "aws:SourceOrgID", [id.as_str()])
            .and("Bool", "aws:PrincipalIsAWSService", ["true"])
            .and("Null", "aws:SourceAccount", ["false"]);
    let by = |words: &str, roles: [&str; 2], condition: Condition| {
        let roles = roles.into_iter().filter(|action| !action.is_empty());
        let mut statement = Statement::deny(SERVICES.into_iter().chain(roles))
            .on(["*"])
            .for_principal(Principal::Only(Principals::Everyone))
            .when(condition);
        statement.sid = Sid::from_words(words);
        statement
    };
    Some(Part {
        guardrail,
        targets: target::of(estate, guardrail, |_| true),
        statements: vec![
            by(
                "only our principals",
                ["sts:AssumeRole", "sts:SetContext"],
                strangers,
            ),
            by("services only for us", ["sts:*", ""], for_strangers),
        ],
    })
}
