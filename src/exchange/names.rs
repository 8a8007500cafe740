//! Names to ids: the slug of a name, numbered where two names share it.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use crate::model::{Id, slug};

use super::keys::unique;

/// Gives names their ids; the same name always the same.
#[derive(Debug, Default)]
pub(super) struct Names {
    ids: IndexMap<String, Id>,
    taken: HashSet<String>,
    /// Ids of a framework that exists, by the slug of their names: another spelling is the same name.
    known: HashMap<String, Id>,
}

impl Names {
    /// Keeps an id for what has it already, so that no name is given it.
    pub(super) fn reserve(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// Ties a name to the id it has in a framework that exists.
    pub(super) fn know(&mut self, name: &str, id: &Id) {
        self.taken.insert(id.to_string());
        self.ids.insert(name.to_owned(), id.clone());
        self.known.insert(slug(name), id.clone());
    }

    /// Returns the id of a name; `otherwise` is the base for a name without a letter or digit.
    pub(super) fn id(&mut self, name: &str, otherwise: &str) -> Id {
        if let Some(id) = self.ids.get(name).or_else(|| self.known.get(&slug(name))) {
            return id.clone();
        }
        let base = slug(name);
        let id = unique(if base.is_empty() { otherwise } else { &base }, &mut self.taken);
        self.ids.insert(name.to_owned(), id.clone());
        id
    }
}
