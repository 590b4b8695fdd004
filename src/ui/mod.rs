//! The page.
//!
//! The main decision: the page is one Elm-like loop. [`state::AppState`] is pure: an [`state::Action`]
//! changes it and yields [`state::Effect`]s; [`app::App`] runs those and draws. Hooks and contexts in
//! every component were rejected: what happens on a key would be spread over twenty files, and none of
//! it could be tested without a browser.
//!
//! | module | what it holds |
//! |---|---|
//! | `app` | the Yew component that owns the state, runs effects and lays out the page |
//! | `components` | what is drawn: props in, actions out |
//! | `keymap` | the one table of keys |
//! | `wording` | every sentence that the page says |
//! | `words` | their language: English as in the code, others from a file |
//! | `theme` | label colours for both themes, with the contrast they need |
//! | `dom` | positions in the document ↔ offsets in the text |
//! | `services` | the worker, IndexedDB, files, the clock |
//! | `state` | pure state and reducer |

mod app;
mod components;
pub mod dom;
mod keymap;
pub mod services;
pub mod state;
mod theme;
mod wording;
mod words;

pub use app::App;
pub use components::ArticleView;
