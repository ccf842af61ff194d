//! A secret that a build is given as a variable, and that stays in the image.
//!
//! Source: "SecretsUsedInArgOrEnv", Docker documentation
//! (<https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/>).

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::is_secret_name;
use parse_dockerfile::Instruction;

use super::recipe::Recipe;
use super::variables::declared;

pub(super) fn check(recipe: &Recipe<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for instruction in &recipe.dockerfile.instructions {
        let range = match instruction {
            Instruction::Arg(argument) => argument.arguments.span.clone(),
            Instruction::Env(environment) => environment.arguments.span.clone(),
            _ => continue,
        };
        for variable in declared(recipe, range) {
            // A value that stands here is told as any other secret in clear.
            let value = variable.value.as_deref().unwrap_or_default();
            let given = value.is_empty() || value.contains('$');
            if given && is_secret_name(&variable.name) {
                let message = format!("`{}` stays in the image, for all who get it", variable.name);
                diagnostics.push(
                    Diagnostic::error(Code::SECRET_IN_BUILD, recipe.span(variable.range), message)
                        .help("mount it where it is needed: `RUN --mount=type=secret,id=NAME …`; what only the container needs is a secret of the estate"),
                );
            }
        }
    }
}
