//! The path of an organizational unit leads through units that are declared.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::{Estate, Root};
use crate::lower::Section;
use crate::model::Unit;

pub(super) fn check(estate: &Estate, tree: &Root, diagnostics: &mut Vec<Diagnostic>) {
    for unit in estate.units.iter() {
        let path = unit.name.as_str();
        if path
            .split('/')
            .any(|part| part.trim() != part || part.is_empty())
        {
            diagnostics.push(
                Diagnostic::error(
                    Code::UNIT_PATH,
                    unit.span,
                    format!("`{path}` is not the path of an organizational unit"),
                )
                .help("write the names from the outermost in, with one `/` between them: `workloads/production`"),
            );
            continue;
        }
        let Some((parent, own)) = path.rsplit_once('/') else {
            continue;
        };
        if tree.entry(Unit::SECTION, parent).is_none() {
            diagnostics.push(
                Diagnostic::error(
                    Code::UNIT_PATH,
                    unit.span,
                    format!("`{path}` lies in `{parent}`, which nothing declares"),
                )
                .help(format!(
                    "declare `{parent}` under `units` as well, or call this one `{own}` if it lies in none"
                )),
            );
        }
    }
}
