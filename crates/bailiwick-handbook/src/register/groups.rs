//! The groups of the register: what they claim, who is named, what they ask for first.

use bailiwick_estate::holding::Holding;
use bailiwick_estate::model::Approver;
use bailiwick_estate::seating::Seating;

use super::build::{Builder, title};
use super::{GroupEntry, MemberEntry, RequestEntry, SeatEntry};

impl Builder<'_> {
    pub(super) fn group(&self, holding: &Holding<'_>) -> GroupEntry {
        let seating = self.estate.seating_of(holding.group);
        let technical = seating.technical_accounts.iter();
        let differences = seating.differences();
        GroupEntry {
            name: holding.group.name.to_string(),
            title: title(holding.group.title.as_ref(), holding.group.name.as_str()),
            seats: seats(&seating),
            technical_accounts: seating.technical_claim,
            technical_members: technical.map(|account| account.name.to_string()).collect(),
            differences: differences.iter().map(ToString::to_string).collect(),
            request: holding.request.as_ref().map(|request| RequestEntry {
                title: request.title.to_string(),
                approvers: request
                    .approvers
                    .iter()
                    .map(|one| self.approver(one))
                    .collect(),
                duration: request.duration.map(|duration| duration.to_string()),
            }),
            until: holding.until.map(|until| until.to_string()),
        }
    }

    fn approver(&self, approver: &Approver) -> String {
        let known = match approver {
            Approver::Team(team) => team.of(&self.estate.teams).map(|one| one.title.as_ref()),
            Approver::Person(one) => one.of(&self.estate.people).map(|one| one.title.as_ref()),
            Approver::Group(one) => one.of(&self.estate.groups).map(|one| one.title.as_ref()),
        };
        title(known.flatten(), approver.as_str())
    }
}

fn seats(seating: &Seating<'_>) -> Vec<SeatEntry> {
    let roles = seating.roles.iter();
    roles
        .map(|seats| SeatEntry {
            job_role: seats.role.name.to_string(),
            count: seats.claim.map(|claim| claim.count),
            contractors: seats.claim.map(|claim| claim.contractors),
            members: (seats.people.iter())
                .map(|person| MemberEntry {
                    name: person.name.to_string(),
                    title: title(person.title.as_ref(), person.name.as_str()),
                    contract_until: (person.contractor.as_ref())
                        .map(|contract| contract.until.to_string()),
                })
                .collect(),
        })
        .collect()
}
