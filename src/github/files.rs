//! The files of a framework at a commit, read tree by tree: what is equal on both sides is read once,
//! and what nobody needs is not read at all.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use base64::Engine as _;
use serde_json::Value;

use crate::source::RawFile;

use super::address::RepositoryName;
use super::client::Client;
use super::error::GitHubError;

/// A framework's folder at a commit.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// The commit's hash.
    pub commit: String,
    /// The framework's folder, with `/`; empty at the top of the repository.
    pub folder: String,
    /// The folder's tree; none where the commit has no framework there.
    tree: Option<String>,
}

impl Snapshot {
    /// Whether the commit has a framework there.
    pub fn has_framework(&self) -> bool {
        self.tree.is_some()
    }
}

/// A file that differs between two snapshots; the path is relative to the framework's folders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The path.
    pub path: String,
    /// The blob before; none where the file is new.
    pub before: Option<String>,
    /// The blob after; none where the file is gone.
    pub after: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    Tree(String),
    Blob(String),
}

type Tree = Rc<BTreeMap<String, Entry>>;

/// Reads the files of one repository.
#[derive(Debug)]
pub struct Files<'a> {
    client: &'a Client,
    repository: &'a RepositoryName,
    trees: RefCell<BTreeMap<String, Tree>>,
    /// What was read before: most files are the same on both sides.
    blobs: RefCell<BTreeMap<String, Vec<u8>>>,
}

/// How deep a framework may lie and be.
const DEPTH: usize = 12;

impl Client {
    /// Returns what reads the files of a repository.
    pub fn files<'a>(&'a self, repository: &'a RepositoryName) -> Files<'a> {
        Files { client: self, repository, trees: RefCell::default(), blobs: RefCell::default() }
    }
}

impl Files<'_> {
    /// Returns the framework's folder at a commit.
    ///
    /// # Errors
    /// When the commit cannot be read.
    pub fn snapshot(&self, commit: &str, folder: &str) -> Result<Snapshot, GitHubError> {
        let mut at = Some(commit.to_owned());
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            at = match at {
                Some(tree) => subtree(&*self.tree(&tree)?, part),
                None => None,
            };
        }
        if let Some(tree) = &at
            && !self.tree(tree)?.contains_key("framework.toml")
        {
            at = None;
        }
        Ok(Snapshot { commit: commit.to_owned(), folder: folder.to_owned(), tree: at })
    }

    /// Returns the folders at the top of a commit, and the top itself (an empty name), that hold a
    /// framework.
    ///
    /// # Errors
    /// When the commit cannot be read.
    pub fn frameworks(&self, commit: &str) -> Result<Vec<String>, GitHubError> {
        let top = self.tree(commit)?;
        if top.contains_key("framework.toml") {
            return Ok(vec![String::new()]);
        }
        let mut out = Vec::new();
        for (name, entry) in top.iter() {
            if let Entry::Tree(tree) = entry
                && !name.starts_with('.')
                && self.tree(tree)?.contains_key("framework.toml")
            {
                out.push(name.clone());
            }
        }
        Ok(out)
    }

    /// Returns the files that differ between two snapshots, in order of their paths. Equal trees are
    /// never read.
    ///
    /// # Errors
    /// When a tree cannot be read.
    pub fn changed(&self, before: &Snapshot, after: &Snapshot) -> Result<Vec<Changed>, GitHubError> {
        let mut out = Vec::new();
        self.pair((before.tree.as_deref(), after.tree.as_deref()), "", DEPTH, &mut out)?;
        out.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(out)
    }

    fn pair(
        &self,
        (before, after): (Option<&str>, Option<&str>),
        prefix: &str,
        depth: usize,
        out: &mut Vec<Changed>,
    ) -> Result<(), GitHubError> {
        if before == after {
            return Ok(());
        }
        if depth == 0 {
            return Err(too_deep(prefix));
        }
        let read = |tree: Option<&str>| tree.map_or_else(|| Ok(Tree::default()), |tree| self.tree(tree));
        let (old, new) = (read(before)?, read(after)?);
        let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for name in names {
            let (left, right) = (old.get(name), new.get(name));
            if left == right {
                continue;
            }
            let path = format!("{prefix}{name}");
            let trees = (subtree(&old, name), subtree(&new, name));
            if trees != (None, None) {
                let sides = (trees.0.as_deref(), trees.1.as_deref());
                self.pair(sides, &format!("{path}/"), depth - 1, out)?;
            }
            let blob = |entry: Option<&Entry>| match entry {
                Some(Entry::Blob(hash)) => Some(hash.clone()),
                _ => None,
            };
            let (before, after) = (blob(left), blob(right));
            if before.is_some() || after.is_some() {
                out.push(Changed { path, before, after });
            }
        }
        Ok(())
    }

    /// Returns the files directly within a folder of a snapshot, with their blobs.
    ///
    /// # Errors
    /// When a tree cannot be read.
    pub fn list_folder(&self, snapshot: &Snapshot, folder: &str) -> Result<Vec<(String, String)>, GitHubError> {
        let mut at = snapshot.tree.clone();
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            at = match at {
                Some(tree) => subtree(&*self.tree(&tree)?, part),
                None => None,
            };
        }
        let Some(tree) = at else { return Ok(Vec::new()) };
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let tree = self.tree(&tree)?;
        let blobs = tree.iter().filter_map(|(name, entry)| match entry {
            Entry::Blob(hash) => Some((format!("{prefix}{name}"), hash.clone())),
            Entry::Tree(_) => None,
        });
        Ok(blobs.collect())
    }

    /// Returns all files of a snapshot, with their blobs.
    ///
    /// # Errors
    /// When a tree cannot be read.
    pub fn list(&self, snapshot: &Snapshot) -> Result<Vec<(String, String)>, GitHubError> {
        let mut out = Vec::new();
        if let Some(tree) = &snapshot.tree {
            self.collect(tree, "", DEPTH, &mut out)?;
        }
        Ok(out)
    }

    fn collect(
        &self,
        tree: &str,
        prefix: &str,
        depth: usize,
        out: &mut Vec<(String, String)>,
    ) -> Result<(), GitHubError> {
        if depth == 0 {
            return Err(too_deep(prefix));
        }
        for (name, entry) in self.tree(tree)?.iter() {
            let path = format!("{prefix}{name}");
            match entry {
                Entry::Tree(tree) => self.collect(tree, &format!("{path}/"), depth - 1, out)?,
                Entry::Blob(hash) => out.push((path, hash.clone())),
            }
        }
        Ok(())
    }

    /// Returns blobs as files, each blob read once however many files have it.
    ///
    /// # Errors
    /// When a blob cannot be read.
    pub fn read(&self, blobs: &[(String, String)]) -> Result<Vec<RawFile>, GitHubError> {
        let mut contents = self.blobs.borrow_mut();
        let mut hashes: Vec<&str> = blobs.iter().map(|(_, hash)| hash.as_str()).collect();
        hashes.retain(|hash| !contents.contains_key(*hash));
        hashes.sort_unstable();
        hashes.dedup();
        let route = |hash: &&str| format!("{}/git/blobs/{hash}", self.repository.route());
        let paths: Vec<String> = hashes.iter().map(route).collect();
        let answers = self.client.read_many(&paths, READ_FILE, CONTENTS)?;
        for (hash, answer) in hashes.iter().zip(&answers) {
            contents.insert((*hash).to_owned(), content(&answer.body)?);
        }
        let file = |(path, hash): &(String, String)| RawFile {
            path: path.clone(),
            bytes: contents.get(hash).cloned().unwrap_or_default(),
        };
        Ok(blobs.iter().map(file).collect())
    }

    fn tree(&self, hash: &str) -> Result<Tree, GitHubError> {
        if let Some(tree) = self.trees.borrow().get(hash) {
            return Ok(Rc::clone(tree));
        }
        let path = format!("{}/git/trees/{hash}", self.repository.route());
        let answer = self.client.read(path, READ_FOLDER, CONTENTS)?;
        if answer.body.get("truncated").and_then(Value::as_bool) == Some(true) {
            return Err(GitHubError::unreadable(READ_FOLDER, "a folder has more files than GitHub lists"));
        }
        let list = answer.body.get("tree").and_then(Value::as_array);
        let list = list.ok_or_else(|| GitHubError::unreadable(READ_FOLDER, "there is no list in it"))?;
        let tree: Tree = Rc::new(list.iter().filter_map(entry).collect());
        self.trees.borrow_mut().insert(hash.to_owned(), Rc::clone(&tree));
        Ok(tree)
    }
}

const READ_FILE: &str = "read a file";
const READ_FOLDER: &str = "read a folder";
const CONTENTS: &str = "contents: read";

fn too_deep(prefix: &str) -> GitHubError {
    GitHubError::unreadable(READ_FOLDER, format!("{prefix} lies too deep for a framework's folder"))
}

fn subtree(tree: &BTreeMap<String, Entry>, name: &str) -> Option<String> {
    match tree.get(name) {
        Some(Entry::Tree(hash)) => Some(hash.clone()),
        _ => None,
    }
}

/// An entry of a tree; links and submodules are none of ours.
fn entry(value: &Value) -> Option<(String, Entry)> {
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let (name, hash) = (text("path")?.to_owned(), text("sha")?.to_owned());
    if hash.is_empty() || !hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    match (text("type")?, text("mode")) {
        ("tree", _) => Some((name, Entry::Tree(hash))),
        ("blob", mode) if mode != Some("120000") => Some((name, Entry::Blob(hash))),
        _ => None,
    }
}

/// The bytes of a blob, which GitHub sends as base64 with line breaks.
fn content(body: &Value) -> Result<Vec<u8>, GitHubError> {
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    let content = text("content").ok_or_else(|| GitHubError::unreadable(READ_FILE, "there is no content in it"))?;
    if text("encoding") == Some("utf-8") {
        return Ok(content.as_bytes().to_vec());
    }
    let packed: String = content.split_ascii_whitespace().collect();
    base64::engine::general_purpose::STANDARD.decode(packed).map_err(|why| GitHubError::unreadable(READ_FILE, why))
}
