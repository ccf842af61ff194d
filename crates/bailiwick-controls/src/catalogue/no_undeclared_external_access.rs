//! Nobody outside has access but who is declared.

mod observed;
mod outsider;

use bailiwick_compile::retention::fate;
use bailiwick_estate::model::CatalogueControl;
use bailiwick_estate::selection::Selection;

use self::outsider::{Found, Insiders};
use super::{Entry, Mappings};
use crate::verdict::{Reason, Verdict, counted};
use crate::witness::{Witness, WitnessKind};
use crate::world::World;

pub(super) const ENTRY: Entry = Entry {
    control: CatalogueControl::NoUndeclaredExternalAccess,
    page: include_str!("../../pages/no-undeclared-external-access.md"),
    mappings: Mappings {
        iso_27001: &["A.5.15", "A.8.3"],
        cis_aws: &["1.20"],
        prowler: &[
            "accessanalyzer_enabled",
            "accessanalyzer_enabled_without_findings",
        ],
    },
    compiled: Some(compiled),
    observed: Some(observed::judge),
};

/// Where a type of resource says who may come in from elsewhere: the property of its page in
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html>.
const POLICIES: [(&str, &str); 8] = [
    ("AWS::ECR::Repository", "RepositoryPolicyText"),
    ("AWS::IAM::Role", "AssumeRolePolicyDocument"),
    ("AWS::KMS::Key", "KeyPolicy"),
    ("AWS::Logs::ResourcePolicy", "PolicyDocument"),
    ("AWS::S3::BucketPolicy", "PolicyDocument"),
    ("AWS::SecretsManager::ResourcePolicy", "ResourcePolicy"),
    ("AWS::SNS::TopicPolicy", "PolicyDocument"),
    ("AWS::SQS::QueuePolicy", "PolicyDocument"),
];

fn compiled(world: &World<'_>, selection: &Selection<'_>) -> Verdict {
    let insiders = Insiders::of(world);
    let mut witnesses = Vec::new();
    let mut reasons = Vec::new();
    let mut looked_at = 0;
    for (stack, id, resource) in world.resources(selection) {
        let property = POLICIES.iter().find(|(kind, _)| *kind == resource.kind);
        let Some((_, property)) = property else {
            // A type that is compiled and in no table may have such a policy, too.
            if resource.kind != "AWS::Lambda::Permission" && fate(resource.kind).is_none() {
                let text = format!("whom `{}` lets in", resource.kind);
                reasons.push(Reason::NotModelled(text));
            }
            continue;
        };
        let Some(policy) = resource.properties.get(*property) else {
            continue;
        };
        looked_at += 1;
        for found in insiders.look(&stack.account, policy) {
            match found {
                Found::Outsider(who) => witnesses.push(
                    Witness::new(WitnessKind::Resource, format!("`{id}` lets {who} in"))
                        .with("type", resource.kind)
                        .with("stack", format!("{}/{}", stack.account, stack.name)),
                ),
                Found::Unclear(what) => {
                    reasons.push(Reason::NotModelled(format!("{what}, whom `{id}` lets in")));
                }
            }
        }
    }
    reasons.sort();
    reasons.dedup();
    if looked_at == 0 && witnesses.is_empty() && reasons.is_empty() {
        let text = "nothing that is compiled there says who may come in".to_owned();
        return Verdict::unknown(Reason::NothingSelected(text));
    }
    Verdict::of(witnesses, reasons, || {
        let policies = counted(
            looked_at,
            "policy that is compiled lets",
            "policies that are compiled let",
        );
        format!("{policies} in only accounts of the estate and services of AWS")
    })
}
