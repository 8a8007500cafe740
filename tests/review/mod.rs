//! Who must agree: the policy and proposals as files, what they do to a comparison, and reviews.

mod approvals;
mod gate;
mod rules;
mod scene;
