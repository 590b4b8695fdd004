//! Positions in the document ↔ offsets in the text, on the article as the page draws it.
#![cfg(target_arch = "wasm32")]

use gloo::utils::{body, document};
use postil::core::annotation::{Annotation, Origin};
use postil::core::article::{Article, Meta};
use postil::core::schema::Schema;
use postil::core::text::{Text, TextRange};
use postil::ui::ArticleView;
use postil::ui::desk::{Action, Cursor};
use postil::ui::dom::{article_selection, clear_selection, mark_under};
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, MouseEvent, MouseEventInit, Node, PointerEvent, PointerEventInit, Range, Selection};
use yew::prelude::*;

wasm_bindgen_test_configure!(run_in_browser);

/// Three paragraphs: an emoji, a ZWJ family and a combining mark; Hebrew and Chinese; nested marks.
const TEXT: &str = "Ann🍎 and 👨‍👩‍👧 met Zoe\u{301}.\n\nשלום לעולם 北京 said.\nThe University of Bonn.\n";
/// What is marked in it. "University of Bonn" has a mark inside.
const MARKS: [(&str, &str); 5] =
    [("Ann", "PERSON"), ("Zoe\u{301}", "PERSON"), ("北京", "GPE"), ("University of Bonn", "ORG"), ("Bonn", "GPE")];

fn article() -> Article {
    let meta = Meta { source: Some("The Bonn Post".to_owned()), ..Meta::default() };
    let mut article = Article::new("a1", Text::new(TEXT), meta);
    for (words, label) in MARKS {
        article.annotations.insert(Annotation::confirmed(range_of(words), label.into(), Origin::Human));
    }
    article
}

fn range_of(words: &str) -> TextRange {
    let start = TEXT.find(words).expect("it is in the text");
    TextRange::from_usize(start..start + words.len())
}

/// An article on a page of its own, between two paragraphs that are none of it. It goes when this is dropped.
struct Desk {
    root: Element,
    app: Option<AppHandle<Host>>,
    actions: Rc<RefCell<Vec<Action>>>,
}

#[derive(Properties, PartialEq)]
struct HostProps {
    article: Arc<Article>,
    on_action: Callback<Action>,
}

#[component]
fn Host(props: &HostProps) -> Html {
    let schema = use_memo((), |()| Schema { overlaps: true, ..Schema::ontonotes() });
    html! {
        <>
            <p id="before">{ "Before." }</p>
            <ArticleView article={props.article.clone()} cursor={Cursor::None} {schema} on_action={props.on_action.clone()} />
            <p id="after">{ "After." }</p>
        </>
    }
}

impl Desk {
    async fn open(article: Article) -> Self {
        let root = document().create_element("div").unwrap();
        body().append_child(&root).unwrap();
        let actions = Rc::new(RefCell::new(Vec::new()));
        let heard = actions.clone();
        let on_action = Callback::from(move |action| heard.borrow_mut().push(action));
        let props = HostProps { article: Arc::new(article), on_action };
        let app = yew::Renderer::<Host>::with_root_and_props(root.clone(), props).render();
        yew::scheduler::flush().await;
        Self { root, app: Some(app), actions }
    }

    fn find(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector}"))
    }

    /// The paragraphs of the article.
    fn paragraph(&self, index: u32) -> Node {
        self.root.query_selector_all(".paragraph").unwrap().item(index).expect("there are as many")
    }

    /// The place in the document before a byte of the text: a text node and an offset in UTF-16 units.
    /// Where two runs meet, it is at the end of the first.
    fn place(&self, byte: usize) -> (Node, u32) {
        let runs = self.root.query_selector_all("[data-utf16]").unwrap();
        let target = u32::try_from(TEXT[..byte].encode_utf16().count()).unwrap();
        let runs = (0..runs.length()).map(|index| runs.item(index).unwrap().unchecked_into::<Element>());
        let starts = |run: &Element| run.get_attribute("data-utf16").unwrap().parse::<u32>().unwrap();
        let run = runs.rev().find(|run| starts(run) < target.max(1)).unwrap();
        (run.first_child().unwrap(), target - starts(&run))
    }

    /// Clicks on the character that begins at a byte of the text, so far from its left edge, as a part of its width; what is
    /// behind the line's last is as wide as that.
    fn click(&self, byte: usize, across: f64) -> Option<Cursor> {
        let (node, offset) = self.place(byte);
        let element = node.parent_element().unwrap();
        element.scroll_into_view();
        let length = node.text_content().unwrap().encode_utf16().count();
        let behind = u32::from(offset as usize == length);
        let character = Range::new().unwrap();
        character.set_start(&node, offset - behind).unwrap();
        character.set_end(&node, offset + 1 - behind).unwrap();
        let place = character.get_bounding_client_rect();
        let x = place.left() + place.width() * (f64::from(behind) + across);
        selection().set_base_and_extent(&node, offset, &node, offset).unwrap();
        let init = MouseEventInit::new();
        init.set_client_x(x.round() as i32);
        init.set_client_y(place.top().midpoint(place.bottom()) as i32);
        self.release_by(&element, &element, &init)
    }

    /// Releases the pointer over an element after a press on another.
    fn release(&self, pressed: &Element, released: &Element, alt: bool) -> Option<Cursor> {
        let init = MouseEventInit::new();
        init.set_alt_key(alt);
        self.release_by(pressed, released, &init)
    }

    fn release_by(&self, pressed: &Element, released: &Element, release: &MouseEventInit) -> Option<Cursor> {
        let init = PointerEventInit::new();
        init.set_bubbles(true);
        pressed.dispatch_event(&PointerEvent::new_with_event_init_dict("pointerdown", &init).unwrap()).unwrap();
        release.set_bubbles(true);
        released.dispatch_event(&MouseEvent::new_with_mouse_event_init_dict("mouseup", release).unwrap()).unwrap();
        match self.actions.borrow_mut().pop() {
            None => None,
            Some(Action::Select(cursor) | Action::Point(cursor)) => Some(cursor),
            Some(other) => panic!("{other:?}"),
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        clear_selection();
        self.app.take().expect("it is open until now").destroy();
        self.root.remove();
    }
}

fn selection() -> Selection {
    web_sys::window().unwrap().get_selection().unwrap().unwrap()
}

/// Selects as a drag does; the part of the text that is selected then.
fn select(anchor: (&Node, u32), focus: (&Node, u32)) -> Option<String> {
    selection().set_base_and_extent(anchor.0, anchor.1, focus.0, focus.1).unwrap();
    selected()
}

/// The part of the text that is selected.
fn selected() -> Option<String> {
    article_selection(&Text::new(TEXT)).map(|range| TEXT[range.as_usize()].to_owned())
}

/// Every character boundary that the page shows: not those inside the newlines between paragraphs, which are
/// not drawn.
fn boundaries() -> Vec<usize> {
    let drawn = |&at: &usize| at == 0 || !TEXT[..at].ends_with('\n');
    TEXT.char_indices().map(|(at, _)| at).chain([TEXT.len()]).filter(drawn).collect()
}

#[wasm_bindgen_test]
async fn every_pair_of_boundaries_leads_to_its_text_forwards_and_backwards() {
    let desk = Desk::open(article()).await;
    let places: Vec<(usize, (Node, u32))> = boundaries().into_iter().map(|at| (at, desk.place(at))).collect();
    assert!(places.len() > 60);
    for (start, (start_node, start_offset)) in &places {
        for (end, (end_node, end_offset)) in &places {
            let words = &TEXT[*start.min(end)..*start.max(end)];
            let selected = select((start_node, *start_offset), (end_node, *end_offset));
            assert_eq!(selected.as_deref(), Some(words), "{start} to {end}");
        }
    }
}

#[wasm_bindgen_test]
async fn a_triple_click_ends_before_the_next_paragraph() {
    let desk = Desk::open(article()).await;
    let (first, offset) = desk.place(0);
    let selected = select((&first, offset), (&desk.paragraph(1), 0));
    assert_eq!(selected.unwrap(), "Ann🍎 and 👨‍👩‍👧 met Zoe\u{301}.\n\n");
    let last = desk.place(TEXT.find("The").unwrap() + 1).0;
    assert_eq!(select((&last, 0), (&desk.find("#after"), 0)).unwrap(), "The University of Bonn.\n");
}

#[wasm_bindgen_test]
async fn positions_between_elements_are_those_of_the_text_around_them() {
    let desk = Desk::open(article()).await;
    let body: Node = desk.find(".body").into();
    let part: Node = desk.find(".part").into();
    let mark: Node = desk.find("mark[data-label=ORG]").into();
    assert_eq!(select((&body, 0), (&body, 1)).unwrap(), TEXT);
    assert_eq!(select((&part, 0), (&part, 3)).unwrap(), TEXT);
    assert_eq!(select((&part, 1), (&part, 2)).unwrap(), "שלום לעולם 北京 said.\n");
    assert_eq!(select((&desk.paragraph(1), 0), (&desk.paragraph(1), 3)).unwrap(), "שלום לעולם 北京 said.\n");
    assert_eq!(select((&mark, 0), (&mark, 1)).unwrap(), "University of ");
    let run: Node = desk.find("[data-utf16]").into();
    assert_eq!(select((&run, 0), (&run, 1)).unwrap(), "Ann");
}

#[wasm_bindgen_test]
async fn a_selection_is_cut_at_the_ends_of_the_text() {
    let desk = Desk::open(article()).await;
    let (before, after) = (desk.find("#before"), desk.find("#after"));
    let (inside, offset) = desk.place(TEXT.find(" and").unwrap());
    assert_eq!(select((&before, 0), (&inside, offset)).unwrap(), "Ann🍎");
    assert_eq!(select((&inside, offset), (&before, 0)).unwrap(), "Ann🍎");
    assert_eq!(select((&after, 1), (&inside, offset)).unwrap(), TEXT["Ann🍎".len()..]);
    assert_eq!(select((&before, 0), (&after, 1)).unwrap(), TEXT);
}

#[wasm_bindgen_test]
async fn a_selection_beside_the_text_is_none_of_it() {
    let desk = Desk::open(article()).await;
    let (before, meta) = (desk.find("#before"), desk.find(".meta dd"));
    assert_eq!(select((&before, 0), (&before, 1)), None);
    assert_eq!(select((&meta.first_child().unwrap(), 4), (&meta.first_child().unwrap(), 8)), None);
    clear_selection();
    assert_eq!(selected(), None);
    assert_eq!(desk.release(&meta, &meta, false), None);
}

#[wasm_bindgen_test]
async fn text_that_an_extension_has_cut_or_wrapped_counts_as_before() {
    let desk = Desk::open(article()).await;
    let (node, offset) = desk.place(TEXT.find("and").unwrap());
    let text: web_sys::Text = node.unchecked_into();
    let rest = text.split_text(offset).unwrap();
    let tail = rest.split_text(3).unwrap();
    assert_eq!(select((&rest, 0), (&tail, 0)).unwrap(), "and");
    let wrapper = document().create_element("font").unwrap();
    rest.replace_with_with_node_1(&wrapper).unwrap();
    wrapper.append_child(&rest).unwrap();
    assert_eq!(select((&rest, 0), (&tail, 0)).unwrap(), "and");
    assert_eq!(select((&rest, 1), (&tail, 1)).unwrap(), "nd ");
    assert_eq!(select((&wrapper, 0), (&wrapper, 1)).unwrap(), "and");
}

#[wasm_bindgen_test]
async fn a_click_chooses_the_mark_or_the_word_under_it() {
    let desk = Desk::open(article()).await;
    for across in [0.3, 0.7] {
        let click = |words: &str| desk.click(TEXT.find(words).unwrap(), across);
        assert_eq!(click("nd "), Some(Cursor::words(range_of("and"))));
        assert_eq!(click("d "), Some(Cursor::words(range_of("and"))), "its last letter");
        assert_eq!(click("nn🍎"), Some(Cursor::Mark((range_of("Ann"), "PERSON".into()))));
        assert_eq!(click("onn."), Some(Cursor::Mark((range_of("Bonn"), "GPE".into()))), "the innermost");
        assert_eq!(click("לום"), Some(Cursor::words(range_of("שלום"))));
        assert_eq!(desk.click(TEXT.len() - 1, across), Some(Cursor::None), "past the last word");
        assert_eq!(selection().range_count(), 0, "the page paints its own");
    }
}

#[wasm_bindgen_test]
async fn a_drag_chooses_whole_words_or_characters_with_alt() {
    let desk = Desk::open(article()).await;
    let drag = |words: &str, alt: bool| {
        let range = range_of(words).as_usize();
        let ((from, start), (to, end)) = (desk.place(range.start), desk.place(range.end));
        selection().set_base_and_extent(&to, end, &from, start).unwrap();
        desk.release(&to.parent_element().unwrap(), &from.parent_element().unwrap(), alt)
    };
    assert_eq!(drag("nd 👨‍👩‍👧 me", false), Some(Cursor::words(range_of("and 👨‍👩‍👧 met"))));
    assert_eq!(drag("ersit", true), Some(Cursor::words(range_of("ersit"))));
    assert_eq!(drag(" University of ", true), Some(Cursor::words(range_of("University of"))));
}

#[wasm_bindgen_test]
async fn a_drag_may_end_beside_the_article() {
    let desk = Desk::open(article()).await;
    let (node, offset) = desk.place(TEXT.find("Bonn").unwrap());
    let after = desk.find("#after");
    selection().set_base_and_extent(&node, offset, &after, 1).unwrap();
    let cursor = desk.release(&node.parent_element().unwrap(), &after, false);
    assert_eq!(cursor, Some(Cursor::Mark((range_of("Bonn"), "GPE".into()))), "it has exactly these words");
    selection().set_base_and_extent(&node, offset, &after, 1).unwrap();
    assert_eq!(desk.release(&after, &after, false), None, "neither began nor ended on the article");
}

#[wasm_bindgen_test]
async fn every_mark_is_found_again_under_the_pointer() {
    let article = article();
    let desk = Desk::open(article.clone()).await;
    let marks = desk.root.query_selector_all("mark").unwrap();
    let found = (0..marks.length()).map(|index| mark_under(&marks.item(index).unwrap().unchecked_into(), &article));
    let mut found: Vec<_> = found.map(|key| key.expect("it is one of the article's")).collect();
    found.sort();
    found.dedup();
    let mut all: Vec<_> = article.annotations.visible().map(Annotation::key).collect();
    all.sort();
    assert_eq!(found, all);
    assert_eq!(mark_under(&desk.find("#before"), &article), None);
}

#[wasm_bindgen_test]
async fn each_paragraph_runs_the_way_of_its_script() {
    let desk = Desk::open(article()).await;
    let direction = |index| {
        let paragraph: Element = desk.paragraph(index).unchecked_into();
        let style = web_sys::window().unwrap().get_computed_style(&paragraph).unwrap().unwrap();
        style.get_property_value("direction").unwrap()
    };
    assert_eq!([direction(0), direction(1), direction(2)], ["ltr", "rtl", "ltr"]);
}
