//! The secret that says who asks. It is shown nowhere.

/// A token; neither `Debug` nor an error ever shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Returns a token; none for a text that is empty or no token (a line break, a blank within).
    pub fn new(text: &str) -> Option<Self> {
        let text = text.trim();
        let whole = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        whole.then(|| Self(text.to_owned()))
    }

    /// Whether it belongs to an app's installation, such as the one of a workflow, and not to a person.
    pub(super) fn is_installation(&self) -> bool {
        self.0.starts_with("ghs_")
    }

    /// The text itself, for the request's header alone.
    pub(super) fn expose(&self) -> &str {
        &self.0
    }

    /// Returns a text without the token, should anything have put it there.
    pub(super) fn redact(&self, text: &str) -> String {
        text.replace(&self.0, "[token]")
    }
}

impl std::fmt::Debug for Token {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Token([hidden])")
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_is_never_shown() {
        let token = Token::new(" ghp_secret\n").expect("a token");
        assert_eq!(format!("{token:?}"), "Token([hidden])");
        assert_eq!(token.redact("Bearer ghp_secret!"), "Bearer [token]!");
    }

    #[test]
    fn what_cannot_stand_in_a_header_is_no_token() {
        assert_eq!(Token::new(""), None);
        assert_eq!(Token::new("one two"), None);
        assert_eq!(Token::new("one\r\nHost: two"), None);
    }
}
