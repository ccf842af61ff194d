//! Budgets, billing alarms and costs; and the tags that costs are told apart by.

use super::{Account, Environment, Recipient, Section, System, Workload, one_of, section};
use crate::lower::{List, Ref, Text, record, words};
use crate::model::Unit;
use crate::value::{Count, Duration, Money, Percent, Rate};

record! {
    /// A sum that is meant to be spent at most, and who is told when it is not.
    pub struct Budget {
        /// The sum.
        pub amount: Rate,
        /// The accounts it is about; every account of the organisation when left out.
        pub accounts: List<Ref<Account>>,
        /// The workloads it is about.
        pub workloads: List<Ref<Workload>>,
        /// What it covers, in words.
        pub covers: Option<Text>,
        /// When somebody is told.
        pub alerts: List<Alert>,
        /// Who is told.
        pub notify: List<Recipient>,
        /// As whom it is set up, such as the root user.
        pub set_up_as: Option<Text>,
        /// How more is asked for.
        pub raise: Option<Text>,
        /// Why this much.
        pub because: Option<Text>,
    }
}
section!(Budget, "budgets", "budget");

one_of! {
    /// When a budget speaks up.
    pub enum Alert {
        /// When so much has been spent.
        Actual(ActualAlert) = "actual",
        /// When so much is going to be spent by the end of the period.
        Forecast(ForecastAlert) = "forecast",
    }
}

record! {
    /// So much has been spent.
    pub struct ActualAlert {
        /// The share of the budget.
        pub actual: Percent,
    }
}

record! {
    /// So much is going to be spent.
    pub struct ForecastAlert {
        /// The share of the budget.
        pub forecast: Percent,
    }
}

record! {
    /// An alarm on estimated charges. Billing metrics live in us-east-1 only.
    pub struct BillingAlarm {
        /// The name of the alarm in AWS, where it has one already.
        pub called: Option<Text>,
        /// The account whose charges are watched.
        pub account: Ref<Account>,
        /// The AWS service whose charges are watched, by its name in the billing metrics
        /// (`AmazonEC2`); all of them when left out.
        pub service: Option<Text>,
        /// The alarm sounds at this sum and above.
        pub at_least: Option<Money>,
        /// The alarm sounds above this sum.
        pub above: Option<Money>,
        /// The period of one data point.
        pub within: Duration,
        /// How many data points must be over the sum; one when left out.
        pub data_points: Option<Count>,
        /// Who is told.
        pub notify: List<Recipient>,
        /// What is stopped when it sounds.
        pub stops: Option<Ref<Workload>>,
        /// Why.
        pub because: Option<Text>,
    }
}
section!(BillingAlarm, "billing_alarms", "billing alarm");

record! {
    /// What something costs.
    pub struct Cost {
        /// How much. A range has `up_to` as well.
        pub amount: Rate,
        /// The upper end of a range.
        pub up_to: Option<Rate>,
        /// The amount with taxes.
        pub gross: Option<Rate>,
        /// The amount under other terms, with the terms in words.
        pub otherwise: Option<Rate>,
        /// An amount paid once, in advance.
        pub in_advance: Option<Money>,
        /// The AWS service that charges it.
        pub service: Option<Text>,
        /// What it pays for.
        pub r#for: Option<Text>,
    }
}

record! {
    /// A tag: why it exists, and where it must be. Its name is the key of the tag.
    pub struct TagRule {
        /// Why things carry it.
        pub why: Text,
        /// The values it may have; any when left out.
        pub values: List<Text>,
        /// What must carry it.
        pub required_on: List<Tagged>,
        /// The environments where it is required; all when left out.
        pub environments: List<Ref<Environment>>,
        /// The organizational units where it is required; all when left out.
        pub units: List<Ref<Unit>>,
        /// The systems it tells apart.
        pub systems: List<Ref<System>>,
    }
}
section!(TagRule, "tags", "tag");

words! {
    /// What can carry a tag.
    pub enum Tagged {
        /// AWS accounts.
        Accounts = "accounts",
        /// Every resource of a workload that takes tags.
        Workloads = "workloads",
        /// Networks and what is in them.
        Networks = "networks",
        /// Roles, users and policies.
        Identities = "identities",
        /// Everything that takes tags.
        Everything = "everything",
    }
}
