//! `NAME=VALUE` and `NAME=@FILE`.

use std::io::{Read, stdin};

/// Reads one setting. What a file holds loses the line break at its end.
pub(super) fn read(written: &str) -> Result<(String, String), String> {
    let (name, value) = written
        .split_once('=')
        .ok_or("write it as `NAME=VALUE` or `NAME=@FILE`")?;
    let value = match value.strip_prefix('@') {
        None => value.to_owned(),
        Some(path) => {
            let content = content(path);
            let text = content.map_err(|error| format!("cannot read `{path}`: {error}"))?;
            text.strip_suffix('\n').unwrap_or(&text).to_owned()
        }
    };
    Ok((name.to_owned(), value))
}

fn content(path: &str) -> std::io::Result<String> {
    if path != "-" {
        return std::fs::read_to_string(path);
    }
    let mut text = String::new();
    stdin().read_to_string(&mut text)?;
    Ok(text)
}
