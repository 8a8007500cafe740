//! The life of more than a page: a track, a level, a section.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::{change, repository};

/// A second track, shared text, a page that comes and goes, a track with another id.
fn grown() -> Workspace {
    let place = repository();
    place.write("framework/tracks/data/track.toml", "name = \"Data\"\nladder = \"ic\"\n");
    place.write("framework/tracks/data/ic4.toml", "[scope]\nown-data = \"I own the data of a product.\"\n");
    place.commit("Write down the data track");
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4 (#7)");
    place.write("framework/core/ic4.toml", "[results.ownership]\nkeep-word = \"I keep my word.\"\n");
    place.commit("Share what every IC4 does");
    place.edit("framework/tracks/data/ic4.toml", "the data of a product", "the data of several products");
    place.commit("Expect more of data");
    place.git(&["mv", "framework/tracks/security", "framework/tracks/product-security"]);
    place.edit(
        "framework/tracks/product-security/track.toml",
        "name = \"Security\"",
        "name = \"Product Security\"\nwas = \"security\"",
    );
    place.commit("Call the track what it is");
    place.git(&["rm", "--quiet", "framework/tracks/product-security/ic3.toml"]);
    place.commit("Take IC3 out of security");
    place
}

#[test]
fn a_track_is_told_page_by_page_under_every_id_it_had() {
    let place = grown();
    assert_data_eq!(
        place.rungs(&["log", "product-security"]).all(),
        str![[r#"
exit 0
--- stdout
product-security
Product Security

2026-01-05 · Ana Lindqvist · 9310c11 Take IC3 out of security · not released
  − page removed
    Page “IC3 Product Security” is gone.

2026-01-05 · Ana Lindqvist · b65cd20 Call the track what it is · not released
  = track renamed
    Track “Security” is now called “Product Security”.

2026-01-05 · Ana Lindqvist · e9a5efa Share what every IC4 does · not released
  + every IC4 page · Results, Ownership · introduced
    I keep my word.

2026-01-05 · Ana Lindqvist · d6820cd Expect more of IC4 (#7) · not released
  ▲ asks more · IC4 Security · Scope · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + there from the start
    Security: 2 pages, there from the start.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "product-security", "--format", "markdown", "-n", "3"]).all(),
        str![[r#"
exit 0
--- stdout
# product-security

Product Security

## 2026-01-05 · not released

Ana Lindqvist · 9310c11 Take IC3 out of security

- − page removed  
  Page “IC3 Product Security” is gone.

## 2026-01-05 · not released

Ana Lindqvist · b65cd20 Call the track what it is

- = track renamed  
  Track “Security” is now called “Product Security”.

## 2026-01-05 · not released

Ana Lindqvist · e9a5efa Share what every IC4 does

- + every IC4 page · Results, Ownership · introduced  
  I keep my word.
--- stderr

"#]]
    );
}

#[test]
fn a_level_is_told_on_every_track() {
    let place = grown();
    assert_data_eq!(
        place.rungs(&["log", "ic4"]).all(),
        str![[r#"
exit 0
--- stdout
ic4
IC4

2026-01-05 · Ana Lindqvist · 76eeaa9 Expect more of data · not released
  ▲ asks more · IC4 Data · Scope · reworded
    I own the data of [-a product-]{+several products+}.
    └ quantity: “several” is new: asks more

2026-01-05 · Ana Lindqvist · e9a5efa Share what every IC4 does · not released
  + every IC4 page · Results, Ownership · introduced
    I keep my word.

2026-01-05 · Ana Lindqvist · d6820cd Expect more of IC4 (#7) · not released
  ▲ asks more · IC4 Security · Scope · reworded
    I own [-many-]{+most+} of my team's goals.
    └ quantity: “many of” → “most of”: asks more

2026-01-05 · Ana Lindqvist · 2a8b71a Write down the data track · not released
  + IC4 Data · Scope · introduced
    I own the data of a product.
    └ Track “Data” is new.

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + there from the start
    IC4: 1 page, there from the start.
--- stderr

"#]]
    );
}

#[test]
fn a_section_is_told_wherever_it_stands() {
    let place = grown();
    assert_data_eq!(
        place.rungs(&["log", "results"]).all(),
        str![[r#"
exit 0
--- stdout
results
Results

2026-01-05 · Ana Lindqvist · e9a5efa Share what every IC4 does · not released
  + every IC4 page · Results, Ownership · introduced
    I keep my word.

2026-01-05 · Ana Lindqvist · 57108a6 Write down the security track · not
released
  + there from the start
    Results, there from the start.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "core"]).all(),
        str![[r#"
exit 0
--- stdout
core
Shared text

2026-01-05 · Ana Lindqvist · e9a5efa Share what every IC4 does · not released
  + every IC4 page · Results, Ownership · introduced
    I keep my word.
--- stderr

"#]]
    );
}

#[test]
fn a_track_that_is_gone_has_a_past() {
    let place = grown();
    place.git(&["rm", "--quiet", "-r", "framework/tracks/data"]);
    place.commit("End the data track");
    assert_data_eq!(
        place.rungs(&["log", "data"]).all(),
        str![[r#"
exit 0
--- stdout
data
Data

2026-01-05 · Ana Lindqvist · 40c2cf6 End the data track · not released
  − track removed
    Track “Data” is gone.

2026-01-05 · Ana Lindqvist · 76eeaa9 Expect more of data · not released
  ▲ asks more · IC4 Data · Scope · reworded
    I own the data of [-a product-]{+several products+}.
    └ quantity: “several” is new: asks more

2026-01-05 · Ana Lindqvist · e9a5efa Share what every IC4 does · not released
  + every IC4 page · Results, Ownership · introduced
    I keep my word.

2026-01-05 · Ana Lindqvist · 2a8b71a Write down the data track · not released
  + track added
    Track “Data” is new.
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "product-securty"]).all(),
        str![[r#"
exit 2
--- stdout
--- stderr
error: there is no track, level or section `product-securty`, and never was
  help: did you mean product-security?

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "ic"]).err,
        str![[r#"
error: there is no track, level or section `ic`, and never was
  help: it is a ladder; its levels are ic3, ic4

"#]]
    );
    assert_data_eq!(
        place.rungs(&["log", "ic9"]).err,
        str![[r#"
error: there is no track, level or section `ic9`, and never was
  help: did you mean ic3?

"#]]
    );
}
