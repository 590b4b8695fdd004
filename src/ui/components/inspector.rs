//! What stands beside the article: the guidelines, the labels, and the mentions.

use super::guidelines::draw_guidelines;
use super::mentions::Mentions;
use super::palette::Palette;
use crate::core::article::Article;
use crate::core::project::label_counts;
use crate::core::schema::Schema;
use crate::ui::state::{Action, Cursor, current_mark};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// The open article.
    pub article: Option<Arc<Article>>,
    pub cursor: Cursor,
    pub schema: Rc<Schema>,
    pub on_action: Callback<Action>,
}

/// By how much the inspector follows the article, in milliseconds: more than a frame of most screens, less than
/// anybody sees.
const LATER: u32 = 20;

/// The inspector. Whoever presses a key looks at the article: that is painted first, and waits for nothing here.
pub struct Inspector {
    /// When it is drawn with its new props, if it has any.
    later: Option<Timeout>,
}

impl Component for Inspector {
    /// It is time to be drawn.
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self { later: None }
    }

    fn changed(&mut self, context: &Context<Self>, _: &Props) -> bool {
        let link = context.link().clone();
        self.later = Some(Timeout::new(LATER, move || link.send_message(())));
        false
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props { article, cursor, schema, on_action } = context.props();
        let counts = article.as_ref().map(|article| label_counts(article.annotations.visible())).unwrap_or_default();
        let chosen = current_mark(cursor).map(|(_, label)| label.clone());
        html! {
            <>
                { draw_guidelines(&schema.guidelines) }
                <Palette schema={schema.clone()} {counts} {chosen} on_action={on_action.clone()} />
                if let Some(article) = article {
                    <Mentions
                        article={article.clone()} cursor={cursor.clone()} schema={schema.clone()}
                        on_action={on_action.clone()}
                    />
                }
            </>
        }
    }
}
