//! Guardrails, as they are compiled and with something taken out of them.

use bailiwick_compile::guardrails::{Content, OrganizationPolicy, PolicyType};
use bailiwick_compile::{Blueprint, compile};
use bailiwick_estate::estate::{Estate, read};
use bailiwick_estate::source::{Attachments, Source, Sources};
use bailiwick_iam::decide::{Decision, Known, decide_policy};
use bailiwick_iam::policy::{Condition, Policy, Selection};
use bailiwick_iam::prove::Proof;
use bailiwick_iam::request::{Caller, Context, Request, Resource};

use super::{Found, Held, Look, prove};
use crate::accounts::declared;

const ESTATE: &str = "
estate: acme
organization:
  id: o-a1b2c3d4e5
  management_account: root
  defaults: { budget: 100 USD/month }
units: { workloads: {}, sandbox: {} }
account_classes: { keyless: { description: No keys., data: none, iam_users: never } }
teams: { ship: }
accounts:
  root: { id: '000011112222', class: keyless }
  shop: { id: '111122223333', class: keyless, unit: workloads }
  play: { id: '222233334444', class: keyless, unit: sandbox }
logs:
  trail: { source: cloudtrail, to: { s3: acme-trail, account: shop }, retention: 400d }
permissions:
  BreakGlass: { means: Everything., allow: { managed: AdministratorAccess } }
  Boundary: { means: Objects., allow: { access: [list, read, write], to: s3 } }
technical_accounts:
  deployer:
    purpose: Deploys.
    owner: ship
    account: shop
    authentication: { service: codebuild.amazonaws.com }
guardrails:
  stay: { because: It is ours., forbids: [leave-organization, use-root-user], except: BreakGlass }
  watch:
    because: Nobody touches what keeps watch.
    applies_to: { units: workloads }
    forbids: [weaken-cloudtrail, weaken-config, weaken-guardduty, change-logs]
    except: [BreakGlass, deployer]
  ours:
    because: Changes come through the estate.
    applies_to: { units: workloads }
    forbids: [make-iam-users, change-bailiwick]
    except: [BreakGlass, deployer]
  bounded:
    because: Nobody makes a role that can do more than they.
    applies_to: { units: sandbox }
    boundary: Boundary
    except: BreakGlass
  regions:
    because: Data stays here.
    applies_to: { units: sandbox }
    regions: [eu-central-1]
    except: BreakGlass
  perimeter: { because: What is ours is used by us., forbids: use-from-outside }
  spent:
    because: A sandbox costs what it may.
    applies_to: { units: sandbox }
    stops_at: 100%
    except: BreakGlass
";

fn estate() -> Estate {
    let file = Source {
        path: "estate.yaml".to_owned(),
        text: ESTATE.to_owned(),
    };
    let reading = read(&Sources::new(vec![file])).expect("it is small");
    reading
        .estate
        .unwrap_or_else(|| panic!("{:?}", reading.diagnostics))
}

fn blueprint(estate: &Estate) -> Blueprint {
    let (blueprint, diagnostics) = compile(estate, &Attachments::default());
    assert_eq!(diagnostics, []);
    blueprint.expect("nothing is wrong")
}

fn holds(found: &Found<'_>) -> bool {
    found.forbids == Proof::Proved && found.locked_out.is_empty()
}

#[test]
fn every_guardrail_holds_everywhere_and_lets_in_whom_it_excepts() {
    let estate = estate();
    let found = prove(&estate, &blueprint(&estate));
    let broken: Vec<_> = found.iter().filter(|found| !holds(found)).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    let about = |name: &str| {
        let of_name = found
            .iter()
            .filter(|found| found.guardrail.name.as_str() == name);
        of_name
            .map(|found| (found.account, found.let_in > 0))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        about("stay"),
        [
            ("play", true),
            ("play", true),
            ("shop", true),
            ("shop", true)
        ]
    );
    assert_eq!(about("watch"), [("shop", true); 4]);
    assert_eq!(about("ours"), [("shop", true); 2]);
    assert_eq!(about("bounded"), [("play", true)]);
    assert_eq!(about("perimeter"), [("play", false), ("shop", false)]);
    assert_eq!(about("spent"), [("play", true)]);
}

#[test]
fn nothing_can_be_taken_out_of_a_policy_unnoticed() {
    let estate = estate();
    let whole = blueprint(&estate);
    let mut mutants = 0;
    for (place, policy) in whole.policies.iter().enumerate() {
        let Content::Statements(document) = &policy.content else {
            continue;
        };
        if policy.kind == PolicyType::ResourceControl {
            continue;
        }
        for (mutation, document) in mutations(document, policy) {
            mutants += 1;
            let mut mutant = whole.clone();
            mutant.policies[place].content = Content::Statements(document);
            let found = about(&estate, &mutant, policy);
            assert!(
                found.iter().any(|found| !holds(found)),
                "{}: {mutation}",
                policy.name
            );
        }
    }
    assert!(mutants > 80, "{mutants}");
}

#[test]
fn a_policy_that_is_not_attached_forbids_nothing() {
    let estate = estate();
    let whole = blueprint(&estate);
    for (place, policy) in whole.policies.iter().enumerate() {
        // The search for a request by somebody outside takes minutes: see below.
        if policy.targets.is_empty() || policy.kind == PolicyType::ResourceControl {
            continue;
        }
        let mut mutant = whole.clone();
        mutant.policies[place].targets.clear();
        let found = about(&estate, &mutant, policy);
        assert!(found.iter().any(|found| !holds(found)), "{}", policy.name);
    }
}

#[test]
fn whoever_is_outside_stays_outside_by_the_perimeter_alone() {
    let estate = estate();
    let whole = blueprint(&estate);
    let mut open = whole.clone();
    open.policies
        .retain(|policy| policy.kind != PolicyType::ResourceControl);
    for (blueprint, reached) in [(&whole, 0), (&open, 4)] {
        let held = declared(&estate, blueprint).accounts;
        let shop = held
            .get("111122223333".parse().expect("an id"))
            .expect("it is declared");
        let ours = shop.resource_control.clone();
        let Known::Known(levels) = ours else {
            panic!("{ours:?}")
        };
        let statements = levels
            .iter()
            .flatten()
            .flat_map(|policy| &policy.statements);
        let denied = Policy::new(statements.cloned());
        let requests = [
            "s3:GetObject",
            "kms:Decrypt",
            "sqs:SendMessage",
            "sts:AssumeRole",
        ];
        let asked = requests.into_iter().filter(|action| {
            let request = Request {
                caller: Caller::role_session("arn:aws:iam::999988887777:role/stranger", "s"),
                action: (*action).to_owned(),
                resource: Resource::new("arn:aws:s3:::acme-trail/x").owned_by(shop.id),
                context: Context::complete().with("aws:PrincipalOrgID", ["o-zzzzzzzzzz"]),
            };
            decide_policy(&denied, &request) != Decision::ExplicitlyDenied
        });
        assert_eq!(asked.count(), reached);
    }
}

/// What is found about the guardrail that a policy has its name from.
fn about<'e>(
    estate: &'e Estate,
    blueprint: &Blueprint,
    policy: &OrganizationPolicy,
) -> Vec<Found<'e>> {
    let name = policy.name.trim_end_matches("-stopped");
    let guardrail = estate.guardrails.get(name).expect("no two share a policy");
    let accounts = declared(estate, blueprint).accounts;
    let held = Held::compiled(&accounts, blueprint);
    Look::new(estate, blueprint, &held).at(guardrail)
}

/// The document without each of its statements, without each action that it denies and
/// without each condition.
fn mutations(document: &Policy, policy: &OrganizationPolicy) -> Vec<(String, Policy)> {
    let mut mutations = Vec::new();
    for (place, statement) in document.statements.iter().enumerate() {
        let sid = statement
            .sid
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        if sid == "KeepExceptedRoles" {
            // It is about who may become excepted, which no claim of a guardrail is.
            continue;
        }
        let mut without = document.clone();
        without.statements.remove(place);
        mutations.push((format!("without {sid}"), without));
        if let (Selection::Only(actions), false) =
            (&statement.action, policy.name == "spent-stopped")
        {
            for action in actions.iter().filter(|_| actions.len() > 1) {
                let mut fewer = actions.clone();
                fewer.remove(action);
                let mut mutant = document.clone();
                mutant.statements[place].action = Selection::Only(fewer);
                mutations.push((format!("{sid} without {action}"), mutant));
            }
        }
        for (operator, key, _) in statement.condition.tests() {
            let others = statement
                .condition
                .tests()
                .filter(|test| (test.0, test.1) != (operator, key));
            let condition = others.fold(
                Condition::default(),
                |condition, (operator, key, values)| {
                    condition.and(operator, key, values.iter().cloned())
                },
            );
            let mut mutant = document.clone();
            mutant.statements[place].condition = condition;
            // A denial with a test less denies more: those who are let in notice.
            if policy.kind == PolicyType::ServiceControl && key == "aws:PrincipalArn" {
                mutations.push((format!("{sid} without {operator} {key}"), mutant));
            }
        }
    }
    mutations
}
