//! Whatever is described, nothing panics and everything is answered: the networks of the
//! documents with parts left out, exchanged and spoilt.
#![expect(clippy::disallowed_methods, reason = "tests read files")]

use bailiwick_net::describe;
use bailiwick_net::model::Traffic;
use bailiwick_net::reach::{Endpoint, Engine, Query, Selection};
use proptest::prelude::*;
use serde_json::Value;

const NETWORKS: &[&str] = &["internet", "connections", "services"];

/// A place in the document, by choices on the way down, and what becomes of it.
type Change = (Vec<usize>, u8);

fn spoil(value: &mut Value, way: &[usize], change: u8) {
    let Some((&step, rest)) = way.split_first() else {
        *value = match change % 5 {
            0 => Value::Null,
            1 => "10.0.0.0/33".into(),
            2 => (-7).into(),
            3 => "vpc-1".into(),
            _ => Value::Array(vec![value.clone(), value.clone()]),
        };
        return;
    };
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            let key = fields.keys().nth(step % fields.len()).unwrap().clone();
            match rest.is_empty() && change.is_multiple_of(2) {
                true => drop(fields.remove(&key)),
                false => spoil(&mut fields[&key], rest, change),
            }
        }
        Value::Array(items) if !items.is_empty() => {
            let at = step % items.len();
            spoil(&mut items[at], rest, change);
        }
        other => spoil(other, &[], change),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn spoilt_descriptions_are_answered(
        network in 0..NETWORKS.len(),
        changes in prop::collection::vec((prop::collection::vec(0usize..40, 1..7), any::<u8>()), 0..12),
    ) {
        let changes: Vec<Change> = changes;
        let path = format!("{}/tests/documents/{}.json", env!("CARGO_MANIFEST_DIR"), NETWORKS[network]);
        let mut document: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        for (way, change) in &changes {
            spoil(&mut document, way, *change);
        }
        let text = document.to_string();
        let network = describe::read([("account/region/all.json", text.as_str())]);
        let engine = Engine::new(&network);
        let all = || Endpoint::Selected(Selection::All);
        for (from, to) in [(Endpoint::Internet, all()), (all(), all()), (all(), Endpoint::Internet), (Endpoint::OnPremises, all())] {
            let answer = engine.reach(&Query { from, to, traffic: Traffic::All });
            prop_assert!(answer.relays.len() < 1000);
        }
        prop_assert_eq!(engine.exposure(None).len(), network.interfaces.len());
    }
}
