//! Whose credentials are these?

use super::PlanError;
use crate::cloud::Cloud;
use crate::deployment::Deployment;

/// Refuses credentials of any account but the one that the stack belongs to.
///
/// # Errors
/// When the account is another one, or AWS does not say.
pub fn check_account(cloud: &dyn Cloud, deployment: &Deployment) -> Result<(), PlanError> {
    let caller = cloud.caller()?;
    if caller != deployment.account_id {
        return Err(PlanError::WrongAccount {
            place: deployment.place(),
            account: deployment.account.clone(),
            wanted: deployment.account_id.clone(),
            caller,
        });
    }
    Ok(())
}
