//! Policies of resources, which can let somebody in whom no policy of their own does.
//!
//! Owns: saying where that is so or not known, so that nothing is proved of people by their
//! own policies alone. Refuses: to say what such a policy allows.
//!
//! Source: <https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_identity-vs-resource.html>.

use bailiwick_estate::selection::Selection;
use serde_json::Value;

use crate::judgement::Evidence;
use crate::verdict::Reason;
use crate::world::World;

/// Why the own policies of users and roles may not be all that decides in the selected
/// accounts: a compiled policy of a resource speaks of others than services, or nothing that
/// was observed shows such policies.
pub(crate) fn beside_identity(
    world: &World<'_>,
    evidence: Evidence,
    selection: &Selection<'_>,
) -> Vec<Reason> {
    if evidence != Evidence::Compiled {
        let text =
            "the policies of resources, such as `aws s3api get-bucket-policy` of each bucket";
        return vec![Reason::NotGiven(text.to_owned())];
    }
    world
        .resources(selection)
        .filter(|(_, _, resource)| !resource.kind.starts_with("AWS::IAM::"))
        .filter(|(_, _, resource)| {
            let mut documents = resource.properties.values();
            documents.any(|document| statements(document).any(lets_people_in))
        })
        .map(|(stack, id, _)| {
            let place = format!("{}/{}", stack.account, stack.name);
            Reason::NotModelled(format!(
                "whom the policy of `{id}` in `{place}` lets in by itself"
            ))
        })
        .collect()
}

fn statements(document: &Value) -> impl Iterator<Item = &Value> {
    let statements = document.get("Statement");
    let list = statements.and_then(Value::as_array);
    let single = statements.filter(|one| one.is_object());
    list.into_iter().flatten().chain(single)
}

/// Whether a statement allows something to anybody but services of AWS.
fn lets_people_in(statement: &Value) -> bool {
    let only_services = statement
        .get("Principal")
        .and_then(Value::as_object)
        .is_some_and(|kinds| kinds.keys().all(|kind| kind == "Service"));
    statement.get("Effect").and_then(Value::as_str) == Some("Allow") && !only_services
}
