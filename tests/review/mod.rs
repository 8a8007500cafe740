//! Who must agree: the policy and proposals as files, what they do to a comparison, and reviews.

mod actions;
mod approvals;
mod gate;
mod law;
mod propose;
mod rules;
mod scene;
