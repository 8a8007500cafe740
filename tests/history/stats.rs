//! Releases in numbers and pictures.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

use super::{change, repository};

fn released() -> Workspace {
    let place = repository();
    place.git(&["tag", "--annotate", "--message", "1.0.0", "v1.0.0"]);
    change(&place, "many of my team's goals", "most of my team's goals", "Expect more of IC4");
    change(&place, "team's", "team\u{2019}s", "Mind the typography");
    place.git(&["tag", "--annotate", "--message", "2.0.0", "v2.0.0"]);
    place.git(&["tag", "--annotate", "--message", "2.1.0-rc.1", "v2.1.0-rc.1"]);
    change(&place, "learn-from-failure", "ask = \"I ask <early> & often.\"\nlearn-from-failure", "Ask");
    place
}

#[test]
fn releases_are_counted() {
    let place = released();
    assert_data_eq!(
        place.rungs(&["stats"]).all(),
        str![[r#"
exit 0
--- stdout
Release  Day         pages  behaviors  changes  of expectations
v1.0.0   2026-01-05      2          5        ·
v2.0.0   2026-01-05      2          5        1    1 (100%) ██████████
HEAD     2026-01-05      2          6        1    1 (100%) ██████████

Behaviors by level in HEAD
  IC3      1  █████                     as in v1.0.0
  IC4      5  ████████████████████████  +1 since v1.0.0

Behaviors by section in HEAD
  Scope        3  ████████████████████████  as in v1.0.0
  Results      3  ████████████████████████  +1 since v1.0.0

Pages that changed most
  IC4 Security     2 changes,    2 of expectations, in 2 releases
--- stderr

"#]]
    );
    assert_data_eq!(
        place.rungs(&["stats", "--last", "1", "--at", "v2.0.0"]).all(),
        str![[r#"
exit 0
--- stdout
Release  Day         pages  behaviors  changes  of expectations
v2.0.0   2026-01-05      2          5        ·

Behaviors by level in v2.0.0
  IC3      1  ██████
  IC4      4  ████████████████████████

Behaviors by section in v2.0.0
  Scope        3  ████████████████████████
  Results      2  ████████████████
--- stderr

"#]]
    );
    let told = place.rungs(&["stats", "--format", "json"]).expect(0);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(told["releases"][1]["expectation"], 1);
    assert_eq!(told["churn"][0]["page"], "security/ic4");
    let schema: serde_json::Value =
        serde_json::from_str(&place.rungs(&["schema", "stats"]).expect(0)).expect("a schema");
    assert!(jsonschema::is_valid(&schema, &told));
}

#[test]
fn releases_are_drawn() {
    let place = released();
    place.edit("framework/framework.toml", "name = \"IC4\"", "name = \"IC4 <script>\"");
    place.commit("Try to break the picture");
    let picture = place.rungs(&["stats", "--format", "svg"]).expect(0);
    assert!(!picture.contains("<script"), "{picture}");
    assert_data_eq!(
        picture,
        str![[r#"
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 900" width="760" height="900" role="img" aria-labelledby="title desc">
<title id="title">The framework from v1.0.0 to HEAD</title>
<desc id="desc">Columns of behaviors by level and by section for each release, the share of changes that moved expectations, and the pages that changed most.</desc>
<style>:root, svg { --ink: #1b1f24; --paper: #ffffff; --soft: #57606a; --s0: #dbe7f5; --s1: #b3cde8; --s2: #86aed6; --s3: #5b8dbf; --s4: #386a9f; --s5: #1d4873; --dark: #ffffff; }
@media screen and (prefers-color-scheme: dark) { :root, svg { --ink: #e6edf3; --paper: #0d1117; --soft: #9da7b1; --s0: #16273a; --s1: #1f3e5f; --s2: #2d5a88; --s3: #4a7fb3; --s4: #79a8d6; --s5: #b4d3f0; --dark: #0d1117; } }
svg { font-family: system-ui, sans-serif; max-width: 100%; height: auto; }
.paper { fill: var(--paper); }
.heading { font-size: 15px; font-weight: 600; fill: var(--ink); }
.small { font-size: 12px; fill: var(--soft); }
.inside { font-size: 11px; fill: var(--ink); }
.on3, .on4, .on5 { fill: var(--dark); }
.part { stroke: var(--paper); stroke-width: 1; }
.outline { fill: none; stroke: var(--soft); stroke-width: 1; }
.shade0 { fill: var(--s0); } .shade1 { fill: var(--s1); } .shade2 { fill: var(--s2); }
.shade3 { fill: var(--s3); } .shade4 { fill: var(--s4); } .shade5 { fill: var(--s5); }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0; }
main { max-width: 50rem; margin: 0 auto; padding: 1rem; }
table { border-collapse: collapse; margin: 0 0 1.5rem; }
th, td { border: 1px solid var(--soft); padding: .2rem .6rem; text-align: right; font-variant-numeric: tabular-nums; }
th[scope="row"] { text-align: left; }
.wide { overflow-x: auto; }
</style>
<rect class="paper" width="760" height="900"/>
<text class="heading" x="20" y="36">Behaviors by level</text>
<text class="small" x="20" y="99">5</text>
<rect class="part shade1" x="20" y="103" width="60" height="146"><title>v1.0.0: IC4 4</title></rect>
<text class="inside on1" x="24" y="180">4</text>
<rect class="part shade0" x="20" y="249" width="60" height="36"><title>v1.0.0: IC3 1</title></rect>
<text class="inside on0" x="24" y="271">1</text>
<text class="small" x="20" y="302">v1.0.0</text>
<text class="small" x="110" y="99">5</text>
<rect class="part shade1" x="110" y="103" width="60" height="146"><title>v2.0.0: IC4 4</title></rect>
<text class="inside on1" x="114" y="180">4</text>
<rect class="part shade0" x="110" y="249" width="60" height="36"><title>v2.0.0: IC3 1</title></rect>
<text class="inside on0" x="114" y="271">1</text>
<text class="small" x="110" y="302">v2.0.0</text>
<text class="small" x="200" y="62">6</text>
<rect class="part shade1" x="200" y="66" width="60" height="183"><title>HEAD: IC4 &lt;script&gt; 5</title></rect>
<text class="inside on1" x="204" y="161">5</text>
<text class="small" x="266" y="161">IC4 &lt;script&gt; (5)</text>
<rect class="part shade0" x="200" y="249" width="60" height="36"><title>HEAD: IC3 1</title></rect>
<text class="inside on0" x="204" y="271">1</text>
<text class="small" x="266" y="271">IC3 (1)</text>
<text class="small" x="200" y="302">HEAD</text>
<text class="heading" x="20" y="346">Behaviors by section</text>
<text class="small" x="20" y="409">5</text>
<rect class="part shade1" x="20" y="413" width="60" height="73"><title>v1.0.0: Results 2</title></rect>
<text class="inside on1" x="24" y="453">2</text>
<rect class="part shade0" x="20" y="486" width="60" height="110"><title>v1.0.0: Scope 3</title></rect>
<text class="inside on0" x="24" y="545">3</text>
<text class="small" x="20" y="612">v1.0.0</text>
<text class="small" x="110" y="409">5</text>
<rect class="part shade1" x="110" y="413" width="60" height="73"><title>v2.0.0: Results 2</title></rect>
<text class="inside on1" x="114" y="453">2</text>
<rect class="part shade0" x="110" y="486" width="60" height="110"><title>v2.0.0: Scope 3</title></rect>
<text class="inside on0" x="114" y="545">3</text>
<text class="small" x="110" y="612">v2.0.0</text>
<text class="small" x="200" y="372">6</text>
<rect class="part shade1" x="200" y="376" width="60" height="110"><title>HEAD: Results 3</title></rect>
<text class="inside on1" x="204" y="435">3</text>
<text class="small" x="266" y="435">Results (3)</text>
<rect class="part shade0" x="200" y="486" width="60" height="110"><title>HEAD: Scope 3</title></rect>
<text class="inside on0" x="204" y="545">3</text>
<text class="small" x="266" y="545">Scope (3)</text>
<text class="small" x="200" y="612">HEAD</text>
<text class="heading" x="20" y="656">Changes in each release: how many moved expectations (dark), how many did not (outlined)</text>
<rect class="outline" x="20" y="741" width="60" height="55"><title>v2.0.0: 1 of 1 changes moved expectations</title></rect>
<rect class="part shade5" x="20" y="741" width="60" height="55"><title>v2.0.0: 1 of 1 changes moved expectations</title></rect>
<text class="small" x="20" y="737">1 of 1</text>
<text class="small" x="20" y="812">v2.0.0</text>
<rect class="outline" x="110" y="686" width="60" height="110"><title>HEAD: 1 of 2 changes moved expectations</title></rect>
<rect class="part shade5" x="110" y="741" width="60" height="55"><title>HEAD: 1 of 2 changes moved expectations</title></rect>
<text class="small" x="110" y="682">1 of 2</text>
<text class="small" x="110" y="812">HEAD</text>
<text class="heading" x="20" y="856">Pages that changed most: changes of expectations (dark) and others (outlined)</text>
<text class="small" x="20" y="882">IC4 Security</text>
<rect class="outline" x="230" y="872" width="400" height="13"><title>IC4 Security: 2 of 2 changes moved expectations</title></rect>
<rect class="part shade5" x="230" y="872" width="400" height="13"><title>IC4 Security: 2 of 2 changes moved expectations</title></rect>
<text class="small" x="636" y="883">2 of 2</text>
</svg>

"#]]
    );
    let page = place.rungs(&["stats", "--format", "html"]).expect(0);
    assert!(page.contains("<td>1</td>") && page.contains("<svg") && !page.contains("<script"), "{page}");
}

#[test]
fn without_a_release_the_framework_is_counted_as_it_is() {
    let place = repository();
    assert_data_eq!(
        place.rungs(&["stats"]).all(),
        str![[r#"
exit 0
--- stdout
Release  Day         pages  behaviors  changes  of expectations
HEAD     2026-01-05      2          5        ·

Behaviors by level in HEAD
  IC3      1  ██████
  IC4      4  ████████████████████████

Behaviors by section in HEAD
  Scope        3  ████████████████████████
  Results      2  ████████████████
--- stderr

"#]]
    );
}
