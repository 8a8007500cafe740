//! HTML pages, and Markdown, which is read the same way.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::ladder::keeper;

/// Two tracks at two levels, in one kind of markup.
fn pages(place: &Workspace, folder: &str, markup: fn(&super::ladder::LadderPage) -> String) {
    for (level, night) in [("IC1", "I keep the first watch."), ("IC2", "I keep every watch of the night.")] {
        for track in ["Keeper", "Pilot"] {
            let mut page = keeper(level, track, night);
            if track == "Pilot" && level == "IC2" {
                page.sections[0].2[1].1[0] = "I know when to wake all others".into();
            }
            let file = format!("{folder}/{}_{}.html", level.to_lowercase(), track.to_lowercase());
            place.write(&file, markup(&page));
        }
    }
}

#[test]
fn a_folder_becomes_a_framework_and_what_is_shared_stands_once() {
    let place = Workspace::new();
    pages(&place, "pages", super::ladder::LadderPage::as_divs);
    assert_data_eq!(
        place.rungs(&["import", "pages"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
4 pages read: 17 sentences of 2 tracks at 2 levels.
11 texts stand word for word on every track of a level: written once, in core/.

Not taken:
  - around the page's text (menu, button, footer) (20 texts, 5 different)
      “×”, pages/ic1_keeper.html and 3 more
      “Overview”, pages/ic1_keeper.html and 3 more
      “Glossary”, pages/ic1_keeper.html and 3 more
      and 2 more (-v shows all)
  - the head of a column (16 texts, 2 different)
      “Responsibility”, pages/ic1_keeper.html and 7 more
      “Key Behaviors”, pages/ic1_keeper.html and 7 more

Almost the same on several tracks, each left as it is (1):
  - IC2, Results, Judgment
      Keeper: I know when to wake others
      Pilot: I know when to wake all others
The framework is in framework; look at a page with `rungs show keeper/ic1`.

"#]]
    );
    assert_data_eq!(
        place.read("framework/framework.toml"),
        str![[r#"
name = "Lighthouse Ladders"

[ladders.ic]
name = "Individual contributor"
levels = ["ic1", "ic2"]

[levels.ic1]
name = "IC1"

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

"#]]
    );
    assert_data_eq!(
        place.read("framework/core/ic1.toml"),
        str![[r#"
[scope]
look-after-one-light = "I look after one light."
keep-first-watch = "I keep the first watch."

[reach]
harbor = "I work with the harbor."

[results.ownership]
mend-find-broken = "I mend what I find broken"
say-early-late = "I say early when I will be late"

[results.judgment]
know-wake = "I know when to wake others"

"#]]
    );
    assert_data_eq!(
        place.read("framework/tracks/pilot/ic2.toml"),
        str![[r#"
summary = "I keep the light of a Pilot burning, and those at sea can rely on it."

[results.judgment]
know-wake = "I know when to wake all others"

[craft]
about = "As a Pilot I know my tower from the rock to the lamp."

[craft.pilot-skills]
trim-wick-keep-lens = "I trim a wick & keep the lens “clear”"

"#]]
    );
    assert_data_eq!(
        place.read("framework/tracks/pilot/track.toml"),
        str![[r#"
name = "Pilot"
ladder = "ic"

[sections.craft]
name = "Craft"
responsibilities.pilot-skills = "Pilot Skills"

"#]]
    );
    place.rungs(&["check"]).expect(0);
    place.rungs(&["fmt", "--check"]).expect(0);
}

#[test]
fn two_markups_of_the_same_pages_are_the_same_framework() {
    let place = Workspace::new();
    pages(&place, "old", super::ladder::LadderPage::as_divs);
    pages(&place, "new", super::ladder::LadderPage::as_headings);
    place.rungs(&["import", "old", "--framework", "one"]).expect(0);
    place.rungs(&["import", "new", "--framework", "two"]).expect(0);
    assert_data_eq!(
        place.rungs(&["diff", "one", "two", "--exit-code"]).all(),
        str![[r#"
exit 0
--- stdout
one → two

No change of what the framework says.
--- stderr

"#]]
    );
}

#[test]
fn markdown_is_read_as_html_is_and_keeps_its_links() {
    let place = Workspace::new();
    place.write(
        "handbook/ic2.md",
        "---\nowner: ana\n---\n# IC2 Lamplighter\n\nI bring light.\n\n## Lamps\n\n| Topic | What I do |\n|---|---|\n| Oil | I fill `every` lamp |\n| Glass | I follow [the guide](https://lamps.example/glass) and [our page](b.md) |\n\n## Streets\n\n1. I know *all* streets\n   - For example: the harbor road\n",
    );
    assert_data_eq!(
        place.rungs(&["import", "handbook"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
1 page read: 3 sentences of 1 track at 1 level.

Not taken:
  - the head of a column (2 texts)
      “Topic”, handbook/ic2.md
      “What I do”, handbook/ic2.md
  - the target of a link, whose words are kept (1 text)
      “b.md”, handbook/ic2.md
  - settings above the page’s text (1 text)
      “owner: ana”, handbook/ic2.md
The framework is in framework; look at a page with `rungs show lamplighter/ic2`.

"#]]
    );
    assert_data_eq!(
        place.read("framework/tracks/lamplighter/ic2.toml"),
        str![[r#"
summary = "I bring light."

[lamps.oil]
fill-every-lamp = "I fill `every` lamp"

[lamps.glass]
follow-guide-page = "I follow [the guide](https://lamps.example/glass) and our page"

[streets]
know-streets.text = "I know all streets"
know-streets.examples = ["the harbor road"]

"#]]
    );
}

#[test]
fn seniority_in_a_title_is_no_track_and_the_title_is_kept() {
    let place = Workspace::new();
    place.write("p/ic4.html", "<h1>IC4 Pilot</h1><h2>Scope</h2><ul><li>I steer.</li></ul>");
    place.write("p/ic5.html", "<h1>IC5 Staff Pilot</h1><h2>Scope</h2><ul><li>I steer fleets.</li></ul>");
    place.write("p/ic6.html", "<h1>IC6 Harbor Master</h1><h2>Scope</h2><ul><li>I run the harbor.</li></ul>");
    place.write("p/overview.html", "<h1>How we use this</h1><p>Please read it with care.</p>");
    assert_data_eq!(
        place.rungs(&["import", "p"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
3 pages read: 3 sentences of 2 tracks at 3 levels.

Decided on the way:
  - the track Pilot holds the pages of Staff Pilot
  - Harbor Master begins at IC6, where Pilot ends; if they are one track, say
    --track "Harbor Master=Pilot"

Not taken:
  - no page of a level: its title, “How we use this”, names none (2 texts)
      “Please read it with care.”, p/overview.html
      “How we use this”, p/overview.html
The framework is in framework; look at a page with `rungs show pilot/ic4`.

"#]]
    );
    assert_data_eq!(
        place.read("framework/tracks/pilot/ic5.toml"),
        str![[r#"
title = "IC5 Staff Pilot"

[scope]
steer-fleets = "I steer fleets."

"#]]
    );
    let again = ["import", "p", "--replace", "--track", "Harbor Master=Pilot", "-q"];
    place.rungs(&again).expect(0);
    assert_eq!(place.read("framework/tracks/pilot/ic6.toml").lines().next(), Some("title = \"IC6 Harbor Master\""));
    assert!(!place.path("framework/tracks/harbor-master").exists(), "the track that is gone left its folder");
}

#[test]
fn a_document_with_many_levels_becomes_many_pages() {
    let place = Workspace::new();
    place.write(
        "ladder.html",
        "<title>Tide Works</title><h1>Diver</h1><p>How divers grow.</p>
         <h2>Air</h2>
         <h3>Level 1</h3><ul><li>I check my own tank</li></ul>
         <h3>Level 2</h3><ul><li>I check the tanks of others<ul><li>For example: before a night dive</li></ul></li></ul>
         <h2>Depth</h2>
         <h3>Level 1</h3><p>I dive to ten meters</p>
         <h3>Level 2</h3><p>I dive to thirty meters</p>
         <h4>Examples</h4><ul><li>The wreck in the bay</li></ul>",
    );
    place.rungs(&["import", "ladder.html"]).expect(0);
    assert_data_eq!(
        place.read("framework/tracks/diver/level-2.toml"),
        str![[r#"
[air]
check-tanks.text = "I check the tanks of others"
check-tanks.examples = ["before a night dive"]

[depth]
examples = ["The wreck in the bay"]
dive-thirty-meters = "I dive to thirty meters"

"#]]
    );
    place.rungs(&["check"]).expect(0);
}

#[test]
fn a_matrix_of_levels_becomes_pages() {
    let place = Workspace::new();
    place.write(
        "matrix.html",
        "<h1>Baker</h1><table>
         <tr><th>Skill</th><th>Topic</th><th>P1</th><th>P2</th></tr>
         <tr><td rowspan=2>Dough</td><td>Mixing</td><td>I mix with a recipe.</td><td>I mix by feel.</td></tr>
         <tr><td>Rising</td><td>I wait as I am told.</td><td>I know when it is ready.</td></tr>
         <tr><td>Oven</td><td>Heat</td><td>I watch the heat.</td><td></td></tr></table>",
    );
    place.rungs(&["import", "matrix.html"]).expect(0);
    assert_data_eq!(
        place.read("framework/tracks/baker/p1.toml"),
        str![[r#"
[dough.mixing]
mix-recipe = "I mix with a recipe."

[dough.rising]
wait-told = "I wait as I am told."

[oven.heat]
watch-heat = "I watch the heat."

"#]]
    );
    assert_data_eq!(
        place.read("framework/tracks/baker/p2.toml"),
        str![[r#"
[dough.mixing]
mix-feel = "I mix by feel."

[dough.rising]
know-ready = "I know when it is ready."

"#]]
    );
    place.rungs(&["check"]).expect(0);
}

#[test]
fn levels_may_have_names_and_no_numbers() {
    let place = Workspace::new();
    place.write(
        "in/potter.html",
        "<h1>Potter</h1><h2>Junior (L1-L2)</h2><h3>Clay</h3><ul><li>I knead clay</li></ul>
         <h2>Senior</h2><h3>Clay</h3><ul><li>I choose clay</li></ul>
         <h2>Staff+</h2><h3>Working with senior people</h3><ul><li>I ask them to choose</li></ul>",
    );
    place.write(
        "in/skills.html",
        "<h1>Weaver</h1><table><tr><th>Skill</th><th>Senior</th><th>Junior (L1-L2)</th></tr>
         <tr><th>Loom</th><td><p>I tune a loom.</p></td><td><p>I clean a loom.</p></td></tr></table>",
    );
    place.write("in/notes.txt", "not a page");
    assert_data_eq!(
        place.rungs(&["import", "in"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
1 file of another format is left aside in in; --from names a format
2 pages read: 5 sentences of 2 tracks at 3 levels.

Not taken:
  - the head of a column (1 text)
      “Skill”, in/skills.html
The framework is in framework; look at a page with `rungs show potter/junior-l1-l2`.

"#]]
    );
    assert_data_eq!(
        place.rungs(&["export", "--to", "csv"]).expect(0),
        str![[r#"
track,level,section,responsibility,id,text,examples
Potter,Junior (L1-L2),Clay,,,I knead clay,
Potter,Senior,Clay,,,I choose clay,
Potter,Staff+,Working with senior people,,,I ask them to choose,
Weaver,Junior (L1-L2),Loom,,,I clean a loom.,
Weaver,Senior,Loom,,,I tune a loom.,

"#]]
    );
}

#[test]
fn loose_markup_is_read_by_what_it_looks_like() {
    let place = Workspace::new();
    place.write(
        "ic3.html",
        "<title>IC3 Carpenter | Ship Yard</title><div><p><b>Hands</b></p><p><b>Planing</b></p><ul><li>I plane true</ul>
         <p><span style='font-weight: 700'>Joining</span><br>- I join two planks<br>- I join three</p>
         <p><b>Head</b></p><dl><dt>Measuring</dt><dd>I measure twice</dd></dl>
         <details><summary>Tools</summary><ul><li><p>I sharpen</p><p>my own tools</p></li></ul></details>
         <ul><li><b>Safety</b></li><li>I wear shoes of steel</li></ul></div>",
    );
    place.rungs(&["import", "ic3.html"]).expect(0);
    assert_data_eq!(
        place.rungs(&["show", "carpenter/ic3"]).expect(0),
        str![[r#"
IC3 Carpenter

Hands

  Planing
    • I plane true

  Joining
    • I join two planks
    • I join three

Head

  Measuring
    • I measure twice

  Tools
    • I sharpen my own tools

  Safety
    • I wear shoes of steel

"#]]
    );
}

#[test]
fn a_short_page_beside_a_long_menu_is_not_taken_for_a_part_of_it() {
    let place = Workspace::new();
    let menu: String =
        (1..40).map(|page| format!("<div><a href='{page}.html'>The page number {page}</a></div>")).collect();
    place.write(
        "ic1.html",
        format!("<div><div><h3>Pages</h3>{menu}</div><div><h1>IC1 Diver</h1><h2>Air</h2><ul><li>I breathe</li></ul></div></div>"),
    );
    place.rungs(&["import", "ic1.html"]).expect(0);
    assert!(place.read("framework/tracks/diver/ic1.toml").contains("I breathe"));
}

#[test]
fn a_page_without_a_level_is_not_guessed() {
    let place = Workspace::new();
    place.write("about.html", "<h1>Glassblower</h1><h2>Craft</h2><ul><li>I blow round bowls</li></ul>");
    assert_data_eq!(
        place.rungs(&["import", "about.html"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
No page or row was read.

Not taken:
  - no page of a level: its title, “Glassblower”, names none (2 texts)
      “I blow round bowls”, about.html
      “Glassblower”, about.html
error: there is nothing to bring in
  help: a page's title names its level, as in “IC4 Security Engineer”; give it with --level where it does not

"#]]
    );
    assert!(!place.path("framework").exists());
    place.rungs(&["import", "about.html", "--level", "Journeyman"]).expect(0);
    assert!(place.read("framework/tracks/glassblower/journeyman.toml").contains("I blow round bowls"));
}

#[test]
fn text_from_outside_cannot_break_out_of_its_file_or_the_terminal() {
    let place = Workspace::new();
    place.write(
        "ic1.html",
        "<h1>IC1 ../../Escape</h1><h2>a\"]\n[x</h2><ul><li>quote \" backslash \\ apostrophe ' and \u{1b}[31mred</li></ul>",
    );
    let run = place.rungs(&["import", "ic1.html"]);
    assert!(!run.err.contains('\u{1b}'), "{}", run.err);
    run.expect(0);
    place.rungs(&["check"]).expect(0);
    assert!(place.path("framework/tracks/escape/ic1.toml").is_file());
}
