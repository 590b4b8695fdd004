//! What stands beside the article: the guidelines, the labels, and the mentions.

use super::guidelines::draw_guidelines;
use super::later::Later;
use super::mentions::Mentions;
use super::palette::Palette;
use crate::core::article::Article;
use crate::core::project::label_counts;
use crate::core::schema::Schema;
use crate::ui::desk::{Action, Cursor};
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

/// The inspector. It follows the article: whoever presses a key does not look here.
pub struct Inspector(Later);

impl Component for Inspector {
    /// It is time to be drawn.
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self(Later::default())
    }

    fn changed(&mut self, context: &Context<Self>, _: &Props) -> bool {
        self.0.draw(context);
        false
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props { article, cursor, schema, on_action } = context.props();
        let counts = article.as_ref().map(|article| label_counts(article.annotations.visible())).unwrap_or_default();
        let chosen = cursor.mark().map(|(_, label)| label.clone());
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
