//! Names in IAM: what AWS takes, held against what the stack would make.

use bailiwick_estate::code::Code;
use bailiwick_estate::diagnostic::Diagnostic;
use bailiwick_estate::source::Span;

/// Something in IAM that has a name.
///
/// Source: `CreateUser`, `CreateRole`, `CreateGroup` and `CreatePolicy`, IAM API
/// Reference: letters, digits and `+=,.@-_`, up to 64 or 128 of them.
#[derive(Clone, Copy)]
pub(super) enum Named {
    User,
    Role,
    Group,
    Policy,
}

impl Named {
    fn noun(self) -> &'static str {
        match self {
            Self::User => "an IAM user",
            Self::Role => "an IAM role",
            Self::Group => "an IAM group",
            Self::Policy => "an IAM policy",
        }
    }

    fn longest(self) -> usize {
        match self {
            Self::User | Self::Role => 64,
            Self::Group | Self::Policy => 128,
        }
    }
}

/// Complains about a name that AWS would not take. `span` is where it comes from.
pub(super) fn check(name: &str, named: Named, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let (noun, longest) = (named.noun(), named.longest());
    let allowed = |c: &char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(*c);
    let count = name.chars().count();
    let message = match name.chars().find(|character| !allowed(character)) {
        Some(' ') => format!("`{name}` becomes the name of {noun}, which has no spaces"),
        Some(strange) => {
            format!("`{name}` becomes the name of {noun}, which cannot hold `{strange}`")
        }
        None if count > longest => {
            format!("`{name}` becomes the name of {noun}, and with {count} characters is too long")
        }
        None => return,
    };
    let mended: String = name
        .chars()
        .map(|character| if character == ' ' { '-' } else { character })
        .filter(allowed)
        .take(longest)
        .collect();
    let example = if mended.is_empty() || mended == name {
        String::new()
    } else {
        format!(", such as `{mended}`")
    };
    diagnostics.push(Diagnostic::error(Code::AWS_NAME, span, message).help(format!(
        "use up to {longest} letters, digits and `_ + = , . @ -`{example}; what people call it goes into `title`"
    )));
}
