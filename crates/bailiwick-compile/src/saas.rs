//! Roles in products that decide for themselves: what Bailiwick would set there, and
//! compares with what is there.

use std::collections::{BTreeMap, BTreeSet};

use bailiwick_estate::estate::Estate;
use bailiwick_estate::lower::Declared;
use bailiwick_estate::model::{Allowance, Permission, SaasAllowance};
use serde_json::{Value, json};

/// The groups that hold a permission, with their members.
type Holders<'e> = BTreeMap<&'e str, BTreeSet<&'e str>>;

/// One document for each product: its roles, by permission, and who holds them.
pub(crate) fn compile(estate: &Estate) -> Vec<(String, Value)> {
    let holders = holders(estate);
    let mut products: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for permission in estate.permissions.iter() {
        let allowed = by_product(&permission.allow);
        let denied = by_product(&permission.deny);
        let named: BTreeSet<&str> = allowed.keys().chain(denied.keys()).copied().collect();
        for product in named {
            let role = role(
                permission,
                allowed.get(product).map_or(&[], Vec::as_slice),
                denied.get(product).map_or(&[], Vec::as_slice),
                holders.get(permission.name.as_str()),
            );
            products.entry(product).or_default().push(role);
        }
    }
    products
        .into_iter()
        .map(|(product, roles)| (product.to_owned(), Value::Array(roles)))
        .collect()
}

fn role(
    permission: &Declared<Permission>,
    allowed: &[&SaasAllowance],
    denied: &[&SaasAllowance],
    holders: Option<&Holders<'_>>,
) -> Value {
    let roles = allowed
        .iter()
        .filter_map(|allowance| allowance.role.as_deref());
    json!({
        "permission": permission.name.as_str(),
        "means": permission.means.as_str(),
        "roles": roles.collect::<BTreeSet<_>>(),
        "capabilities": capabilities(allowed),
        "denied": capabilities(denied),
        "groups": holders.cloned().unwrap_or_default(),
    })
}

fn by_product(allowances: &[Allowance]) -> BTreeMap<&str, Vec<&SaasAllowance>> {
    let mut products: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for allowance in allowances {
        if let Allowance::Saas(saas) = allowance {
            products.entry(saas.saas.as_str()).or_default().push(saas);
        }
    }
    products
}

fn capabilities<'e>(allowances: &[&'e SaasAllowance]) -> BTreeSet<&'e str> {
    allowances
        .iter()
        .flat_map(|allowance| &allowance.capabilities)
        .map(|capability| capability.as_str())
        .collect()
}

/// Who holds each permission outside AWS, by permission.
fn holders(estate: &Estate) -> BTreeMap<&str, Holders<'_>> {
    let mut holders: BTreeMap<&str, Holders<'_>> = BTreeMap::new();
    for holding in estate.holdings() {
        let members = holding.group.members.iter().map(|member| member.as_str());
        holders
            .entry(holding.permission.name.as_str())
            .or_default()
            .entry(holding.group.name.as_str())
            .or_default()
            .extend(members);
    }
    holders
}
