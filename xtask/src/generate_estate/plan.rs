//! What is in a generated estate: products with a team and up to three accounts each,
//! and ten people for every account.

use super::names::{FIRST, LAST, PRODUCTS, REGIONS, ROLES};
use super::random::Random;

/// How many people there are for each account.
const PEOPLE: usize = 10;
/// How many of them develop; the others operate.
const DEVELOPERS: usize = 6;

pub(super) struct Plan {
    pub(super) products: Vec<Product>,
}

/// A product: a team of the same name, and an account for each stage.
pub(super) struct Product {
    pub(super) name: String,
    pub(super) accounts: Vec<Account>,
}

pub(super) struct Account {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) stage: &'static Stage,
    pub(super) region: &'static str,
    /// In US dollars for each month.
    pub(super) budget: u32,
    /// The first address of its network, which has 4,096.
    pub(super) network: u32,
    pub(super) developers: Vec<Person>,
    pub(super) operators: Vec<Person>,
}

pub(super) struct Person {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) role: &'static str,
    pub(super) contractor: bool,
    pub(super) ssh_key: String,
}

/// A stage: an environment, a class of accounts and an organizational unit.
pub(super) struct Stage {
    pub(super) short: &'static str,
    pub(super) name: &'static str,
}

/// The stages, in the order that accounts are made for them.
pub(super) const STAGES: [Stage; 3] = [
    Stage {
        short: "prod",
        name: "production",
    },
    Stage {
        short: "stage",
        name: "staging",
    },
    Stage {
        short: "dev",
        name: "development",
    },
];

impl Plan {
    pub(super) fn of(accounts: u32, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let products = (0u32..)
            .zip((0..accounts).step_by(STAGES.len()))
            .map(|(number, first)| {
                let name = product_name(number as usize);
                let accounts = (first..accounts)
                    .zip(&STAGES)
                    .map(|(index, stage)| Account::of(index, &name, stage, &mut random))
                    .collect();
                Product { name, accounts }
            })
            .collect();
        Self { products }
    }
}

impl Account {
    fn of(index: u32, product: &str, stage: &'static Stage, random: &mut Random) -> Self {
        let mut people: Vec<Person> = (0..PEOPLE)
            .map(|place| Person::of(index as usize * PEOPLE + place, place, random))
            .collect();
        let operators = people.split_off(DEVELOPERS);
        Self {
            name: format!("{product}-{}", stage.short),
            id: format!("{:012}", 210_000_000_000 + u64::from(index) * 104_729),
            stage,
            region: random.pick(&REGIONS),
            budget: random.pick(&[250, 500, 1_000, 2_500, 10_000]),
            network: (10 << 24) + (index << 12),
            developers: people,
            operators,
        }
    }

    /// A part of its network: so many addresses after the first, and so many bits.
    pub(super) fn part(&self, offset: u32, bits: u32) -> String {
        format!("{}/{bits}", std::net::Ipv4Addr::from(self.network + offset))
    }

    pub(super) fn people(&self) -> impl Iterator<Item = &Person> {
        self.developers.iter().chain(&self.operators)
    }

    pub(super) fn serves_users(&self) -> bool {
        self.stage.short == "prod"
    }
}

impl Person {
    fn of(number: usize, place: usize, random: &mut Random) -> Self {
        let (first, last) = (random.pick(&FIRST), random.pick(&LAST));
        let roles = if place < DEVELOPERS {
            &ROLES[..3]
        } else {
            &ROLES[3..]
        };
        Self {
            name: format!("{}.{}.{number}", first.to_lowercase(), last.to_lowercase()),
            title: format!("{first} {last}"),
            role: random.pick(roles).0,
            contractor: random.once_in(8),
            ssh_key: ssh_key(random),
        }
    }
}

fn product_name(number: usize) -> String {
    let word = PRODUCTS[number % PRODUCTS.len()];
    match number / PRODUCTS.len() {
        0 => word.to_owned(),
        round => format!("{word}-{}", round + 1),
    }
}

/// The text of a public key that opens nothing.
fn ssh_key(random: &mut Random) -> String {
    let letters = b"abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let body: String = (0..43).map(|_| char::from(random.pick(letters))).collect();
    format!("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{body}")
}
