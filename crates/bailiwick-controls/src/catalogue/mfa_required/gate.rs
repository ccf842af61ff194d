//! Whether a policy document lets anything through without MFA.
//!
//! It looks for the two forms in which a document asks for MFA without a gap, and takes
//! everything else for a gap:
//! <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent>.

use serde_json::Value;

const KEY: &str = "aws:MultiFactorAuthPresent";

/// What one needs to open a session with MFA, and may do before.
const BEFORE: [&str; 5] = [
    "iam:GetMFADevice",
    "iam:GetUser",
    "iam:ListMFADevices",
    "iam:ListVirtualMFADevices",
    "sts:GetSessionToken",
];

/// Whether a policy of this name belongs to the permission: large ones are several
/// policies, `Readers`, `Readers-2`, `Readers-3`.
pub(super) fn is_part(name: &str, permission: &str) -> bool {
    let rest = name.strip_prefix(permission);
    rest.is_some_and(|rest| {
        let number = rest.strip_prefix('-');
        rest.is_empty() || number.is_some_and(|number| number.parse::<u32>().is_ok())
    })
}

/// The actions of the first statement that allows without asking for MFA.
pub(super) fn open(document: &Value) -> Option<String> {
    let open = statements(document).find(|statement| {
        let condition = tested(statement, "Bool");
        statement["Effect"] != "Deny" && !condition.is_some_and(|value| is_only(value, "true"))
    })?;
    let actions = words(open.get("Action")?);
    Some(match actions[..] {
        [] => "something".to_owned(),
        [only] => format!("`{only}`"),
        [first, ..] => format!("`{first}` and {} more", actions.len() - 1),
    })
}

/// Whether a document denies everything without MFA, but what leads to it.
pub(super) fn denies(document: &Value) -> bool {
    statements(document).any(|statement| {
        let condition = statement["Condition"].as_object();
        // A second test would deny less.
        let alone = condition.is_some_and(|operators| {
            let mut keys = operators.values().filter_map(Value::as_object);
            operators.len() == 1 && keys.all(|keys| keys.len() == 1)
        });
        let excepted = statement.get("NotAction").map(words).unwrap_or_default();
        statement["Effect"] == "Deny"
            && alone
            && tested(statement, "BoolIfExists").is_some_and(|value| is_only(value, "false"))
            && !excepted.is_empty()
            && excepted.iter().all(|action| BEFORE.contains(action))
            && statement.get("Resource").is_some_and(|on| is_only(on, "*"))
    })
}

fn statements(document: &Value) -> impl Iterator<Item = &Value> {
    let statements = match document.get("Statement") {
        Some(Value::Array(statements)) => statements.as_slice(),
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    statements.iter()
}

/// What a statement tests of the key by one operator.
fn tested<'v>(statement: &'v Value, operator: &str) -> Option<&'v Value> {
    let keys = statement.get("Condition")?.get(operator)?.as_object()?;
    let mut named = keys.iter();
    let (_, value) = named.find(|(key, _)| key.eq_ignore_ascii_case(KEY))?;
    Some(value)
}

fn is_only(value: &Value, wanted: &str) -> bool {
    let all = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    let is_it = |one: &Value| match one {
        Value::Bool(one) => one.to_string() == wanted,
        other => other == wanted,
    };
    !all.is_empty() && all.iter().all(is_it)
}

fn words(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(words) => words.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect(),
    }
}
