//! What a change still needs, in the same words wherever it is shown: the verdict first, then what
//! its author declared wrongly, what must be mended, who must agree, and what approvals cover.

mod approvals;
mod comment;
mod fit;
mod github;
mod outline;
mod posted;
mod show;

pub use comment::{COMMENT_LIMIT, CommentOptions, SUMMARY_LIMIT, comment};
pub use github::annotations;
pub use posted::{LABELS, LabelText, Remark, Weight, headline, is_untouched, labels, remarks, resolved, untouched};
pub use show::{markdown, text};
