//! A part of the article: some paragraphs near each other.

use super::later::Later;
use super::paragraph::{Paragraph, Stretch};
use crate::core::text::TextRange;
use std::rc::Rc;
use yew::prelude::*;

#[derive(Properties, PartialEq)]
pub struct Props {
    /// Which of the article's parts it is.
    pub index: usize,
    pub stretch: Stretch,
    pub paragraphs: Rc<[TextRange]>,
    /// Whether it has its paragraphs and marks, not its bare text.
    pub is_drawn: bool,
    /// The style that keeps its room, where it is far from what is seen.
    pub room: Option<AttrValue>,
}

/// A part. One that is far follows those that are near: a decision may be carried all over a long article.
pub struct Part(Later);

impl Component for Part {
    /// It is time to be drawn.
    type Message = ();
    type Properties = Props;

    fn create(_: &Context<Self>) -> Self {
        Self(Later::default())
    }

    fn changed(&mut self, context: &Context<Self>, _: &Props) -> bool {
        self.0 = Later::default();
        let is_near = context.props().room.is_none();
        if !is_near {
            self.0.draw(context);
        }
        is_near
    }

    fn update(&mut self, _: &Context<Self>, (): ()) -> bool {
        true
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let Props { index, stretch, paragraphs, is_drawn, room } = context.props();
        let far = room.as_ref().map(|_| "");
        html! {
            <div class="part" data-part={index.to_string()} data-far={far} style={room.clone()}>
                if *is_drawn {
                    { for paragraphs.iter().map(|range| draw_paragraph(stretch, *range)) }
                } else {
                    { draw_bare(stretch) }
                }
            </div>
        }
    }
}

fn draw_paragraph(stretch: &Stretch, range: TextRange) -> Html {
    html! { <Paragraph key={range.start().to_string()} ..stretch.of(range) /> }
}

fn draw_bare(stretch: &Stretch) -> Html {
    let text = &stretch.article.text;
    let (start, _) = text.to_utf16(stretch.range);
    html! { <span class="run" data-utf16={start.to_string()}>{ text.slice(stretch.range) }</span> }
}
