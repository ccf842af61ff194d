//! Following what AWS does to a stack until it is done.

use std::time::Duration;

use crate::cloud::{Cloud, CloudError, Event, StackStatus};
use crate::patience::patiently;

/// How what was followed ended.
#[derive(Debug)]
pub(crate) struct End {
    /// The stack's last status.
    pub(crate) status: StackStatus,
    /// What happened, oldest first.
    pub(crate) events: Vec<Event>,
}

/// The first thing that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The resource's name in the template.
    pub logical_id: String,
    /// Its type.
    pub kind: String,
    /// AWS's words.
    pub reason: String,
}

/// The newest event of a stack: where following it starts.
pub(crate) fn newest(cloud: &dyn Cloud, stack_id: &str) -> Result<Option<String>, CloudError> {
    let events = patiently(cloud, || cloud.events(stack_id, None))?;
    Ok(events.into_iter().next().map(|event| event.id))
}

/// Follows a stack until AWS has ended its work: an event says so, and so does the stack.
/// Either alone may be old, since AWS answers late.
pub(crate) fn follow(
    cloud: &dyn Cloud,
    stack_id: &str,
    mut after: Option<String>,
    watch: &mut dyn FnMut(&Event),
) -> Result<End, CloudError> {
    let mut events: Vec<Event> = Vec::new();
    let mut ended: Option<StackStatus> = None;
    let mut round = 0_u32;
    loop {
        let mut new = patiently(cloud, || cloud.events(stack_id, after.as_deref()))?;
        new.reverse();
        for event in new {
            watch(&event);
            if event.is_of_stack(stack_id) {
                let still = event.status.is_in_progress();
                ended = (!still).then(|| event.status.clone());
            }
            after = Some(event.id.clone());
            events.push(event);
        }
        if let Some(status) = &ended {
            let stack = patiently(cloud, || cloud.stack(stack_id))?;
            // One that is gone was deleted, which its last event says.
            if stack.is_none_or(|stack| stack.status == *status) {
                let status = status.clone();
                return Ok(End { status, events });
            }
        }
        // What is quick is seen at once, what is slow is not asked about all the time.
        cloud.pause(Duration::from_secs(if round < 10 { 1 } else { 3 }));
        round += 1;
    }
}

/// The earliest failure that is not the consequence of another one.
///
/// Where the stack itself fails before any resource, AWS checked the template beforehand,
/// and says elsewhere what it found ("Validate stack deployments", AWS CloudFormation User
/// Guide). Whoever may not read that is told what the stack says.
pub(crate) fn first_cause(cloud: &dyn Cloud, events: &[Event], stack_id: &str) -> Option<Cause> {
    let of_resource = |event: &&Event| event.is_failure() && !event.is_of_stack(stack_id);
    if let Some(event) = events.iter().find(of_resource) {
        return Some(cause(event));
    }
    let failed = events.iter().find(|event| event.is_failure())?;
    let found = patiently(cloud, || cloud.findings(stack_id, None));
    let first = found.ok().and_then(|found| found.into_iter().next());
    Some(first.unwrap_or_else(|| cause(failed)))
}

fn cause(event: &Event) -> Cause {
    Cause {
        logical_id: event.logical_id.clone(),
        kind: event.kind.clone(),
        reason: event.reason.clone().unwrap_or_default(),
    }
}

/// A cause as the end of a sentence.
pub(crate) fn because(cause: &Option<Cause>) -> String {
    let told = |cause: &Cause| {
        let Cause {
            logical_id,
            kind,
            reason,
        } = cause;
        format!("; the first cause was `{logical_id}` ({kind}): {reason}")
    };
    cause.as_ref().map(told).unwrap_or_default()
}
