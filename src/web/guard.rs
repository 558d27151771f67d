//! Who may ask: only pages that this server itself gave out, and programs on the same machine that call it by a name of
//! this machine. A page from elsewhere that a browser shows could otherwise ask on somebody's behalf, or let another
//! name point here.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};

use super::answer::Refused;

/// What every answer says of itself: nothing in it comes from elsewhere, and nothing elsewhere may hold it.
pub(super) const HEADERS: [(&str, &str); 8] = [
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ("cache-control", "no-store"),
];

/// The names by which this machine calls the server.
#[derive(Clone, Debug)]
pub(super) struct Guard {
    hosts: [String; 3],
}

impl Guard {
    pub(super) fn new(port: u16) -> Guard {
        Guard { hosts: ["127.0.0.1", "localhost", "[::1]"].map(|host| format!("{host}:{port}")) }
    }

    /// Lets a request through, or says why not.
    pub(super) fn check(&self, headers: &HeaderMap) -> Result<(), Refused> {
        let Some(host) = only(headers, header::HOST.as_str())? else {
            return Err(Refused::new(
                StatusCode::BAD_REQUEST,
                "the request names no host",
                format!("send the header Host: {}", self.hosts[0]),
            ));
        };
        if !self.is_own(host) {
            return Err(Refused::new(
                StatusCode::MISDIRECTED_REQUEST,
                format!("this server is not `{host}`"),
                format!("ask for http://{}/", self.hosts[0]),
            ));
        }
        let origin = only(headers, header::ORIGIN.as_str())?;
        let from_here =
            |origin: &str| origin.strip_prefix("http://").is_some_and(|h| self.is_own(h));
        if let Some(origin) = origin.filter(|origin| !from_here(origin)) {
            return Err(foreign(&format!("`{origin}`"), &self.hosts[0]));
        }
        let site = only(headers, "sec-fetch-site")?;
        match site.filter(|site| !["same-origin", "none"].contains(site)) {
            Some(site) => Err(foreign(&format!("another site ({site})"), &self.hosts[0])),
            None => Ok(()),
        }
    }

    fn is_own(&self, host: &str) -> bool {
        self.hosts.iter().any(|own| own.eq_ignore_ascii_case(host))
    }
}

fn foreign(whence: &str, host: &str) -> Refused {
    Refused::new(
        StatusCode::FORBIDDEN,
        format!("the request comes from {whence}, and only pages of this server may ask"),
        format!("type the address yourself: http://{host}/"),
    )
}

/// A header that may be given once.
fn only<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, Refused> {
    let mut all = headers.get_all(name).iter();
    let strange = || {
        Refused::new(
            StatusCode::BAD_REQUEST,
            format!("the header {name} is given twice, or is no text"),
            "send it once",
        )
    };
    match (all.next(), all.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => HeaderValue::to_str(value).map(Some).map_err(|_| strange()),
        (Some(_), Some(_)) => Err(strange()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(headers: &[(&'static str, &'static str)]) -> Option<u16> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        Guard::new(7411).check(&map).err().map(|refused| refused.status.as_u16())
    }

    #[test]
    fn only_names_of_this_machine_with_the_right_port_are_let_through() {
        for host in ["127.0.0.1:7411", "localhost:7411", "LOCALHOST:7411", "[::1]:7411"] {
            assert_eq!(status(&[("host", host)]), None, "{host}");
        }
        for host in
            ["evil.example:7411", "127.0.0.1", "127.0.0.1:80", "localhost:7411.evil.example", ""]
        {
            assert_eq!(status(&[("host", host)]), Some(421), "{host}");
        }
        assert_eq!(status(&[]), Some(400));
        assert_eq!(status(&[("host", "127.0.0.1:7411"), ("host", "localhost:7411")]), Some(400));
    }

    #[test]
    fn a_page_from_elsewhere_cannot_ask() {
        let own = ("host", "127.0.0.1:7411");
        for origin in ["http://127.0.0.1:7411", "http://localhost:7411"] {
            assert_eq!(status(&[own, ("origin", origin)]), None, "{origin}");
        }
        for origin in
            ["null", "http://evil.example", "https://127.0.0.1:7411", "http://127.0.0.1:8000"]
        {
            assert_eq!(status(&[own, ("origin", origin)]), Some(403), "{origin}");
        }
        for (site, refused) in [
            ("same-origin", None),
            ("none", None),
            ("cross-site", Some(403)),
            ("same-site", Some(403)),
        ] {
            assert_eq!(status(&[own, ("sec-fetch-site", site)]), refused, "{site}");
        }
    }
}
