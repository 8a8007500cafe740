//! Writing a framework in other formats.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::ladder::keeper;

fn keepers() -> Workspace {
    let place = Workspace::new();
    for (level, night) in [("IC1", "I keep the first watch."), ("IC2", "I keep every watch of the night.")] {
        place.write(&format!("in/{level}.html"), keeper(level, "Keeper", night).as_headings());
    }
    place.rungs(&["import", "in", "-q"]).expect(0);
    place
}

#[test]
fn a_page_goes_out_as_html_and_markdown() {
    let place = keepers();
    assert_data_eq!(
        place.rungs(&["export", "keeper/ic2", "--to", "html"]).expect(0),
        str![[r#"
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>IC2 Keeper - Lighthouse Ladders</title>
</head>
<body>
<h1>IC2 Keeper</h1>
<p>I keep the light of a Keeper burning, and those at sea can rely on it.</p>
<h2>Scope</h2>
<p><em>What I look after and how far I decide alone</em></p>
<ul>
<li>I look after one light.</li>
<li>I keep every watch of the night.</li>
</ul>
<h2>Reach</h2>
<p><em>Whom my work touches beyond my own tower</em></p>
<ul>
<li>I work with the harbor.</li>
</ul>
<h2>Results</h2>
<h3>Ownership</h3>
<ul>
<li>I mend what I find broken</li>
<li>I say early when I will be late</li>
</ul>
<h3>Judgment</h3>
<ul>
<li>I know when to wake others</li>
</ul>
<h2>Craft</h2>
<p><em>As a Keeper I know my tower from the rock to the lamp.</em></p>
<h3>Keeper Skills</h3>
<ul>
<li>I trim a wick &amp; keep the lens “clear”</li>
</ul>
</body>
</html>

"#]]
    );
    assert_data_eq!(
        place.rungs(&["export", "keeper/ic2", "--to", "markdown"]).expect(0),
        str![[r#"
# IC2 Keeper

I keep the light of a Keeper burning, and those at sea can rely on it.

## Scope

What I look after and how far I decide alone

- I look after one light.
- I keep every watch of the night.

## Reach

Whom my work touches beyond my own tower

- I work with the harbor.

## Results

### Ownership

- I mend what I find broken
- I say early when I will be late

### Judgment

- I know when to wake others

## Craft

As a Keeper I know my tower from the rock to the lamp.

### Keeper Skills

- I trim a wick &amp; keep the lens “clear”

"#]]
    );
    assert_data_eq!(
        place.rungs(&["export", "keeper/ic9", "--to", "markdown"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no page `keeper/ic9`
  help: the nearest names are keeper/ic1, keeper/ic2; `rungs matrix` shows all

"#]]
    );
}

#[test]
fn the_matrix_goes_out_as_a_table() {
    let place = keepers();
    assert_data_eq!(
        place.rungs(&["export", "--to", "matrix-csv"]).expect(0),
        str![[r#"
Track,Section,Responsibility,IC1,IC2
Keeper,Scope,,"I look after one light.
I keep the first watch.","I look after one light.
I keep every watch of the night."
Keeper,Reach,,I work with the harbor.,I work with the harbor.
Keeper,Results,Ownership,"I mend what I find broken
I say early when I will be late","I mend what I find broken
I say early when I will be late"
Keeper,Results,Judgment,I know when to wake others,I know when to wake others
Keeper,Craft,Keeper Skills,I trim a wick & keep the lens “clear”,I trim a wick & keep the lens “clear”

"#]]
    );
}

#[test]
fn pages_come_back_with_every_sentence() {
    let place = Workspace::example();
    place.rungs(&["export", "--to", "html", "-o", "pages/"]).expect(0);
    place.rungs(&["import", "pages", "--framework", "back", "-q"]).expect(0);
    place.rungs(&["check", "--framework", "back"]).expect(0);
    let sentences = |folder: &str| {
        let csv = place.rungs(&["export", "--to", "rows", "--effective", "--framework", folder]).expect(0);
        // Facts are shown, and come back as text that introduces the page.
        let is_fact = |line: &&str| line.contains("Typical planning horizon in months");
        let mut rows: Vec<String> = csv
            .lines()
            .filter(|line| !is_fact(line))
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("a row"))
            .map(|row| {
                format!(
                    "{} {} {} {} {} {}",
                    row["track"], row["level"], row["section"], row["responsibility"], row["text"], row["examples"]
                )
            })
            .collect();
        rows.sort();
        rows
    };
    let lost = |one: &str, other: &str| {
        let other = sentences(other);
        sentences(one).into_iter().filter(|row| !other.contains(row)).collect::<Vec<_>>()
    };
    assert_eq!(lost("framework", "back"), Vec::<String>::new());
    assert_eq!(lost("back", "framework"), Vec::<String>::new());
    place.rungs(&["export", "--to", "markdown", "-o", "text/"]).expect(0);
    place.rungs(&["import", "text", "--framework", "from-text", "-q"]).expect(0);
    place.rungs(&["check", "--framework", "from-text"]).expect(0);
    assert_eq!(lost("framework", "from-text"), Vec::<String>::new());
    assert_eq!(lost("from-text", "framework"), Vec::<String>::new());
    // All pages in one document are told apart by their headings.
    place.rungs(&["export", "--to", "html", "-o", "all.html"]).expect(0);
    place.rungs(&["import", "all.html", "--framework", "one", "-q"]).expect(0);
    assert_eq!(lost("framework", "one"), Vec::<String>::new());
}
