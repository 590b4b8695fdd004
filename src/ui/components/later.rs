//! What is drawn a little later than the rest.
//!
//! A frame is asked for twice: the first comes before the paint that is under way, the second after it. A timer was
//! rejected: it may run out before the paint, which then waits for what was to be later.

use gloo::render::{AnimationFrame, request_animation_frame};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// A value as it was when the page was last painted. When it is another one, what uses it is drawn again after the next
/// paint.
#[hook]
pub fn use_after_paint<T: Clone + PartialEq + 'static>(value: T) -> T {
    let painted = use_state_eq(|| value.clone());
    let set = painted.setter();
    use_effect_with(value, move |value| {
        let value = value.clone();
        let waits = after_paint(move || set.set(value));
        move || drop(waits)
    });
    (*painted).clone()
}

/// Has something done after the next paint, unless what is returned is dropped before.
fn after_paint(done: impl FnOnce() + 'static) -> Rc<RefCell<Option<AnimationFrame>>> {
    let waits = Rc::new(RefCell::new(None));
    let later = waits.clone();
    let first = request_animation_frame(move |_| {
        let second = request_animation_frame(move |_| done());
        *later.borrow_mut() = Some(second);
    });
    *waits.borrow_mut() = Some(first);
    waits
}
