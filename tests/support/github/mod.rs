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
    /// Where clients find it.
    url: String,
    /// Where it listens.
    address: SocketAddr,
    shared: Arc<Shared>,
}

/// What the server's threads share.
pub(super) struct Shared {
    pub(super) state: Mutex<State>,
    /// Where clients find the server.
    pub(super) url: String,
    /// Whether a proxy is between: it must not keep a connection for the next test's server.
    pub(super) behind_proxy: bool,
}

#[allow(dead_code, reason = "each test needs a part of it")]
impl GitHub {
    /// Starts a server whose one repository, `acme/handbook`, is the git repository in a folder.
    pub(crate) fn start(git: &Path) -> Self {
        let proxy = Proxy::of_environment();
        let listener = match &proxy {
            None => TcpListener::bind("127.0.0.1:0").expect("a port on loopback"),
            Some(proxy) => proxy.listener(),
        };
        let address = listener.local_addr().expect("its address");
        let url = proxy.as_ref().map_or_else(|| format!("http://{address}"), |proxy| proxy.url.clone());
        let state = Mutex::new(State::new(git));
        let shared = Arc::new(Shared { state, url: url.clone(), behind_proxy: proxy.is_some() });
        let threads = Arc::clone(&shared);
        std::thread::spawn(move || http::serve(&listener, &threads));
        Self { url, address, shared }
    }

    /// The address of the interface.
    pub(crate) fn url(&self) -> String {
        self.url.clone()
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

/// A proxy between client and server that holds both to GitHub's description, started by
/// `.ci/checks/github-description`: `RUNGS_GITHUB_PROXY` is its address, and the port of the server.
/// There is one for all tests, so they run one after the other then.
struct Proxy {
    url: String,
    port: u16,
}

impl Proxy {
    fn of_environment() -> Option<Self> {
        let text = std::env::var("RUNGS_GITHUB_PROXY").ok()?;
        let (url, port) = text.split_once(' ').expect("an address and a port");
        Some(Self { url: url.to_owned(), port: port.parse().expect("a port") })
    }

    /// The one port, as soon as the server of the test before has left it.
    fn listener(&self) -> TcpListener {
        for _ in 0..200 {
            if let Ok(listener) = TcpListener::bind(("127.0.0.1", self.port)) {
                return listener;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("the port {} is not free", self.port)
    }
}

impl Drop for GitHub {
    fn drop(&mut self) {
        // A test that fails while it looks at the state leaves it poisoned; the port must be left anyway.
        let mut state = self.shared.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
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
