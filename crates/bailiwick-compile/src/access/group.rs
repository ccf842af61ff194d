//! IAM groups and the policies attached to them.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Group, Member};
use bailiwick_iam::policy::AttachmentQuota;
use serde_json::json;

use super::AccessStack;
use super::name::{self, Named};
use crate::template::Resource;

impl AccessStack<'_> {
    /// One IAM group for each group that holds anything here, with its users; none where
    /// people come in through Identity Center.
    pub(super) fn add_groups(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        if !self.setting.iam_users {
            return;
        }
        let mut group_ids = Vec::new();
        for (group, (holding, permissions)) in self.groups() {
            if only_machines(holding.group) && !self.has_key_users(holding.group) {
                // Roles cannot be in IAM groups: they carry the policies themselves.
                continue;
            }
            let mut arns = Vec::new();
            for permission in permissions {
                if let Some(permission) = self.estate.permissions.get(permission) {
                    arns.extend(self.attach(permission, diagnostics).arns);
                }
            }
            if arns.is_empty() {
                // Hosts or other products decide all of it.
                continue;
            }
            let limit = AttachmentQuota::Group.default_limit();
            if arns.len() > limit {
                diagnostics.push(too_many(holding.group, arns.len(), limit));
            }
            name::check(group, Named::Group, holding.group.span, diagnostics);
            let mut resource = Resource::new("AWS::IAM::Group")
                .with("GroupName", json!(group))
                .with("ManagedPolicyArns", json!(arns));
            if let Some(description) = holding.group.description.as_deref() {
                resource = resource.note(description);
            }
            let id = self.add(&[group, "group"], resource);
            group_ids.push((holding.group, id));
        }
        self.add_users(&group_ids, diagnostics);
    }
}

/// Whether a group is for technical accounts alone.
pub(crate) fn only_machines(group: &Group) -> bool {
    let machine = |member: &Member| matches!(member, Member::TechnicalAccount(_));
    group.seats.is_empty() && !group.members.is_empty() && group.members.iter().all(machine)
}

/// More policies than IAM attaches ("IAM and AWS STS quotas", IAM User Guide).
pub(super) fn too_many<T>(holder: &Declared<T>, count: usize, limit: usize) -> Diagnostic {
    Diagnostic::error(
        Code::TOO_LARGE,
        holder.span,
        format!("`{}` would have {count} managed policies, IAM attaches {limit}", holder.name),
    )
    .help("grant fewer permissions to it, or make the larger ones smaller: wider resources or access levels say more in less")
}
