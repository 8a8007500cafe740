//! GitHub: the client and everything that is posted, against a GitHub on this machine.

mod client;
mod comment;
mod faults;
mod posting;
mod remote;
mod remote_review;
mod review;
mod scene;
mod workflows;

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use rungs::github::{ApiAddress, Client, Patience, RepositoryName, Settings, Token};

use crate::support::github::GitHub;

/// What a client said while it waited.
type Notices = Rc<RefCell<Vec<String>>>;

/// The repository that the server has.
fn handbook() -> RepositoryName {
    RepositoryName::parse("acme/handbook").expect("a repository")
}

fn settings(github: &GitHub, token: &str) -> Settings {
    Settings {
        address: ApiAddress::parse(&github.url()).expect("an address on loopback"),
        token: Token::new(token),
        patience: Patience { pace: 0.0, ..Patience::default() },
        dry_run: false,
    }
}

/// A client that waits for nothing, and what it says.
fn client_with(settings: Settings) -> (Client, Notices) {
    let notices = Notices::default();
    let said = Rc::clone(&notices);
    let notice = Box::new(move |text: &str| said.borrow_mut().push(text.to_owned()));
    (Client::new(settings, notice).expect("a client"), notices)
}

fn client(github: &GitHub, token: &str) -> Client {
    client_with(settings(github, token)).0
}

/// A client that gives up on an answer soon.
fn hasty(github: &GitHub, token: &str) -> (Client, Notices) {
    let mut settings = settings(github, token);
    settings.patience.answer = Duration::from_secs(2);
    client_with(settings)
}
