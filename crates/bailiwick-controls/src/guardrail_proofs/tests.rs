//! Guardrails, as they are compiled and with something taken out of them.

use bailiwick_compile::guardrails::{Content, OrganizationPolicy, PolicyType};
use bailiwick_compile::{Blueprint, compile};
use bailiwick_estate::estate::{Estate, read};
use bailiwick_estate::source::{Attachments, Source, Sources};
use bailiwick_iam::policy::{Condition, Policy, Selection};
use bailiwick_iam::prove::Proof;

use super::{Found, prove};

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
    forbids: [weaken-cloudtrail, weaken-config, weaken-guardduty, change-logs]
    except: [BreakGlass, deployer]
  ours:
    because: Changes come through the estate.
    applies_to: { units: workloads }
    forbids: [make-iam-users, change-bailiwick]
    boundary: Boundary
    except: [BreakGlass, deployer]
  regions:
    because: Data stays here.
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
    // Two claims in each account; nobody is excepted from the lock on the root user.
    assert_eq!(
        about("stay"),
        [
            ("shop", true),
            ("shop", false),
            ("play", true),
            ("play", false)
        ]
    );
    assert_eq!(about("watch").len(), 8);
    assert_eq!(
        about("ours"),
        [("shop", true), ("shop", true), ("shop", true)]
    );
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
        for (mutation, document) in mutations(document, policy) {
            mutants += 1;
            let mut mutant = whole.clone();
            mutant.policies[place].content = Content::Statements(document);
            let found = prove(&estate, &mutant);
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
        if policy.targets.is_empty() {
            continue;
        }
        let mut mutant = whole.clone();
        mutant.policies[place].targets.clear();
        let found = prove(&estate, &mutant);
        assert!(found.iter().any(|found| !holds(found)), "{}", policy.name);
    }
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
