//! The guidelines that the project carries, beside the article.

use super::elements::said;
use crate::core::schema::{Block, Tone, blocks, tones};
use yew::prelude::*;

/// The guidelines, to be folded away; nothing if there are none. What they say is only ever text.
pub fn draw_guidelines(guidelines: &str) -> Html {
    if guidelines.trim().is_empty() {
        return Html::default();
    }
    let blocks = blocks(guidelines);
    // Items that follow each other are one list.
    let groups = blocks.chunk_by(|(one, _), (next, _)| *one == Block::Item && *next == Block::Item);
    html! { <details class="guidelines" open=true><summary>{ said("Guidelines") }</summary>{ for groups.map(draw_group) }</details> }
}

fn draw_group(group: &[(Block, String)]) -> Html {
    let texts = group.iter().map(|(_, text)| draw_tones(text));
    match group.first() {
        Some((Block::Heading, _)) => html! { <h3>{ for texts }</h3> },
        Some((Block::Item, _)) => html! { <ul>{ for texts.map(|text| html! { <li>{ text }</li> }) }</ul> },
        _ => html! { <p>{ for texts }</p> },
    }
}

fn draw_tones(text: &str) -> Html {
    let draw = |(tone, words): (Tone, &str)| match tone {
        Tone::Plain => html! { words },
        Tone::Strong => html! { <strong>{ words }</strong> },
        Tone::Emphasis => html! { <em>{ words }</em> },
        Tone::Code => html! { <code>{ words }</code> },
    };
    tones(text).into_iter().map(draw).collect()
}
