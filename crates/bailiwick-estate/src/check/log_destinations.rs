//! A log flows where its source can deliver it.
//!
//! Where each source can deliver is the table in [`crate::log_delivery`].

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::log_delivery::delivery;
use crate::lower::alternatives;
use crate::model::{Destination, LogSource};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for log in estate.logs.iter() {
        let source = log.source;
        let delivery = delivery(source);
        let page = delivery.page;
        for destination in &log.to {
            let word = destination.word();
            if delivery.reaches(destination) {
                continue;
            }
            diagnostics.push(
                Diagnostic::error(
                    Code::LOG_DESTINATION,
                    destination.span(),
                    format!("`{source}` cannot flow to `{word}`"),
                )
                .related(log.fields.value("source"), "this is what writes the log")
                .help(format!(
                    "AWS delivers it to {} (\"{page}\")",
                    alternatives(delivery.destinations.iter().copied()).replace(" or ", " and ")
                )),
            );
        }
        let to_bucket = |to: &Destination| to.word() == "s3";
        if source == LogSource::CloudTrail && !log.to.iter().any(to_bucket) {
            diagnostics.push(
                Diagnostic::error(
                    Code::LOG_DESTINATION,
                    log.fields.key("to").unwrap_or(log.span),
                    format!("the trail `{}` has no bucket", log.name),
                )
                .help(format!(
                    "add `{{ s3: <bucket> }}` to `to`: a trail always delivers to a bucket (\"{page}\")"
                )),
            );
        }
    }
}
