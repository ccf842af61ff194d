//! Customers' data lies only where an account's class lets it.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::model::{Data, Dedication};

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    for account in estate.accounts.iter() {
        let class = account.class.as_ref();
        let Some(class) = class.and_then(|class| class.of(&estate.account_classes)) else {
            continue;
        };
        let [first, others @ ..] = &*account.customers else {
            continue;
        };
        if class.data < Data::Customer {
            diagnostics.push(
                Diagnostic::error(
                    Code::DATA_NOT_ALLOWED,
                    first.span,
                    format!(
                        "`{}` holds data of customers, but its class `{}` allows only `{}`",
                        account.name, class.name, class.data
                    ),
                )
                .related(class.fields.value("data"), "the class says so here")
                .help("give the account a class with `data: customer`, or move the customers' data to another account"),
            );
        }
        if class.dedicated_to == Some(Dedication::Customer)
            && let Some(second) = others.iter().find(|other| *other != first)
        {
            diagnostics.push(
                Diagnostic::error(
                    Code::SHARED_BY_CUSTOMERS,
                    second.span,
                    format!(
                        "`{}` is for one customer alone, but holds data of `{first}` and `{second}`",
                        account.name
                    ),
                )
                .related(
                    class.fields.value("dedicated_to"),
                    format!("accounts of the class `{}` are for one customer each", class.name),
                )
                .help(format!("declare an account of its own for `{second}`")),
            );
        }
    }
}
