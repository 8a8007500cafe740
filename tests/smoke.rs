//! The first things anybody does.

use snapbox::{assert_data_eq, str};

use crate::support::Workspace;

#[test]
fn a_framework_is_started_checked_and_compared() {
    let place = Workspace::example();
    assert_data_eq!(
        place.rungs(&["check"]).all(),
        str![[r#"
exit 0
--- stdout
--- stderr
No problem found.

"#]]
    );
    place.edit("framework/tracks/security-engineer/ic4.toml", "two or more teams", "three or more teams");
    assert_data_eq!(
        place.rungs(&["diff"]).all(),
        str![[r#"
exit 0
--- stdout
HEAD → work tree

IC4 Security Engineer asks more.

  ▲ asks more              IC4 Security Engineer  (1 change)

What asks more or less (1)

  IC4 Security Engineer
    ▲ asks more · Collaborative Reach · reworded
      I lead security work carried out by [-two-]{+three+} or more teams outside
      security.
      └ number: “two” → “three”: asks more

1 change of expectations, 0 clarifying, 0 editorial. It calls for a major
version: what is expected of somebody changes.
--- stderr

"#]]
    );
    assert_eq!(place.rungs(&["diff", "--exit-code"]).code, 1);
}
