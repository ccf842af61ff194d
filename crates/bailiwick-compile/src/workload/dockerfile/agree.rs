//! What the estate says of an image's making is what its Dockerfile says.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::model::Image;

use super::recipe::Recipe;
use crate::workload::containers::split;

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(image) = own_image(recipe) else {
        return;
    };
    let mut differs = |span, message: String| {
        diagnostics.push(
            Diagnostic::error(Code::COMPOSE_DISAGREES, span, message)
                .related(recipe.span(0..0), "this Dockerfile")
                .help("say it in the Dockerfile alone, which is what is built"),
        );
    };
    if let Some(base) = &image.base {
        let mut stages = recipe.dockerfile.stages();
        if !stages.any(|stage| stage.from.image.value == base.as_str()) {
            differs(
                base.span,
                format!("the Dockerfile does not start from `{base}`"),
            );
        }
    }
    let instructions = instructions(&recipe.file.text);
    for said in image.instructions.iter() {
        if !instructions.contains(&spaced(said.as_str())) {
            // The line itself is not repeated: there may be a secret in it.
            differs(
                said.span,
                "the Dockerfile has no such instruction".to_owned(),
            );
        }
    }
}

/// The image that the workload builds, when it is that of the service.
fn own_image<'e>(recipe: &Recipe<'e>) -> Option<&'e Image> {
    let image = recipe.workload.image.as_ref()?;
    let named = recipe.service.image.as_ref()?;
    (split(&named.text).0 == image.repository.as_str()).then_some(image)
}

/// The instructions of a Dockerfile, each on one line.
fn instructions(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim_end);
    let lines = lines.filter(|line| !line.trim_start().starts_with('#'));
    let whole = lines.collect::<Vec<_>>().join("\n").replace("\\\n", " ");
    whole.lines().map(spaced).collect()
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
