//! Which parts of something long are near what is seen: the others are not drawn.
//!
//! The browser tells by an intersection observer. Reckoning from the scroll position was rejected: it wants rows
//! of equal height, and has the page laid out at each step of scrolling.

use crate::ui::dom::Steady;
use js_sys::Array;
use serde::Serialize;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;

/// How far beyond the view is near, as a margin in CSS.
const MARGIN: &str = "600px";
/// The attribute with the number of a part.
const PART: &str = "data-part";
/// How many rows of a list are a part.
const ROWS: usize = 30;

/// The parts of the children of one element.
#[derive(Clone)]
pub struct Near {
    /// The element.
    pub parent: NodeRef,
    /// Parts before this one are always drawn.
    first: usize,
    /// By part.
    seen: Rc<RefCell<Vec<Seen>>>,
}

/// What the browser said of a part when it last came near or went.
#[derive(Clone, Copy, Default)]
struct Seen {
    near: bool,
    /// In CSS pixels; 0 as long as nothing was said.
    height: f64,
}

/// Watches the parts of an element, whose number is `parts`: children with the attribute `data-part`. Those before
/// `first` count as near from the start.
#[hook]
pub fn use_near(parts: usize, first: usize) -> Near {
    let parent = use_node_ref();
    let seen = use_mut_ref(Vec::new);
    seen.borrow_mut().resize(parts, Seen::default());
    let steady = use_mut_ref(|| None);
    let redraw = use_force_update();
    let hear = {
        let (parent, seen, steady) = (parent.clone(), seen.clone(), steady.clone());
        move |heard: Vec<(usize, Seen)>| {
            *steady.borrow_mut() = parent.cast().as_ref().and_then(Steady::hold);
            let mut seen = seen.borrow_mut();
            for (part, now) in heard {
                if let Some(seen) = seen.get_mut(part) {
                    *seen = now;
                }
            }
            drop(seen);
            redraw.force_update();
        }
    };
    use_effect_with((parent.clone(), parts), move |(parent, parts)| {
        let watch = (*parts > first).then(|| Watch::start(parent, hear));
        move || drop(watch)
    });
    use_effect(move || {
        if let Some(steady) = steady.take() {
            steady.settle();
        }
    });
    Near { parent, first, seen }
}

impl Near {
    /// Whether a part is to be drawn.
    pub fn is_near(&self, part: usize) -> bool {
        part < self.first || self.seen.borrow().get(part).is_some_and(|seen| seen.near)
    }

    /// Whether the browser has said of a part that it is not near, whether it is drawn or not.
    pub fn is_away(&self, part: usize) -> bool {
        self.seen.borrow().get(part).is_some_and(|seen| seen.height > 0.0 && !seen.near)
    }

    /// The rows of a long list, in parts; a part that is not drawn keeps its place. That of the `current` row is
    /// always drawn.
    pub fn draw_rows(&self, rows: usize, current: Option<usize>, draw: &dyn Fn(usize) -> Html) -> Html {
        let part = |number: usize| {
            let rows = number * ROWS..rows.min((number + 1) * ROWS);
            let near = self.is_near(number) || current.is_some_and(|row| rows.contains(&row));
            if !near {
                let style = self.space(number, || format!("{} * var(--row)", rows.len()));
                return html! { <div key={number} role="none" data-far="" data-part={number.to_string()} {style} /> };
            }
            html! { <div key={number} role="none" data-part={number.to_string()}>{ for rows.map(draw) }</div> }
        };
        (0..parts_of(rows)).map(part).collect()
    }

    /// The style of a part that is not drawn: as high as it was when it was drawn, or what is reckoned, in CSS.
    pub fn space(&self, part: usize, reckoned: impl Fn() -> String) -> String {
        match self.seen.borrow().get(part) {
            Some(seen) if seen.height > 0.0 => {
                // In whole numbers: what writes others in decimals weighs 5 kB of the page.
                format!("block-size:calc({}px/1000)", (seen.height * 1000.0).round() as u32)
            }
            _ => format!("block-size:calc({})", reckoned()),
        }
    }
}

/// How many parts some rows of a list have.
pub fn parts_of(rows: usize) -> usize {
    rows.div_ceil(ROWS)
}

/// An observer, and what it calls.
struct Watch {
    observer: Option<IntersectionObserver>,
    _heard: Closure<dyn FnMut(Array)>,
}

impl Watch {
    fn start(parent: &NodeRef, hear: impl Fn(Vec<(usize, Seen)>) + 'static) -> Self {
        let heard = Closure::<dyn FnMut(_)>::new(move |entries: Array| hear(entries.iter().filter_map(seen).collect()));
        let options = serde_wasm_bindgen::to_value(&Options { root_margin: MARGIN, scroll_margin: MARGIN });
        let options: IntersectionObserverInit = options.unwrap_or_default().unchecked_into();
        let observer = IntersectionObserver::new_with_options(heard.as_ref().unchecked_ref(), &options).ok();
        if let (Some(observer), Some(parent)) = (&observer, parent.cast::<Element>()) {
            let children = parent.children();
            (0..children.length()).filter_map(|at| children.item(at)).for_each(|child| observer.observe(&child));
        }
        Self { observer, _heard: heard }
    }
}

/// What is near.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Options {
    /// How far around the window.
    root_margin: &'static str,
    /// How far around what scrolls inside of the page. Where a browser does not know it, parts are drawn as they come
    /// into view.
    scroll_margin: &'static str,
}

/// What an entry of an observer says, and of which part.
fn seen(entry: JsValue) -> Option<(usize, Seen)> {
    let entry: IntersectionObserverEntry = entry.dyn_into().ok()?;
    let part = entry.target().get_attribute(PART)?.parse().ok()?;
    Some((part, Seen { near: entry.is_intersecting(), height: entry.bounding_client_rect().height() }))
}

impl Drop for Watch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
