//! A framework that is there already: kept, added to, or written anew, as told.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

const PAGE: &str = "<h1>IC4 Data Engineer</h1><p>I bring data where it is needed.</p>
<h2>Scope</h2><ul><li>I own the data of several teams</li></ul>
<h2>Results</h2><p><b>Ownership</b></p><ul><li>I find the owner of every table</li></ul>
<h2>Pipelines</h2><p><b>Freshness</b></p><ul><li>I keep promises about how old data may be</li></ul>";

#[test]
fn a_framework_is_not_overwritten_unless_told_how() {
    let place = Workspace::example();
    place.write("page.html", PAGE);
    assert_data_eq!(
        place.rungs(&["import", "page.html"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is a framework in framework already
  help: --add brings pages it does not have yet; --replace writes it anew; --framework DIR names another folder

"#]]
    );
    assert_eq!(place.git(&["status", "--porcelain", "framework"]), "", "nothing was touched");
    assert_data_eq!(
        place.rungs(&["import", "page.html", "--add", "--replace"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the argument '--add' cannot be used with '--replace'

Usage: rungs import --add <FILE|FOLDER>...

For more information, try '--help'.

"#]]
    );
}

#[test]
fn a_page_is_added_and_reads_as_it_came_in() {
    let place = Workspace::example();
    place.write("page.html", PAGE);
    assert_data_eq!(
        place.rungs(&["import", "page.html", "--add", "--dry-run"]).all(),
        str![[r#"
exit 0
--- stdout
would write framework/tracks/data-engineer/ic4.toml
would write framework/tracks/data-engineer/track.toml
would write framework/framework.toml
--- stderr
1 page read: 3 sentences of 1 track at 1 level.

Decided on the way:
  - data-engineer/ic4 does not say 42 of the sentences that pages of its level
    share; it leaves them out (`without`)
The framework would be in framework; look at a page with `rungs show data-engineer/ic4`.

"#]]
    );
    assert_eq!(place.git(&["status", "--porcelain", "framework"]), "", "a dry run writes nothing");
    place.rungs(&["import", "page.html", "--add"]).expect(0);
    place.rungs(&["check"]).expect(0);
    place.rungs(&["fmt", "--check"]).expect(0);
    assert_data_eq!(
        place.git(&["diff", "--unified=1", "framework/framework.toml"]),
        str![[r#"
diff --git a/framework/framework.toml b/framework/framework.toml
index 0719cc7..fe35ea6 100644
--- a/framework/framework.toml
+++ b/framework/framework.toml
@@ -88 +88,5 @@ name = "Typical planning horizon in months"
 higher = "asks-more"
+
+[sections.pipelines]
+name = "Pipelines"
+responsibilities.freshness = "Freshness"

"#]]
    );
    assert_data_eq!(
        place.read("framework/tracks/data-engineer/ic4.toml"),
        str![[r#"
summary = "I bring data where it is needed."
without = ["results/ownership/admit-mistakes", "results/decision-making/customer-trust", "talent/personal-growth/hear-feedback", "talent/hiring/fair-hiring", "culture/collaboration/respect-everyone", "culture/organizational-health/integrity", "culture/communication/honest-status", "results/ownership/visible-work", "talent/talent-development/credit-others", "culture/communication/record-decisions", "results/impact/deliver-goals", "results/impact/focus-priorities", "results/impact/measure-results", "results/impact/customer-value", "results/ownership/follow-through", "results/ownership/clear-blockers", "results/ownership/learn-from-failure", "results/decision-making/informed-decisions", "results/decision-making/weigh-trade-offs", "results/decision-making/timely-decisions", "direction/agility/adapt-to-change", "direction/agility/handle-ambiguity", "direction/innovation/improve-practice", "direction/innovation/try-ideas", "direction/strategy/shape-roadmap", "direction/strategy/connect-work", "direction/strategy/win-support", "talent/personal-growth/seek-feedback", "talent/personal-growth/grow-skills", "talent/personal-growth/know-strengths", "talent/hiring/support-hiring", "talent/hiring/represent-team", "talent/talent-development/share-knowledge", "talent/talent-development/give-feedback", "talent/talent-development/mentor-others", "culture/collaboration/work-together", "culture/collaboration/resolve-disagreement", "culture/organizational-health/include-others", "culture/organizational-health/team-health", "culture/communication/clear-messages", "culture/communication/inform-others", "culture/communication/listen-well"]

[scope]
data-several-teams = "I own the data of several teams"

[results.ownership]
find-owner-every-table = "I find the owner of every table"

[pipelines.freshness]
keep-promises-old-data = "I keep promises about how old data may be"

"#]]
    );
    assert_data_eq!(
        place.rungs(&["show", "data-engineer/ic4"]).expect(0),
        str![[r#"
IC4 Data Engineer

I bring data where it is needed.

Typical planning horizon in months: 12

Scope
  How much I am trusted to take on, how far ahead I plan, and how unclear the
  problems may be
  • I own the data of several teams

Results
  What gets done because of me, and how

  Ownership
    • I find the owner of every table

Pipelines

  Freshness
    • I keep promises about how old data may be

"#]]
    );
    assert_data_eq!(
        place.rungs(&["import", "page.html", "--add"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: the framework has data-engineer/ic4 already
  help: import into another folder with --framework and compare the two with `rungs diff`

"#]]
    );
}

#[test]
fn a_framework_is_written_anew_and_its_policy_stays() {
    let place = Workspace::example();
    place.write("page.html", PAGE);
    let dry = place.rungs(&["import", "page.html", "--replace", "--dry-run"]).expect(0);
    assert!(dry.contains("would remove framework/tracks/security-engineer/ic4.toml"), "{dry}");
    assert!(dry.contains("would write framework/tracks/data-engineer/ic4.toml"), "{dry}");
    place.rungs(&["import", "page.html", "--replace"]).expect(0);
    place.rungs(&["check"]).expect(0);
    assert!(place.path("framework/policy.toml").is_file());
    assert!(!place.path("framework/tracks/security-engineer").exists());
    assert!(!place.path("framework/core/ic4.toml").exists());
}
