//! References: names of what is declared elsewhere, checked when they are read.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde_json::{Value, json};

use super::context::nearest;
use super::{Context, Declared, Lower, Name, Names, Schemas, Section};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::yaml::Node;

/// The name of a record that some section declares.
pub struct Ref<T> {
    name: Name,
    /// Where the reference was written.
    pub span: Span,
    target: PhantomData<fn() -> T>,
}

impl<T> Ref<T> {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &Name {
        &self.name
    }

    /// The name's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.name.as_str()
    }

    /// The record that the name stands for. `None` only while an estate is being
    /// checked, when the record itself was wrong and has been reported.
    #[must_use]
    pub fn of<'a>(&self, names: &'a Names<T>) -> Option<&'a Declared<T>> {
        names.get(self.as_str())
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self {
            name: self.name.clone(),
            ..*self
        }
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Ref({})", self.name)
    }
}

impl<T> fmt::Display for Ref<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.name.fmt(formatter)
    }
}

/// References are equal when they name the same record, wherever they stand.
impl<T> PartialEq for Ref<T> {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl<T> Eq for Ref<T> {}

impl<T> Hash for Ref<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl<T: Section> Lower for Ref<T> {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let wanted = format!("the name of {} {}", article(T::NOUN), T::NOUN);
        let text = context.scalar(node, &wanted)?.text.clone();
        if context.declaration(T::SECTION, &text).is_none() {
            let unknown = unknown_name(context, &text, node.span, &[(T::SECTION, T::NOUN)]);
            context.report(unknown);
            return None;
        }
        context.refer(T::SECTION, &text, node.span);
        let name = Name::new(&text).ok()?;
        Some(Self {
            name,
            span: node.span,
            target: PhantomData,
        })
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({
            "type": ["string", "number"],
            "description": format!("The name of {} {}, declared under `{}`.", article(T::NOUN), T::NOUN, T::SECTION),
        })
    }
}

/// `section/name`: anything that the estate declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// The section's key.
    pub section: &'static str,
    /// The name in it.
    pub name: Name,
    /// Where the pointer was written.
    pub span: Span,
}

impl fmt::Display for Pointer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.section, self.name)
    }
}

impl Lower for Pointer {
    fn lower(node: &Node, context: &mut Context<'_>) -> Option<Self> {
        let text = &context.scalar(node, "`section/name`")?.text;
        let Some((written, name)) = text.split_once('/') else {
            let declares = |section: &&str| context.declaration(section, text).is_some();
            let help = match context.sections().find(declares) {
                Some(section) => format!("did you mean `{section}/{text}`?"),
                None => "write the section and the name, such as `accounts/prod` or `procedures/create-account`".to_owned(),
            };
            context.report(
                Diagnostic::error(
                    Code::BAD_VALUE,
                    node.span,
                    format!("`{text}` does not say in which section to look"),
                )
                .help(help),
            );
            return None;
        };
        let section = context.sections().find(|section| *section == written);
        let Some(section) = section else {
            let near = nearest(written, context.sections());
            context.report(
                Diagnostic::error(
                    Code::UNKNOWN_NAME,
                    node.span,
                    format!("the estate declares nothing under `{written}`"),
                )
                .maybe_help(near.map(|near| format!("did you mean `{near}/{name}`?"))),
            );
            return None;
        };
        if context.declaration(section, name).is_none() {
            let unknown = unknown_name(context, name, node.span, &[(section, "name")]);
            context.report(unknown);
            return None;
        }
        context.refer(section, name, node.span);
        let name = Name::new(name).ok()?;
        let span = node.span;
        Some(Self {
            section,
            name,
            span,
        })
    }

    fn schema(_: &mut Schemas) -> Value {
        json!({
            "type": "string",
            "pattern": "^[a-z_]+/.+$",
            "description": "Anything the estate declares, as `section/name`.",
        })
    }
}

/// The diagnostic for a name that none of the sections declares.
pub(crate) fn unknown_name(
    context: &Context<'_>,
    written: &str,
    span: Span,
    sections: &[(&'static str, &str)],
) -> Diagnostic {
    let nouns: Vec<&str> = sections.iter().map(|(_, noun)| *noun).collect();
    let nouns = nouns.join(" or ");
    let places: Vec<String> = sections
        .iter()
        .map(|(section, _)| format!("`{section}`"))
        .collect();
    let places = places.join(" or ");
    let candidates = sections
        .iter()
        .flat_map(|(section, _)| context.declared(section));
    let candidates: Vec<(&str, Span)> = candidates.collect();
    let near = nearest(written, candidates.iter().map(|(name, _)| *name));
    let elsewhere = context
        .sections()
        .find(|section| context.declaration(section, written).is_some());
    let diagnostic = Diagnostic::error(
        Code::UNKNOWN_NAME,
        span,
        format!("no {nouns} is called `{written}`"),
    );
    match (near, elsewhere) {
        (Some(near), _) => {
            let declared = candidates.iter().find(|(name, _)| *name == near);
            let lies_in = written
                .strip_prefix(near)
                .is_some_and(|rest| rest.starts_with('/'));
            let diagnostic = diagnostic.help(if lies_in {
                format!("declare it under {places}, or write `{near}` if you mean that one")
            } else {
                format!("did you mean `{near}`?")
            });
            match declared {
                Some((_, span)) => diagnostic.related(*span, format!("`{near}` is declared here")),
                None => diagnostic,
            }
        }
        (None, Some(section)) => diagnostic.help(format!(
            "`{section}` declares `{written}`, but {} belongs here",
            with_article(&nouns)
        )),
        (None, None) if candidates.is_empty() => diagnostic.help(format!(
            "declare it under {places}, where nothing stands yet"
        )),
        (None, None) if candidates.len() <= 8 => diagnostic.help(format!(
            "declare it under {places}, or use {}",
            super::context::alternatives(candidates.iter().map(|(name, _)| *name))
        )),
        (None, None) => diagnostic.help(format!("declare it under {places}")),
    }
}

fn with_article(noun: &str) -> String {
    format!("{} {noun}", article(noun))
}

fn article(noun: &str) -> &'static str {
    match noun.chars().next() {
        Some('a' | 'e' | 'i' | 'o') => "an",
        _ => "a",
    }
}
