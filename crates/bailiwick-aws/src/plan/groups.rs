//! Auto Scaling groups that somebody stopped: the kill switch sets a group to no machines,
//! and no deployment may start them behind its back.
//!
//! CloudFormation compares templates, not groups, so that a stopped group stays stopped
//! while its resource does not change. When it does change, CloudFormation sets the sizes
//! of the template again, unless the resource's `UpdatePolicy` tells it not to.
//!
//! Source: "UpdatePolicy attribute", `AutoScalingScheduledAction`, AWS CloudFormation
//! Template Reference. Why Cloud Control: decision record 0030.

use serde_json::Value;

use super::{Plan, PlanError, Step, Weighed, read};
use crate::cloud::{Action, Change, Cloud, CloudError, Kind, Replacement, StackResource};
use crate::patience::patiently;

const GROUP: &str = "AWS::AutoScaling::AutoScalingGroup";
const SERVICE: &str = "AWS::ECS::Service";
const SIZES: [&str; 3] = ["MinSize", "MaxSize", "DesiredCapacity"];

/// A group with no machines although its template says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoppedGroup {
    /// Its name in the template.
    pub logical_id: String,
    /// Its name in AWS.
    pub name: String,
    /// The command that starts it again.
    pub start: String,
}

/// What is known of a stack's groups.
#[derive(Debug, Default)]
pub(super) struct Groups {
    /// Those that were stopped.
    pub(super) stopped: Vec<StoppedGroup>,
    /// Those that could not be read, by their names in the template.
    pub(super) unseen: Vec<String>,
}

/// Reads the groups of a stack.
pub(super) fn observe(
    cloud: &dyn Cloud,
    resources: &[StackResource],
    deployed: &Value,
    region: &str,
) -> Result<Groups, CloudError> {
    let mut groups = Groups::default();
    for resource in resources {
        let name = &resource.physical_id;
        if resource.kind != GROUP || name.is_empty() {
            continue;
        }
        let declared = &deployed["Resources"][&resource.logical_id]["Properties"];
        if number(&declared["MaxSize"]) == Some(0) {
            continue;
        }
        match patiently(cloud, || cloud.resource(GROUP, name)) {
            Ok(Some(observed)) if number(&observed["MaxSize"]) == Some(0) => {
                groups.stopped.push(StoppedGroup {
                    logical_id: resource.logical_id.clone(),
                    name: name.clone(),
                    start: start(name, declared, region),
                });
            }
            Ok(Some(_)) => {}
            Ok(None) => groups.unseen.push(resource.logical_id.clone()),
            Err(error) if matches!(error.kind, Kind::Denied | Kind::Rejected) => {
                groups.unseen.push(resource.logical_id.clone());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(groups)
}

/// Refuses changes that would start what was stopped, or wait for it in vain.
pub(super) fn check(
    groups: &Groups,
    changes: &[Change],
    declared: &Value,
) -> Result<(), PlanError> {
    let changed = |id: &str| changes.iter().find(|change| change.logical_id == id);
    for stopped in &groups.stopped {
        let refuse = |touched: &Change, does| PlanError::Stopped {
            group: stopped.name.clone(),
            touched: touched.logical_id.clone(),
            does,
            start: stopped.start.clone(),
        };
        if let Some(change) = changed(&stopped.logical_id)
            && starts(change, declared)
        {
            return Err(refuse(change, "start them again"));
        }
        let added = |change: &&Change| change.kind == GROUP && change.action == Action::Add;
        if let Some(other) = changes.iter().find(added) {
            return Err(refuse(other, "start others in their place"));
        }
        if let Some(service) = changes.iter().find(|change| change.kind == SERVICE) {
            return Err(refuse(service, "wait for machines that do not come"));
        }
    }
    for group in &groups.unseen {
        if changed(group).is_some_and(|change| starts(change, declared)) {
            let group = group.clone();
            return Err(PlanError::Unseen { group });
        }
    }
    Ok(())
}

/// Whether groups were stopped or started since a plan was made that depends on it.
pub(crate) fn have_moved(cloud: &dyn Cloud, plan: &Plan) -> Result<bool, CloudError> {
    let Step::Execute {
        creates: false,
        changes,
        ..
    } = &plan.step
    else {
        return Ok(false);
    };
    let depends = |it: &Weighed| [GROUP, SERVICE].contains(&&*it.change.kind);
    if !changes.iter().any(depends) {
        return Ok(false);
    }
    let id = &plan.basis.stack_id;
    let deployed = read(&patiently(cloud, || cloud.template(id))?);
    let resources = patiently(cloud, || cloud.resources(id))?;
    let now = observe(cloud, &resources, &deployed, &plan.deployment.region)?;
    Ok((now.stopped, now.unseen) != (plan.stopped.clone(), plan.unseen.clone()))
}

/// Whether a change of a group starts its machines, meant or not: a new group in its place
/// has the sizes of the template whatever the policy says of updates.
fn starts(change: &Change, declared: &Value) -> bool {
    match change.action {
        Action::Remove => false,
        _ => is_replaced(change, declared) || sets_sizes(change, declared),
    }
}

/// Whether another group takes its place, or may. A change set says of other properties,
/// such as the launch template, that they may replace it, since that is what an update
/// policy may ask for.
///
/// Sources: "AWS::AutoScaling::AutoScalingGroup", AWS CloudFormation Template Reference
/// (update requires replacement); "UpdatePolicy attribute", `AutoScalingReplacingUpdate`.
fn is_replaced(change: &Change, declared: &Value) -> bool {
    let replacing = |property: &str| ["AutoScalingGroupName", "InstanceId"].contains(&property);
    let policy = &declared["Resources"][&change.logical_id]["UpdatePolicy"];
    match change.replacement {
        Replacement::Never => change.action == Action::Dynamic,
        Replacement::Certain => true,
        Replacement::Maybe => {
            change.origins.is_empty()
                || change.origins.iter().any(|it| replacing(&it.property))
                || !policy["AutoScalingReplacingUpdate"].is_null()
        }
    }
}

/// Whether a change of a group sets its sizes.
fn sets_sizes(change: &Change, declared: &Value) -> bool {
    let policy = &declared["Resources"][&change.logical_id]["UpdatePolicy"];
    let ignored = &policy["AutoScalingScheduledAction"]["IgnoreUnmodifiedGroupSizeProperties"];
    let left_alone = *ignored == true || *ignored == "true";
    let size = |property: &str| SIZES.contains(&property);
    !left_alone || change.origins.iter().any(|origin| size(&origin.property))
}

fn start(name: &str, declared: &Value, region: &str) -> String {
    let size = |property: &str| number(&declared[property]).unwrap_or(1);
    let (least, most) = (size("MinSize"), size("MaxSize"));
    let desired = number(&declared["DesiredCapacity"]).unwrap_or(least);
    format!(
        "aws autoscaling update-auto-scaling-group --auto-scaling-group-name {name} --min-size {least} --max-size {most} --desired-capacity {desired} --region {region}"
    )
}

/// Sizes are texts in templates, and either in what Cloud Control says.
fn number(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| value.as_str()?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cloud::Origin;
    use serde_json::json;

    fn check(property: &str, replacement: Replacement, policy: &str, expected: bool) {
        let origin = |property: &str| Origin {
            property: property.into(),
            because_of: None,
            replaces: replacement,
        };
        let change = Change {
            action: Action::Modify,
            logical_id: "Group".into(),
            physical_id: None,
            kind: GROUP.into(),
            replacement,
            policy: None,
            origins: property.split_whitespace().map(origin).collect(),
        };
        let declared = json!({ "Resources": { "Group": { "UpdatePolicy": {
            policy: { "WillReplace": true },
            "AutoScalingScheduledAction": { "IgnoreUnmodifiedGroupSizeProperties": true },
        } } } });
        let said = starts(&change, &declared);
        assert_eq!(said, expected, "{property} {replacement:?} {policy}");
    }

    #[test]
    fn only_another_group_or_other_sizes_start_what_was_stopped() {
        use Replacement::{Certain, Maybe, Never};
        let (rolls, replaces) = ("AutoScalingRollingUpdate", "AutoScalingReplacingUpdate");
        check("LaunchTemplate", Never, rolls, false);
        check("LaunchTemplate", Maybe, rolls, false);
        check("LaunchTemplate", Maybe, replaces, true);
        check("LaunchTemplate AutoScalingGroupName", Maybe, rolls, true);
        check("AutoScalingGroupName", Certain, rolls, true);
        check("Tags MinSize", Never, rolls, true);
        check("", Maybe, rolls, true);
    }
}
