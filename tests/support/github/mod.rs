//! A GitHub on this machine: a real HTTP server that keeps comments, checks, statuses, labels,
//! reviews, teams and releases, reads trees and blobs from a test's own git repository, answers in
//! pages, knows what each token may, and fails on request in the ways the real one does. Where
//! GitHub's own description of its interface is at hand, every request and answer is held to it.

mod answers;
mod description;
mod faults;
mod http;
mod routes;
mod state;
mod write_routes;

use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard};

pub(crate) use description::{is_there as has_description, place as description_place};
pub(crate) use faults::Fault;
pub(crate) use state::State;

/// A token of a workflow, with the permissions that the documented workflow asks for.
pub(crate) const WORKFLOW: &str = "ghs_workflow0secret";
/// A token of a workflow for a pull request from a fork: it only reads.
pub(crate) const FORK: &str = "ghs_fork0secret";
/// A token of an app that may see teams as well.
pub(crate) const APP: &str = "ghs_app0secret";
/// A person's token.
pub(crate) const PERSON: &str = "ghp_ana0secret";

/// The server; it ends with the test, and fails it if something broke GitHub's description.
pub(crate) struct GitHub {
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// What the server's threads share.
pub(super) struct Shared {
    pub(super) state: Mutex<State>,
    pub(super) address: SocketAddr,
}

#[allow(dead_code, reason = "each test needs a part of it")]
impl GitHub {
    /// Starts a server whose one repository, `acme/handbook`, is the git repository in a folder.
    pub(crate) fn start(git: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let address = listener.local_addr().expect("its address");
        let shared = Arc::new(Shared { state: Mutex::new(State::new(git)), address });
        let threads = Arc::clone(&shared);
        std::thread::spawn(move || http::serve(&listener, &threads));
        Self { address, shared }
    }

    /// The address of the interface.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What the server keeps, to arrange and to look at.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().expect("no thread of the server failed")
    }

    /// The pull request as GitHub writes it in an event.
    pub(crate) fn pull(&self) -> serde_json::Value {
        let url = self.url();
        answers::pull(&self.state().pull, &url)
    }

    /// Makes the next request fail whose method and path begin so and contain that.
    pub(crate) fn fail(&self, method: &str, path: &str, fault: Fault) {
        self.state().faults.push((method.to_owned(), path.to_owned(), fault));
    }

    /// Returns the requests since the last call, as `GET /path?query`.
    pub(crate) fn requests(&self) -> Vec<String> {
        std::mem::take(&mut self.state().requests)
    }
}

impl Drop for GitHub {
    fn drop(&mut self) {
        let Ok(mut state) = self.shared.state.lock() else { return };
        state.over = true;
        let violations = std::mem::take(&mut state.violations);
        drop(state);
        // The thread that accepts sees that it is over.
        let _ = std::net::TcpStream::connect(self.address);
        if !std::thread::panicking() {
            assert!(violations.is_empty(), "against GitHub's description:\n{}", violations.join("\n"));
        }
    }
}
