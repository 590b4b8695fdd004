//! The languages of the browser, and the words of the page's.

use super::files::message;
use crate::ui::words::Language;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Response;
use yew::Callback;

/// The first language of the browser that the page speaks; English if it speaks none of them.
#[must_use]
pub fn language_of_browser() -> Language {
    let languages = web_sys::window().map(|window| window.navigator().languages()).unwrap_or_default();
    languages.iter().find_map(|code| Language::of(&code.as_string()?)).unwrap_or_default()
}

/// Fetches the words of a language, beside the page, or says why they are not there.
pub fn fetch_words(language: Language, tell: Callback<Result<String, String>>) {
    spawn_local(async move {
        let fetched = fetch(&format!("./{}.json", language.code())).await;
        tell.emit(fetched);
    });
}

async fn fetch(address: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let response = JsFuture::from(window.fetch_with_str(address)).await.map_err(|error| message(&error))?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(format!("status {}", response.status()));
    }
    let text = JsFuture::from(response.text().map_err(|error| message(&error))?).await;
    text.map_err(|error| message(&error))?.as_string().ok_or_else(|| "it is no text".to_owned())
}
