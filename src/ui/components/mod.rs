//! What is drawn: props in, [`Action`](super::desk::Action)s out. No component keeps state that another
//! could need. What has no state of its own and is cheap to draw is a function, not a component: each
//! component adds some kilobytes to the page.
//!
//! What an element is, is its class; how it is, an attribute. Lists of classes were rejected: yew makes a set of each
//! at each drawing, of which an article has thousands.

mod accept_all;
mod article_view;
mod columns_dialog;
mod concordance;
mod dialogs;
mod edge_drag;
mod elements;
mod events;
mod export_dialog;
mod field;
mod file_button;
mod guidelines;
mod inspector;
mod label_editor;
mod label_menu;
mod later;
mod lexicon;
mod mentions;
mod model_dialog;
mod near;
mod palette;
mod paragraph;
mod part;
mod paste_box;
mod progress_dialog;
mod queue;
mod review;
mod status_bar;
mod toolbar;
mod training;

pub use accept_all::draw_accept_all;
pub use article_view::ArticleView;
pub use columns_dialog::draw_columns;
pub use concordance::draw_concordance;
pub use dialogs::draw_help;
pub use elements::{button, quiet_button};
pub use events::{on, on_leaving};
pub use export_dialog::{draw_export, draw_exporting};
pub use inspector::Inspector;
pub use label_editor::draw_label_editor;
pub use label_menu::draw_label_menu;
pub use lexicon::draw_lexicon;
pub use model_dialog::draw_model;
pub use paste_box::PasteBox;
pub use progress_dialog::draw_progress_dialog;
pub use queue::Queue;
pub use review::draw_review;
pub use status_bar::draw_status_bar;
pub use toolbar::draw_toolbar;
pub use training::draw_training;
