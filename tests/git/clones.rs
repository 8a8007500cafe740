//! Clones that hold less than everything.

use snapbox::{assert_data_eq, str};

use super::{origin, url, verdicts};

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let place = origin();
    let url = url(&place, "origin");
    place.git(&["clone", "--quiet", "--depth", "1", "--no-single-branch", "--no-tags", &url, "clone"]);
    assert_data_eq!(
        place.rungs(&["-C", "clone", "diff", "main...origin/topic"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: this clone is shallow and does not reach back to where the two revisions parted
  help: fetch the rest of it: git fetch --unshallow
        (in a workflow: actions/checkout with fetch-depth: 0)

"#]]
    );
    assert_data_eq!(
        place.rungs(&["-C", "clone", "diff", "v1.0.0..main"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no revision `v1.0.0`
  help: this clone is shallow, perhaps it is not here yet: git fetch --unshallow --tags
        (in a workflow: actions/checkout with fetch-depth: 0)

"#]]
    );
    // What is there can be compared.
    let shown = place.rungs(&["-C", "clone", "diff", "main..origin/topic"]).expect(0);
    assert_data_eq!(
        verdicts(&shown),
        str![[r#"
  ▲ asks more              IC3 Reliability Engineer  (1 change)
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
    // And the advice helps.
    place.git_in("clone", &["fetch", "--quiet", "--unshallow", "--tags"]);
    let shown = place.rungs(&["-C", "clone", "diff", "main...origin/topic"]).expect(0);
    assert_data_eq!(
        verdicts(&shown),
        str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
    );
}

#[test]
fn a_partial_clone_fetches_what_it_needs() {
    let place = origin();
    let url = url(&place, "origin");
    for (filter, folder) in [("blob:none", "blobless"), ("tree:0", "treeless")] {
        place.git(&["clone", "--quiet", "--filter", filter, "--no-checkout", &url, folder]);
        let missing = place.git_in(folder, &["rev-list", "--objects", "--all", "--missing=print"]);
        assert!(missing.contains("\n?"), "{folder} holds everything: the test tests nothing");
        let shown = place.rungs(&["-C", folder, "diff", "v1.0.0...origin/topic"]).expect(0);
        assert_data_eq!(
            verdicts(&shown),
            str![[r#"
  ▲ asks more              IC4 Security Engineer  (1 change)

"#]]
        );
    }
}

#[test]
fn a_partial_clone_whose_origin_is_gone_says_so() {
    let place = origin();
    let url = url(&place, "origin");
    place.git(&["clone", "--quiet", "--filter", "blob:none", "--no-checkout", &url, "clone"]);
    std::fs::rename(place.path("origin"), place.path("elsewhere")).expect("the origin moved");
    let run = place.rungs(&["-C", "clone", "diff", "v1.0.0..main"]);
    assert_data_eq!(
        run.all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: this is a partial clone, and `origin` did not deliver what it leaves out ('[FOLDER]/origin' does not appear to be a git repository)
  help: try again when the remote can be reached

"#]]
    );
}

#[test]
fn a_sparse_checkout_deletes_nothing() {
    let place = origin();
    place.git(&["clone", "--quiet", "origin", "clone"]);
    place.git_in("clone", &["sparse-checkout", "set", "framework/core"]);
    assert!(!place.path("clone/framework/tracks").exists());
    assert_data_eq!(
        place.rungs(&["-C", "clone", "diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

No change of what the framework says.
--- stderr

"#]]
    );
    place.edit("clone/framework/core/ic4.toml", "I consistently mentor", "I often mentor");
    let shown = place.rungs(&["-C", "clone", "diff"]).expect(0);
    assert_data_eq!(
        verdicts(&shown),
        str![[r#"
  ▼ asks less              every IC4 page (shared: core/ic4)  (1 change)
  ▼ asks less              IC4 Reliability Engineer  (1 change)
  ▼ asks less              IC4 Security Engineer  (1 change)
  ▼ asks less              IC4 Software Engineer  (1 change)

"#]]
    );
    // The whole framework may be left out.
    place.git_in("clone", &["checkout", "--quiet", "."]);
    place.git_in("clone", &["sparse-checkout", "set", "docs"]);
    assert_data_eq!(
        place.rungs(&["-C", "clone", "diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

No change of what the framework says.
--- stderr

"#]]
    );
}

#[test]
fn a_sparse_index_says_how_to_write_it_out() {
    let place = origin();
    place.write("origin/docs/guide.md", "A guide.\n");
    place.commit_in("origin", "Guide");
    place.git(&["clone", "--quiet", "origin", "clone"]);
    place.git_in("clone", &["sparse-checkout", "set", "--sparse-index", "docs"]);
    assert_data_eq!(
        place.rungs(&["-C", "clone", "diff", "--staged"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the repository has a sparse index, which rungs cannot read yet
  help: write it out: git sparse-checkout reapply --no-sparse-index

"#]]
    );
    place.git_in("clone", &["sparse-checkout", "reapply", "--no-sparse-index"]);
    place.rungs(&["-C", "clone", "diff", "--staged"]).expect(0);
}

#[test]
fn a_bare_repository_compares_commits() {
    let place = origin();
    place.git(&["clone", "--quiet", "--bare", "origin", "bare.git"]);
    let shown = place.rungs(&["-C", "bare.git", "diff", "v1.0.0..main"]).expect(0);
    assert_data_eq!(
        verdicts(&shown),
        str![[r#"
  ▼ asks less              IC3 Reliability Engineer  (1 change)

"#]]
    );
    assert_data_eq!(
        place.rungs(&["-C", "bare.git", "diff"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: this is a bare repository, so it has no work tree to compare
  help: name two revisions: rungs diff A..B

"#]]
    );
    assert_data_eq!(
        place.rungs(&["-C", "bare.git", "check"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no framework here
  help: name its folder with --framework DIR, or start one with `rungs init`

"#]]
    );
    let page = place.rungs(&["-C", "bare.git", "show", "security-engineer/ic4", "--at", "topic"]).expect(0);
    assert!(page.contains("three or more teams"), "{page}");
}
