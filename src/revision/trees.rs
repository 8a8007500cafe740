//! Trees: finding folders, listing files, and walking two of them side by side by object id, so that
//! what is equal is never read.

use std::cmp::Ordering;

use git2::{ObjectType, Oid, Repository, Tree, TreeEntry};

use super::error::RevisionError;
use super::promised;
use super::snapshot::Changed;

/// Returns the tree of a folder within a tree.
pub(super) fn folder(git: &Repository, tree: Oid, path: &str) -> Result<Option<Oid>, RevisionError> {
    let mut at = tree;
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let tree = promised::tree(git, at)?;
        match tree.get_name(part) {
            Some(entry) if entry.kind() == Some(ObjectType::Tree) => at = entry.id(),
            _ => return Ok(None),
        }
    }
    Ok(Some(at))
}

/// Whether a tree has an entry of this name.
pub(super) fn has(git: &Repository, tree: Oid, name: &str) -> Result<bool, RevisionError> {
    Ok(promised::tree(git, tree)?.get_name(name).is_some())
}

/// Returns every folder of a tree that has a file of this name.
pub(super) fn folders_with(git: &Repository, tree: Oid, name: &str) -> Result<Vec<(String, Oid)>, RevisionError> {
    let mut out = Vec::new();
    let mut open = vec![(String::new(), tree)];
    while let Some((path, oid)) = open.pop() {
        let tree = promised::tree(git, oid)?;
        if tree.get_name(name).is_some() {
            out.push((path, oid));
            continue;
        }
        for entry in tree.iter().filter(|entry| entry.kind() == Some(ObjectType::Tree)) {
            let Ok(name) = entry.name() else { continue };
            open.push((join(&path, name), entry.id()));
        }
    }
    out.sort();
    Ok(out)
}

/// Returns all files of a tree, in order of their paths.
pub(super) fn files(git: &Repository, tree: Oid) -> Result<Vec<(String, Oid)>, RevisionError> {
    let mut out = Vec::new();
    collect(git, &promised::tree(git, tree)?, "", &mut out)?;
    Ok(out)
}

fn collect(git: &Repository, tree: &Tree<'_>, prefix: &str, out: &mut Vec<(String, Oid)>) -> Result<(), RevisionError> {
    for entry in tree {
        let Ok(name) = entry.name() else { continue };
        let path = join(prefix, name);
        match entry.kind() {
            Some(ObjectType::Tree) => collect(git, &promised::tree(git, entry.id())?, &path, out)?,
            Some(ObjectType::Blob) => out.push((path, entry.id())),
            _ => {}
        }
    }
    Ok(())
}

/// Returns the files directly within a tree.
pub(super) fn direct_files(git: &Repository, tree: Oid) -> Result<Vec<(String, Oid)>, RevisionError> {
    let tree = promised::tree(git, tree)?;
    let blobs = tree.iter().filter(|entry| entry.kind() == Some(ObjectType::Blob));
    Ok(blobs.filter_map(|entry| Some((entry.name().ok()?.to_owned(), entry.id()))).collect())
}

/// Returns the files that differ between two trees, in order of their paths.
pub(super) fn changed(
    git: &Repository,
    before: Option<Oid>,
    after: Option<Oid>,
) -> Result<Vec<Changed>, RevisionError> {
    let mut out = Vec::new();
    pair(git, before, after, "", &mut out)?;
    Ok(out)
}

fn pair(
    git: &Repository,
    before: Option<Oid>,
    after: Option<Oid>,
    prefix: &str,
    out: &mut Vec<Changed>,
) -> Result<(), RevisionError> {
    if before == after {
        return Ok(());
    }
    let read = |tree: Option<Oid>| tree.map(|tree| promised::tree(git, tree)).transpose();
    let (before, after) = (read(before)?, read(after)?);
    let (old, new) = (entries(before.as_ref(), after.as_ref()), entries(after.as_ref(), before.as_ref()));
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        let order = match (old.get(i), new.get(j)) {
            (Some(old), Some(new)) => old.0.cmp(&new.0),
            (Some(_), None) => Ordering::Less,
            _ => Ordering::Greater,
        };
        let left = (order != Ordering::Greater).then(|| &old[i]);
        let right = (order != Ordering::Less).then(|| &new[j]);
        i += usize::from(left.is_some());
        j += usize::from(right.is_some());
        if left.map(|entry| entry.1) == right.map(|entry| entry.1) {
            continue;
        }
        let path = join(prefix, &left.or(right).map(|entry| entry.0.clone()).unwrap_or_default());
        let as_kind = |entry: Option<&(String, Oid, bool)>, tree: bool| {
            entry.filter(|entry| entry.2 == tree).map(|entry| entry.1)
        };
        let (old_tree, new_tree) = (as_kind(left, true), as_kind(right, true));
        if old_tree.is_some() || new_tree.is_some() {
            pair(git, old_tree, new_tree, &path, out)?;
        }
        let (before, after) = (as_kind(left, false), as_kind(right, false));
        if before.is_some() || after.is_some() {
            out.push(Changed { path, before, after });
        }
    }
    Ok(())
}

/// The entries of a tree, in order of their names; those that the other tree has at the same position are left
/// out, which are nearly all where little changed.
fn entries(tree: Option<&Tree<'_>>, other: Option<&Tree<'_>>) -> Vec<(String, Oid, bool)> {
    let is_same = |position: usize, entry: &TreeEntry<'_>| {
        let other = other.and_then(|other| other.get(position));
        other.is_some_and(|other| other.id() == entry.id() && other.name_bytes() == entry.name_bytes())
    };
    let entries = tree.into_iter().flat_map(Tree::iter).enumerate();
    let differing = entries.filter(|(position, entry)| !is_same(*position, entry)).map(|(_, entry)| entry);
    let mut out: Vec<(String, Oid, bool)> = differing
        .filter_map(|entry| Some((entry.name().ok()?.to_owned(), entry.id(), entry.kind()? == ObjectType::Tree)))
        .collect();
    out.sort();
    out
}

fn join(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") }
}
