//! A drawing that is put off: whoever presses a key looks at one place of the page, and that is painted first.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

/// By how much, in milliseconds: more than a frame of most screens, less than anybody sees.
const LATER: u32 = 20;

/// When a component is drawn with its new props, if it has any.
#[derive(Default)]
pub struct Later(Option<Timeout>);

impl Later {
    /// Has a component drawn a little later, by a message to it.
    pub fn draw<C: Component<Message = ()>>(&mut self, context: &Context<C>) {
        let link = context.link().clone();
        self.0 = Some(Timeout::new(LATER, move || link.send_message(())));
    }
}
