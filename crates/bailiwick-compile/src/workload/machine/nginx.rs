//! The configuration of the reverse proxy.
//!
//! Source: the nginx documentation, modules `ngx_http_ssl`, `ngx_http_proxy`,
//! `ngx_http_upstream`. HTTP/2 is left out: nginx 1.25.1 changed how it is asked for, and
//! one configuration must do before and after.

use super::fill::fill;

/// A web site behind the proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Site {
    /// The workload's name.
    pub workload: String,
    /// The names it answers to.
    pub names: Vec<String>,
    /// Where the application listens: `web:8000`.
    pub upstream: String,
    /// Where the proxy listens for plain requests, which it sends to the other: `80`.
    pub http: String,
    /// Where it listens for requests over TLS: `443`.
    pub https: String,
    /// The file of the certificate and its chain, as the proxy sees it.
    pub certificate: String,
    /// The file of its key.
    pub key: String,
    /// The folder of the files that are served at `/static/`, as the proxy sees it.
    pub statics: Option<String>,
    /// The largest request: `10m`.
    pub largest_request: String,
}

/// The file for `/etc/nginx/conf.d`.
#[must_use]
pub fn nginx(site: &Site) -> String {
    let statics = site.statics.as_ref().map(|folder| {
        let folder = folder.trim_end_matches('/');
        fill(include_str!("nginx-static.conf"), &[("folder", folder)])
    });
    fill(
        include_str!("nginx.conf"),
        &[
            ("workload", &site.workload),
            ("upstream", &site.upstream),
            ("names", &site.names.join(" ")),
            ("http", &site.http),
            ("https", &site.https),
            ("certificate", &site.certificate),
            ("key", &site.key),
            ("body", &site.largest_request),
            ("static", &statics.unwrap_or_default()),
        ],
    )
}
