//! Stacks, their resources and their events.

use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types::{EventFilter, Stack};

use super::fault::fault;
use crate::Cause;
use crate::cloud::{CloudError, Event, StackDescription, StackResource, StackStatus};

/// A stack by name or id; `None` when there is none, or a deleted one.
pub(super) async fn describe(
    client: &Client,
    stack: &str,
) -> Result<Option<StackDescription>, CloudError> {
    let request = client.describe_stacks().stack_name(stack);
    match request.send().await.map_err(fault("DescribeStacks")) {
        Ok(answer) => {
            let found = answer.stacks.unwrap_or_default().into_iter().next();
            let there = |stack: &StackDescription| stack.status.name() != "DELETE_COMPLETE";
            Ok(found.map(description).filter(there))
        }
        Err(error) if is_absence(&error) => Ok(None),
        Err(error) => Err(error),
    }
}

/// CloudFormation has no code of its own for a stack that there is not.
pub(super) fn is_absence(error: &CloudError) -> bool {
    error.code == "ValidationError" && error.message.contains("does not exist")
}

fn description(stack: Stack) -> StackDescription {
    let changed = stack.last_updated_time.or(stack.creation_time);
    let pair = |key: Option<String>, value: Option<String>| Some((key?, value?));
    let outputs = stack.outputs.unwrap_or_default().into_iter();
    let tags = stack.tags.unwrap_or_default().into_iter();
    let status = stack.stack_status.as_ref();
    StackDescription {
        id: stack.stack_id.unwrap_or_default(),
        status: StackStatus::new(status.map(|it| it.as_str()).unwrap_or_default()),
        reason: stack.stack_status_reason,
        changed: changed.map(|time| time.to_string()).unwrap_or_default(),
        outputs: outputs
            .filter_map(|it| pair(it.output_key, it.output_value))
            .collect(),
        tags: tags.filter_map(|it| pair(it.key, it.value)).collect(),
        protected: stack.enable_termination_protection.unwrap_or_default(),
    }
}

/// The resources that a stack holds.
pub(super) async fn resources(
    client: &Client,
    stack: &str,
) -> Result<Vec<StackResource>, CloudError> {
    let mut resources = Vec::new();
    let mut next = None;
    loop {
        let request = client
            .list_stack_resources()
            .stack_name(stack)
            .set_next_token(next);
        let answer = request.send().await.map_err(fault("ListStackResources"))?;
        for it in answer.stack_resource_summaries.unwrap_or_default() {
            let status = it.resource_status.as_ref();
            resources.push(StackResource {
                logical_id: it.logical_resource_id.unwrap_or_default(),
                physical_id: it.physical_resource_id.unwrap_or_default(),
                kind: it.resource_type.unwrap_or_default(),
                status: status.map(|it| it.as_str()).unwrap_or_default().to_owned(),
            });
        }
        next = answer.next_token;
        if next.is_none() {
            return Ok(resources);
        }
    }
}

/// What happened to a stack, newest first, back to an event that is left out.
pub(super) async fn events(
    client: &Client,
    stack_id: &str,
    after: Option<&str>,
) -> Result<Vec<Event>, CloudError> {
    let mut events = Vec::new();
    let mut next = None;
    loop {
        let request = client
            .describe_stack_events()
            .stack_name(stack_id)
            .set_next_token(next);
        let answer = request.send().await.map_err(fault("DescribeStackEvents"))?;
        for it in answer.stack_events.unwrap_or_default() {
            if it.event_id.as_deref() == after {
                return Ok(events);
            }
            let status = it.resource_status.as_ref();
            events.push(Event {
                id: it.event_id.unwrap_or_default(),
                logical_id: it.logical_resource_id.unwrap_or_default(),
                physical_id: it.physical_resource_id.unwrap_or_default(),
                kind: it.resource_type.unwrap_or_default(),
                status: StackStatus::new(status.map(|it| it.as_str()).unwrap_or_default()),
                reason: it.resource_status_reason,
            });
        }
        next = answer.next_token;
        if next.is_none() {
            return Ok(events);
        }
    }
}

/// What AWS found wrong before it touched any resource. The first page is enough: whoever
/// mends one thing asks again.
pub(super) async fn findings(
    client: &Client,
    stack_id: &str,
    change_set: Option<&str>,
) -> Result<Vec<Cause>, CloudError> {
    let request = client.describe_events();
    let request = match change_set {
        Some(change_set) => request.change_set_name(change_set),
        None => request
            .stack_name(stack_id)
            .filters(EventFilter::builder().failed_events(true).build()),
    };
    let answer = request.send().await.map_err(fault("DescribeEvents"))?;
    let events = answer.operation_events.unwrap_or_default().into_iter();
    let found = events.filter_map(|event| {
        let reason = event.validation_status_reason?;
        let path = event.validation_path.filter(|path| !path.is_empty());
        Some(Cause {
            logical_id: event.logical_resource_id.unwrap_or_default(),
            kind: event.resource_type.unwrap_or_default(),
            reason: match path {
                Some(path) => format!("{reason} (at {path})"),
                None => reason,
            },
        })
    });
    Ok(found.collect())
}
