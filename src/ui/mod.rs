//! The page.
//!
//! The main decision: the page is one Elm-like loop. [`state::AppState`] is pure: a [`desk::Action`]
//! changes it and yields [`desk::Effect`]s; [`app::App`] runs those and draws. Hooks and contexts in
//! every component were rejected: what happens on a key would be spread over twenty files, and none of
//! it could be tested without a browser.
//!
//! | module | what it holds |
//! |---|---|
//! | `app` | the Yew component that owns the state, runs effects and lays out the page |
//! | `components` | what is drawn: props in, actions out |
//! | `services` | the worker, IndexedDB, files, the clock |
//! | `state` | pure state and reducer |
//! | `keymap` | the one table of keys |
//! | `wording` | every sentence that the page says |
//! | `desk` | the values that all of these are about: cursor, dialogs, exports; actions and effects |
//! | `words` | the language of the page: English as in the code, others from a file |
//! | `theme` | label colours for both themes, with the contrast they need |
//! | `dom` | positions in the document ↔ offsets in the text |
//!
//! These rows go on the map of the crate docs, in place of that of `ui`: each may use those below it.
//!
//! # From a key to the next article's suggestions
//! A decision is made: `App::action_of` finds the key in the `keymap`; [`state::AppState::update`] takes the action, and
//! [`Editor::execute`](crate::core::edit::Editor::execute) plans and applies the transaction. `Effect::Save` hands its
//! entry to `services::saver`, which adds it to the journal in IndexedDB. The rest of the open article is suggested
//! anew in its light (`Effect::TagNow`), and once the reader leaves the article, all others are (`AppState::leave`).
//!
//! An article is finished: `AppState::learn` asks the [`Curriculum`](crate::core::learner::Curriculum) what is new, and
//! `Effect::Learn` sends that through `services::tagger_client` to the worker, whose [`Session`](crate::worker::session::Session)
//! teaches the [`Learner`](crate::core::learner::Learner). `Action::Learned` comes back, all articles that wait are out of
//! date, and `AppState::tag_waiting` asks for them, the open one first. What comes goes into the project by
//! [`Editor::suggest_anew`](crate::core::edit::Editor::suggest_anew), which writes no journal: the next visit learns the same.

mod app;
mod components;
pub mod desk;
pub mod dom;
mod keymap;
pub mod services;
pub mod state;
mod theme;
mod wording;
mod words;

pub use app::App;
pub use components::ArticleView;
