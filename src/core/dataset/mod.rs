//! A dataset: what projects and files of articles come to. Its numbers, its parts for training and judging a model, and
//! several people's work on the same articles made one.

mod copies;
mod counts;
mod deal;
mod finished;
mod merge;
mod split;
mod statistics;

pub use copies::{ArticleCopy, article_copies};
pub use counts::DatasetCounts;
pub use deal::{Dealer, Shares};
pub use finished::finished_of;
pub use merge::{Merged, common_labels, merge, under_labels_of};
pub use split::Split;
pub use statistics::{LabelCounts, OriginCounts, Statistics, StatusCounts};
