//! The component that owns the state, runs effects and lays out the page.

use super::components::{
    ArticleView, Inspector, PasteBox, Queue, button, draw_accept_all, draw_columns, draw_concordance, draw_export,
    draw_exporting, draw_help, draw_label_editor, draw_label_menu, draw_lexicon, draw_model, draw_progress_dialog,
    draw_review, draw_status_bar, draw_toolbar, draw_training, on, on_leaving, quiet_button,
};
use super::desk::{Action, Dialog, Effect, REMEDIES, SaveState};
use super::services::{
    DATABASE, Exporter, ModelShelf, ReaderClient, Saver, TaggerClient, Trainer, ahead_of_utc, fetch_words, files_of,
    language_of_browser, now, read_files, take_model,
};
use super::state::AppState;
use super::theme::label_sheet;
use super::words::{self, Language, tr};
use super::{dom, keymap, wording};
use crate::core::formats::Format;
use crate::core::import::GivenFile;
use crate::core::schema::Schema;
use gloo::events::{EventListener, EventListenerOptions};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, Event, File, KeyboardEvent};
use yew::prelude::*;

/// The page.
pub struct App {
    state: AppState,
    /// The schema of `state`, shared with the components that draw by it.
    schema: Rc<Schema>,
    /// The colours of its labels.
    colors: dom::Sheet,
    /// Does what a component asks for. Always the same one: a new one would have every component drawn again.
    on_action: Callback<Action>,
    saver: Saver,
    shelf: ModelShelf,
    tagger: TaggerClient,
    reader: ReaderClient,
    exporter: Exporter,
    trainer: Trainer,
    /// The language of the browser, the one that was asked for last, and the one that is spoken.
    of_browser: Language,
    wanted: Language,
    spoken: Language,
    /// What waits for the page to be drawn.
    after_render: Vec<Effect>,
    /// What the focus goes back to after a dialog.
    opener: dom::Opener,
    /// Whether files are held over the page.
    dropping: bool,
    _keys: EventListener,
    _leaving: [EventListener; 3],
}

/// What comes to the page from outside its own components.
pub enum Message {
    /// Something happened.
    Do(Action),
    /// A key was pressed anywhere.
    Key(KeyboardEvent),
    /// Files were chosen or dropped.
    Files(Vec<File>),
    /// A page in the clipboard is to be read.
    Page(String),
    /// Files are held over the page, or no longer.
    Dropping(bool),
    /// The words of a language are here, or why they are not.
    Words(Language, Result<String, String>),
}

impl Component for App {
    type Message = Message;
    type Properties = ();

    fn create(context: &Context<Self>) -> Self {
        let tell = context.link().callback(Message::Do);
        let state = AppState::default();
        let reader = ReaderClient::new(tell.clone());
        let schema = Rc::new(state.project().schema.clone());
        let saver = Saver::open(DATABASE, tell.clone());
        let mut app = Self {
            colors: dom::Sheet::adopt(&label_sheet(&schema)),
            schema,
            state,
            _leaving: listen_to_leaving(context.link(), &saver),
            saver,
            exporter: Exporter::new(reader.clone(), tell.clone()),
            reader,
            trainer: Trainer::new(tell.clone()),
            shelf: ModelShelf::open(tell.clone()),
            tagger: TaggerClient::start(None, &tell),
            on_action: tell,
            of_browser: language_of_browser(),
            wanted: Language::English,
            spoken: Language::English,
            after_render: Vec::new(),
            opener: dom::Opener::default(),
            dropping: false,
            _keys: listen_to_keys(context.link().clone()),
        };
        app.state.tagging.workers = app.tagger.workers();
        app.state.ahead = ahead_of_utc();
        app.want_language(context);
        app
    }

    fn update(&mut self, context: &Context<Self>, message: Message) -> bool {
        match message {
            Message::Do(action) => self.act(context, action),
            Message::Key(event) => {
                let Some(action) = self.action_of(&event) else { return false };
                self.act(context, action);
            }
            Message::Files(mut files) => {
                if let Some(model) = take_model(&mut files) {
                    self.shelf.put(model);
                }
                read_files(files, &self.reader, &context.link().callback(Message::Do));
            }
            Message::Page(html) => {
                let page = GivenFile { name: "clipboard.html".to_owned(), bytes: html.into_bytes() };
                self.reader.read(vec![page], self.reader.batch());
                // It comes in place of what was pasted with it.
                self.act(context, Action::Draft(String::new()));
            }
            // The browser says it many times a second.
            Message::Dropping(dropping) => return std::mem::replace(&mut self.dropping, dropping) != dropping,
            Message::Words(language, words) => self.speak(context, language, words),
        }
        true
    }

    fn rendered(&mut self, _: &Context<Self>, _: bool) {
        self.opener.follow();
        for effect in self.after_render.drain(..) {
            match effect {
                Effect::ShowWork => dom::show_work(),
                Effect::ScrollToCursor => dom::scroll_to_cursor(),
                Effect::PlaceMenu => dom::place_menu(),
                Effect::FocusArticle => dom::focus(dom::ARTICLE_ID),
                Effect::FocusPaste => dom::focus(dom::PASTE_ID),
                Effect::FocusLabels => dom::focus(dom::FIND_LABEL_ID),
                _ => {}
            }
        }
    }

    fn view(&self, context: &Context<Self>) -> Html {
        let link = context.link();
        let on_action = &self.on_action;
        // What compares its props would not see that they are to be said in another language: it is drawn afresh.
        let language = self.spoken.code();
        html! {
            <div
                class="page" data-dropping={self.dropping.then_some("")}
                ondragover={link.callback(|event: DragEvent| { event.prevent_default(); Message::Dropping(true) })}
                ondragleave={link.callback(|_| Message::Dropping(false))}
                ondrop={link.batch_callback(dropped)}
                onpointerdown={self.state.menu.then(|| on(on_action, Action::CloseMenu))}
            >
                <header key={format!("top {language}")} class="top">
                    <h1>{ "Postil" }</h1>
                    { draw_toolbar(&self.state, &link.callback(Message::Files), on_action) }
                </header>
                { self.view_trouble(on_action) }
                <div key={format!("desk {language}")} class="desk">
                    <Queue
                        articles={self.state.queue()} order={self.state.order} filter={self.state.filter.clone()}
                        of={self.state.project().articles.len()} schema={self.schema.clone()}
                        current={self.state.current.clone()} on_action={on_action.clone()}
                    />
                    <main tabindex="-1">{ self.view_main(link, on_action) }{ self.view_menu(on_action) }</main>
                    <aside aria-label={tr("Inspector")}>
                        <Inspector
                            article={self.state.article().cloned()} cursor={self.state.cursor.clone()}
                            schema={self.schema.clone()} on_action={on_action.clone()}
                        />
                    </aside>
                </div>
                { draw_status_bar(&self.state, self.wanted, on_action) }
                { self.view_dialog(on_action) }
            </div>
        }
    }
}

impl App {
    fn act(&mut self, context: &Context<Self>, action: Action) {
        let effects = self.state.update(action, now());
        if *self.schema != self.state.project().schema {
            self.schema = Rc::new(self.state.project().schema.clone());
            self.colors.replace(&label_sheet(&self.schema));
        }
        self.want_language(context);
        for effect in effects {
            self.run(effect);
        }
    }

    /// Gets the words of the reader's language, or else the browser's, if it is another one than before.
    fn want_language(&mut self, context: &Context<Self>) {
        let language = self.state.language.unwrap_or(self.of_browser);
        if std::mem::replace(&mut self.wanted, language) == language {
            return;
        }
        if language == Language::English {
            self.speak(context, language, Ok("{}".to_owned()));
        } else {
            fetch_words(language, context.link().callback(move |words| Message::Words(language, words)));
        }
    }

    fn speak(&mut self, context: &Context<Self>, language: Language, file: Result<String, String>) {
        // The reader may have chosen another one meanwhile.
        if language != self.wanted {
            return;
        }
        match file.and_then(|file| words::speak(&file)) {
            Ok(()) => {
                self.spoken = language;
                dom::set_language(language.code());
                self.act(context, Action::Spoken);
            }
            Err(why) => self.act(context, Action::Alert(wording::not_spoken(language.name(), &why))),
        }
    }

    fn run(&mut self, effect: Effect) {
        match effect {
            Effect::Save(entry) => self.saver.save(entry, &self.state.editor),
            Effect::SavePlace(place) => self.saver.save_place(place),
            Effect::GoOnWithout => self.saver.go_on_without(&self.state.editor),
            Effect::StartOver(place) => {
                let articles = self.saver.is_open().then(|| self.state.project().articles.len());
                self.saver.start_over(&wording::start_over(articles), place);
            }
            Effect::Tag(articles, elsewhere, labels) => self.tagger.tag(&articles, elsewhere, labels),
            Effect::TagNow(article, from, elsewhere, labels) => self.tagger.tag_now(&article, from, elsewhere, labels),
            Effect::Learn(lessons, labels) => self.tagger.learn(&lessons, &labels),
            Effect::CancelTag(articles) => self.tagger.cancel(articles),
            // The old one ends with this.
            Effect::StartTagger => {
                self.tagger = TaggerClient::start(self.shelf.model(), &self.on_action);
                self.state.tagging.workers = self.tagger.workers();
            }
            Effect::KeepModel(choices) => self.shelf.keep(choices),
            Effect::FindModel => self.shelf = ModelShelf::open(self.on_action.clone()),
            Effect::ForgetModel => self.shelf.forget(),
            Effect::ReadTable(table) => self.reader.read_table(table),
            Effect::WritePart(part) => self.exporter.write(&part),
            Effect::HandOver(name) => self.exporter.hand_over(&name),
            Effect::Download(name, file) => self.exporter.download(&name, &file),
            Effect::DropExport => self.exporter.clear(),
            Effect::Train(articles, labels) => self.trainer.train(&articles, labels),
            Effect::StopTraining => self.trainer.stop(),
            Effect::ShowWork
            | Effect::ScrollToCursor
            | Effect::PlaceMenu
            | Effect::FocusArticle
            | Effect::FocusPaste
            | Effect::FocusLabels => {
                self.after_render.push(effect);
            }
        }
    }

    /// What a key asks for, unless it is being typed somewhere or the open dialog has no use for it.
    fn action_of(&self, event: &KeyboardEvent) -> Option<Action> {
        if event.is_composing() {
            return None;
        }
        let mut key = event.key();
        if key.len() == 1 {
            key.make_ascii_lowercase();
        }
        let chord = keymap::chord(&key, |modifier| event.get_modifier_state(modifier))?;
        if is_typed(event) {
            if key != "Escape" {
                return None;
            }
            // The way out of a field, which then takes what was typed.
            dom::leave_field();
            dom::focus(dom::ARTICLE_ID);
            let in_paste = self.state.current.is_none() && self.state.dialog.is_none();
            return in_paste.then_some(Action::Escape);
        }
        let is_chosen = matches!(self.state.dialog, Some(Dialog::Help(Some(_))));
        // A key that a button answers to is the button's.
        if !is_chosen && (key == "Enter" || key == " ") && !chord.ctrl && target_is(event, "button, a, summary, input")
        {
            return None;
        }
        if is_chosen {
            let of_keyboard = matches!(&*key, "Shift" | "Control" | "Alt" | "AltGraph" | "Meta" | "Escape");
            return (!of_keyboard).then(|| Action::ChooseKey(keymap::describe(chord)));
        }
        if let Some(Dialog::Exporting(_)) = &self.state.dialog
            && let Some((kind, _)) = REMEDIES.iter().find(|(_, key)| !chord.ctrl && chord.key == *key)
        {
            return Some(Action::Mend(*kind));
        }
        let latin = keymap::latin(&key, &event.code());
        let action_of = |chord| keymap::action(chord, &self.schema, &self.state.keys, || self.state.runs_leftwards());
        let action = action_of(chord).or_else(|| action_of(keymap::Chord { key: latin.as_deref()?, ..chord }))?;
        if event.repeat() && !action.may_repeat() {
            return None;
        }
        match (&self.state.dialog, action) {
            (None, action) => Some(action),
            (Some(Dialog::Concordance(_)), Action::Label(label)) => Some(Action::DecideTicked(Some(label))),
            (Some(Dialog::Concordance(_)), Action::Reject) => Some(Action::DecideTicked(None)),
            // While the page is busy, keys wait: the browser has done with this one, and may have seen no dialog yet.
            (Some(_), Action::Escape) if event.event_phase() == Event::NONE => Some(Action::CloseDialog),
            (Some(_), _) => {
                // By some signs a browser would look for text, behind the dialog.
                if key.len() == 1 {
                    event.prevent_default();
                }
                None
            }
        }
    }

    /// What went wrong: the alert, and whether work is not being kept.
    fn view_trouble(&self, on_action: &Callback<Action>) -> Html {
        let dismiss = on_leaving(on_action, Action::DismissAlert);
        let download = if self.state.project().articles.is_empty() {
            Html::default()
        } else {
            button(tr("Download the project file"), on(on_action, Action::Export(Format::Project)))
        };
        let go_on = on(on_action, Action::GoOnWithout);
        // Some say it themselves.
        let told = self.state.dialog.as_ref().is_some_and(Dialog::tells_alerts);
        html! {
            <div class="trouble">
                { match &self.state.save {
                    SaveState::Failed(why) => draw_alert(why, download),
                    SaveState::Overtaken => {
                        let reload = button(tr("Reload"), Callback::from(|_| dom::reload()));
                        draw_alert(tr(wording::OVERTAKEN), html! { <>{ download }{ reload }</> })
                    }
                    SaveState::Saved | SaveState::Saving => Html::default(),
                } }
                if let Some(leftovers) = &self.state.leftovers {
                    { draw_alert(&wording::unread(&leftovers.records), button(tr(wording::GO_ON_WITHOUT), go_on)) }
                }
                if let Some(alert) = self.state.alert.as_ref().filter(|_| !told) {
                    { draw_alert(alert, quiet_button(tr("Dismiss"), dismiss)) }
                }
            </div>
        }
    }

    fn view_main(&self, link: &html::Scope<Self>, on_action: &Callback<Action>) -> Html {
        match self.state.article() {
            Some(article) => html! {
                <>
                { draw_review(article, &self.schema, on_action) }
                <ArticleView
                    key={article.id.to_string()} article={article.clone()} cursor={self.state.cursor.clone()}
                    schema={self.schema.clone()} on_action={on_action.clone()}
                />
                <div key="finish" class="finish">
                    { button(tr("Mark done and go to the next article"), on(on_action, Action::DoneAndNext)) }
                </div>
                </>
            },
            None => html! {
                <PasteBox
                    key="paste" draft={self.state.draft.clone()} on_html={link.callback(Message::Page)}
                    on_files={link.callback(Message::Files)}
                    on_action={on_action.clone()}
                />
            },
        }
    }

    fn view_menu(&self, on_action: &Callback<Action>) -> Html {
        if !self.state.menu || self.state.dialog.is_some() {
            return Html::default();
        }
        draw_label_menu(self.state.current_mark(), &self.schema, on_action)
    }

    /// The open dialog, with what happened last: where that stands in the page, it is not heard now.
    fn view_dialog(&self, on_action: &Callback<Action>) -> Html {
        let mut drawn = self.view_open_dialog(on_action);
        let is_told = self.state.dialog.as_ref().is_some_and(Dialog::tells_status);
        if let (Html::VTag(dialog), false) = (&mut drawn, is_told) {
            Rc::make_mut(dialog).add_child(html! { <p role="status">{ &self.state.announcement }</p> });
        }
        drawn
    }

    fn view_open_dialog(&self, on_action: &Callback<Action>) -> Html {
        match &self.state.dialog {
            None => Html::default(),
            Some(Dialog::Help(waiting)) => draw_help(&self.state, *waiting, on_action),
            Some(Dialog::Export(before, counts)) => draw_export(&self.state, *before, counts, on_action),
            Some(Dialog::Exporting(export)) => draw_exporting(export, on_action),
            Some(Dialog::Training(training)) => draw_training(*training, on_action),
            Some(Dialog::Model) => {
                self.state.model.as_ref().map(|model| draw_model(model, &self.schema, on_action)).unwrap_or_default()
            }
            Some(Dialog::AcceptAll) => {
                let article = self.state.article();
                article.map(|it| draw_accept_all(it, self.state.threshold, &self.schema, on_action)).unwrap_or_default()
            }
            Some(Dialog::Concordance(found)) => draw_concordance(found, &self.schema, on_action),
            Some(Dialog::Lexicon(lexicon)) => draw_lexicon(lexicon, &self.schema, on_action),
            Some(Dialog::Progress(overview)) => {
                draw_progress_dialog(overview, &self.schema, self.state.ahead, on_action)
            }
            Some(Dialog::Columns(tables)) => {
                tables.first().map(|table| draw_columns(table, on_action)).unwrap_or_default()
            }
            Some(Dialog::Labels) => draw_label_editor(&self.schema, self.state.alert.as_deref(), on_action),
        }
    }
}

fn draw_alert(words: &str, button: Html) -> Html {
    html! { <div class="alert" role="alert"><p>{ words }</p>{ button }</div> }
}

fn dropped(event: DragEvent) -> Vec<Message> {
    event.prevent_default();
    let files = files_of(event.data_transfer().and_then(|data| data.files()));
    vec![Message::Dropping(false), Message::Files(files)]
}

/// One listener for the whole page, so that keys work wherever the focus is.
fn listen_to_keys(app: html::Scope<App>) -> EventListener {
    let document = gloo::utils::document();
    // Not passive: a key that the page answers to must not scroll it as well.
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            // At once: while the page is busy, the message comes when the browser has done with the key.
            if app.get_component().is_some_and(|app| app.action_of(event).is_some()) {
                event.prevent_default();
            }
            app.send_message(Message::Key(event.clone()));
        }
    })
}

/// Listeners that hear when the tab is hidden or closed: all is taken and written then, and what could not be is a reason
/// to ask the reader whether to stay.
fn listen_to_leaving(app: &html::Scope<App>, saver: &Saver) -> [EventListener; 3] {
    let window = gloo::utils::window();
    let hurry = |event: &'static str| {
        let saver = saver.clone();
        EventListener::new(&window, event, move |_| {
            dom::take_typed();
            saver.hurry();
        })
    };
    let app = app.clone();
    let options = EventListenerOptions::enable_prevent_default();
    let ask = EventListener::new_with_options(&window, "beforeunload", options, move |event| {
        let loses = |app: &App| !app.saver.is_safe() || !app.state.draft.trim().is_empty();
        if app.get_component().is_some_and(|app| loses(&app)) {
            event.prevent_default();
        }
    });
    [hurry("visibilitychange"), hurry("pagehide"), ask]
}

/// Whether the key goes into a field.
fn is_typed(event: &KeyboardEvent) -> bool {
    target_is(event, "textarea, select, input:not([type=checkbox])")
}

fn target_is(event: &KeyboardEvent, selector: &str) -> bool {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target| target.matches(selector).unwrap_or(false))
}
