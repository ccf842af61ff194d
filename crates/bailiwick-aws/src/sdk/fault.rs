//! The SDK's errors as ours.

use std::error::Error;

use aws_sdk_sts::config::http::HttpResponse;
use aws_sdk_sts::error::{ProvideErrorMetadata, SdkError};

use crate::cloud::{CloudError, Kind};

/// A conversion of an operation's errors.
pub(super) fn fault<E>(operation: &'static str) -> impl Fn(SdkError<E, HttpResponse>) -> CloudError
where
    E: ProvideErrorMetadata + Error + 'static,
{
    move |error| {
        if let SdkError::ServiceError(answer) = &error {
            let code = answer.err().code().unwrap_or_default().to_owned();
            let status = answer.raw().status().as_u16();
            return CloudError {
                operation,
                kind: kind(&code, status),
                message: answer.err().message().unwrap_or("no reason given").into(),
                code,
            };
        }
        let message = innermost(&error);
        let told = message.to_lowercase();
        let about_credentials = ["credential", "sso", "token", "profile", "imds"];
        let (kind, message) = match about_credentials.iter().any(|word| told.contains(word)) {
            true => (
                Kind::NoCredentials,
                format!("no credentials were found: {message}"),
            ),
            false => (Kind::Unanswered, message),
        };
        CloudError {
            operation,
            kind,
            code: String::new(),
            message,
        }
    }
}

/// Source: "Common errors" of each service's API reference.
fn kind(code: &str, status: u16) -> Kind {
    match code {
        "Throttling"
        | "ThrottlingException"
        | "RequestLimitExceeded"
        | "SlowDown"
        | "TooManyRequestsException" => Kind::Throttled,
        "AccessDenied" | "AccessDeniedException" | "UnauthorizedOperation" => Kind::Denied,
        "ExpiredToken"
        | "ExpiredTokenException"
        | "InvalidClientTokenId"
        | "UnrecognizedClientException"
        | "SignatureDoesNotMatch" => Kind::NoCredentials,
        "AlreadyExistsException" => Kind::AlreadyExists,
        "InvalidChangeSetStatus" | "InvalidOperationException" | "OperationInProgressException" => {
            Kind::NotNow
        }
        _ if status >= 500 => Kind::Unanswered,
        _ => Kind::Rejected,
    }
}

/// The innermost cause says what happened; those around it say that something did.
fn innermost(error: &dyn Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}
