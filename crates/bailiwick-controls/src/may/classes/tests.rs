//! The classes of actions are those that one finds by going through all actions.

use bailiwick_iam::policy::Policy;

use super::*;

/// Policies that name services, actions and neither.
fn policies() -> Vec<Policy> {
    let only = |actions: &[&str]| Statement::allow(actions.iter().copied()).on(["*"]);
    let but = |actions: &[&str]| {
        let all_but = Selection::AllExcept(actions.iter().map(ToString::to_string).collect());
        Statement::new(Effect::Allow, all_but).on(["*"])
    };
    let denied = |actions: &[&str]| Statement::deny(actions.iter().copied()).on(["*"]);
    vec![
        Policy::new([only(&["s3:Get*", "SQS:SendMessage"])]),
        Policy::new([only(&["s3:*"]), denied(&["s3:Put*", "*:Delete*"])]),
        Policy::new([only(&["*:List*"])]),
        Policy::new([only(&["e*:Describe*", "dynamodb:GetItem"])]),
        Policy::new([but(&["iam:*", "s3:GetObject"])]),
        Policy::new([denied(&["*"])]),
        Policy::new([]),
    ]
}

/// The same by going through every action and every pattern.
fn slowly(meant: &Meant<'_>, policies: &[&Policy]) -> BTreeSet<String> {
    let statements: Vec<&Statement> = policies.iter().flat_map(|one| &one.statements).collect();
    let written = statements.iter().flat_map(|one| one.action.patterns());
    let written: BTreeSet<&String> = written.collect();
    let is_meant = |action: &str, level: AccessLevel| match meant {
        Meant::Levels(levels) => levels.contains(&level) && !action.starts_with("sts:AssumeRole"),
        Meant::Such(such) => (such.is_so)(action, level),
        Meant::Patterns(_) | Meant::Everything => false,
    };
    let mut classes: BTreeMap<Vec<bool>, String> = BTreeMap::new();
    for action in service_data()
        .services()
        .flat_map(|service| service.actions())
    {
        let name = action.full_name().to_string();
        if is_meant(&name, action.level()) {
            let class = written.iter().map(|one| matches_wildcard(one, &name));
            classes.entry(class.collect()).or_insert(name);
        }
    }
    let allowed = |action: &String| {
        statements
            .iter()
            .any(|one| one.effect == Effect::Allow && selects(&one.action, action))
    };
    classes.into_values().filter(allowed).collect()
}

#[test]
fn no_class_is_left_out_and_none_is_made_up() {
    let all = policies();
    let levels = [AccessLevel::Write, AccessLevel::List];
    let such = Such {
        says: "it ends in `s`",
        is_so: &|action, _| action.ends_with('s'),
    };
    for meant in [Meant::Levels(&levels), Meant::Such(such)] {
        // Each by itself, and each beside the next.
        let alone = all.iter().map(|one| vec![one]);
        let pairs = all.windows(2).map(|pair| pair.iter().collect());
        for policies in alone.chain(pairs) {
            let found = representatives(&meant, &[], &policies);
            let found: BTreeSet<String> = found.into_iter().flatten().collect();
            assert_eq!(found, slowly(&meant, &policies), "{policies:?}");
        }
    }
}
