//! The list of diagnostic codes, each with its page.
//!
//! A code is added by one line here and one page in `pages/`: what is wrong, why
//! it matters, an example, and the example mended. A test reads every page, and
//! checks that the example gives the code and that the mended one does not.
//!
//! Numbers say where a mistake is found: `00` the file as YAML, `01` the shape of
//! a record, `02` single values, `03` names and references, `04` what the parts
//! of an estate say together, `050` permissions and `052` workloads when they are compiled,
//! `054` the Dockerfiles of their images.

use std::fmt;

/// A stable code such as `BW0301`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

impl Code {
    /// The code written `BW0301`, if there is one.
    #[must_use]
    pub fn find(written: &str) -> Option<Self> {
        let wanted = written.trim().to_ascii_uppercase();
        Self::all().find(|code| code.to_string() == wanted)
    }

    /// The code with this number whose page another crate keeps: the IAM engine judges
    /// policies, and its findings are shown like the estate's own.
    #[must_use]
    pub const fn of_another_crate(number: u16) -> Self {
        Self(number)
    }

    /// Every code that has its page here, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        PAGES.iter().map(|(code, _)| *code)
    }

    /// The page: Markdown, its first line a heading that names the code.
    #[must_use]
    pub fn page(self) -> &'static str {
        PAGES
            .iter()
            .find(|(code, _)| *code == self)
            .map_or("", |(_, page)| page)
    }

    /// The page's heading without the code: a name for what is wrong.
    #[must_use]
    pub fn title(self) -> &'static str {
        let heading = self.page().lines().next().unwrap_or_default();
        heading.split_once(": ").map_or(heading, |(_, title)| title)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "BW{:04}", self.0)
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $number:literal, $page:literal;)*) => {
        impl Code {
            $($(#[$doc])* pub const $name: Code = Code($number);)*
        }

        const PAGES: &[(Code, &str)] = &[
            $((Code::$name, include_str!(concat!("../pages/", $page, ".md"))),)*
        ];
    };
}

codes! {
    /// The text is not YAML.
    SYNTAX = 1, "BW0001";
    /// A mapping names one key twice.
    DUPLICATE_KEY = 2, "BW0002";
    /// An alias has no anchor before it.
    UNKNOWN_ANCHOR = 3, "BW0003";
    /// A YAML feature that the language does without.
    UNSUPPORTED_YAML = 4, "BW0004";

    /// A record has no such field.
    UNKNOWN_FIELD = 101, "BW0101";
    /// A field that must be there is not.
    MISSING_FIELD = 102, "BW0102";
    /// A mapping, a list or a scalar where another of them belongs.
    WRONG_SHAPE = 103, "BW0103";
    /// None, or more than one, of the fields that decide what a record is.
    WHICH_KIND = 104, "BW0104";
    /// `assumed` names a field that is not there.
    ASSUMED_NOTHING = 105, "BW0105";

    /// A value that does not parse as what it must be.
    BAD_VALUE = 201, "BW0201";
    /// A word outside the list of words.
    UNKNOWN_WORD = 202, "BW0202";

    /// A name that nothing declares.
    UNKNOWN_NAME = 301, "BW0301";
    /// A name declared twice.
    DECLARED_TWICE = 302, "BW0302";
    /// The same item twice in one list.
    LISTED_TWICE = 303, "BW0303";

    /// A way in that its class does not have.
    UNKNOWN_ENTRY = 401, "BW0401";
    /// A way in, granted on an account of another class.
    ENTRY_OF_ANOTHER_CLASS = 402, "BW0402";
    /// A system that is part of itself.
    PART_OF_ITSELF = 403, "BW0403";
    /// A unit's path that leads through undeclared units.
    UNIT_PATH = 404, "BW0404";
    /// A permission granted in no place.
    HELD_NOWHERE = 405, "BW0405";
    /// A system in no known AWS account.
    SYSTEM_WITHOUT_ACCOUNT = 406, "BW0406";
    /// Two accounts with one id.
    SAME_ACCOUNT_ID = 407, "BW0407";
    /// Two accounts with one e-mail address.
    SAME_ACCOUNT_EMAIL = 408, "BW0408";
    /// Two people with one e-mail address.
    SAME_PERSON_EMAIL = 409, "BW0409";
    /// More or fewer members than seats.
    SEATS = 410, "BW0410";
    /// IAM users where a class forbids them.
    IAM_USERS_FORBIDDEN = 411, "BW0411";
    /// Half of an exception from MFA.
    MFA_EXCEPTION = 412, "BW0412";
    /// An exception that nobody approved.
    EXCEPTION_UNAPPROVED = 413, "BW0413";
    /// An account for one customer that holds more.
    SHARED_BY_CUSTOMERS = 414, "BW0414";
    /// Data that an account's class does not allow.
    DATA_NOT_ALLOWED = 415, "BW0415";
    /// Approvers of nothing that is requested.
    APPROVAL_WITHOUT_REQUEST = 416, "BW0416";
    /// A request that nobody approves.
    REQUEST_WITHOUT_APPROVERS = 417, "BW0417";
    /// A system of the wrong kind.
    WRONG_KIND_OF_SYSTEM = 418, "BW0418";
    /// A subnet outside its network.
    SUBNET_OUTSIDE = 419, "BW0419";
    /// Addresses that two networks share.
    NETWORK_OVERLAP = 420, "BW0420";
    /// A network larger or smaller than AWS takes.
    NETWORK_SIZE = 421, "BW0421";
    /// A control that nothing can show.
    NOTHING_SHOWS_CONTROL = 422, "BW0422";
    /// A selection of nothing.
    SELECTS_NOTHING = 423, "BW0423";
    /// An attestation that ends before it begins.
    ATTESTATION_ENDS_EARLY = 424, "BW0424";
    /// A budget that tells nobody.
    SILENT_BUDGET = 425, "BW0425";
    /// A billing alarm without a threshold, or with two.
    ALARM_THRESHOLD = 426, "BW0426";
    /// A log that cannot flow there.
    LOG_DESTINATION = 427, "BW0427";
    /// A retention that CloudWatch Logs does not have.
    LOG_RETENTION = 428, "BW0428";
    /// A required tag that is missing.
    TAG_MISSING = 429, "BW0429";
    /// A value that a tag cannot have.
    TAG_VALUE = 430, "BW0430";
    /// A session too short or too long for AWS.
    SESSION_LENGTH = 431, "BW0431";
    /// Something that is no public SSH key.
    SSH_KEY = 432, "BW0432";
    /// A secret in clear.
    SECRET_IN_CLEAR = 433, "BW0433";
    /// Trust in everybody.
    OIDC_SUBJECT = 434, "BW0434";
    /// A guardrail that forbids nothing.
    EMPTY_GUARDRAIL = 435, "BW0435";
    /// A guardrail that cannot stand where it is said to.
    GUARDRAIL_SCOPE = 436, "BW0436";
    /// A guardrail without a fact that it is made of.
    GUARDRAIL_LACKS = 437, "BW0437";
    /// A rule of a security group whose other end is not known.
    RULE_WITHOUT_END = 438, "BW0438";
    /// A host or cluster from which nothing may go out.
    NO_WAY_OUT = 439, "BW0439";

    /// A permission whose name AWS does not take for a permission set.
    PERMISSION_SET_NAME = 450, "BW0450";
    /// A part that the workload, or the network of a system, does not have.
    UNKNOWN_PART = 451, "BW0451";
    /// A Linux user that cannot sign in.
    NO_SSH_KEY = 452, "BW0452";

    /// An action that AWS does not have.
    UNKNOWN_ACTION = 501, "BW0501";
    /// A service that AWS does not have.
    UNKNOWN_SERVICE = 502, "BW0502";
    /// A resource that none of the services has.
    UNKNOWN_RESOURCE = 503, "BW0503";
    /// An allowance or denial that comes to nothing.
    NOTHING = 504, "BW0504";
    /// A denial by tags that lets requests without tags through.
    NOT_DENIED = 505, "BW0505";
    /// A denial of something that can only be allowed.
    CANNOT_DENY = 506, "BW0506";
    /// A permission too large for AWS's quotas.
    TOO_LARGE = 507, "BW0507";
    /// A technical account that cannot hold what it is granted.
    CANNOT_HOLD = 508, "BW0508";
    /// A name that AWS does not take.
    AWS_NAME = 509, "BW0509";
    /// A cluster in an account where nobody holds the permission that enters it.
    CLUSTER_ELSEWHERE = 510, "BW0510";
    /// Something whose last day has passed.
    ENDED = 511, "BW0511";
    /// A Linux user name that hosts do not take.
    LINUX_NAME = 512, "BW0512";
    /// A condition operator that IAM does not have.
    UNKNOWN_OPERATOR = 513, "BW0513";
    /// An exact action that its entry never lets through.
    NEVER = 514, "BW0514";
    /// A policy that AWS does not manage.
    UNKNOWN_MANAGED_POLICY = 515, "BW0515";
    /// More guardrails than AWS attaches, or a longer one than it takes.
    GUARDRAIL_QUOTA = 516, "BW0516";

    /// A compose file that is not there.
    NO_COMPOSE_FILE = 520, "BW0520";
    /// Something that the Compose specification does not have.
    COMPOSE_SHAPE = 521, "BW0521";
    /// Something in a compose file that ECS does not do.
    NOT_ON_ECS = 522, "BW0522";
    /// The estate and its compose file disagree.
    COMPOSE_DISAGREES = 523, "BW0523";
    /// A container that the compose file does not have.
    NOT_IN_COMPOSE = 524, "BW0524";
    /// A task that does not fit its machine.
    TASK_MEMORY = 525, "BW0525";
    /// A workload that lacks something it cannot run without.
    WORKLOAD_LACKS = 526, "BW0526";
    /// An instance type that contradicts what is said of it.
    INSTANCE_TYPE = 527, "BW0527";
    /// A volume of the compose file that the estate does not store.
    VOLUME_WITHOUT_STORAGE = 528, "BW0528";
    /// More copies than machines can take, or storage that several machines would share.
    MACHINES = 529, "BW0529";
    /// A variable of the compose file without a value.
    VARIABLE_WITHOUT_VALUE = 530, "BW0530";
    /// A name that AWS does not take for what it would name.
    WORKLOAD_NAME = 531, "BW0531";
    /// More for a machine to do by itself than EC2 takes.
    USER_DATA = 532, "BW0532";
    /// A name outside its zone.
    OUTSIDE_ZONE = 533, "BW0533";
    /// Alarms that nobody hears.
    UNHEARD = 534, "BW0534";
    /// Published ports that no security group lets in, or the other way round.
    PORTS_DIFFER = 535, "BW0535";
    /// A workload that is described and not built.
    NOT_BUILT = 536, "BW0536";

    /// A Dockerfile that is not there.
    NO_DOCKERFILE = 540, "BW0540";
    /// A Dockerfile that Docker cannot read.
    DOCKERFILE = 541, "BW0541";
    /// A variable of a Dockerfile that is not written as one.
    DOCKERFILE_VARIABLE = 542, "BW0542";
    /// A secret that a build is given as a variable.
    SECRET_IN_BUILD = 543, "BW0543";
    /// A base image without a version.
    BASE_IMAGE = 544, "BW0544";
    /// A container that runs as root.
    RUNS_AS_ROOT = 545, "BW0545";
    /// What no image needs, copied into it.
    BUILD_CONTEXT = 546, "BW0546";
    /// A file from the internet that is not compared with anything.
    REMOTE_FILE = 547, "BW0547";
    /// Packages that were not asked for, or whose list stays.
    PACKAGES = 548, "BW0548";
    /// A port that the image does not listen on.
    EXPOSED_PORT = 549, "BW0549";
    /// A program behind a shell, which hears no signal.
    SHELL_FORM = 550, "BW0550";
}
