//! The file of controls: every control of the catalogue, for the whole organisation, so that
//! what is measured is all there is to judge.

/// A control of the catalogue: its word, a statement, and what somebody knows that no machine
/// can see.
type Control = (&'static str, &'static str, Option<&'static str>);

const CONTROLS: [Control; 29] = [
    (
        "members-equal-seats",
        "Groups have as many members as seats",
        None,
    ),
    (
        "principals-declared",
        "Everybody who can sign in is declared",
        None,
    ),
    (
        "contractors-end",
        "Contractors leave when their contracts end",
        None,
    ),
    (
        "technical-accounts-owned",
        "Somebody answers for every machine",
        None,
    ),
    (
        "permissions-through-groups",
        "Nobody holds anything by themselves",
        None,
    ),
    (
        "no-undeclared-administrators",
        "Administrators are declared",
        None,
    ),
    (
        "permissions-minimal",
        "Permissions allow what they say, and nothing more",
        Some("what Kubernetes and Linux let people do is looked at each quarter"),
    ),
    (
        "no-privilege-escalation",
        "Nobody makes themselves administrator",
        None,
    ),
    (
        "production-not-writable-from-outside",
        "Production is written to from production alone",
        None,
    ),
    ("trust-declared", "Who is trusted is declared", None),
    (
        "no-undeclared-external-access",
        "Nobody from outside has access but who is declared",
        None,
    ),
    (
        "mfa-required",
        "People sign in with MFA",
        Some("Okta's sign-on policy requires it"),
    ),
    ("iam-users-allowed", "Nobody is an IAM user", None),
    (
        "databases-internal",
        "Databases answer to internal networks only",
        None,
    ),
    (
        "kubernetes-internal",
        "Kubernetes answers to internal networks only",
        Some("the public endpoints are switched off"),
    ),
    (
        "no-public-administration",
        "Nothing is administered from the internet",
        None,
    ),
    ("ssh-through-bastion", "SSH goes through bastions", None),
    (
        "environments-isolated",
        "Environments do not reach each other",
        None,
    ),
    ("organization-trail", "Every API call is recorded", None),
    ("logs-flow", "Logs arrive where they are kept", None),
    ("tags-present", "Everything carries its tags", None),
    (
        "accounts-accountable",
        "Somebody answers for every account, and for what it costs",
        None,
    ),
    (
        "data-survives",
        "Data outlives whatever deployed it",
        Some("Terraform protects volumes, secrets and backups from deletion"),
    ),
    ("no-secret-in-clear", "No secret stands in clear", None),
    (
        "root-locked-away",
        "Nobody uses root users",
        Some("their passwords are in the safe"),
    ),
    (
        "data-classes-held",
        "No account holds data that its class forbids",
        None,
    ),
    (
        "one-customer-per-account",
        "An account of one customer holds nobody else's data",
        None,
    ),
    ("guardrails-hold", "What nobody may do, nobody can", None),
    (
        "documented-before-automated",
        "What machines do, somebody wrote down first",
        None,
    ),
];

/// What the organisation says in its own words, beside what each team says of its databases.
const OWN: &str = "  auditors-look:
    statement: Auditors change nothing, anywhere
    access:
      who: auditors
      never: [write, tagging, permissions]
";

pub(super) fn text() -> String {
    let controls: String = CONTROLS.into_iter().map(control).collect();
    format!("controls:\n{controls}{OWN}")
}

fn control((word, statement, because): Control) -> String {
    let attested = because.map_or_else(String::new, |because| {
        format!(
            "    attested:
      by: platform
      on: 2026-11-01
      until: 2027-05-01
      because: {because}
"
        )
    });
    format!("  {word}:\n    statement: {statement}\n    catalogue: {word}\n{attested}")
}
