//! Where GitHub's interface is, and which repository is meant. Both are checked before anything is
//! sent: a token must not travel in the clear or to a place that nobody named.

use super::error::GitHubError;

/// The address of GitHub's interface, `https://api.github.com` or an Enterprise server's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiAddress {
    /// Without a slash at its end.
    base: String,
}

impl Default for ApiAddress {
    fn default() -> Self {
        Self { base: "https://api.github.com".to_owned() }
    }
}

impl ApiAddress {
    /// Returns the address a person or the environment gave.
    ///
    /// # Errors
    /// When it is no web address, carries a password or a query, or is neither encrypted nor on this
    /// machine.
    pub fn parse(text: &str) -> Result<Self, GitHubError> {
        let wrong = |why: &str| {
            GitHubError::usage(
                format!("the address of GitHub's interface cannot be used: {why}"),
                "it looks like https://api.github.com or https://github.example.org/api/v3",
            )
        };
        let text = text.trim();
        let (scheme, rest) = text.split_once("://").ok_or_else(|| wrong("it is no web address"))?;
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        if authority.is_empty() || !authority.bytes().all(is_authority) {
            return Err(wrong("the name of its server is not one (no user, password or blank may stand in it)"));
        }
        if path.contains(['?', '#', ' ']) || !path.is_ascii() {
            return Err(wrong("a query, a fragment or a blank stands in it"));
        }
        match scheme.to_ascii_lowercase().as_str() {
            "https" => {}
            "http" if is_loopback(authority) => {}
            "http" => return Err(wrong("http:// would send the token unencrypted; use https://")),
            _ => return Err(wrong("it does not begin with https://")),
        }
        Ok(Self { base: format!("{}://{authority}{}", scheme.to_ascii_lowercase(), path.trim_end_matches('/')) })
    }

    /// The address, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.base
    }

    /// Below what GraphQL is asked, as `/graphql`: beside the other interface, which on Enterprise
    /// servers is `/api/v3`.
    pub(super) fn graphql(&self) -> &str {
        self.base.strip_suffix("/v3").unwrap_or(&self.base)
    }
}

fn is_authority(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b':' | b'[' | b']')
}

fn is_loopback(authority: &str) -> bool {
    let host = match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => authority.split(':').next().unwrap_or(""),
    };
    host.eq_ignore_ascii_case("localhost") || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// A repository: its owner and its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RepositoryName {
    /// The user or organization.
    pub owner: String,
    /// The name.
    pub name: String,
}

impl RepositoryName {
    /// Returns the repository that `owner/name` means; none for what GitHub would not accept as one.
    pub fn parse(text: &str) -> Option<Self> {
        let (owner, name) = text.split_once('/')?;
        let valid = |part: &str| {
            !part.is_empty()
                && part != "."
                && part != ".."
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
        };
        (valid(owner) && valid(name)).then(|| Self { owner: owner.to_owned(), name: name.to_owned() })
    }

    /// Where the repository's own addresses begin.
    pub(super) fn route(&self) -> String {
        format!("/repos/{}/{}", self.owner, self.name)
    }
}

impl std::fmt::Display for RepositoryName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.owner, self.name)
    }
}

/// Returns a text as one part of an address's path.
pub(super) fn segment(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

#[cfg(test)]
mod tests {
    use super::{ApiAddress, RepositoryName, segment};

    #[test]
    fn addresses_are_encrypted_or_on_this_machine() {
        for good in [
            "https://api.github.com",
            "https://ghe.example.org/api/v3/",
            "http://127.0.0.1:8080",
            "http://localhost:1/api/v3",
            "http://[::1]:80",
        ] {
            assert!(ApiAddress::parse(good).is_ok(), "{good}");
        }
        for bad in [
            "http://api.github.com",
            "http://localhost.example.org",
            "http://127.0.0.1@example.org",
            "https://user:password@example.org",
            "ftp://example.org",
            "api.github.com",
            "https://example.org/?a=b",
            "https://",
        ] {
            assert!(ApiAddress::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn graphql_is_beside_the_rest() {
        assert_eq!(ApiAddress::default().graphql(), "https://api.github.com");
        let enterprise = ApiAddress::parse("https://ghe.example.org/api/v3").expect("an address");
        assert_eq!(enterprise.graphql(), "https://ghe.example.org/api");
    }

    #[test]
    fn repositories_have_an_owner() {
        assert!(RepositoryName::parse("acme/handbook").is_some());
        for bad in ["acme", "acme/", "a/b/c", "a/..", "a b/c", "a/b?c"] {
            assert_eq!(RepositoryName::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_label_is_one_part_of_an_address() {
        assert_eq!(segment("framework: asks/more"), "framework%3A%20asks%2Fmore");
    }
}
