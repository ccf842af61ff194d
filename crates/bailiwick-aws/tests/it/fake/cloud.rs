//! The fake behind the trait.

use std::collections::BTreeMap;
use std::time::Duration;

use bailiwick_aws::Cause;
use bailiwick_aws::cloud::{
    ChangeSet, ChangeSetRequest, ChangeSetStatus, Cloud, CloudError, Event, Kind, StackDescription,
    StackResource, StackStatus, TemplateAt,
};
use serde_json::Value;

use super::work::{Stroke, changes};
use super::{ACCOUNT, Fake, FakeStack, error};

impl Fake {
    fn find(&self, stack: &str) -> Option<FakeStack> {
        let stacks = self.stacks.borrow();
        let found = stacks
            .iter()
            .find(|(name, it)| *name == stack || it.id == stack);
        found.map(|(_, stack)| stack.clone())
    }

    fn name_of(&self, id: &str) -> String {
        let stacks = self.stacks.borrow();
        let found = stacks.iter().find(|(name, it)| *name == id || it.id == id);
        found.map(|(name, _)| name.clone()).unwrap_or_default()
    }

    fn body(&self, template: &TemplateAt) -> String {
        match template {
            TemplateAt::Body(body) => body.clone(),
            TemplateAt::Url(url) => {
                let index: usize = url.rsplit('/').next().unwrap().parse().unwrap();
                self.kept.borrow()[index].clone()
            }
        }
    }
}

impl Cloud for Fake {
    fn caller(&self) -> Result<String, CloudError> {
        Ok(ACCOUNT.into())
    }

    fn keep_template(&self, _: &str, body: &str) -> Result<String, CloudError> {
        self.admit("PutObject")?;
        self.kept.borrow_mut().push(body.into());
        self.answer(
            "PutObject",
            format!("https://s3/kept/{}", self.kept.borrow().len() - 1),
        )
    }

    fn validate(&self, template: &TemplateAt) -> Result<Vec<String>, CloudError> {
        self.admit("ValidateTemplate")?;
        if let TemplateAt::Body(body) = template {
            assert!(body.len() <= 51_200, "too long for a request");
        }
        let body: Result<Value, _> = serde_json::from_str(&self.body(template));
        let wrong = |_| {
            error(
                "ValidateTemplate",
                Kind::Rejected,
                "ValidationError",
                "malformed",
            )
        };
        let asks = body.map_err(wrong)?["Asks"].clone();
        let asks = asks.as_str().map(str::to_owned);
        self.answer("ValidateTemplate", asks.into_iter().collect())
    }

    fn stack(&self, stack: &str) -> Result<Option<StackDescription>, CloudError> {
        self.admit("DescribeStacks")?;
        let found = self.find(stack).filter(|it| it.status != "DELETE_COMPLETE");
        let described = found.map(|stack| {
            let (mut status, mut changed) = (stack.status.clone(), stack.changed);
            if let (Some(former), true) = (&stack.former, self.late.get() > 0) {
                self.late.set(self.late.get() - 1);
                (status, changed) = former.clone();
            }
            let template: Value = serde_json::from_str(&stack.body).unwrap_or_default();
            let outputs = template["Outputs"].as_object().into_iter().flatten();
            let value = |value: &Value| {
                let of = value["Value"]["Ref"].as_str().unwrap_or_default();
                stack.resources.get(of).cloned().unwrap_or_default()
            };
            StackDescription {
                id: stack.id.clone(),
                status: StackStatus::new(&status),
                reason: None,
                changed: changed.to_string(),
                outputs: outputs
                    .map(|(name, it)| (name.clone(), value(it)))
                    .collect(),
                tags: stack.tags.clone(),
                protected: stack.protected,
            }
        });
        self.answer("DescribeStacks", described)
    }

    fn resources(&self, stack: &str) -> Result<Vec<StackResource>, CloudError> {
        self.admit("ListStackResources")?;
        let stack = self.find(stack).unwrap();
        let template: Value = serde_json::from_str(&stack.body).unwrap();
        let resource = |(id, physical): (&String, &String)| StackResource {
            logical_id: id.clone(),
            physical_id: physical.clone(),
            kind: template["Resources"][id]["Type"].as_str().unwrap().into(),
            status: "CREATE_COMPLETE".into(),
        };
        Ok(stack.resources.iter().map(resource).collect())
    }

    fn template(&self, stack: &str) -> Result<String, CloudError> {
        self.admit("GetTemplate")?;
        Ok(self.find(stack).unwrap().body)
    }

    fn create_change_set(&self, request: &ChangeSetRequest) -> Result<String, CloudError> {
        self.admit("CreateChangeSet")?;
        let id = format!("change-set/{}/{}", request.stack, request.name);
        if self.change_sets.borrow().contains_key(&id) {
            let code = "AlreadyExistsException";
            return Err(error(
                "CreateChangeSet",
                Kind::AlreadyExists,
                code,
                "it exists",
            ));
        }
        if let Some(stack) = self.find(&request.stack) {
            let reserved = stack.status == "REVIEW_IN_PROGRESS";
            assert_eq!(request.creates, reserved, "AWS would refuse this type");
        } else if request.creates {
            let stack = FakeStack {
                id: format!("stack/{}/{}", request.stack, self.number()),
                status: "REVIEW_IN_PROGRESS".into(),
                changed: self.number(),
                body: String::new(),
                tags: request.tags.clone(),
                protected: false,
                parameters: BTreeMap::new(),
                resources: BTreeMap::new(),
                events: Vec::new(),
                work: Default::default(),
                former: None,
            };
            self.stacks
                .borrow_mut()
                .insert(request.stack.clone(), stack);
        }
        let stack = self.find(&request.stack).unwrap();
        let body = self.body(&request.template);
        let new: Value = serde_json::from_str(&body).unwrap();
        let old: Value = serde_json::from_str(&stack.body).unwrap_or_default();
        let same_parameters = request
            .parameters
            .iter()
            .all(|(name, value)| value.is_none() || value.as_ref() == stack.parameters.get(name));
        let empty = !request.creates && old == new && same_parameters;
        let change_set = ChangeSet {
            id: id.clone(),
            stack_id: stack.id.clone(),
            status: ChangeSetStatus::Pending,
            reason: empty.then(|| "The submitted information didn't contain changes. Submit different information to create a change set.".into()),
            execution: if empty { "UNAVAILABLE" } else { "AVAILABLE" }.into(),
            changes: changes(&old, &new, &stack),
        };
        self.change_sets
            .borrow_mut()
            .insert(id.clone(), (request.clone(), change_set));
        self.answer("CreateChangeSet", id)
    }

    fn change_set(&self, stack: &str, change_set: &str) -> Result<Option<ChangeSet>, CloudError> {
        self.admit("DescribeChangeSet")?;
        let by_name = format!("change-set/{}/{change_set}", self.name_of(stack));
        let mut all = self.change_sets.borrow_mut();
        let key = if all.contains_key(change_set) {
            change_set
        } else {
            &by_name
        };
        let found = all.get_mut(key).map(|(_, change_set)| {
            let now = change_set.clone();
            // It is ready the second time that somebody looks.
            if now.status == ChangeSetStatus::Pending {
                change_set.status = match change_set.reason {
                    Some(_) => ChangeSetStatus::Failed,
                    None => ChangeSetStatus::Ready,
                };
            }
            now
        });
        Ok(found)
    }

    fn execute(&self, stack: &str, change_set: &str, _: &str) -> Result<(), CloudError> {
        self.admit("ExecuteChangeSet")?;
        let name = self.name_of(stack);
        let mut all = self.change_sets.borrow_mut();
        let (request, found) = all.get_mut(change_set).unwrap();
        if found.execution != "AVAILABLE" {
            let code = "InvalidChangeSetStatus";
            return Err(error(
                "ExecuteChangeSet",
                Kind::NotNow,
                code,
                "not available",
            ));
        }
        found.execution = "EXECUTE_IN_PROGRESS".into();
        self.note(format!("execute {name}"));
        let body = self.body(&request.template);
        let mut stacks = self.stacks.borrow_mut();
        let stack = stacks.get_mut(&name).unwrap();
        for (parameter, value) in &request.parameters {
            if let Some(value) = value {
                stack.parameters.insert(parameter.clone(), value.clone());
            }
        }
        self.work_towards(stack, &body, request.creates);
        self.answer("ExecuteChangeSet", ())
    }

    fn forget(&self, _: &str, change_set: &str) -> Result<(), CloudError> {
        self.admit("DeleteChangeSet")?;
        self.change_sets.borrow_mut().remove(change_set);
        self.answer("DeleteChangeSet", ())
    }

    fn events(&self, stack_id: &str, after: Option<&str>) -> Result<Vec<Event>, CloudError> {
        self.admit("DescribeStackEvents")?;
        let events = self.find(stack_id).unwrap().events;
        let new = events
            .into_iter()
            .take_while(|it| Some(it.id.as_str()) != after);
        self.answer("DescribeStackEvents", new.collect())
    }

    fn findings(&self, _: &str, _: Option<&str>) -> Result<Vec<Cause>, CloudError> {
        self.admit("DescribeEvents")?;
        Ok(Vec::new())
    }

    fn delete(&self, stack_id: &str, _: &str) -> Result<(), CloudError> {
        self.admit("DeleteStack")?;
        let name = self.name_of(stack_id);
        if let Some(stack) = self.stacks.borrow_mut().get_mut(&name)
            && stack.work.is_empty()
            && stack.status != "DELETE_COMPLETE"
        {
            self.note(format!("delete {name}"));
            let template: Value = serde_json::from_str(&stack.body).unwrap_or_default();
            let goes = |id: &&String| template["Resources"][*id]["DeletionPolicy"] != "Retain";
            if let Some(stuck) = stack
                .resources
                .keys()
                .find(|id| self.fails.borrow().contains(*id))
            {
                let why = Some("the bucket is not empty".to_owned());
                stack
                    .work
                    .push_back(Stroke::Resource(stuck.clone(), "DELETE_FAILED".into(), why));
                stack
                    .work
                    .push_back(Stroke::Stack("DELETE_FAILED".into(), None));
            } else {
                let gone = stack
                    .resources
                    .keys()
                    .filter(goes)
                    .map(|id| stack.resources[id].clone());
                let gone = gone.collect();
                stack
                    .work
                    .push_back(Stroke::Stack("DELETE_IN_PROGRESS".into(), None));
                stack.work.push_back(Stroke::Gone(gone));
            }
        }
        self.answer("DeleteStack", ())
    }

    fn resource(&self, _: &str, physical_id: &str) -> Result<Option<Value>, CloudError> {
        self.admit("GetResource")?;
        Ok(self.world.borrow().get(physical_id).cloned())
    }

    fn pause(&self, _: Duration) {
        self.pass_time();
    }
}
