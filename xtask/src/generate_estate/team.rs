//! The file of a team: its channel, its people, and what must be true of its databases.

use super::list;
use super::plan::{Person, Product};
use super::{File, names};

pub(super) fn file(product: &Product) -> File {
    let name = &product.name;
    let databases: Vec<String> = product
        .accounts
        .iter()
        .map(|account| format!("{}-database", account.name))
        .collect();
    let people: String = product
        .accounts
        .iter()
        .flat_map(|account| account.people())
        .map(|one| person(name, one))
        .collect();
    let text = format!(
        "# The team of {name}.

channels:
  {name}:
    address: \"#{name}\"
    purpose: Ask about {name}

teams:
  {name}:
    title: Team {name}
    description: Builds and runs {name}.
    channel: {name}
    email: {name}@acme.example

controls:
  {name}-databases-internal:
    statement: Databases of {name} are reached only from internal networks
    reach:
      to:
        systems: {databases}
      ports: 5432/tcp
      only_from: internal

people:
{people}",
        databases = list(databases.iter().map(String::as_str)),
    );
    (format!("teams/{name}.yaml"), text)
}

fn person(team: &str, person: &Person) -> String {
    let Person {
        name,
        title,
        role,
        ssh_key,
        ..
    } = person;
    let contract = if person.contractor {
        "    contractor:\n      company: Initech\n      until: 2027-12-31\n"
    } else {
        ""
    };
    format!(
        "  {name}:
    title: {title}
    role: {role}
    email: {name}@acme.example
    teams: [{team}]
    ssh_keys: {ssh_key}
{contract}"
    )
}

/// Every job role.
pub(super) fn job_roles() -> String {
    names::ROLES
        .iter()
        .map(|(role, does)| format!("  {role}:\n    description: {does}\n"))
        .collect()
}
