//! The past: the life of sentences and pages, and which change each sentence owes its meaning to.
//! Every test makes a repository with fixed dates and reads whole outputs.

mod applies;
mod blame;
mod branches;
mod drift;
mod edges;
mod life;
mod parts;
mod stats;

use crate::support::Workspace;

const FRAMEWORK: &str = r#"name = "Levels"
version = "0.1.0"

[ladders.ic]
name = "Individual contributor"
levels = ["ic3", "ic4"]

[levels.ic3]
name = "IC3"

[levels.ic4]
name = "IC4"

[sections.scope]
name = "Scope"

[sections.results]
name = "Results"
responsibilities = { ownership = "Ownership" }
"#;

const IC4: &str = r#"[scope]
own-goals = "I own many of my team's goals."

# How far I look.
set-course = "I set my own course within a quarter."

[results.ownership]
finish-work = "I finish what I start and tell people when it will be done."

# After the work.
learn-from-failure = "I write down what failures teach us."
"#;

/// A repository with a small framework, committed.
fn repository() -> Workspace {
    let place = Workspace::repository();
    place.write("framework/framework.toml", FRAMEWORK);
    place.write("framework/tracks/security/track.toml", "name = \"Security\"\nladder = \"ic\"\n");
    place.write(
        "framework/tracks/security/ic3.toml",
        "[scope]\nown-tasks = \"I own tasks that somebody else has cut out for me.\"\n",
    );
    place.write("framework/tracks/security/ic4.toml", IC4);
    place.commit("Write down the security track");
    place
}

/// The page that most tests change.
const PAGE: &str = "framework/tracks/security/ic4.toml";

/// Changes a piece of the page and commits that.
fn change(place: &Workspace, old: &str, new: &str, message: &str) -> String {
    place.edit(PAGE, old, new);
    place.commit(message)
}
