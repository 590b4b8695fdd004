//! The whole page, mounted in a real document: what it is called, what keys do, and that nothing done on it is
//! lost. There is no worker here; end-to-end tests have one.
#![cfg(target_arch = "wasm32")]

use gloo::utils::{body, document};
use idb::Factory;
use postil::core::article::{Article, Meta};
use postil::core::edit::Command;
use postil::core::store::{STORE_VERSION, Store, Write, restore};
use postil::core::text::Text;
use postil::ui::App;
use postil::ui::services::{DATABASE, IdbStore};
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Event, EventInit, HtmlElement, HtmlTextAreaElement, KeyboardEvent, KeyboardEventInit};
use yew::AppHandle;
use yew::platform::time::sleep;

wasm_bindgen_test_configure!(run_in_browser);

const TEXT: &str = "Ann Li left Köln 🍎 today.\nשלום to Ann Li.";

/// The page in a document. It goes when this is dropped.
struct Desk {
    root: Element,
    app: Option<AppHandle<App>>,
}

impl Desk {
    /// A page in a browser that has kept nothing.
    async fn fresh() -> Self {
        // Connections of earlier tests close by themselves.
        Factory::new().unwrap().delete(DATABASE).unwrap().await.unwrap();
        Self::open()
    }

    /// A page as it is loaded.
    fn open() -> Self {
        // What a test that failed has left.
        if let Some(left) = document().query_selector(".desk-under-test").unwrap() {
            left.remove();
        }
        let root = document().create_element("div").unwrap();
        root.set_class_name("desk-under-test");
        body().append_child(&root).unwrap();
        let app = yew::Renderer::<App>::with_root(root.clone()).render();
        Self { root, app: Some(app) }
    }

    async fn with_article() -> Self {
        let desk = Self::fresh().await;
        desk.paste(TEXT).await;
        desk.until(|desk| desk.has("[aria-label=Article]")).await;
        desk
    }

    fn has(&self, selector: &str) -> bool {
        self.root.query_selector(selector).unwrap().is_some()
    }

    fn find(&self, selector: &str) -> HtmlElement {
        self.root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}")).unchecked_into()
    }

    fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|index| found.item(index).unwrap().unchecked_into()).collect()
    }

    fn button(&self, name: &str) -> HtmlElement {
        let found = self.all("button").into_iter().find(|button| button.text_content().as_deref() == Some(name));
        found.unwrap_or_else(|| panic!("no button {name}"))
    }

    /// Waits until something is so.
    async fn until(&self, is_so: impl Fn(&Self) -> bool) {
        for _ in 0..500 {
            yew::scheduler::flush().await;
            if is_so(self) {
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("it never came so:\n{}", self.root.inner_html());
    }

    async fn saved(&self) {
        self.until(|desk| desk.has("[data-save-state=saved]")).await;
    }

    /// Types a text into the paste box and has it tagged.
    async fn paste(&self, text: &str) {
        yew::scheduler::flush().await;
        let area: HtmlTextAreaElement = self.find("textarea").unchecked_into();
        area.set_value(text);
        let init = EventInit::new();
        init.set_bubbles(true);
        area.dispatch_event(&Event::new_with_event_init_dict("input", &init).unwrap()).unwrap();
        yew::scheduler::flush().await;
        self.button("Tag article").click();
        yew::scheduler::flush().await;
    }

    /// Presses keys on an element; whether the page took the last for itself.
    async fn press(&self, element: &HtmlElement, keys: &str) -> bool {
        let mut taken = false;
        for key in keys.split(' ') {
            let init = KeyboardEventInit::new();
            init.set_bubbles(true);
            init.set_cancelable(true);
            init.set_shift_key(key.chars().all(char::is_uppercase));
            init.set_key(key);
            let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
            element.dispatch_event(&event).unwrap();
            yew::scheduler::flush().await;
            taken = event.default_prevented();
        }
        taken
    }

    async fn press_on_article(&self, keys: &str) {
        assert!(self.press(&self.find("[aria-label=Article]"), keys).await);
    }

    /// Every mark, as "PERSON Ann", with a star where the cursor is.
    fn marks(&self) -> Vec<String> {
        let describe = |mark: HtmlElement| {
            let label = mark.get_attribute("data-label").unwrap();
            let star = if mark.has_attribute("aria-current") { "*" } else { "" };
            format!("{label} {}{star}", mark.text_content().unwrap())
        };
        self.all("[aria-label=Article] mark").into_iter().map(describe).collect()
    }

    /// The marks and the selected words.
    fn place(&self) -> String {
        let words: String = self.all("[data-selected]").into_iter().filter_map(|run| run.text_content()).collect();
        format!("{} [{words}]", self.marks().join(", "))
    }

    /// The sentences of the alerts.
    fn told(&self) -> String {
        self.all("[role=alert] p").into_iter().filter_map(|p| p.text_content()).collect()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.app.take().expect("it is open until now").destroy();
        self.root.remove();
    }
}

#[wasm_bindgen_test]
async fn everything_is_found_by_its_name() {
    let desk = Desk::fresh().await;
    yew::scheduler::flush().await;
    let area = desk.find("textarea");
    assert_eq!(desk.find("label[for=paste]").text_content().as_deref(), Some("Article text"));
    assert_eq!(area.id(), "paste");
    for name in ["Tag article", "Export", "Import", "Undo", "Redo", "Next article", "Mark done"] {
        desk.button(name);
    }
    assert!(desk.has("[role=listbox][aria-label=Labels] [role=option]"));
    assert!(desk.has("[role=list][aria-label=Articles]"));
    assert_eq!(desk.all("[aria-live=polite]").len(), 1);
    assert!(!desk.has("[role=alert]"));
}

#[wasm_bindgen_test]
async fn a_draft_becomes_an_article_unchanged() {
    let desk = Desk::with_article().await;
    let article = desk.find("[role=region][aria-label=Article]");
    let paragraphs: Vec<String> = desk.all(".body p").into_iter().filter_map(|p| p.text_content()).collect();
    assert_eq!(paragraphs.join("\n"), TEXT);
    assert_eq!(document().active_element().as_ref(), Some(article.as_ref()));
    assert_eq!(desk.all("[aria-label=Articles] [aria-current=true]").len(), 1);
    desk.saved().await;
}

#[wasm_bindgen_test]
async fn an_empty_draft_is_told_and_a_broken_one_in_an_alert() {
    let desk = Desk::fresh().await;
    // Its alert would come in between.
    desk.until(|desk| desk.find(".worker").text_content().as_deref() == Some("No tagger")).await;
    let told = desk.told();
    desk.paste(" \n").await;
    let said = desk.find("[aria-live=polite]").text_content().unwrap_or_default();
    assert!(said.contains("The box is empty"), "{said}");
    assert_eq!(desk.told(), told, "nothing else");
    desk.paste(&"\u{fffd}".repeat(9)).await;
    assert!(desk.told().contains("line 1"), "{}", desk.told());
}

#[wasm_bindgen_test]
async fn keys_label_undo_and_delete() {
    let desk = Desk::with_article().await;
    desk.press_on_article("ArrowRight p").await;
    assert_eq!(desk.marks(), ["PERSON Ann*", "PERSON Ann"], "and the identical mention");
    desk.press_on_article(".").await;
    assert_eq!(desk.marks(), ["PERSON Ann Li*", "PERSON Ann Li"], "and the identical mention");
    desk.press_on_article("u u").await;
    assert_eq!(desk.marks(), [""; 0]);
    desk.press_on_article("U").await;
    assert_eq!(desk.marks().len(), 2);
    desk.press_on_article("J x").await;
    assert_eq!(desk.marks().len(), 1);
}

#[wasm_bindgen_test]
async fn keys_in_a_field_are_the_fields() {
    let desk = Desk::with_article().await;
    desk.press_on_article("ArrowRight p P").await;
    assert!(!desk.press(&desk.find("textarea"), "u").await);
    desk.find("[aria-label=Articles] button").click();
    yew::scheduler::flush().await;
    assert_eq!(desk.marks().len(), 2, "nothing was undone");
}

#[wasm_bindgen_test]
async fn what_is_done_before_the_store_answers_is_done_on_the_kept_project() {
    let first = Desk::with_article().await;
    first.saved().await;
    drop(first);
    let second = Desk::open();
    second.paste("Second.").await;
    second.until(|desk| desk.all("[aria-label=Articles] [role=listitem]").len() == 2).await;
    assert_eq!(second.find("[aria-label=Articles] [aria-current=true] .title").text_content().unwrap(), "Second.");
    second.saved().await;
    drop(second);
    let third = Desk::open();
    third.until(|desk| desk.all("[aria-label=Articles] [role=listitem]").len() == 2).await;
}

#[wasm_bindgen_test]
async fn a_reload_comes_back_to_the_article_and_the_cursor() {
    for (keys, place) in [
        ("ArrowRight p J", "PERSON Ann, PERSON Ann* []"),
        ("ArrowRight p u ArrowRight ArrowRight", " [left]"),
        ("ArrowRight ArrowRight p [", "PERSON Ann Li*, PERSON Ann Li []"),
        ("ArrowRight p Escape", "PERSON Ann, PERSON Ann []"),
    ] {
        let desk = Desk::with_article().await;
        desk.press_on_article(keys).await;
        desk.saved().await;
        assert_eq!(desk.place(), place);
        // The place is written after the work.
        sleep(Duration::from_millis(100)).await;
        drop(desk);
        let again = Desk::open();
        again.until(|desk| desk.has("[aria-label=Article]")).await;
        assert_eq!(again.place(), place);
    }
}

#[wasm_bindgen_test]
async fn what_another_tab_wrote_is_not_overwritten_and_the_write_is_not_repeated_by_itself() {
    let desk = Desk::with_article().await;
    desk.saved().await;
    let store = IdbStore::open(DATABASE).await.unwrap();
    let mut other = restore(store.load().await.unwrap()).unwrap();
    let article = Article::new("other", Text::new("Other."), Meta::default());
    let entry = other.execute(Command::AddArticles(vec![article]), 0).unwrap().unwrap();
    let taken = JsValue::from(u32::try_from(entry.seq).unwrap());
    store.write(&Write::Append(vec![entry])).await.unwrap();

    desk.press_on_article("ArrowRight p").await;
    desk.until(|desk| desk.has("[data-save-state=failed]")).await;
    assert!(desk.told().contains("changed in another tab"), "{}", desk.told());
    assert_eq!(restore(store.load().await.unwrap()).unwrap(), other);
    assert_eq!(desk.marks().len(), 2, "the work goes on");

    let database = Factory::new().unwrap().open(DATABASE, Some(STORE_VERSION)).unwrap().await.unwrap();
    let transaction = database.transaction(&["journal"], idb::TransactionMode::ReadWrite).unwrap();
    transaction.object_store("journal").unwrap().delete(taken).unwrap().await.unwrap();
    transaction.commit().unwrap().await.unwrap();
    database.close();
    sleep(Duration::from_secs(4)).await;
    assert!(desk.has("[data-save-state=failed]"));
    // With the place, what waits is written.
    desk.press_on_article("ArrowRight").await;
    desk.saved().await;
    assert!(!desk.told().contains("another tab"));
    drop(desk);
    let again = Desk::open();
    again.until(|desk| desk.marks().len() == 2).await;
}

#[wasm_bindgen_test]
async fn a_project_of_a_later_version_is_told_and_left_alone() {
    let desk = Desk::fresh().await;
    drop(desk);
    let later = Factory::new().unwrap().open(DATABASE, Some(STORE_VERSION + 1)).unwrap().await.unwrap();
    later.close();
    let desk = Desk::open();
    desk.paste("Ann left.").await;
    desk.until(|desk| desk.has("[aria-label=Article]")).await;
    let told = desk.told();
    assert!(told.contains("could not be opened: it was written by a later version"), "{told}");
    assert!(desk.has("[data-save-state=failed]"));
}

#[wasm_bindgen_test]
async fn the_browser_is_asked_to_keep_what_is_finished() {
    let storage = web_sys::window().unwrap().navigator().storage();
    let persist = js_sys::Function::new_no_args("globalThis.asked = true; return Promise.resolve(true)");
    js_sys::Reflect::set(&storage, &"persist".into(), &persist).unwrap();
    let asked = || js_sys::Reflect::get(&js_sys::global(), &"asked".into()).unwrap().is_truthy();
    let desk = Desk::with_article().await;
    desk.saved().await;
    assert!(!asked(), "nothing is finished yet");
    desk.press_on_article("D").await;
    desk.until(|_| asked()).await;
}
