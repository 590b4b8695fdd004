//! What is looked at stays where it is while the page grows or shrinks above it.
//!
//! The browser's own scroll anchoring was rejected: it lets go of what is drawn anew, and one browser has none.

use gloo::utils::document_element;
use web_sys::Element;

/// What the cursor or the focus is on.
const CURRENT: &str = "[data-selected], [aria-current]";
/// What is not drawn, and may become larger than it is.
const FAR: &str = "[data-far]";

/// Something in view, and where it is.
pub struct Steady {
    element: Element,
    /// From the top of the view, in CSS pixels.
    top: f64,
}

impl Steady {
    /// Notes where the current thing in an element is; if it is not in view, the first of the element's children
    /// that is drawn and in view.
    #[must_use]
    pub fn hold(within: &Element) -> Option<Self> {
        let view = scroller(within).get_bounding_client_rect();
        let in_view = |element: &Element| {
            let place = element.get_bounding_client_rect();
            place.bottom() > view.top().max(0.0) && place.top() < view.bottom()
        };
        let current = within.query_selector(CURRENT).ok().flatten().filter(in_view);
        let is_drawn = |child: &Element| !child.matches(FAR).unwrap_or(false);
        let children = within.children();
        let mut children = (0..children.length()).filter_map(|index| children.item(index));
        let element = current.or_else(|| children.find(|child| is_drawn(child) && in_view(child)))?;
        let top = element.get_bounding_client_rect().top();
        Some(Self { element, top })
    }

    /// Scrolls so far that it is there again.
    pub fn settle(self) {
        let moved = self.element.get_bounding_client_rect().top() - self.top;
        if self.element.is_connected() && moved.abs() >= 1.0 {
            scroller(&self.element).scroll_by_with_x_and_y(0.0, moved);
        }
    }
}

/// The nearest element around one that has more in it than it shows.
fn scroller(element: &Element) -> Element {
    let around = std::iter::successors(element.parent_element(), |it| it.parent_element());
    let scrolls = |element: &Element| element.scroll_height() > element.client_height() + 1;
    let own = std::iter::once(element.clone());
    own.chain(around).find(scrolls).unwrap_or_else(document_element)
}
