//! Every kind of principal that AWS documents, and what only looks like one.

use super::*;

fn account() -> AccountId {
    "111122223333".parse().unwrap()
}

#[track_caller]
fn check(kind: PrincipalKind, name: &str, expected: PrincipalName) {
    assert_eq!(PrincipalName::parse(kind, name), expected);
}

#[test]
fn an_account_is_the_same_by_its_id_and_by_its_root() {
    for name in [
        "111122223333",
        "arn:aws:iam::111122223333:root",
        "arn:aws-cn:iam::111122223333:root",
    ] {
        check(PrincipalKind::Aws, name, PrincipalName::Account(account()));
    }
}

#[test]
fn users_roles_and_sessions_are_told_apart() {
    let account = account();
    let arn = "arn:aws:iam::111122223333:user/team/ada".to_owned();
    check(
        PrincipalKind::Aws,
        &arn.clone(),
        PrincipalName::User { account, arn },
    );
    let arn = "arn:aws:iam::111122223333:role/deploy".to_owned();
    check(
        PrincipalKind::Aws,
        &arn.clone(),
        PrincipalName::Role { account, arn },
    );
    check(
        PrincipalKind::Aws,
        "arn:aws:sts::111122223333:assumed-role/deploy/ci",
        PrincipalName::AssumedRole {
            account,
            role: "deploy".into(),
            session: "ci".into(),
        },
    );
    check(
        PrincipalKind::Aws,
        "arn:aws:sts::111122223333:federated-user/ada",
        PrincipalName::FederatedUser {
            account,
            name: "ada".into(),
        },
    );
}

#[test]
fn a_deleted_role_leaves_its_id() {
    for id in ["AROAEXAMPLEEXAMPLE123", "AIDACKCEVSQ6C2EXAMPLE"] {
        check(
            PrincipalKind::Aws,
            id,
            PrincipalName::Deleted { id: id.into() },
        );
    }
}

#[test]
fn providers_services_and_s3_have_kinds_of_their_own() {
    let saml = "arn:aws:iam::111122223333:saml-provider/Corp";
    check(
        PrincipalKind::Federated,
        saml,
        PrincipalName::SamlProvider(saml.into()),
    );
    let oidc = "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com";
    check(
        PrincipalKind::Federated,
        oidc,
        PrincipalName::OidcProvider(oidc.into()),
    );
    assert_eq!(
        PrincipalName::parse(PrincipalKind::Federated, oidc).account(),
        Some(account())
    );
    let google = "accounts.google.com";
    check(
        PrincipalKind::Federated,
        google,
        PrincipalName::WebIdentity(google.into()),
    );
    let lambda = "lambda.amazonaws.com";
    check(
        PrincipalKind::Service,
        lambda,
        PrincipalName::Service(lambda.into()),
    );
    check(
        PrincipalKind::CanonicalUser,
        "79a5",
        PrincipalName::CanonicalUser("79a5".into()),
    );
    check(
        PrincipalKind::Aws,
        "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1",
        PrincipalName::OriginAccessIdentity { id: "E1".into() },
    );
}

#[test]
fn everyone_is_a_star_alone() {
    check(PrincipalKind::Aws, "*", PrincipalName::Everyone);
    for (kind, name) in [
        (PrincipalKind::Aws, "arn:aws:iam::111122223333:role/*"),
        (PrincipalKind::Aws, "arn:aws:iam::*:root"),
        (PrincipalKind::Aws, "arn:aws:iam::111122223333:group/admins"),
        (
            PrincipalKind::Aws,
            "arn:aws:sts::111122223333:assumed-role/deploy",
        ),
        (PrincipalKind::Aws, "arn:aws:s3:::bucket"),
        (PrincipalKind::Aws, "1111"),
        (PrincipalKind::Service, "*"),
        (PrincipalKind::Service, "lambda"),
        (PrincipalKind::Federated, "*"),
        (PrincipalKind::CanonicalUser, ""),
    ] {
        check(kind, name, PrincipalName::Unrecognised(name.into()));
    }
}
