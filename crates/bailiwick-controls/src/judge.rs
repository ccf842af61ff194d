//! Every control of an estate, judged.

use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{self, Control};
use bailiwick_estate::selection::Selection;

use crate::assertion;
use crate::at_once::at_once;
use crate::case::Case;
use crate::catalogue;
use crate::indexes::Indexes;
use crate::judgement::{Evidence, Finding, Judgement, Part};
use crate::verdict::{Reason, Verdict};
use crate::world::World;

/// Judges every control of the estate, in the order written.
#[must_use]
pub fn judge<'c>(case: &Case<'c>) -> Vec<Judgement<'c>> {
    let indexes = Indexes::new(case);
    let world = World::new(case, &indexes);
    let controls = case.estate.controls.as_written();
    at_once(&controls, |control| judge_control(&world, control))
}

fn judge_control<'c>(world: &World<'_>, control: &'c Declared<Control>) -> Judgement<'c> {
    let asked = asked(control);
    let (looked_at, not_looked_at): (Vec<_>, Vec<_>) =
        asked.into_iter().partition(|evidence| world.has(*evidence));
    let mut findings = Vec::new();
    for evidence in looked_at {
        let mut find = |part, verdict| {
            findings.push(Finding {
                part,
                evidence,
                verdict,
            });
        };
        // What the user's own words are about stands in them.
        let selection = match control.catalogue.is_empty() {
            true => Selection::default(),
            false => world.estate.select(control.applies_to.as_ref()),
        };
        for entry in &control.catalogue {
            let verdict = catalogue::judge(*entry, world, evidence, &selection);
            find(Part::Catalogue(*entry), verdict);
        }
        if let Some(rule) = &control.access {
            find(Part::Access, assertion::access(world, evidence, rule));
        }
        if let Some(reach) = &control.reach {
            find(Part::Reach, assertion::reach(world, evidence, reach));
        }
    }
    // Evidence that was asked for and not given leaves its parts unknown, whoever vouches.
    if findings.is_empty() {
        let access = control.access.as_ref().map(|_| Part::Access);
        let reach = control.reach.as_ref().map(|_| Part::Reach);
        let catalogue = control
            .catalogue
            .iter()
            .map(|entry| Part::Catalogue(*entry));
        for evidence in &not_looked_at {
            let parts = catalogue.clone().chain(access).chain(reach);
            findings.extend(parts.map(|part| Finding {
                part,
                evidence: *evidence,
                verdict: Verdict::unknown(Reason::NotGiven(format!(
                    "{} evidence, by `--observed`",
                    evidence.as_str()
                ))),
            }));
        }
    }
    let word = control
        .attested
        .as_ref()
        .map(|attested| assertion::attested(world, attested));
    if let Some(word) = word {
        vouch(&mut findings, &word);
        findings.push(Finding {
            part: Part::Attestation,
            evidence: Evidence::Word,
            verdict: word,
        });
    }
    let unknown = findings
        .iter()
        .all(|finding| !matches!(finding.verdict, Verdict::Refuted(_)));
    Judgement {
        control,
        findings,
        not_looked_at,
        accepted: control.unknown_accepted.as_ref().filter(|exception| {
            let ended = exception.until.is_some_and(|until| until < world.today);
            unknown && !ended
        }),
    }
}

/// What a control wants looked at: what is compiled, when it does not say.
fn asked(control: &Control) -> Vec<Evidence> {
    if control.evidence.is_empty() {
        return vec![Evidence::Compiled];
    }
    let evidence = control.evidence.iter().map(|evidence| match evidence {
        model::Evidence::Compiled => Evidence::Compiled,
        model::Evidence::Observed => Evidence::Observed,
    });
    evidence.collect()
}

/// Somebody's word stands in for what no evidence could show, and for nothing else.
fn vouch(findings: &mut [Finding], word: &Verdict) {
    for finding in findings {
        let invisible = match &finding.verdict {
            Verdict::Unknown(reasons) => reasons
                .iter()
                .all(|reason| matches!(reason, Reason::NotVisible(_))),
            _ => false,
        };
        if invisible {
            finding.verdict = word.clone();
        }
    }
}

#[cfg(test)]
mod tests;
