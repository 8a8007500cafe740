//! The gate guards itself, requirements go by meaning, freezes and reasons hold things up, and half a
//! framework gives no verdict.

use serde_json::{Value, json};
use snapbox::{assert_data_eq, str};

use super::scene::{PAGE, POLICY, Scene, sentences};
use crate::support::Workspace;

const HARDER: (&str, &str) = ("carried out by two or more teams", "carried out by three or more teams");

/// Whom each requirement that is met by the change names.
fn asked(found: &Value) -> Vec<String> {
    let all = found["requirements"].as_array().expect("requirements").iter();
    all.map(|one| {
        one["approvers"].as_array().expect("names").iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" ")
    })
    .collect()
}

fn policy(when: &str) -> String {
    format!("[[require]]\nwhen = {{ {when} }}\napprovers = [\"@ana\"]\n")
}

/// Holds a change of the example against conditions; each is to be for it or not.
#[track_caller]
fn asks(edit: impl Fn(&Workspace), conditions: &[(bool, &str)]) {
    let require =
        |(index, (_, when)): (usize, &(bool, &str))| policy(when).replace("@ana", &format!("@person-{index}"));
    let scene = Scene::new(&conditions.iter().enumerate().map(require).collect::<String>());
    edit(&scene.place);
    scene.place.commit("Change");
    let found = asked(&scene.judged());
    for (index, (wanted, when)) in conditions.iter().enumerate() {
        assert_eq!(found.contains(&format!("@person-{index}")), *wanted, "{when}");
    }
}

#[test]
fn requirements_go_by_meaning() {
    asks(
        |place| {
            let (old, new) = ("my team, and", "my team and on neighboring teams, and");
            place.edit(
                "framework/core/ic4.toml",
                &format!("mentor engineers on {old}"),
                &format!("mentor engineers on {new}"),
            );
        },
        &[
            // A sentence of the core asks it of the track's page, whatever file it stands in.
            (true, "impact = \"expectation\", tracks = \"security-engineer\", levels = \"ic4\""),
            (false, "tracks = \"security-engineer\", levels = \"ic5\""),
            (false, "tracks = \"engineering-manager\""),
            (true, "core = true"),
            (false, "core = false"),
            (true, "sections = \"talent\""),
            (false, "sections = [\"scope\", \"craft\"]"),
            (true, "bar = [\"asks-more\", \"mixed\"]"),
            (false, "bar = \"asks-less\""),
            (true, "kinds = \"reworded\", status = \"active\""),
            (false, "kinds = \"reworded\", status = \"draft\""),
            (false, "kinds = [\"added\", \"removed\"]"),
            (false, "impact = [\"editorial\", \"clarification\"]"),
        ],
    );
}

#[test]
fn a_move_asks_more_of_one_page_and_less_of_the_other() {
    asks(
        |place| {
            let line = "growing-engineers = \"I coach engineers to lead incidents, reviews, and reliability projects in my place.\"\n";
            place.edit("framework/tracks/reliability-engineer/ic4.toml", line, "");
            let (file, old) = ("framework/tracks/reliability-engineer/ic3.toml", "better-operations = ");
            place.edit(file, old, &format!("{line}{old}"));
        },
        &[
            (true, "levels = \"ic3\", bar = \"asks-more\""),
            (true, "levels = \"ic4\", bar = \"asks-less\""),
            (false, "levels = \"ic3\", bar = \"asks-less\""),
            (false, "levels = \"ic4\", bar = \"asks-more\""),
        ],
    );
}

#[test]
fn a_track_keeps_its_owners_under_another_name() {
    let rename = |place: &Workspace| {
        place.git(&["mv", "framework/tracks/security-engineer", "framework/tracks/product-security"]);
        place.edit(
            "framework/tracks/product-security/track.toml",
            "ladder = ",
            "was = [\"security-engineer\"]\nladder = ",
        );
        place.edit("framework/tracks/product-security/ic4.toml", HARDER.0, HARDER.1);
    };
    asks(rename, &[(true, "impact = \"expectation\", tracks = \"security-engineer\"")]);
    // The policy would ask nobody about the track any more, so it must follow.
    let scene = Scene::new(POLICY);
    rename(&scene.place);
    scene.place.commit("Rename");
    let found = scene.expect("refused");
    assert!(
        found["refusals"][0]["message"].as_str().expect("text").contains("no track `security-engineer`"),
        "{found:#}"
    );
}

#[test]
fn the_policy_of_the_base_counts_and_not_the_changes_own() {
    let scene = Scene::new(POLICY);
    scene.place.write("framework/policy.toml", "");
    scene.change(PAGE, HARDER.0, HARDER.1);
    let found = scene.expect("waiting");
    // The page's owners, and everyone whom the policy names for the change of the policy itself.
    let asks: Vec<&str> =
        found["requirements"].as_array().expect("a list").iter().filter_map(|one| one["asks"].as_str()).collect();
    assert_eq!(asks, ["gate", "policy"]);
}

#[test]
fn the_teams_of_the_base_count_and_not_the_changes_own() {
    let mut scene = Scene::new(POLICY);
    scene.place.edit("framework/policy.toml", "\"bo\"", "\"bo\", \"eve\"");
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("eve", "APPROVED", &commit);
    let found = scene.expect("waiting");
    assert_eq!(found["requirements"][1]["people"], json!(["ana", "bo"]));
    assert_eq!(found["requirements"][1]["agreed"], json!([]));
}

#[test]
fn the_scales_of_the_base_count_and_not_the_changes_own() {
    let scene = Scene::new(&policy("bar = \"asks-less\""));
    let file = "framework/tracks/reliability-engineer/ic3.toml";
    let own = format!("{}[scales.quantity]\nsteps = [[\"most\"], [\"many\"]]\n", policy("bar = \"asks-less\""));
    scene.place.write("framework/policy.toml", own);
    scene.change(file, "find most causes", "find many causes");
    let found = scene.expect("waiting");
    assert_eq!(found["requirements"].as_array().expect("a list").len(), 2);
}

#[test]
fn a_change_of_the_rules_needs_everyone_whom_they_name() {
    let all = format!("{POLICY}\n[[require]]\nwhen = {{ core = true }}\napprovers = [\"@cto\", \"@cem\"]\ncount = 1\n");
    let with = |edit: &dyn Fn(&Workspace)| {
        let mut scene = Scene::new(&all);
        edit(&scene.place);
        let commit = scene.place.commit("Change the rules");
        let found = scene.expect("waiting");
        assert!(found["gate"].as_array().is_some_and(|gate| !gate.is_empty()), "{found:#}");
        let gate: Vec<&Value> =
            found["requirements"].as_array().expect("a list").iter().filter(|one| one["asks"] == "gate").collect();
        // The author is named, too, and has had their say by writing it.
        let names: Vec<&Value> = gate.iter().map(|one| &one["approvers"]).collect();
        assert_eq!(names, [&json!(["@escrowtab/security-leads"]), &json!(["@cto"])]);
        scene.reviewed("cto", "APPROVED", &commit);
        scene.expect("waiting");
        scene.reviewed("bo", "APPROVED", &commit);
        scene.judged()
    };
    let ready = |found: &Value| assert_eq!(found["verdict"], "ready", "{found:#}");
    ready(&with(&|place| place.edit("framework/policy.toml", "\"bo\"]", "\"bo\", \"dee\"]")));
    let scales = format!("{all}\n[scales.quantity]\nsteps = [[\"most\"], [\"many\"]]\n");
    ready(&with(&|place| place.write("framework/policy.toml", &scales)));
    ready(&with(&|place| place.edit("framework/framework.toml", "higher = \"asks-more\"", "higher = \"asks-less\"")));
    with(&|place| {
        place.edit("framework/framework.toml", "name = \"Management\"", "name = \"Management\"\ncumulative = true");
    });
}

#[test]
fn who_alone_is_named_cannot_change_the_rules_alone() {
    let mut scene = Scene::new("[[require]]\napprovers = \"@cem\"\n");
    scene.place.write("framework/policy.toml", "");
    let commit = scene.place.commit("Ask nobody");
    scene.reviewed("cem", "APPROVED", &commit);
    let found = scene.expect("waiting");
    assert_eq!(found["requirements"][0]["impossible"], true);
}

#[test]
fn comments_and_order_are_no_change_of_the_rules() {
    let scene = Scene::new(&format!("{POLICY}\n[[freeze]]\nname = \"A\"\nfrom = 2026-01-01\nuntil = 2026-01-02\n"));
    let turned = format!("# All new\n[[freeze]]\nuntil = 2026-01-02\nfrom = 2026-01-01\nname = \"A\"\n{POLICY}");
    scene.place.write("framework/policy.toml", turned);
    scene.place.commit("Turn around");
    let found = scene.expect("ready");
    assert_eq!(found["changes"], json!([]));
}

#[test]
fn a_fresh_framework_waits_for_nobody_and_says_so() {
    let place = Workspace::repository();
    place.rungs(&["init"]).expect(0);
    place.commit("Start");
    place.git(&["switch", "--quiet", "--create", "topic"]);
    let page = "framework/tracks/software-engineer/ic1.toml";
    place.write(
        page,
        format!("{}\n[scope]\nnew = \"I own my work.\"\n", place.read(page).replace("[scope]", "[results]")),
    );
    place.commit("Ask more");
    let shown = place.rungs(&["review", "main...topic"]).all();
    assert!(shown.contains("Nothing waits: the policy names nobody who must agree."), "{shown}");
    assert!(shown.starts_with("exit 0"), "{shown}");
}

const FREEZE: &str = "[[freeze]]\nname = \"Spring round\"\nfrom = 2026-03-01\nuntil = 2026-03-15\n";

#[test]
fn a_freeze_holds_expectation_changes_up_unless_they_take_effect_later() {
    let proposal = |effective: &str| format!("title = \"T\"\nwhy = \"w\"\neffective = {effective}\n");
    let scene = Scene::new(FREEZE);
    scene.change("framework/core/ic3.toml", "I tell them afterward what", "I tell them afterwards what");
    scene.expect("ready");
    scene.change(PAGE, HARDER.0, HARDER.1);
    // The first day counts as within; scenes take place on it.
    let found = scene.expect("waiting");
    assert_eq!(found["freezes"][0]["name"], "Spring round");
    assert_eq!(sentences(&found, &found["freezes"][0]["changes"]).len(), 1);
    for (effective, verdict) in [("2026-03-15", "waiting"), ("2026-03-16", "ready"), ("2026-02-01", "waiting")] {
        scene.place.write("framework/proposals/t.toml", proposal(effective));
        scene.place.commit("Propose");
        scene.expect(verdict);
    }
    // Of two proposals the earlier one counts, and one without a day takes effect at once.
    scene.place.write("framework/proposals/t.toml", proposal("2026-04-01"));
    scene.place.write("framework/proposals/u.toml", "title = \"U\"\nwhy = \"w\"\n");
    scene.place.commit("Propose another");
    scene.expect("waiting");
}

#[test]
fn a_later_day_is_no_way_into_another_freeze() {
    let scene = Scene::new(&format!("{FREEZE}[[freeze]]\nname = \"Autumn\"\nfrom = 2026-09-01\nuntil = 2026-09-15\n"));
    scene.place.write("framework/proposals/t.toml", "title = \"T\"\nwhy = \"w\"\neffective = 2026-09-10\n");
    scene.change(PAGE, HARDER.0, HARDER.1);
    let found = scene.expect("waiting");
    assert_eq!(found["freezes"][0]["name"], "Autumn");
}

#[test]
fn the_freezes_of_the_base_count() {
    let scene = Scene::new(FREEZE);
    scene.place.write("framework/policy.toml", "");
    scene.change(PAGE, HARDER.0, HARDER.1);
    scene.expect("waiting");
}

#[test]
fn expectation_changes_need_a_reason_where_the_policy_wants_one() {
    let scene = Scene::new("proposals = \"required\"\n");
    scene.change("framework/core/ic3.toml", "I tell them afterward what", "I tell them afterwards what");
    scene.expect("ready");
    scene.change(PAGE, HARDER.0, HARDER.1);
    let found = scene.expect("refused");
    assert_eq!(sentences(&found, &found["unexplained"]).len(), 1);
    scene.place.write("framework/proposals/t.toml", "title = \"T\"\nwhy = \"w\"\n");
    scene.place.commit("Give the reason");
    scene.expect("ready");
}

#[test]
fn what_is_declared_wrongly_is_contradicted_first_of_all() {
    let mut scene = Scene::new(POLICY);
    scene.place.write("framework/proposals/t.toml", "title = \"T\"\nwhy = \"w\"\ndeclared = \"editorial\"\n");
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    assert_data_eq!(
        scene.shown(),
        str![[r#"
exit 1
--- stdout
main → topic

Refused: 1 change is more than was declared.

More than was declared
  • IC4 Security Engineer asks more: Collaborative Reach: “… work carried out by
    two or more teams …” is now “… work carried out by three or more teams …”.
    framework/proposals/t.toml declares editorial; the words say expectation
    number: “two” is now “three”
    declare it as it is, or have an approver accept it: change =
    "224e2cb590c5084d"

Who must agree
  • @escrowtab/security-leads must agree to 1 change
    The owners of the security track agree to every change of what it asks
    for IC4 Security Engineer

It calls for a major version.
--- stderr

"#]]
    );
    let found = scene.expect("refused");
    let id = found["contradictions"][0]["change"].as_str().expect("an id").to_owned();
    // "Yes, we know" counts with that person's approving review of the change, and no other's.
    let accept = |who: &str| format!("[[accept]]\nchange = \"{id}\"\nwho = \"@{who}\"\nreason = \"We know\"\n");
    let proposal = |who: &str| format!("title = \"T\"\nwhy = \"w\"\ndeclared = \"editorial\"\n{}", accept(who));
    scene.place.write("framework/proposals/t.toml", proposal("ana"));
    scene.place.commit("Accept");
    assert_eq!(scene.expect("refused")["acceptances"][0]["standing"], "not-approved");
    scene.reviewed("ana", "APPROVED", &commit);
    let found = scene.expect("ready");
    assert_eq!(found["contradictions"][0]["accepted_by"], json!(["ana"]));
    for (who, standing) in [("eve", "not-asked"), ("cem", "own"), ("bo", "not-approved")] {
        scene.place.write("framework/proposals/t.toml", proposal(who));
        scene.place.commit("Accept");
        assert_eq!(scene.expect("refused")["acceptances"][0]["standing"], standing, "{who}");
    }
    // The sentence changes again, and the acceptance is of what is no more.
    scene.place.write("framework/proposals/t.toml", proposal("ana"));
    let commit = scene.change(PAGE, "three or more teams", "four or more teams");
    scene.reviewed("ana", "APPROVED", &commit);
    assert_eq!(scene.expect("refused")["acceptances"][0]["standing"], "stale");
}

#[test]
fn half_a_framework_gives_no_verdict() {
    let mut scene = Scene::new(POLICY);
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    scene.place.write("framework/core/ic3.toml", "[scope\nx = \u{201c}y\u{201d}\n");
    scene.place.commit("Break a file");
    let found = scene.expect("unjudged");
    assert_eq!(found["unjudged"][0]["file"], "framework/core/ic3.toml");
    // No approval and no version is derived from the rest, though the rest is shown.
    assert_eq!((&found["requirements"], &found["approvals"], &found["bump"]), (&json!([]), &json!([]), &Value::Null));
    assert_eq!(found["changes"].as_array().expect("changes").len(), 1);
    assert!(scene.shown().contains("framework/core/ic3.toml, line 1: "), "{}", scene.shown());
}

#[test]
fn half_a_policy_gives_no_verdict() {
    // A mistake in the policy that counts may hide somebody who must be asked.
    let scene = Scene::new(&POLICY.replace("approvers = ", "aprovers = "));
    scene.change(PAGE, HARDER.0, HARDER.1);
    let found = scene.expect("unjudged");
    assert_eq!(found["unjudged"][0]["side"], "from");
    // One in the change's own policy is refused, as nothing could be judged once it is merged.
    let scene = Scene::new(POLICY);
    scene.place.edit("framework/policy.toml", "approvers = ", "aprovers = ");
    scene.place.commit("Misspell");
    let found = scene.expect("refused");
    assert_eq!(found["refusals"][0]["file"], "framework/policy.toml");
    scene.place.write("framework/policy.toml", "[[require\n");
    scene.place.commit("Break it");
    scene.expect("unjudged");
}

#[test]
fn a_line_that_cannot_be_read_gives_no_verdict() {
    let scene = Scene::new("");
    scene.change(PAGE, "model-threats = ", "Model_Threats = ");
    let found = scene.expect("unjudged");
    assert!(found["unjudged"][0]["line"].as_u64().is_some_and(|line| line > 1), "{found:#}");
}

#[test]
fn the_count_says_how_many_must_agree() {
    let mut scene = Scene::new(&POLICY.replace("reason", "count = 2\nreason"));
    let commit = scene.change(PAGE, HARDER.0, HARDER.1);
    scene.reviewed("ana", "APPROVED", &commit);
    let found = scene.expect("waiting");
    assert_eq!(found["requirements"][0]["missing"], 1);
    scene.reviewed("bo", "APPROVED", &commit);
    scene.expect("ready");
}
