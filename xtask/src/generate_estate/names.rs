//! The words that generated names are made of.

/// What products do. Up to ten letters, so that names of permission sets fit.
pub(super) const PRODUCTS: [&str; 24] = [
    "orders",
    "payments",
    "catalogue",
    "search",
    "shipping",
    "returns",
    "loyalty",
    "pricing",
    "invoices",
    "inventory",
    "checkout",
    "accounts",
    "reviews",
    "messages",
    "reports",
    "metrics",
    "identity",
    "media",
    "maps",
    "partners",
    "campaigns",
    "suppliers",
    "warehouse",
    "support",
];

/// First names.
pub(super) const FIRST: [&str; 20] = [
    "Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "John", "Margaret",
    "Niklaus", "Radia", "Tony", "Jean", "Kathleen", "Dennis", "Ken", "Adele", "Leslie", "Shafi",
    "Tim",
];

/// Last names.
pub(super) const LAST: [&str; 20] = [
    "Moreau", "Rossi", "Novak", "Schmidt", "Larsen", "Silva", "Kowalski", "Tanaka", "Okafor",
    "Haddad", "Nguyen", "Murphy", "Popescu", "Jansen", "Virtanen", "Costa", "Ivanova", "Sharma",
    "Kim", "Mensah",
];

/// What people do: three roles of developers, then three of operators.
pub(super) const ROLES: [(&str, &str); 6] = [
    ("Software Developer", "Writes and runs a product."),
    ("Test Engineer", "Finds out what does not work."),
    ("Data Engineer", "Looks after what products know."),
    ("DevOps Engineer", "Builds and ships products."),
    (
        "Infrastructure Engineer",
        "Looks after machines and networks.",
    ),
    ("Support Engineer", "Answers when something is wrong."),
];

/// The regions that products run in.
pub(super) const REGIONS: [&str; 4] = ["eu-central-1", "eu-west-1", "us-east-1", "us-west-2"];
