//! Permissions in words and statements, compiled to what decides.
//!
//! One file for each way to say an allowance. Start reading at [`Compiled::of`].

mod access;
mod condition;
mod exact;
mod judge;
mod managed;
mod never;
mod resource;
mod unlimited;

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Allowance, Mfa, Permission};
use bailiwick_iam::arn_pattern::Placement;
use bailiwick_iam::policy::{Condition, Effect, Selection, Sid, Statement};

pub use judge::diagnostic;

/// Where a permission is compiled for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The account's id, or what stands for it in ARNs.
    pub account: String,
    /// Whether those who hold it are IAM users, whose sessions say if MFA was used.
    /// Sessions of Identity Center do not ("AWS global condition context keys",
    /// `aws:MultiFactorAuthPresent`, IAM User Guide).
    pub iam_users: bool,
}

impl Setting {
    /// For nobody in particular, anywhere.
    fn anywhere() -> Self {
        Self {
            account: "*".to_owned(),
            iam_users: true,
        }
    }

    fn placement(&self) -> Placement<'_> {
        Placement {
            partition: "aws",
            region: "*",
            account: &self.account,
        }
    }
}

/// What IAM is told of a permission. Clusters, hosts and other products decide the rest.
#[derive(Clone, Debug, Default)]
pub struct Compiled {
    /// IAM statements.
    pub statements: Vec<Statement>,
    /// ARNs of AWS managed policies.
    pub managed: Vec<String>,
}

impl Compiled {
    /// Compiles a permission, and reports what it says that nothing can decide.
    #[must_use]
    pub fn of(
        permission: &Declared<Permission>,
        setting: &Setting,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut compiled = Self::default();
        for allowance in &permission.allow {
            compiled.allow(allowance, setting, diagnostics);
        }
        for denial in &permission.deny {
            compiled.deny(denial, setting, diagnostics);
        }
        if permission.mfa == Some(Mfa::Required) && setting.iam_users {
            compiled.require_mfa();
        }
        compiled
    }

    /// Compiles a permission for nobody in particular.
    pub(crate) fn anywhere(
        permission: &Declared<Permission>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        Self::of(permission, &Setting::anywhere(), diagnostics)
    }

    fn allow(
        &mut self,
        allowance: &Allowance,
        setting: &Setting,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let effect = Effect::Allow;
        match allowance {
            Allowance::Access(access) => {
                self.statements
                    .extend(access::compile(access, effect, setting, diagnostics))
            }
            Allowance::Actions(actions) => {
                self.statements
                    .extend(exact::compile(actions, effect, setting, diagnostics))
            }
            Allowance::Managed(allowance) => {
                self.managed
                    .extend(managed::compile(allowance, diagnostics));
            }
            Allowance::Kubernetes(_) | Allowance::Linux(_) | Allowance::Saas(_) => {}
        }
    }

    fn deny(&mut self, denial: &Allowance, setting: &Setting, diagnostics: &mut Vec<Diagnostic>) {
        let effect = Effect::Deny;
        let reason = match denial {
            Allowance::Access(access) => {
                let statements = access::compile(access, effect, setting, diagnostics);
                self.statements.extend(statements);
                return;
            }
            Allowance::Actions(actions) => {
                let statements = exact::compile(actions, effect, setting, diagnostics);
                self.statements.extend(statements);
                return;
            }
            Allowance::Saas(_) => return,
            Allowance::Managed(_) => "AWS managed policies allow; attaching one denies nothing",
            Allowance::Kubernetes(_) => "Kubernetes and EKS access policies only allow",
            Allowance::Linux(_) => "a Linux user is there or is not",
        };
        diagnostics.push(
            Diagnostic::error(
                Code::CANNOT_DENY,
                denial.span(),
                "this cannot be denied where it is decided",
            )
            .label(reason)
            .help("leave it out of `allow` instead"),
        );
    }

    /// Makes everything that IAM decides hold only for sessions opened with MFA. A
    /// condition on each statement keeps other permissions of the same user as they
    /// are; AWS managed policies cannot be changed, so that a denial stands beside them,
    /// which lets through what one needs to open a session with MFA. An administrator
    /// enrols the device: whoever could do that without MFA could do it with a stolen key.
    ///
    /// Source: "AWS: Allows MFA-authenticated IAM users to manage their own MFA device",
    /// IAM User Guide, whose list is longer for that.
    fn require_mfa(&mut self) {
        const MFA: &str = "aws:MultiFactorAuthPresent";
        for statement in &mut self.statements {
            if statement.effect == Effect::Allow {
                let condition = std::mem::take(&mut statement.condition);
                statement.condition = condition.and("Bool", MFA, ["true"]);
            }
        }
        if !self.managed.is_empty() {
            let needed = [
                "iam:GetMFADevice",
                "iam:GetUser",
                "iam:ListMFADevices",
                "iam:ListVirtualMFADevices",
                "sts:GetSessionToken",
            ];
            let mut denial = Statement::new(Effect::Deny, Selection::all_except(needed))
                .on(["*"])
                .when(Condition::test("BoolIfExists", MFA, ["false"]));
            denial.sid = Sid::from_words("deny without mfa");
            self.statements.push(denial);
        }
    }
}
