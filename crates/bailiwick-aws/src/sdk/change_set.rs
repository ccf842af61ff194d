//! Change sets.

use aws_sdk_cloudformation::Client;
use aws_sdk_cloudformation::types::{
    Capability, ChangeAction, ChangeSetStatus as Status, ChangeSetType, Parameter,
    PolicyAction as Policy, Replacement as Replaced, RequiresRecreation, ResourceChange,
    ResourceChangeDetail, Tag,
};

use super::fault::fault;
use super::stack::is_absence;
use crate::cloud::{
    Action, Change, ChangeSet, ChangeSetRequest, ChangeSetStatus, CloudError, Origin, PolicyAction,
    Replacement, TemplateAt,
};

/// Asks for a change set; returns its id.
pub(super) async fn create(
    client: &Client,
    request: &ChangeSetRequest,
) -> Result<String, CloudError> {
    let kind = match request.creates {
        true => ChangeSetType::Create,
        false => ChangeSetType::Update,
    };
    let parameters = request.parameters.iter().map(|(key, value)| {
        Parameter::builder()
            .parameter_key(key)
            .set_parameter_value(value.clone())
            .set_use_previous_value(value.is_none().then_some(true))
            .build()
    });
    let tags = request.tags.iter();
    let tags = tags.map(|(key, value)| Tag::builder().key(key).value(value).build());
    let capabilities = request.capabilities.iter();
    let capabilities = capabilities.map(|it| Capability::from(it.as_str()));
    let call = client
        .create_change_set()
        .stack_name(&request.stack)
        .change_set_name(&request.name)
        .client_token(&request.name)
        .change_set_type(kind)
        .set_parameters(Some(parameters.collect()))
        .set_tags(Some(tags.collect()))
        .set_capabilities(Some(capabilities.collect()));
    let call = match &request.template {
        TemplateAt::Body(body) => call.template_body(body),
        TemplateAt::Url(url) => call.template_url(url),
    };
    let answer = call.send().await.map_err(fault("CreateChangeSet"))?;
    Ok(answer.id.unwrap_or_default())
}

/// A change set with all of its changes.
pub(super) async fn describe(
    client: &Client,
    stack: &str,
    change_set: &str,
) -> Result<Option<ChangeSet>, CloudError> {
    let mut changes = Vec::new();
    let mut next = None;
    loop {
        let request = client
            .describe_change_set()
            .stack_name(stack)
            .change_set_name(change_set)
            .set_next_token(next);
        let answer = match request.send().await.map_err(fault("DescribeChangeSet")) {
            Ok(answer) => answer,
            Err(error) if is_gone(&error) => return Ok(None),
            Err(error) => return Err(error),
        };
        let page = answer.changes.unwrap_or_default().into_iter();
        changes.extend(page.filter_map(|it| it.resource_change).map(change));
        next = answer.next_token;
        if next.is_none() {
            let execution = answer.execution_status.as_ref();
            return Ok(Some(ChangeSet {
                id: answer.change_set_id.unwrap_or_default(),
                stack_id: answer.stack_id.unwrap_or_default(),
                status: match answer.status {
                    Some(Status::CreateComplete) => ChangeSetStatus::Ready,
                    Some(Status::Failed) => ChangeSetStatus::Failed,
                    _ => ChangeSetStatus::Pending,
                },
                reason: answer.status_reason,
                execution: execution.map(|it| it.as_str()).unwrap_or_default().into(),
                changes,
            }));
        }
    }
}

/// Forgets a change set. One that is gone already is no error.
pub(super) async fn forget(
    client: &Client,
    stack: &str,
    change_set: &str,
) -> Result<(), CloudError> {
    let request = client
        .delete_change_set()
        .stack_name(stack)
        .change_set_name(change_set);
    match request.send().await.map_err(fault("DeleteChangeSet")) {
        Err(error) if !is_gone(&error) => Err(error),
        _ => Ok(()),
    }
}

fn is_gone(error: &CloudError) -> bool {
    error.code.starts_with("ChangeSetNotFound") || is_absence(error)
}

fn change(change: ResourceChange) -> Change {
    Change {
        action: match change.action {
            Some(ChangeAction::Add) => Action::Add,
            Some(ChangeAction::Import) => Action::Import,
            Some(ChangeAction::Modify) => Action::Modify,
            Some(ChangeAction::Remove) => Action::Remove,
            // A word that is newer than this: anything may happen.
            _ => Action::Dynamic,
        },
        logical_id: change.logical_resource_id.unwrap_or_default(),
        physical_id: change.physical_resource_id,
        kind: change.resource_type.unwrap_or_default(),
        replacement: match change.replacement {
            None | Some(Replaced::False) => Replacement::Never,
            Some(Replaced::True) => Replacement::Certain,
            Some(_) => Replacement::Maybe,
        },
        policy: change.policy_action.and_then(policy),
        origins: change
            .details
            .unwrap_or_default()
            .into_iter()
            .map(origin)
            .collect(),
    }
}

fn policy(policy: Policy) -> Option<PolicyAction> {
    match policy {
        Policy::Delete | Policy::ReplaceAndDelete => Some(PolicyAction::Delete),
        Policy::Retain | Policy::ReplaceAndRetain => Some(PolicyAction::Retain),
        Policy::Snapshot | Policy::ReplaceAndSnapshot => Some(PolicyAction::Snapshot),
        _ => None,
    }
}

fn origin(detail: ResourceChangeDetail) -> Origin {
    let target = detail.target.unwrap_or_else(|| {
        aws_sdk_cloudformation::types::ResourceTargetDefinition::builder().build()
    });
    let attribute = target.attribute.as_ref().map(|it| it.as_str().to_owned());
    Origin {
        property: target.name.or(attribute).unwrap_or_default(),
        because_of: detail.causing_entity,
        replaces: match target.requires_recreation {
            None | Some(RequiresRecreation::Never) => Replacement::Never,
            Some(RequiresRecreation::Always) => Replacement::Certain,
            Some(_) => Replacement::Maybe,
        },
    }
}
