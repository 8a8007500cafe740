//! One answer of GitHub, read to its end.

use serde_json::Value;

/// What came back for a request.
#[derive(Debug, Clone, Default)]
pub(super) struct Answer {
    /// The status of HTTP.
    pub(super) status: u16,
    /// The content; null where there is none.
    pub(super) body: Value,
    /// Whether there is a further page.
    pub(super) more: bool,
    /// How many seconds to wait.
    pub(super) retry_after: Option<u64>,
    /// How many requests are left.
    pub(super) remaining: Option<u64>,
    /// When there are more of them again, in seconds since 1970.
    pub(super) reset: Option<u64>,
}

impl Answer {
    /// Whether what was asked for was done.
    pub(super) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// What GitHub says is wrong; empty where it says nothing.
    pub(super) fn message(&self) -> &str {
        self.body.get("message").and_then(Value::as_str).unwrap_or("")
    }

    /// The single things that are wrong, each in its words.
    pub(super) fn details(&self) -> Vec<String> {
        let Some(errors) = self.body.get("errors").and_then(Value::as_array) else { return Vec::new() };
        errors.iter().map(detail).collect()
    }
}

fn detail(error: &Value) -> String {
    if let Some(text) = error.as_str().or_else(|| error.get("message").and_then(Value::as_str)) {
        return text.to_owned();
    }
    let word = |name: &str| error.get(name).and_then(Value::as_str).unwrap_or("");
    let words = [word("resource"), word("field"), word("code")];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether a `Link` header names a further page. Only that it does is used: the page is asked for by
/// its number, so that no answer can send the client anywhere.
pub(super) fn has_next(link: &str) -> bool {
    link.split(',').any(|part| {
        let mut parameters = part.split(';').skip(1).map(str::trim);
        parameters.any(|parameter| matches!(parameter, "rel=\"next\"" | "rel=next"))
    })
}

#[cfg(test)]
mod tests {
    use super::has_next;

    #[test]
    fn a_further_page_is_named_by_the_link_header() {
        assert!(has_next("<https://x/?page=2>; rel=\"next\", <https://x/?page=9>; rel=\"last\""));
        assert!(!has_next("<https://x/?page=1>; rel=\"prev\", <https://x/?page=1>; rel=\"first\""));
        assert!(!has_next(""));
    }
}
