//! The register as a terminal shows it.

use comfy_table::{
    ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, Table, TableStyle, Width,
};

use super::{ControlEntry, EnvironmentEntry, Register, SystemEntry, words};

/// A line under the column names, empty lines between the rows, nothing else.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none())
    .header_separator(LineStyle::none().fill('─'))
    .content_lines(ContentLineStyle::none())
    .row_separator(LineStyle::none().fill(' '));

/// The narrowest text that can still be read.
const NARROWEST: u16 = 40;

impl Register {
    /// The register as text of so many columns: a table for each system, all with
    /// columns of the same width.
    #[must_use]
    pub fn to_table(&self, width: u16) -> String {
        let layout = Layout::of(self, width.max(NARROWEST));
        let environments = self.environments.iter();
        let mut blocks = vec![words::heading(self)];
        blocks.extend(environments.flat_map(|one| layout.environment(one)));
        if self.environments.is_empty() {
            blocks.push(words::NOTHING.to_owned());
        }
        format!("{}\n", blocks.join("\n\n"))
    }
}

/// The widths of the columns, the same in all tables.
struct Layout {
    width: u16,
    permission: u16,
    means: u16,
}

impl Layout {
    /// Names of permissions stay whole where two fifths suffice for them, and what they
    /// are about where a third does; the rest is shared.
    fn of(register: &Register, width: u16) -> Self {
        let systems = register.environments.iter().flat_map(|one| &one.systems);
        let permissions: Vec<_> = systems.flat_map(|system| &system.permissions).collect();
        let name = permissions.iter().map(|one| columns(&one.title)).max();
        let lines = permissions.iter().flat_map(|one| words::level(one));
        let longest = lines.map(|line| columns(&line)).max();
        let name = name.unwrap_or(0).clamp(12, width * 2 / 5);
        let permission = longest.unwrap_or(0).min(width / 3).max(name);
        Self {
            width,
            permission,
            means: (width - permission) * 9 / 20,
        }
    }

    fn environment(&self, environment: &EnvironmentEntry) -> Vec<String> {
        let rule = "═".repeat(environment.title.chars().count());
        let mut heading = format!("{}\n{rule}", environment.title);
        for line in environment.description.iter() {
            heading = format!("{heading}\n{}", self.wrapped(line, "", ""));
        }
        let mut blocks = vec![heading];
        blocks.extend(self.controls(&environment.controls));
        blocks.extend(environment.systems.iter().map(|one| self.system(one)));
        if environment.systems.is_empty() {
            blocks.push("No systems.".to_owned());
        }
        blocks
    }

    fn controls(&self, controls: &[ControlEntry]) -> Option<String> {
        let lines = controls
            .iter()
            .map(|one| self.wrapped(&one.statement, "  • ", "    "));
        let lines: Vec<String> = lines.collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn system(&self, system: &SystemEntry) -> String {
        let mut text = system.title.clone();
        for line in words::about(system) {
            text = format!("{text}\n{}", self.wrapped(&line, "", ""));
        }
        if let Some(controls) = self.controls(&system.controls) {
            text = format!("{text}\n{controls}");
        }
        if system.permissions.is_empty() {
            return format!("{text}\n\nNo permissions.");
        }
        format!("{text}\n\n{}", self.table(system))
    }

    fn table(&self, system: &SystemEntry) -> String {
        let mut table = Table::new();
        let last = self.width - self.permission - self.means;
        let widths = [self.permission, self.means, last];
        let constraint = |width| ColumnConstraint::Absolute(Width::Fixed(width));
        table
            .load_style(STYLE)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.width)
            .set_header(["Permission", "Means", "Held by"])
            .set_constraints(widths.map(constraint));
        for permission in &system.permissions {
            table.add_row([
                words::level(permission).join("\n"),
                permission.means.clone(),
                words::holders(permission).join("\n"),
            ]);
        }
        for column in table.column_iter_mut() {
            column.set_padding((0, 2));
        }
        let lines = table.to_string();
        let lines = lines.lines().map(str::trim_end);
        lines.collect::<Vec<_>>().join("\n")
    }

    /// Words on lines of at most the width, the first and the others indented.
    fn wrapped(&self, text: &str, first: &str, others: &str) -> String {
        let mut lines = Vec::new();
        let mut line = first.to_owned();
        let mut empty = true;
        for word in text.split_whitespace() {
            let longer = line.chars().count() + 1 + word.chars().count();
            if !empty && longer > usize::from(self.width) {
                lines.push(std::mem::replace(&mut line, others.to_owned()));
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        lines.push(line);
        lines.join("\n")
    }
}

/// How many columns a cell of this text takes, with the gap after it.
fn columns(text: &str) -> u16 {
    u16::try_from(text.chars().count() + 2).unwrap_or(u16::MAX)
}
