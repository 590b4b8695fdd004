//! The page's side of a worker, with workers that are slow, die, or speak another version.
#![cfg(target_arch = "wasm32")]

use js_sys::Uint8Array;
use postil::core::learner::Decisions;
use postil::core::schema::{LabelChoices, Schema};
use postil::core::text::ByteOffset;
use postil::ui::desk::WorkerState;
use postil::ui::services::{News, WorkerClient};
use postil::worker::protocol::{Labels, PROTOCOL, Request, Response, Untagged};
use postil::worker::wire::to_js;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Blob, BlobPropertyBag, Url};
use yew::Callback;
use yew::platform::time::sleep;

wasm_bindgen_test_configure!(run_in_browser);

/// Answers every request but those for a "bomb", of which it dies. Of a request to tag one text, the bytes are: 0, its
/// number, whether it is urgent, 1, and the text after its length; those of its answer 5 and its number.
const WORKER: &str = r#"
    onmessage = ({ data: [kind, id, urgent, texts, length, ...rest] }) => {
        if (kind !== 0) return;
        if (String.fromCharCode(...rest.slice(0, length)) === "bomb") throw new Error("boom");
        postMessage(new Uint8Array([5, id]));
    };
"#;

/// A client of a worker that runs `script`, and what is heard of it.
struct Heard {
    client: WorkerClient,
    news: Rc<RefCell<Vec<News>>>,
}

impl Heard {
    fn of(script: &str) -> Self {
        let kind = BlobPropertyBag::new();
        kind.set_type("text/javascript");
        let parts = js_sys::Array::of1(&JsValue::from(script));
        let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).unwrap();
        Self::at(Url::create_object_url_with_blob(&blob).unwrap())
    }

    fn at(url: String) -> Self {
        let news = Rc::new(RefCell::new(Vec::new()));
        let hearing = news.clone();
        let tell = Callback::from(move |heard| hearing.borrow_mut().push(heard));
        Self { client: WorkerClient::new(url.leak(), None, tell), news }
    }

    fn tag(&self, text: &str) -> u32 {
        let untagged = Untagged { text: text.to_owned(), decisions: Decisions::default(), from: ByteOffset::default() };
        let labels = Labels { schema: Schema::news(), choices: LabelChoices::default() };
        self.client.ask(|id| Request::Tag { id, urgent: false, texts: vec![untagged], elsewhere: Vec::new(), labels })
    }

    /// Waits until that many things have been heard, and takes them.
    async fn take(&self, count: usize) -> Vec<News> {
        for _ in 0..500 {
            if self.news.borrow().len() >= count {
                return self.news.borrow_mut().drain(..).collect();
            }
            sleep(Duration::from_millis(10)).await;
        }
        panic!("heard only {:?}", self.news.borrow());
    }
}

/// A script that says it is ready, with the version of its messages.
fn ready(protocol: u32, script: &str) -> String {
    let message = to_js(&Response::Ready { protocol, labels: Vec::new() }).unwrap();
    let bytes = String::from(message.unchecked_ref::<Uint8Array>().to_string());
    format!("{script}; postMessage(new Uint8Array([{bytes}]));")
}

const READY: News = News::State(WorkerState::Ready);

fn finished(id: u32) -> News {
    News::Answer(Response::Finished { id })
}

fn restarting(why: &str) -> News {
    News::State(WorkerState::Restarting(why.to_owned()))
}

#[wasm_bindgen_test]
async fn what_is_asked_before_it_is_ready_is_answered() {
    let heard = Heard::of(&ready(PROTOCOL, WORKER));
    let (first, second) = (heard.tag("one"), heard.tag("two"));
    assert_eq!(heard.take(3).await, [READY, finished(first), finished(second)]);
    let third = heard.tag("three");
    assert_eq!(heard.take(1).await, [finished(third)]);
}

#[wasm_bindgen_test]
async fn what_is_taken_back_is_not_heard_of() {
    let heard = Heard::of(&ready(PROTOCOL, WORKER));
    let (first, second) = (heard.tag("one"), heard.tag("two"));
    heard.client.cancel(first);
    assert_eq!(heard.take(2).await, [READY, finished(second)]);
}

#[wasm_bindgen_test]
async fn a_worker_that_dies_is_asked_again() {
    // It dies of its first request ever; another worker finds the mark that it left.
    let dies_once = r#"
        onmessage = async ({ data: [kind, id] }) => {
            const marks = await caches.open("marks");
            if (await marks.match("https://postil.example/died")) return postMessage(new Uint8Array([5, id]));
            await marks.put("https://postil.example/died", new Response());
            setTimeout(() => { throw new Error("boom"); });
        };
    "#;
    let heard = Heard::of(&ready(PROTOCOL, dies_once));
    let id = heard.tag("one");
    assert_eq!(heard.take(4).await, [READY, restarting("Uncaught Error: boom"), READY, finished(id)]);
}

#[wasm_bindgen_test]
async fn a_request_that_kills_it_twice_is_given_up_and_the_others_are_answered() {
    let heard = Heard::of(&ready(PROTOCOL, WORKER));
    let (first, bomb, last) = (heard.tag("one"), heard.tag("bomb"), heard.tag("two"));
    let why = "Uncaught Error: boom";
    let expected = [
        READY,
        finished(first),
        restarting(why),
        READY,
        restarting(why),
        News::Unanswered(bomb, why.to_owned()),
        READY,
        finished(last),
    ];
    assert_eq!(heard.take(expected.len()).await, expected);
}

#[wasm_bindgen_test]
async fn a_worker_of_another_version_is_not_asked() {
    let why = "the page and its worker are of different versions";
    let failed = |id| [News::State(WorkerState::Failed(why.to_owned())), News::Unanswered(id, why.to_owned())];
    for script in [ready(PROTOCOL + 1, WORKER), "postMessage({ ready: { protocol: 1 } })".to_owned()] {
        let heard = Heard::of(&script);
        assert_eq!(heard.take_failure_of("one").await, failed(1));
        assert_eq!(heard.take_failure_of("two").await, failed(2), "and says so again");
    }
}

impl Heard {
    async fn take_failure_of(&self, text: &str) -> Vec<News> {
        self.tag(text);
        self.take(2).await
    }
}

#[wasm_bindgen_test]
async fn a_worker_that_cannot_be_loaded_is_given_up() {
    let why = "a part of the page did not come or does not start; reload the page when the network is back";
    let of_wasm = Heard::of("throw new Error('failed to fetch Wasm: TypeError: Failed to fetch')");
    for heard in [Heard::at("./there_is_no_such_script.js".to_owned()), of_wasm] {
        let id = heard.tag("one");
        let given_up = [News::State(WorkerState::Failed(why.to_owned())), News::Unanswered(id, why.to_owned())];
        let expected = [restarting(why), restarting(why), restarting(why)].into_iter().chain(given_up);
        assert_eq!(heard.take(5).await, expected.collect::<Vec<_>>());
    }
}

#[wasm_bindgen_test]
async fn a_worker_goes_with_its_client() {
    let heard = Heard::of(&ready(PROTOCOL, WORKER));
    heard.tag("one");
    heard.take(2).await;
    let Heard { client, news } = heard;
    assert_eq!(Rc::strong_count(&news), 2);
    drop(client);
    assert_eq!(Rc::strong_count(&news), 1, "nothing is left that could tell");
}
