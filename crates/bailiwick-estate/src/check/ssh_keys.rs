//! An SSH key in an estate is a public key, in the format of `authorized_keys`.
//!
//! Source: sshd(8), AUTHORIZED_KEYS FILE FORMAT. A private key is found by
//! [`super::secrets`], whose message is the one that matters then.

use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::estate::Estate;
use crate::lower::Text;
use crate::model::Authentication;

const TYPES: [&str; 7] = [
    "ssh-ed25519",
    "ssh-rsa",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "sk-ssh-ed25519@openssh.com",
    "sk-ecdsa-sha2-nistp256@openssh.com",
];

pub(super) fn check(estate: &Estate, diagnostics: &mut Vec<Diagnostic>) {
    let people = estate.people.iter().flat_map(|person| &person.ssh_keys);
    let machines = estate.technical_accounts.iter();
    let machines = machines.filter_map(|account| match &account.authentication {
        Authentication::SshKey(key) => Some(&key.ssh_key),
        _ => None,
    });
    for key in people.chain(machines) {
        if !is_public_key(key) && !key.contains("PRIVATE KEY") {
            diagnostics.push(complaint(key));
        }
    }
}

fn is_public_key(key: &str) -> bool {
    let mut words = key.split_ascii_whitespace();
    let (Some(kind), Some(body)) = (words.next(), words.next()) else {
        return false;
    };
    // The body starts with the length of the type's name, whose first bytes are zero.
    TYPES.contains(&kind)
        && body.starts_with("AAAA")
        && body.len() >= 40
        && body
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c))
}

fn complaint(key: &Text) -> Diagnostic {
    let help = if key.contains(".pub") {
        "write the content of the file, not its name"
    } else if key.starts_with("AAAA") {
        "the type is missing before it: `ssh-ed25519 AAAA…`"
    } else {
        "copy the one line of the file that ends in `.pub`: its type, the key and perhaps a comment, such as `ssh-ed25519 AAAA… ada@laptop`"
    };
    Diagnostic::error(Code::SSH_KEY, key.span, "this is not a public SSH key").help(help)
}
