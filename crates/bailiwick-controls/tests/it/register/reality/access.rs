//! `aws iam get-account-authorization-details` and `aws eks list-associated-access-policies`
//! (<https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html>).

use serde_json::{Value, json};

use super::Place;

pub(super) fn details(place: &Place<'_>) -> Value {
    let id = place.id;
    let attached = |properties: &Value| -> Vec<Value> {
        let arns = properties["ManagedPolicyArns"].as_array();
        let arns = arns.into_iter().flatten().filter_map(Value::as_str);
        let name = |arn: &str| arn.rsplit('/').next().map(str::to_owned);
        arns.map(|arn| json!({ "PolicyName": name(arn), "PolicyArn": arn }))
            .collect()
    };
    let users = place
        .of_type("AWS::IAM::User")
        .into_iter()
        .map(|(_, user)| {
            let name = user["UserName"].as_str().expect("a name");
            json!({
                "UserName": name,
                "Arn": format!("arn:aws:iam::{id}:user/{name}"),
                "GroupList": user.get("Groups").unwrap_or(&json!([])),
                "AttachedManagedPolicies": attached(&user),
            })
        });
    let groups = place
        .of_type("AWS::IAM::Group")
        .into_iter()
        .map(|(_, group)| {
            let name = group["GroupName"].as_str().expect("a name");
            json!({
                "GroupName": name,
                "Arn": format!("arn:aws:iam::{id}:group/{name}"),
                "GroupPolicyList": [],
                "AttachedManagedPolicies": attached(&group),
            })
        });
    let roles = place
        .of_type("AWS::IAM::Role")
        .into_iter()
        .map(|(_, role)| {
            let name = role["RoleName"].as_str().expect("a name");
            json!({
                "RoleName": name,
                "Arn": format!("arn:aws:iam::{id}:role/{name}"),
                "AssumeRolePolicyDocument": role["AssumeRolePolicyDocument"],
                "InstanceProfileList": [],
                "RolePolicyList": [],
                "AttachedManagedPolicies": attached(&role),
            })
        });
    let policies = place
        .of_type("AWS::IAM::ManagedPolicy")
        .into_iter()
        .map(|(_, policy)| {
            let name = policy["ManagedPolicyName"].as_str().expect("a name");
            json!({
                "PolicyName": name,
                "Arn": format!("arn:aws:iam::{id}:policy/{name}"),
                "DefaultVersionId": "v1",
                "PolicyVersionList": [{
                    "VersionId": "v1",
                    "IsDefaultVersion": true,
                    "Document": policy["PolicyDocument"],
                }],
            })
        });
    json!({
        "UserDetailList": users.collect::<Vec<_>>(),
        "GroupDetailList": groups.collect::<Vec<_>>(),
        "RoleDetailList": roles.collect::<Vec<_>>(),
        "Policies": policies.collect::<Vec<_>>(),
    })
}

/// The policies of each entry of a cluster
/// (<https://docs.aws.amazon.com/eks/latest/APIReference/API_ListAssociatedAccessPolicies.html>).
pub(super) fn entries(place: &Place<'_>) -> Vec<(String, Value)> {
    let entries = place.of_type("AWS::EKS::AccessEntry").into_iter();
    let list = |(_, entry): (&str, Value)| {
        let policies = entry["AccessPolicies"].as_array().expect("policies");
        let policies = policies.iter().map(|one| {
            let scope = json!({ "type": one["AccessScope"]["Type"], "namespaces": [] });
            json!({ "policyArn": one["PolicyArn"], "accessScope": scope })
        });
        let list = json!({
            "associatedAccessPolicies": policies.collect::<Vec<_>>(),
            "clusterName": entry["ClusterName"],
            "principalArn": entry["PrincipalArn"],
        });
        let cluster = entry["ClusterName"].as_str().expect("a name");
        (format!("list-associated-access-policies-{cluster}"), list)
    };
    entries.map(list).collect()
}
