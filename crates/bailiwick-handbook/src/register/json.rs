//! The register as JSON: the fields of [`Register`] and of the records in it, by their
//! names, all of them always there. What is not said is `null`, or an empty list.
//!
//! ```json
//! {
//!   "estate": "acme", "title": "ACME",
//!   "environments": [{
//!     "name": "staging", "title": "Staging Environment", "description": null,
//!     "controls": [{ "name": "db-internal", "statement": "…" }],
//!     "systems": [{
//!       "name": "aws-stage", "title": "AWS Stage", "description": "…",
//!       "part_of": null, "account": "staging", "controls": [],
//!       "parts": [{ "name": "stage-cluster", "title": "Stage Kubernetes" }],
//!       "permissions": [{
//!         "name": "StageDeployers", "title": "StageDeployers", "means": "…",
//!         "on": [{ "name": "stage-cluster", "title": "Stage Kubernetes" }],
//!         "groups": [{
//!           "name": "stage-deployers", "title": "stage-deployers",
//!           "seats": [{ "job_role": "Software Developer", "count": 3, "contractors": 0,
//!                       "members": [{ "name": "ada", "title": "Ada", "contract_until": null }] }],
//!           "technical_accounts": null, "technical_members": [], "differences": [],
//!           "request": { "title": "AWS SSO - Escalation", "approvers": ["Ship"], "for": "4h" },
//!           "until": null
//!         }]
//!       }]
//!     }]
//!   }]
//! }
//! ```

use super::Register;

impl Register {
    /// The register as JSON.
    ///
    /// # Errors
    /// When it cannot be written as JSON, which texts and numbers always can.
    pub fn to_json(&self) -> Result<serde_json::Value, serde_json::Error> {
        serde_json::to_value(self)
    }
}
