//! What stands beside the article: the guidelines, the labels, and the mentions.

use super::guidelines::draw_guidelines;
use super::later::use_after_paint;
use super::mentions::Mentions;
use super::palette::Palette;
use crate::core::article::Article;
use crate::core::project::label_counts;
use crate::core::schema::Schema;
use crate::ui::state::{Action, Cursor, current_mark};
use std::rc::Rc;
use std::sync::Arc;
use yew::prelude::*;

#[derive(Clone, Properties, PartialEq)]
pub struct Props {
    /// The open article.
    pub article: Option<Arc<Article>>,
    pub cursor: Cursor,
    pub schema: Rc<Schema>,
    pub on_action: Callback<Action>,
}

/// The inspector. It follows the article by a frame: whoever presses a key looks at the article, and waits for nothing
/// else to be drawn.
#[component]
pub fn Inspector(props: &Props) -> Html {
    let props = use_after_paint(props.clone());
    html! { <Contents ..props /> }
}

/// Drawn only when it looks different.
#[component]
fn Contents(props: &Props) -> Html {
    let Props { article, cursor, schema, on_action } = props;
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
