//! The one comment per framework: found by its mark among the comments of our own identity, updated
//! in place, never doubled, never taken back to an older state.

use super::address::RepositoryName;
use super::client::Client;
use super::comments::Comment;
use super::error::GitHubError;
use super::identity::Identity;
use super::marker::Marker;

/// What becomes of the comment of an earlier run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CommentMode {
    /// It is updated in place.
    #[default]
    Update,
    /// It stays, and a new one is written.
    New,
    /// It is folded away as outdated, and a new one is written.
    HideAndNew,
    /// It is deleted, and a new one is written.
    DeleteAndNew,
}

/// A finished comment and how it is to be posted.
#[derive(Debug, Clone)]
pub struct ReviewComment {
    /// Which framework, which commit, which run.
    pub marker: Marker,
    /// The Markdown, without the mark.
    pub text: String,
    /// What becomes of an earlier one.
    pub mode: CommentMode,
    /// Whether a comment is wanted where there is none: not where nothing concerns the framework, then
    /// an earlier comment is only brought up to date.
    pub create: bool,
}

/// What became of a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Posted {
    /// Written anew; where it can be read.
    Created(String),
    /// An earlier one was changed; where it can be read.
    Updated(String),
    /// It said so already.
    Unchanged,
    /// A later run has written it already, for this commit.
    Superseded(String),
    /// There was none, and none was wanted.
    Silent,
}

/// The most characters that GitHub takes.
const LONGEST: usize = 65_536;

/// A comment of ours, and its mark.
struct Own {
    comment: Comment,
    marker: Marker,
}

/// What is needed at every step.
struct Place<'a> {
    repository: &'a RepositoryName,
    number: u64,
    identity: &'a Identity,
    key: &'a str,
}

impl Client {
    /// Brings the comment of a framework on a pull request up to date.
    ///
    /// # Errors
    /// When a request fails for good. Nothing is doubled then, and a later run goes on from there.
    pub fn post_comment(
        &self,
        repository: &RepositoryName,
        number: u64,
        identity: &Identity,
        wanted: &ReviewComment,
    ) -> Result<Posted, GitHubError> {
        let body = format!("{}\n{}", wanted.marker.line(), wanted.text);
        if body.chars().count() > LONGEST {
            return Err(GitHubError::usage("the comment is longer than GitHub takes", "this is a mistake of rungs"));
        }
        let place = Place { repository, number, identity, key: &wanted.marker.key };
        let own = self.own_comments(&place)?;
        if let Some(newer) = own.iter().find(|other| other.marker.run > wanted.marker.run) {
            return Ok(Posted::Superseded(newer.marker.head.clone()));
        }
        // The same run delivered twice: what it wrote already stands.
        let same = |other: &&Own| other.comment.body == body;
        match wanted.mode {
            CommentMode::Update => {
                let Some(first) = own.first() else { return self.first_comment(&place, wanted, &body) };
                let posted = self.bring_up_to_date(&place, first, wanted, &body)?;
                self.delete_all(&place, &own[1..])?;
                Ok(posted)
            }
            _ if own.iter().any(|other| same(&other)) => Ok(Posted::Unchanged),
            _ if own.last().is_some_and(|last| text_of(&last.comment.body) == wanted.text) => Ok(Posted::Unchanged),
            CommentMode::New => self.first_comment(&place, wanted, &body),
            CommentMode::HideAndNew => {
                let posted = self.first_comment(&place, wanted, &body)?;
                own.iter().try_for_each(|old| self.hide_comment(&old.comment))?;
                Ok(posted)
            }
            CommentMode::DeleteAndNew => {
                let posted = self.first_comment(&place, wanted, &body)?;
                self.delete_all(&place, &own)?;
                Ok(posted)
            }
        }
    }

    /// Our own comments with this key, the oldest first.
    fn own_comments(&self, place: &Place<'_>) -> Result<Vec<Own>, GitHubError> {
        let all = self.comments(place.repository, place.number)?;
        let own = all.into_iter().filter(|comment| place.identity.is(&comment.owner));
        let marked = own.filter_map(|comment| Some(Own { marker: Marker::of(&comment.body)?, comment }));
        Ok(marked.filter(|own| own.marker.key == place.key).collect())
    }

    fn first_comment(&self, place: &Place<'_>, wanted: &ReviewComment, body: &str) -> Result<Posted, GitHubError> {
        if !wanted.create {
            return Ok(Posted::Silent);
        }
        let at = (place.repository, place.number);
        let arrived = || {
            let own = self.own_comments(place)?;
            Ok(own.into_iter().find(|own| own.comment.body == body).map(|own| own.comment))
        };
        let created = self.create_comment(at, body, arrived)?;
        if wanted.mode != CommentMode::Update || self.is_dry_run() {
            return Ok(Posted::Created(created.url));
        }
        self.heal(place, wanted, created)
    }

    /// Two runs may have written their first comment at the same time: the later of them sees both,
    /// keeps the older comment with the newer text, and deletes the other.
    fn heal(&self, place: &Place<'_>, wanted: &ReviewComment, created: Comment) -> Result<Posted, GitHubError> {
        let own = self.own_comments(place)?;
        let [first, rest @ ..] = &own[..] else { return Ok(Posted::Created(created.url)) };
        if rest.is_empty() {
            return Ok(Posted::Created(created.url));
        }
        let newest = own.iter().max_by_key(|own| own.marker.run).unwrap_or(first);
        if first.comment.body != newest.comment.body {
            self.update_comment(place.repository, first.comment.id, &newest.comment.body)?;
        }
        self.delete_all(place, rest)?;
        if newest.marker.run > wanted.marker.run {
            Ok(Posted::Superseded(newest.marker.head.clone()))
        } else {
            Ok(Posted::Created(first.comment.url.clone()))
        }
    }

    fn bring_up_to_date(
        &self,
        place: &Place<'_>,
        old: &Own,
        wanted: &ReviewComment,
        body: &str,
    ) -> Result<Posted, GitHubError> {
        // A body that differs in nothing but its mark tells a reader nothing new; only the head that it
        // names must stay true.
        let same_text = text_of(&old.comment.body) == wanted.text;
        if same_text && old.marker.head == wanted.marker.head {
            return Ok(Posted::Unchanged);
        }
        match self.update_comment(place.repository, old.comment.id, body)? {
            Some(comment) => {
                Ok(Posted::Updated(if comment.url.is_empty() { old.comment.url.clone() } else { comment.url }))
            }
            // Somebody deleted it in the meantime.
            None => self.first_comment(place, wanted, body),
        }
    }

    fn delete_all(&self, place: &Place<'_>, doubled: &[Own]) -> Result<(), GitHubError> {
        doubled.iter().try_for_each(|own| self.delete_comment(place.repository, own.comment.id))
    }
}

/// A body without its mark.
fn text_of(body: &str) -> &str {
    body.split_once('\n').map_or("", |(_, text)| text)
}
