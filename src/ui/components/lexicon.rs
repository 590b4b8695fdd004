//! The lexicon: what was decided about each surface form, to look for slips and to change it in all articles.

use super::dialogs::{DIALOG, draw_frame};
use super::elements::{quiet_button, switch};
use super::events::{on, value_of};
use crate::core::project::LexiconEntry;
use crate::core::schema::Schema;
use crate::ui::desk::{Action, Lexicon};
use crate::ui::wording;
use crate::ui::words::tr;
use yew::prelude::*;

/// How many entries are shown: others are found by typing a part of them.
const SHOWN: usize = 200;

/// The entries, with a field that filters them; each leads to its mentions.
pub fn draw_lexicon(lexicon: &Lexicon, schema: &Schema, on_action: &Callback<Action>) -> Html {
    let found: Vec<&LexiconEntry> = lexicon.found().collect();
    let typed = on_action.reform(|event: InputEvent| Action::FilterLexicon(value_of(&event)));
    let disputed = on(on_action, Action::OnlyDisputed);
    let content = html! {
        <div class="lexicon">
            <input
                type="text" autofocus=true value={lexicon.filter.clone()} oninput={typed}
                aria-label={tr("Find in the lexicon")} placeholder={tr("Find…")}
            />
            { switch(tr("Only what was decided in more than one way"), lexicon.only_disputed, disputed) }
            <p class="hint" role="status">{ wording::entries_shown(found.len(), SHOWN) }</p>
            <ul role="list">{ for found.iter().take(SHOWN).map(|entry| draw_entry(entry, schema, on_action)) }</ul>
        </div>
    };
    draw_frame(DIALOG, &wording::lexicon(lexicon), content, on_action)
}

fn draw_entry(entry: &LexiconEntry, schema: &Schema, on_action: &Callback<Action>) -> Html {
    let find = on(on_action, Action::FindWords(entry.surface.clone()));
    html! {
        <li key={entry.surface.clone()}>
            { quiet_button(&entry.surface, find) }
            <span class="hint">{ wording::decided_as(schema, entry) }</span>
        </li>
    }
}
