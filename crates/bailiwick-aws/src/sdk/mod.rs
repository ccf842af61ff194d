//! The real AWS: [`Cloud`] over the AWS SDK.
//!
//! Owns: clients, credentials and how the SDK's answers become ours. Credentials, region
//! endpoints and proxies are found the way every AWS tool finds them, so that
//! `AWS_PROFILE` and `AWS_ENDPOINT_URL` mean what they mean elsewhere. Refuses: to judge.
//!
//! The SDK is asynchronous and the rest of Bailiwick is not: each call is waited for on a
//! runtime of one thread.

mod change_set;
mod fault;
mod stack;
mod template;

use std::collections::BTreeMap;
use std::future::Future;
use std::rc::Rc;
use std::time::Duration;

use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region};
use serde_json::Value;
use tokio::runtime::Runtime;

use crate::Cause;
use crate::apply::Regions;
use crate::cloud::{
    ChangeSet, ChangeSetRequest, Cloud, CloudError, Event, Kind, StackDescription, StackResource,
    TemplateAt,
};
use fault::fault;

/// How long AWS may take over one request before it is sent again.
const ATTEMPT: Duration = Duration::from_secs(60);

/// One region of the account that the credentials are for.
#[derive(Debug)]
pub struct Sdk {
    runtime: Rc<Runtime>,
    region: String,
    cloudformation: aws_sdk_cloudformation::Client,
    control: aws_sdk_cloudcontrol::Client,
    s3: aws_sdk_s3::Client,
    sts: aws_sdk_sts::Client,
}

/// The regions of the account that the credentials are for.
#[derive(Debug)]
pub struct Connections(BTreeMap<String, Sdk>);

impl Connections {
    /// Finds credentials and makes clients for some regions. Nothing is sent yet.
    ///
    /// # Errors
    /// When the machine gives no resources to wait for answers.
    pub fn open<'a>(regions: impl IntoIterator<Item = &'a str>) -> Result<Self, CloudError> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| CloudError {
                operation: "connect",
                kind: Kind::Unanswered,
                code: String::new(),
                message: error.to_string(),
            })?;
        let runtime = Rc::new(runtime);
        let connect = |region: &str| (region.to_owned(), Sdk::connect(&runtime, region));
        Ok(Self(regions.into_iter().map(connect).collect()))
    }
}

impl Regions for Connections {
    fn region(&self, name: &str) -> Result<&dyn Cloud, CloudError> {
        let found = self.0.get(name).map(|sdk| sdk as &dyn Cloud);
        found.ok_or_else(|| CloudError {
            operation: "connect",
            kind: Kind::Rejected,
            code: String::new(),
            message: format!("no connection to `{name}` was opened"),
        })
    }
}

impl Sdk {
    fn connect(runtime: &Rc<Runtime>, region: &str) -> Self {
        let timeouts = TimeoutConfig::builder()
            .operation_attempt_timeout(ATTEMPT)
            .build();
        let loading = aws_config::defaults(BehaviorVersion::latest())
            .region(Region::new(region.to_owned()))
            .timeout_config(timeouts)
            .load();
        let config = runtime.block_on(loading);
        Self {
            runtime: Rc::clone(runtime),
            region: region.to_owned(),
            cloudformation: aws_sdk_cloudformation::Client::new(&config),
            control: aws_sdk_cloudcontrol::Client::new(&config),
            s3: aws_sdk_s3::Client::new(&config),
            sts: aws_sdk_sts::Client::new(&config),
        }
    }

    fn wait<F: Future>(&self, future: F) -> F::Output {
        self.runtime.block_on(future)
    }
}

impl Cloud for Sdk {
    fn caller(&self) -> Result<String, CloudError> {
        let answer = self.wait(self.sts.get_caller_identity().send());
        let answer = answer.map_err(fault("GetCallerIdentity"))?;
        Ok(answer.account.unwrap_or_default())
    }

    fn keep_template(&self, account: &str, body: &str) -> Result<String, CloudError> {
        self.wait(template::keep(&self.s3, &self.region, account, body))
    }

    fn validate(&self, template: &TemplateAt) -> Result<Vec<String>, CloudError> {
        self.wait(template::validate(&self.cloudformation, template))
    }

    fn stack(&self, stack: &str) -> Result<Option<StackDescription>, CloudError> {
        self.wait(stack::describe(&self.cloudformation, stack))
    }

    fn resources(&self, stack: &str) -> Result<Vec<StackResource>, CloudError> {
        self.wait(stack::resources(&self.cloudformation, stack))
    }

    fn template(&self, stack: &str) -> Result<String, CloudError> {
        self.wait(template::deployed(&self.cloudformation, stack))
    }

    fn create_change_set(&self, request: &ChangeSetRequest) -> Result<String, CloudError> {
        self.wait(change_set::create(&self.cloudformation, request))
    }

    fn change_set(&self, stack: &str, change_set: &str) -> Result<Option<ChangeSet>, CloudError> {
        self.wait(change_set::describe(
            &self.cloudformation,
            stack,
            change_set,
        ))
    }

    fn execute(&self, stack: &str, change_set: &str, token: &str) -> Result<(), CloudError> {
        let request = self
            .cloudformation
            .execute_change_set()
            .stack_name(stack)
            .change_set_name(change_set)
            .client_request_token(token)
            // What a failed deployment had just created goes again, even where the
            // template keeps such resources: they are empty, and would be in the way.
            .retain_except_on_create(true);
        let answer = self.wait(request.send());
        answer.map(|_| ()).map_err(fault("ExecuteChangeSet"))
    }

    fn forget(&self, stack: &str, change_set: &str) -> Result<(), CloudError> {
        self.wait(change_set::forget(&self.cloudformation, stack, change_set))
    }

    fn events(&self, stack_id: &str, after: Option<&str>) -> Result<Vec<Event>, CloudError> {
        self.wait(stack::events(&self.cloudformation, stack_id, after))
    }

    fn findings(&self, stack_id: &str, change_set: Option<&str>) -> Result<Vec<Cause>, CloudError> {
        self.wait(stack::findings(&self.cloudformation, stack_id, change_set))
    }

    fn delete(&self, stack_id: &str, token: &str) -> Result<(), CloudError> {
        let request = self
            .cloudformation
            .delete_stack()
            .stack_name(stack_id)
            .client_request_token(token);
        let answer = self.wait(request.send());
        answer.map(|_| ()).map_err(fault("DeleteStack"))
    }

    fn resource(&self, kind: &str, physical_id: &str) -> Result<Option<Value>, CloudError> {
        let request = self
            .control
            .get_resource()
            .type_name(kind)
            .identifier(physical_id);
        match self.wait(request.send()).map_err(fault("GetResource")) {
            Ok(answer) => {
                let description = answer.resource_description;
                let text = description.and_then(|description| description.properties);
                Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
            }
            Err(error) if error.code == "ResourceNotFoundException" => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn pause(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
