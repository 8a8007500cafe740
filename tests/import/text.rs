//! A page as text.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::ladder::keeper;

#[test]
fn bullets_that_run_together_are_asked_about_and_then_told_apart() {
    let place = Workspace::new();
    place.write("keeper.txt", keeper("IC2", "Keeper", "I keep every watch of the night.").as_text());
    assert_data_eq!(
        place.rungs(&["import", "keeper.txt"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: keeper.txt, line 5: the 3 bullets of Scope and Reach run together, so nothing tells which are whose
  help: count them on the page you copied and say so: --counts scope=N,reach=N

"#]]
    );
    assert!(!place.path("framework").exists(), "nothing is written before it is clear");
    assert_data_eq!(
        place.rungs(&["import", "keeper.txt", "--counts", "scope=2,reach=2"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: keeper.txt, line 5: --counts adds up to 4, and 3 bullets run together here
  help: count them on the page you copied and say so: --counts scope=N,reach=N

"#]]
    );
    assert_data_eq!(
        place.rungs(&["import", "keeper.txt", "--counts", "scope=2"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: keeper.txt, line 5: the 3 bullets of Scope and Reach run together, so nothing tells which are whose
  help: count them on the page you copied and say so: --counts scope=N,reach=N

"#]]
    );
    assert_data_eq!(
        place.rungs(&["import", "keeper.txt", "--counts", "scope=2,reach=1,results=4"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
1 page read: 7 sentences of 1 track at 1 level.

Not taken:
  - a mark without words (1 text)
      “×”, keeper.txt, line 1
  - the head of a column (4 texts, 2 different)
      “Responsibility”, keeper.txt, line 15 and 1 more
      “Key Behaviors”, keeper.txt, line 16 and 1 more
The framework is in framework; look at a page with `rungs show keeper/ic2`.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["import", "keeper.txt", "--counts", "scope=2,reach=1"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is a framework in framework already
  help: --add brings pages it does not have yet; --replace writes it anew; --framework DIR names another folder

"#]]
    );
    assert_data_eq!(
        place.read("framework/tracks/keeper/ic2.toml"),
        str![[r#"
summary = "I keep the light of a Keeper burning, and those at sea can rely on it."

[scope]
look-after-one-light = "I look after one light."
keep-every-watch-night = "I keep every watch of the night."

[reach]
harbor = "I work with the harbor."

[results.ownership]
mend-find-broken = "I mend what I find broken"
say-early-late = "I say early when I will be late"

[results.judgment]
know-wake = "I know when to wake others"

[craft]
about = "As a Keeper I know my tower from the rock to the lamp."

[craft.keeper-skills]
trim-wick-keep-lens = "I trim a wick & keep the lens “clear”"

"#]]
    );
    assert_data_eq!(
        place.read("framework/framework.toml"),
        str![[r#"
name = "Lighthouse Ladders"

[ladders.ic]
name = "Individual contributor"
levels = ["ic2"]

[levels.ic2]
name = "IC2"

[sections.scope]
name = "Scope"
about = "What I look after and how far I decide alone"

[sections.reach]
name = "Reach"
about = "Whom my work touches beyond my own tower"

[sections.results]
name = "Results"
responsibilities.ownership = "Ownership"
responsibilities.judgment = "Judgment"

[sections.craft]
name = "Craft"
responsibilities.keeper-skills = "Keeper Skills"

"#]]
    );
    place.rungs(&["check"]).expect(0);
    place.rungs(&["fmt", "--check"]).expect(0);
}

#[test]
fn a_page_whose_bullets_stand_below_their_headings_needs_no_counts() {
    let place = Workspace::new();
    let text = "L2 Cook\nI cook for the whole crew.\n\nKitchen\nWhat I do with knife and fire every day\n- I cut fine\n- I keep\n  the fire low\n\nCrew\nManners\n- I say please\nMoods\n- I stay calm\n";
    let run = place.rungs_with_input(&["import", "-", "--from", "text"], text);
    run.expect(0);
    assert_data_eq!(
        place.rungs(&["show", "cook/l2"]).expect(0),
        str![[r#"
L2 Cook

I cook for the whole crew.

Kitchen
  What I do with knife and fire every day
  • I cut fine
  • I keep the fire low

Crew

  Manners
    • I say please

  Moods
    • I stay calm

"#]]
    );
}

#[test]
fn two_names_in_a_table_are_not_guessed() {
    let place = Workspace::new();
    let text = "L2 Cook\nSections\nResponsibility\nKey Behaviors\nKnives\nForks\n- I cut fine\n";
    assert_data_eq!(
        place.rungs_with_input(&["import", "-"], text).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: standard input, line 6: “Knives” and “Forks” stand below one another without bullets between
  help: join the lines if they are one name; move each name's bullets below it if they are several

"#]]
    );
}
