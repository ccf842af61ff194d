//! Single values: identifiers, quantities, addresses. Each is validated once, when
//! it is read, and cannot be changed afterwards.

mod contact;
mod cron;
mod date;
mod identifier;
mod network;
mod quantity;

pub use contact::{DomainName, Email, Url};
pub use cron::{Cron, CronField};
pub use date::Date;
pub use identifier::{AccountId, Arn, OrganizationId, Region, TagKey};
pub use network::{Cidr, Ports, Protocol};
pub use quantity::{Amount, Count, Duration, Money, Percent, Period, Rate, Size};
