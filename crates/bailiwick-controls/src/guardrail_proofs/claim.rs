//! What a guardrail claims to deny.

use bailiwick_compile::Blueprint;
use bailiwick_compile::guardrails::PolicyType;
use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Account, Authentication, Excepted, Forbidden, Guardrail, IamUsers};
use bailiwick_iam::policy::{Condition, Effect, Principal, Principals, Selection, Statement};
use bailiwick_iam::service_data;

use super::words;

/// What a guardrail claims to deny in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// In words.
    pub says: &'static str,
    /// Policies of this type must deny it.
    pub kind: PolicyType,
    /// As statements. Nothing else may be allowed to do these.
    pub denials: Vec<Statement>,
    /// What the requests in question carry, beyond what follows from the caller.
    pub context: Vec<(&'static str, String)>,
    /// The policy that is attached only once a budget is spent.
    pub attached: Option<String>,
}

impl Claim {
    fn new(says: &'static str, denials: Vec<Statement>) -> Self {
        Self {
            says,
            kind: PolicyType::ServiceControl,
            denials,
            context: Vec::new(),
            attached: None,
        }
    }

    fn carrying(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.context.push((key, value.into()));
        self
    }
}

/// Everything that a guardrail claims in an account.
pub(super) fn of(
    estate: &Estate,
    blueprint: &Blueprint,
    guardrail: &Declared<Guardrail>,
    account: &Account,
) -> Vec<Claim> {
    let excepted = excepted(estate, guardrail);
    let by_others = |actions: &[&str], on: &str, condition: Condition| {
        let condition = match excepted.is_empty() {
            true => condition,
            false => condition.and("ArnNotLike", "aws:PrincipalArn", excepted.iter().cloned()),
        };
        Statement::deny(actions.iter().copied())
            .on([on])
            .when(condition)
    };
    let simply = |says, actions: &[&str]| {
        Claim::new(says, vec![by_others(actions, "*", Condition::default())])
    };
    let mut claims = Vec::new();
    for forbidden in &guardrail.forbids {
        claims.extend(match forbidden {
            Forbidden::LeaveOrganization => {
                Some(simply("no account leaves the organisation", words::LEAVING))
            }
            Forbidden::UseRootUser => {
                let root = Condition::test("ArnLike", "aws:PrincipalArn", ["arn:aws:iam::*:root"]);
                let denial = Statement::deny(["*"]).on(["*"]).when(root);
                Some(Claim::new("nobody works as the root user", vec![denial]))
            }
            Forbidden::WeakenCloudTrail => {
                Some(simply("no trail is stopped or changed", words::CLOUDTRAIL))
            }
            Forbidden::WeakenConfig => Some(simply("AWS Config goes on recording", words::CONFIG)),
            Forbidden::WeakenGuardDuty => {
                Some(simply("GuardDuty goes on watching", words::GUARDDUTY))
            }
            Forbidden::MakeIamUsers => never_has_users(estate, account)
                .then(|| simply("no IAM user comes into being, and no key", words::IAM_USERS)),
            Forbidden::ChangeLogs => {
                let logs = words::logs(estate, blueprint);
                let denials = logs
                    .iter()
                    .map(|(actions, on)| by_others(actions, on, Condition::default()));
                Some(Claim::new(
                    "logs that arrived stay as they are",
                    denials.collect(),
                ))
            }
            Forbidden::ChangeBailiwick => {
                let tag = "aws:ResourceTag/bailiwick:estate";
                let name = estate.estate.to_string();
                let ours = Condition::test("StringEquals", tag, [name.clone()]);
                let stacks = format!("arn:aws:cloudformation:*:*:stack/{name}-*/*");
                let denials = vec![
                    by_others(words::STACKS, &stacks, Condition::default()),
                    by_others(words::ROLES, "arn:aws:iam::*:role/*", ours),
                ];
                Some(
                    Claim::new("what Bailiwick made is changed by it alone", denials)
                        .carrying(tag, name),
                )
            }
            Forbidden::UseFromOutside => outside(estate),
        });
    }
    if !guardrail.regions.is_empty() {
        let approved = guardrail.regions.iter().map(ToString::to_string);
        let elsewhere = Condition::test("StringNotEquals", "aws:RequestedRegion", approved);
        let regional: Vec<String> = service_data()
            .services()
            .map(|service| service.prefix())
            .filter(|prefix| !words::WITHOUT_REGIONS.contains(prefix))
            .map(|prefix| format!("{prefix}:*"))
            .collect();
        let regional: Vec<&str> = regional.iter().map(String::as_str).collect();
        let denials = vec![by_others(&regional, "*", elsewhere)];
        let claim = Claim::new("nothing is done in a region that is not approved", denials);
        claims.push(claim.carrying("aws:RequestedRegion", "xx-elsewhere-1"));
    }
    if let Some(boundary) = &guardrail.boundary {
        let arn = format!("arn:aws:iam::*:policy/{boundary}");
        let unbounded = Condition::test("ArnNotLike", "iam:PermissionsBoundary", [arn.clone()]);
        let denials = vec![
            by_others(words::BOUNDED, "*", unbounded),
            by_others(words::UNBOUNDING, "*", Condition::default()),
            by_others(words::BOUNDARY, &arn, Condition::default()),
        ];
        claims.push(Claim::new(
            "no role or user is made without its boundary",
            denials,
        ));
    }
    if guardrail.stops_at.is_some() {
        let mut claim = simply(
            "once the budget is spent, nothing more is started",
            words::STARTING,
        );
        claim.attached = Some(format!("{}-stopped", guardrail.name));
        claims.push(claim);
    }
    claims
}

fn never_has_users(estate: &Estate, account: &Account) -> bool {
    let class = account
        .class
        .as_ref()
        .and_then(|class| class.of(&estate.account_classes));
    class.is_some_and(|class| class.iam_users == IamUsers::Never)
}

/// The principals that a guardrail excepts, as patterns of ARNs.
fn excepted(estate: &Estate, guardrail: &Guardrail) -> Vec<String> {
    let mut patterns = Vec::new();
    for excepted in &guardrail.except {
        match excepted {
            Excepted::Permission(permission) => {
                let role = format!("AWSReservedSSO_{permission}_{}", "?".repeat(16));
                let folder = "arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com";
                patterns.extend([format!("{folder}/{role}"), format!("{folder}/*/{role}")]);
            }
            Excepted::TechnicalAccount(technical) => {
                let Some(technical) = technical.of(&estate.technical_accounts) else {
                    continue;
                };
                let account = technical.account.as_ref();
                let account = account.and_then(|account| account.of(&estate.accounts)?.id.as_ref());
                let id = account.map_or("*".to_owned(), ToString::to_string);
                let kind = match technical.authentication {
                    Authentication::AccessKey(_) => "user",
                    _ => "role",
                };
                patterns.push(format!("arn:aws:iam::{id}:{kind}/{}", technical.name));
            }
        }
    }
    patterns
}

/// Nobody outside, and no service on an outsider's behalf.
fn outside(estate: &Estate) -> Option<Claim> {
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
    let denials = [
        (words::OURS, strangers),
        (words::OURS_BY_SERVICES, for_strangers),
    ];
    let denials = denials.into_iter().map(|(actions, condition)| {
        Statement::new(Effect::Deny, Selection::only(actions.iter().copied()))
            .on(["*"])
            .for_principal(Principal::Only(Principals::Everyone))
            .when(condition)
    });
    let says = "nobody outside of the organisation reaches what is in it";
    let mut claim = Claim::new(says, denials.collect()).carrying("aws:PrincipalOrgID", id);
    claim.kind = PolicyType::ResourceControl;
    Some(claim)
}
