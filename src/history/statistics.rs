//! Releases in numbers: what each level and section asks, how much of each page changed, how much of
//! that was a change of expectations.

use indexmap::IndexMap;

use crate::diff::{ChangeSet, Impact, PageBar};
use crate::model::{Framework, PageAddress, Status};

/// A name and how many there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    /// The id.
    pub id: String,
    /// The name for people.
    pub name: String,
    /// How many.
    pub count: usize,
}

/// One release in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ReleaseCounts {
    /// What it is called.
    pub name: String,
    /// Its day, `2026-03-31`.
    pub date: String,
    /// Pages in force.
    pub pages: usize,
    /// What all pages in force ask together, shared sentences counted on each page.
    pub behaviors: usize,
    /// The same by level, junior to senior.
    pub levels: Vec<Count>,
    /// The same by section, in reading order.
    pub sections: Vec<Count>,
    /// Changes since the release before that move the bar or may; none for the first.
    pub expectation: usize,
    /// Changes of wording or examples.
    pub clarification: usize,
    /// Changes of typography, order or names.
    pub editorial: usize,
    /// Files that could not be read, so that the numbers lack them.
    pub unreadable: Vec<String>,
}

impl ReleaseCounts {
    /// How many changes there were since the release before.
    pub fn changes(&self) -> usize {
        self.expectation + self.clarification + self.editorial
    }
}

/// How often a page changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageChurn {
    /// The page.
    pub page: PageAddress,
    /// What people call it.
    pub name: String,
    /// Changes that moved its bar or may have.
    pub expectation: usize,
    /// Other changes that reached it.
    pub other: usize,
    /// In how many releases it changed.
    pub releases: usize,
}

/// All releases in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Statistics {
    /// The releases, the oldest first.
    pub releases: Vec<ReleaseCounts>,
    /// The pages that changed, those that changed most first.
    pub churn: Vec<PageChurn>,
}

impl Statistics {
    /// Adds a release, with what changed since the one before.
    pub fn add(&mut self, name: &str, date: &str, framework: &Framework, since: Option<&ChangeSet<'_>>) {
        let mut counts = counts(framework);
        (counts.name, counts.date) = (name.to_owned(), date.to_owned());
        if let Some(set) = since {
            let of = |impact| set.changes.iter().filter(|change| change.impact == impact).count();
            counts.expectation = of(Impact::Expectation);
            counts.clarification = of(Impact::Clarification);
            counts.editorial = of(Impact::Editorial);
            self.add_churn(framework, set);
        }
        self.releases.push(counts);
    }

    fn add_churn(&mut self, framework: &Framework, set: &ChangeSet<'_>) {
        for verdict in set.pages.iter().filter(|verdict| !verdict.page.is_shared()) {
            if matches!(verdict.bar, PageBar::New | PageBar::Withdrawn) {
                continue;
            }
            let (mut expectation, mut other) = (0, 0);
            for index in &verdict.changes {
                match set.changes[*index].impact {
                    Impact::Expectation => expectation += 1,
                    _ => other += 1,
                }
            }
            match self.churn.iter_mut().find(|churn| churn.page == verdict.page) {
                Some(churn) => {
                    churn.expectation += expectation;
                    churn.other += other;
                    churn.releases += 1;
                }
                None => {
                    let name = framework.page_name(&verdict.page);
                    self.churn.push(PageChurn { page: verdict.page.clone(), name, expectation, other, releases: 1 });
                }
            }
        }
        let total = |churn: &PageChurn| churn.expectation + churn.other;
        self.churn.sort_by(|a, b| total(b).cmp(&total(a)).then_with(|| a.page.cmp(&b.page)));
    }
}

/// Counts what a framework asks on its pages in force.
fn counts(framework: &Framework) -> ReleaseCounts {
    let mut out = ReleaseCounts::default();
    let mut levels: IndexMap<&str, usize> = framework.levels.keys().map(|id| (id.as_str(), 0)).collect();
    let mut sections: IndexMap<String, (String, usize)> =
        framework.sections.values().map(|section| (section.id.to_string(), (section.name.clone(), 0))).collect();
    for track in framework.tracks.values().filter(|track| track.status != Status::Draft) {
        for sheet in track.pages.values() {
            out.pages += 1;
            for found in framework.behaviors_of_page(&sheet.address) {
                out.behaviors += 1;
                *levels.entry(sheet.address.level.as_str()).or_default() += 1;
                let section = &found.heading.section;
                let name = || framework.section_name(&track.id, section).to_owned();
                sections.entry(section.to_string()).or_insert_with(|| (name(), 0)).1 += 1;
            }
        }
    }
    let level_name = |id: &str| crate::model::Id::new(id).map(|id| framework.level_name(&id).to_owned());
    out.levels = levels
        .into_iter()
        .map(|(id, count)| Count { id: id.to_owned(), name: level_name(id).unwrap_or_default(), count })
        .collect();
    out.sections = sections.into_iter().map(|(id, (name, count))| Count { id, name, count }).collect();
    out.unreadable = framework.unreadable.iter().map(|file| file.file.to_string()).collect();
    out
}
