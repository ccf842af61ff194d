//! The estate: all files merged, every name resolved.
//!
//! Owns: the list of sections, merging files, the order of the front end's passes.
//! Start reading at [`read`].

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Severity};
use crate::lower::{
    Context, Declarations, Lower, Name, Names, Reference, Schemas, Section, Text, alternatives,
    nearest, schema_field,
};
use crate::model::*;
use crate::source::{Sources, Span};
use crate::yaml::{self, Entry, Kind, LIMITS, Node, Refusal};

macro_rules! estate {
    (
        single { $($(#[doc = $single_doc:literal])* $single:ident: $single_type:ty,)* }
        sections { $($(#[doc = $doc:literal])* $section:ident: $record:ty,)* }
    ) => {
        /// A whole estate: typed, its references resolved, immutable.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Estate {
            $($(#[doc = $single_doc])* pub $single: $single_type,)*
            $($(#[doc = $doc])* pub $section: Names<$record>,)*
        }

        /// The sections that declare things by name.
        pub const SECTIONS: &[&str] = &[$(<$record as Section>::SECTION),*];
        /// The keys that stand for one thing of the whole estate.
        pub const SINGLES: &[&str] = &[$(stringify!($single)),*];

        /// What one thing of a section is called: `account` for `accounts`.
        #[must_use]
        pub fn noun(section: &str) -> Option<&'static str> {
            [$((<$record as Section>::SECTION, <$record as Section>::NOUN)),*]
                .into_iter()
                .find(|(key, _)| *key == section)
                .map(|(_, noun)| noun)
        }

        impl Estate {
            fn lower(root: &Root, context: &mut Context<'_>) -> Option<Self> {
                $(let $single = root.single::<$single_type>(stringify!($single), context);)*
                $(let $section = root.section::<$record>(context);)*
                Some(Self { $($single: $single?,)* $($section,)* })
            }
        }

        /// The JSON Schema (draft 2020-12) of one file of an estate.
        #[must_use]
        pub fn schema() -> Value {
            let mut schemas = Schemas::default();
            let fields = [
                $(schema_field::<$single_type>(&mut schemas, stringify!($single), &[$($single_doc),*]),)*
                $(schema_field::<Names<$record>>(&mut schemas, <$record as Section>::SECTION, &[$($doc),*]),)*
            ];
            let mut properties = serde_json::Map::new();
            for field in fields {
                let (key, schema) = field.into_property();
                properties.insert(key.to_owned(), schema);
            }
            json!({
                "$schema": "https://json-schema.org/draft/2020-12/schema",
                "title": "Bailiwick estate",
                "description": "One file of an estate. An estate is a folder of such files, merged.",
                "type": "object",
                "properties": properties,
                "additionalProperties": false,
                "$defs": schemas.into_definitions(),
            })
        }
    };
}

estate! {
    single {
        /// The estate's name, said in one of its files.
        estate: Name,
        /// What people call it.
        title: Option<Text>,
        /// What it describes.
        description: Option<Text>,
        /// The organisation as a whole.
        organization: Option<Organization>,
    }
    sections {
        /// Where people ask and approve.
        channels: Channel,
        /// Teams.
        teams: Team,
        /// The roles people have at work.
        job_roles: JobRole,
        /// People.
        people: Person,
        /// Accounts that machines use.
        technical_accounts: TechnicalAccount,
        /// Customers whose data accounts may hold.
        customers: Customer,
        /// Organizational units, by path.
        units: Unit,
        /// Kinds of accounts.
        account_classes: AccountClass,
        /// AWS accounts.
        accounts: Account,
        /// Stages that are kept apart.
        environments: Environment,
        /// Whatever people get access to.
        systems: System,
        /// Levels of access.
        permissions: Permission,
        /// Groups, their members and what these hold.
        groups: Group,
        /// Statements that must be true.
        controls: Control,
        /// What nobody can do, whatever they are allowed.
        guardrails: Guardrail,
        /// Tags, by key.
        tags: TagRule,
        /// Budgets.
        budgets: Budget,
        /// Alarms on charges.
        billing_alarms: BillingAlarm,
        /// Logs.
        logs: Log,
        /// Networks.
        networks: Network,
        /// DNS zones.
        zones: Zone,
        /// Services that run.
        workloads: Workload,
        /// What people do, step by step.
        procedures: Procedure,
        /// What is to be reached.
        goals: Goal,
        /// What people ask.
        questions: Question,
        /// What was decided, and what not.
        decisions: Decision,
    }
}

/// An estate as far as it could be read, and everything that is wrong with it.
#[derive(Debug)]
pub struct Reading {
    /// The estate: there only when no diagnostic is an error.
    pub estate: Option<Estate>,
    /// When there are errors, what could be read all the same: enough to look for more of
    /// them, never to build anything from.
    pub partial: Option<Estate>,
    /// The merged tree, for showing what was written.
    pub tree: Root,
    /// Every place where something names something else.
    pub references: Vec<Reference>,
    /// What is wrong, by place.
    pub diagnostics: Vec<Diagnostic>,
    /// Where secrets stand in clear: whoever shows the files must not show these; see
    /// [`Sources::concealed`].
    pub secrets: Vec<Span>,
}

/// Reads an estate from its files.
///
/// # Errors
/// When a file asks for more than any estate needs; the path of the file comes with it.
pub fn read(sources: &Sources) -> Result<Reading, (String, Refusal)> {
    let mut diagnostics = Vec::new();
    let mut files = Vec::new();
    let mut nodes = 0;
    for (id, source) in sources.iter() {
        let parsed = yaml::parse(id, &source.text, LIMITS, &mut nodes, &mut diagnostics);
        files.extend(parsed.map_err(|refusal| (source.path.clone(), refusal))?);
    }
    let unreadable = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.code == Code::SYNTAX);
    let tree = Root::merge(files, &mut diagnostics);
    let nameless = !unreadable && !tree.entries.contains_key("estate");
    if let (true, Some((id, _))) = (nameless, sources.iter().next()) {
        let start = Span {
            source: id,
            start: 0,
            end: 0,
        };
        diagnostics.push(
            Diagnostic::error(Code::MISSING_FIELD, start, "no file says the estate's name")
                .help("add a line such as `estate: acme` to one of the files"),
        );
    }
    let declared = tree.declarations();
    let mut context = Context::new(&declared, &mut diagnostics);
    let estate = Estate::lower(&tree, &mut context);
    let references = context.into_references();
    if let Some(estate) = &estate {
        crate::check::check(estate, &tree, &mut diagnostics);
    }
    let secrets = crate::check::find_secrets(sources, &tree, &mut diagnostics);
    let hidden: BTreeSet<&str> = secrets.iter().map(|at| sources.slice(*at)).collect();
    // What is said of a secret itself never shows it.
    let others = |one: &&mut Diagnostic| one.code != Code::SECRET_IN_CLEAR;
    for diagnostic in diagnostics.iter_mut().filter(others) {
        hidden.iter().for_each(|secret| diagnostic.conceal(secret));
    }
    settle(&mut diagnostics, unreadable);
    let wrong = diagnostics
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    let (partial, estate) = if wrong {
        (estate, None)
    } else {
        (None, estate)
    };
    Ok(Reading {
        estate,
        partial,
        tree,
        references,
        diagnostics,
        secrets,
    })
}

/// Puts diagnostics in order, without those that only follow from another.
fn settle(diagnostics: &mut Vec<Diagnostic>, unreadable: bool) {
    let dangling = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == Code::UNKNOWN_ANCHOR);
    let dangling: BTreeSet<Span> = dangling.map(|diagnostic| diagnostic.span).collect();
    diagnostics.retain(|diagnostic| match diagnostic.code {
        Code::UNKNOWN_ANCHOR => true,
        // A file that is not YAML takes its names with it: what refers to them is not wrong.
        Code::UNKNOWN_NAME if unreadable => false,
        // Nothing is known of a value that an alias without its anchor stands for.
        _ => !dangling.contains(&diagnostic.span),
    });
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    diagnostics.dedup();
}

/// Section and name in small letters, to the name as written and where.
type Seen = BTreeMap<(&'static str, String), (String, Span)>;

fn said_twice(key: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(Code::DECLARED_TWICE, span, format!("`{key}` is said twice"))
        .related(first, "first said here")
        .help("say it in one file, and take it out of the other")
}

/// IAM, and many file systems, take names that differ only in their capitals for one.
fn declared_twice(key: &str, entry: &Entry, other: &str, first: Span) -> Diagnostic {
    let name = &entry.key;
    let (message, help) = if name == other {
        (
            format!("`{name}` is declared twice under `{key}`"),
            "a name is declared once; merge the two, or rename one",
        )
    } else {
        (
            format!("`{name}` and `{other}` under `{key}` differ only in their capitals"),
            "IAM, file systems and people take them for one name; rename one of the two",
        )
    };
    Diagnostic::error(Code::DECLARED_TWICE, entry.key_span, message)
        .related(first, "first said here")
        .help(help)
}

/// The sections of all files together.
#[derive(Debug, Default)]
pub struct Root {
    entries: BTreeMap<&'static str, Vec<Entry>>,
}

impl Root {
    /// What was written for a name of a section.
    #[must_use]
    pub fn entry(&self, section: &str, name: &str) -> Option<&Entry> {
        self.entries
            .get(section)?
            .iter()
            .find(|entry| entry.key == name)
    }

    /// What was written in a section, in the order of the files.
    #[must_use]
    pub fn section_entries(&self, section: &str) -> &[Entry] {
        self.entries.get(section).map_or(&[], Vec::as_slice)
    }

    /// What was written for one of the [`SINGLES`].
    #[must_use]
    pub fn single_entry(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)?.first()
    }

    fn merge(files: Vec<Node>, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut root = Self::default();
        let mut seen = Seen::new();
        for file in files {
            let Kind::Mapping(entries) = file.kind else {
                let diagnostic = Diagnostic::error(
                    Code::WRONG_SHAPE,
                    file.span,
                    format!("expected the sections of an estate, found {}", file.noun()),
                )
                .help("a file starts with a section such as `accounts:` or `groups:`");
                diagnostics.push(diagnostic);
                continue;
            };
            for entry in entries {
                root.add(entry, &mut seen, diagnostics);
            }
        }
        root
    }

    fn add(&mut self, entry: Entry, seen: &mut Seen, diagnostics: &mut Vec<Diagnostic>) {
        let known = || SINGLES.iter().chain(SECTIONS).copied();
        let Some(key) = known().find(|key| *key == entry.key) else {
            let help = match nearest(&entry.key, known()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the sections are {}", alternatives(known())),
            };
            diagnostics.push(
                Diagnostic::error(
                    Code::UNKNOWN_FIELD,
                    entry.key_span,
                    format!("an estate has no section `{}`", entry.key),
                )
                .help(help),
            );
            return;
        };
        let (single, entries) = match entry.value.kind {
            _ if SINGLES.contains(&key) => (true, vec![entry]),
            Kind::Mapping(entries) => (false, entries),
            Kind::Null => (false, Vec::new()),
            _ => {
                let noun = entry.value.noun();
                let message = format!("expected a mapping of names under `{key}`, found {noun}");
                diagnostics.push(
                    Diagnostic::error(Code::WRONG_SHAPE, entry.value.span, message)
                        .help("write a name and a colon, without a dash, and under it what the name stands for"),
                );
                return;
            }
        };
        for entry in entries {
            let name = if single {
                String::new()
            } else {
                entry.key.clone()
            };
            let folded = (key, name.to_lowercase());
            if let Some((other, first)) = seen.get(&folded) {
                let twice = if single {
                    said_twice(key, entry.key_span, *first)
                } else {
                    declared_twice(key, &entry, other, *first)
                };
                diagnostics.push(twice);
                if name != *other {
                    // What refers to it by this name is not wrong as well.
                    self.entries.entry(key).or_default().push(entry);
                }
                continue;
            }
            seen.insert(folded, (name, entry.key_span));
            self.entries.entry(key).or_default().push(entry);
        }
    }

    fn declarations(&self) -> BTreeMap<&'static str, Declarations> {
        let names = |entries: &Vec<Entry>| {
            let name = |entry: &Entry| (entry.key.clone(), entry.key_span);
            entries.iter().map(name).collect()
        };
        self.entries
            .iter()
            .filter(|(section, _)| SECTIONS.contains(section))
            .map(|(section, entries)| (*section, names(entries)))
            .collect()
    }

    fn single<T: Lower>(&self, key: &str, context: &mut Context<'_>) -> Option<T> {
        match self.entries.get(key).and_then(|entries| entries.first()) {
            Some(entry) => {
                context.under(entry.key_span);
                T::lower(&entry.value, context)
            }
            None => T::absent(),
        }
    }

    /// Whether no file has any section of an estate: then the folder is something else.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    fn section<T: Lower + Section>(&self, context: &mut Context<'_>) -> Names<T> {
        let entries = self.entries.get(T::SECTION).map_or(&[][..], Vec::as_slice);
        Names::lower_entries(entries, context)
    }
}
