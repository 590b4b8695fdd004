//! What is drawn: props in, [`Action`](super::state::Action)s out. No component keeps state that another
//! could need.

mod article_view;
mod dialogs;
mod inspector;
mod label_editor;
mod palette;
mod paragraph;
mod paste_box;
mod queue;
mod status_bar;
mod toolbar;

pub use article_view::ArticleView;
pub use dialogs::{ExportDialog, HelpDialog};
pub use inspector::Inspector;
pub use label_editor::LabelEditor;
pub use palette::Palette;
pub use paste_box::PasteBox;
pub use queue::Queue;
pub use status_bar::StatusBar;
pub use toolbar::Toolbar;
