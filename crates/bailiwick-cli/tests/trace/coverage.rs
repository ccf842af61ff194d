//! Coverage: which lines of a document no row of its trace takes.

use crate::trace::Trace;

/// What is wrong between a trace and the lines of its document.
pub(crate) fn complaints(trace: &Trace, text: &str) -> Vec<String> {
    let path = &trace.path;
    let lines: Vec<&str> = text.lines().collect();
    let mut wrong = Vec::new();
    if lines.len() != trace.lines {
        let (found, said) = (lines.len(), trace.lines);
        wrong.push(format!(
            "{path}: `{}` has {found} lines, not {said}",
            trace.document
        ));
    }
    for row in &trace.rows {
        if *row.lines.end() > lines.len() {
            let at = row.at;
            wrong.push(format!("{path}:{at}: there is no line {}", row.lines.end()));
        }
    }
    for (number, line) in (1..).zip(&lines) {
        if !trace.rows.iter().any(|row| row.lines.contains(&number)) {
            let start: String = line.chars().take(60).collect();
            wrong.push(format!("{path}: no row takes line {number}: {start}"));
        }
    }
    wrong
}
