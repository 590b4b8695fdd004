//! What every store promises (`core::store::Store`). Each store's tests run all of it, on an empty store.

use postil::core::annotation::{Annotation, Origin};
use postil::core::article::{Article, ArticleStatus, Meta};
use postil::core::edit::{Command, Editor, JournalEntry, SuggestedPart};
use postil::core::project::QueueOrder;
use postil::core::schema::{Label, LabelChoices, Schema};
use postil::core::store::{Autosave, Place, STORE_VERSION, Store, StoreError, Write, restore};
use postil::core::text::{Text, TextRange};

/// Gives the names of all promises to a macro, which makes a test of each.
macro_rules! for_each_promise {
    ($test:ident) => {
        $test! {
            gives_back_what_was_written
            tells_a_conflict
            a_tab_that_is_only_looked_at_writes_nothing
            a_checkpoint_bounds_what_is_replayed
            a_checkpoint_hides_no_conflict
            an_import_is_a_checkpoint
            an_import_hides_no_conflict
            a_tab_that_was_left_behind_makes_no_checkpoint
            a_later_version_is_refused
        }
    };
}

const TEXT: &str = "Zoe\u{301} met 👨‍👩‍👧 in 北京 🍎, said \"שלום\"\\ \u{0}\u{2028}\nat 1/3.";

/// An empty store gives back an empty project, and then whatever was written, in order.
pub async fn gives_back_what_was_written(store: &impl Store) {
    let saved = store.load().await.expect("it opens");
    assert!(saved.checkpoint.is_none() && saved.articles.is_empty() && saved.tail.is_empty());
    assert_eq!(saved.place, Place::default());

    let mut desk = Desk::open(store).await;
    desk.work();
    assert_eq!(restored(store).await.seq(), 0, "nothing is kept before it is written");
    desk.write_all().await;
    assert_eq!(restored(store).await, desk.editor);

    let mut export_labels = LabelChoices::default();
    export_labels.choose("GPE".into(), Some("PLACE".into()));
    export_labels.choose("ORG".into(), None);
    let place = Place {
        article: Some("a\"1".into()),
        at: Some(u32::MAX),
        keys: vec![("J".into(), "Shift + Q".into())],
        language: Some("de".into()),
        propagate: false,
        export_labels,
        order: QueueOrder::MostFirst,
    };
    store.write(&Write::Place(place.clone())).await.expect("it is written");
    assert_eq!(store.load().await.expect("it opens").place, place);
}

/// Of two tabs that go on from the same entry, one is told of the conflict, and nothing of its is written,
/// not even entries whose numbers are free.
pub async fn tells_a_conflict(store: &impl Store) {
    let (mut mine, mut theirs) = (Desk::open(store).await, Desk::open(store).await);
    mine.add_article("mine");
    mine.write_all().await;
    theirs.add_article("theirs");
    theirs.add_article("theirs too");
    let write = theirs.autosave.next(&theirs.editor).expect("two entries wait");
    assert_eq!(store.write(&write).await, Err(StoreError::Conflict));
    assert_eq!(theirs.autosave.next(&theirs.editor).map(numbers), Some(numbers(write)), "it still waits");
    assert_eq!(restored(store).await, mine.editor);
}

/// A tab in which nobody does anything writes nothing, whatever is suggested there, and so is in nobody's way.
pub async fn a_tab_that_is_only_looked_at_writes_nothing(store: &impl Store) {
    let mut mine = Desk::open(store).await;
    mine.add_article("a1");
    mine.write_all().await;
    let mut looked_at = Desk::open(store).await;
    looked_at.suggest();
    looked_at.write_all().await;
    assert!(looked_at.autosave.is_safe(), "nobody did anything");
    assert!(looked_at.autosave.next(&looked_at.editor).is_none());
    mine.suggest();
    mine.write_all().await;
    assert_eq!(restored(store).await, mine.editor);

    let mut next = Desk::open(store).await;
    next.execute(Command::Suggest(vec![SuggestedPart {
        article: "a1".into(),
        within: TextRange::from_usize(0..TEXT.len()),
        suggestions: Vec::new(),
    }]));
    next.add_article("a2");
    next.write_all().await;
    assert_eq!(restored(store).await, next.editor, "what was suggested is written with what the reader did");

    next.suggest();
    assert!(next.autosave.is_safe(), "nobody is kept from leaving");
    next.write_all().await;
    assert_eq!(restored(store).await, next.editor, "yet it is written");
    next.add_article("a3");
    assert!(!next.autosave.is_safe());
}

/// After a checkpoint only later entries are replayed; articles that it took out are gone.
pub async fn a_checkpoint_bounds_what_is_replayed(store: &impl Store) {
    let mut desk = Desk::open(store).await;
    desk.work();
    desk.add_article("gone soon");
    desk.write_all().await;
    desk.work_until_a_checkpoint();
    desk.write_all().await;
    let saved = store.load().await.expect("it opens");
    assert_eq!(saved.checkpoint.as_ref().map(|checkpoint| checkpoint.seq), Some(desk.editor.seq()));
    assert!(saved.tail.is_empty());
    assert_eq!(restored(store).await, desk.editor);

    desk.execute(Command::RemoveArticle("gone soon".into()));
    desk.write_all().await;
    assert_eq!(store.load().await.expect("it opens").tail.len(), 1);
    assert_eq!(restored(store).await, desk.editor);

    desk.work_until_a_checkpoint();
    desk.write_all().await;
    let saved = store.load().await.expect("it opens");
    assert!(saved.articles.iter().all(|article| article.id.as_str() != "gone soon"));
    assert_eq!(restored(store).await, desk.editor);
}

/// A tab that was left behind by a checkpoint is told of the conflict, though nobody reads what that contains.
pub async fn a_checkpoint_hides_no_conflict(store: &impl Store) {
    let (mut mine, mut theirs) = (Desk::open(store).await, Desk::open(store).await);
    mine.add_article("a1");
    mine.work_until_a_checkpoint();
    mine.write_all().await;
    theirs.add_article("theirs");
    let write = theirs.autosave.next(&theirs.editor).expect("an entry waits");
    assert_eq!(store.write(&write).await, Err(StoreError::Conflict));
    assert_eq!(restored(store).await, mine.editor);
}

/// What brings many articles is a checkpoint at once, which holds them one by one.
pub async fn an_import_is_a_checkpoint(store: &impl Store) {
    let mut desk = Desk::open(store).await;
    desk.add_article("a1");
    desk.write_all().await;
    desk.add_many();
    let write = desk.autosave.next(&desk.editor).expect("articles wait");
    desk.execute(Command::RemoveArticle("a1".into()));
    store.write(&write).await.expect("it is written");
    desk.autosave.wrote(&write);
    let saved = store.load().await.expect("it opens");
    assert_eq!((saved.articles.len(), saved.tail.len()), (301, 0));
    desk.write_all().await;
    let saved = store.load().await.expect("it opens");
    assert_eq!((saved.tail.len(), restored(store).await), (1, desk.editor.clone()), "what was done meanwhile");
    let undone = [desk.editor.undo(5), desk.editor.undo(6)];
    undone.into_iter().for_each(|entry| desk.push(entry));
    desk.write_all().await;
    assert_eq!(restored(store).await, desk.editor);
    assert_eq!(desk.editor.project().articles.len(), 1);
}

/// A tab that was left behind does not write an import over what was done since.
pub async fn an_import_hides_no_conflict(store: &impl Store) {
    let (mut mine, mut theirs) = (Desk::open(store).await, Desk::open(store).await);
    mine.add_article("mine");
    mine.write_all().await;
    theirs.add_many();
    let write = theirs.autosave.next(&theirs.editor).expect("articles wait");
    assert_eq!(store.write(&write).await, Err(StoreError::Conflict));
    assert_eq!(restored(store).await, mine.editor);
}

/// A tab that was left behind puts no checkpoint in place of what was done since, also if all that it did is safe.
pub async fn a_tab_that_was_left_behind_makes_no_checkpoint(store: &impl Store) {
    let mut mine = Desk::open(store).await;
    mine.add_article("a1");
    mine.write_all().await;
    let mut theirs = Desk::open(store).await;
    mine.work_until_a_checkpoint();
    mine.write_all().await;
    theirs.autosave.go_on_without();
    let write = theirs.autosave.next(&theirs.editor).expect("a checkpoint is due");
    assert_eq!(store.write(&write).await, Err(StoreError::Conflict));
    assert_eq!(restored(store).await, mine.editor);
}

/// Records of a later version are told from damage, and are not opened.
pub async fn a_later_version_is_refused(store: &impl Store) {
    let mut desk = Desk::open(store).await;
    desk.work();
    desk.write_all().await;
    desk.work_until_a_checkpoint();
    while let Some(mut write) = desk.autosave.next(&desk.editor) {
        if let Write::Checkpoint(write) = &mut write {
            write.checkpoint.version = STORE_VERSION + 1;
        }
        store.write(&write).await.expect("it is written");
        desk.autosave.wrote(&write);
    }
    let saved = store.load().await.expect("it opens");
    assert_eq!(restore(saved).err(), Some(StoreError::LaterVersion { found: STORE_VERSION + 1 }));
}

async fn restored(store: &impl Store) -> Editor {
    restore(store.load().await.expect("it opens")).expect("it fits together")
}

fn numbers(write: Write) -> Vec<u64> {
    let Write::Append(entries) = write else { panic!("no entries wait") };
    entries.iter().map(|entry| entry.seq).collect()
}

/// Someone at work on what a store holds.
struct Desk<'a, S> {
    store: &'a S,
    editor: Editor,
    autosave: Autosave,
}

impl<'a, S: Store> Desk<'a, S> {
    async fn open(store: &'a S) -> Self {
        let saved = store.load().await.expect("it opens");
        let autosave = Autosave::resume(&saved);
        Self { store, editor: restore(saved).expect("it fits together"), autosave }
    }

    async fn write_all(&mut self) {
        while let Some(write) = self.autosave.next(&self.editor) {
            self.store.write(&write).await.expect("it is written");
            self.autosave.wrote(&write);
        }
    }

    fn push(&mut self, entry: Option<JournalEntry>) {
        self.autosave.push(entry.expect("it changes something"));
    }

    fn execute(&mut self, command: Command) {
        let entry = self.editor.execute(command, 1_700_000_000_123).expect("it is allowed");
        self.push(entry);
    }

    fn add_article(&mut self, id: &str) {
        self.execute(Command::AddArticles(vec![Article::new(id, Text::new(TEXT), Meta::default())]));
    }

    /// Three hundred articles in one step: more than are asked for together.
    fn add_many(&mut self) {
        let article = |at: usize| Article::new(format!("m{at}"), Text::new(TEXT), Meta::default());
        self.execute(Command::AddArticles((0..300).map(article).collect()));
    }

    /// Changes of every kind.
    fn work(&mut self) {
        let article = || "a1".into();
        let zoe = TextRange::from_usize(0..5);
        self.add_article("a1");
        self.execute(Command::UseSchema(Schema::news()));
        self.execute(Command::AddLabel(Label::new("COURT", "Court ⚖", "#123456", Some('z'))));
        self.suggest();
        self.execute(Command::Accept { article: article(), keys: vec![(zoe, "PERSON".into())], propagate: true });
        let beijing = TEXT.find("北京").expect("it is there");
        let range = TextRange::from_usize(beijing..beijing + 6);
        self.execute(Command::Annotate { article: article(), range, label: "COURT".into(), propagate: false });
        let undone = self.editor.undo(5);
        self.push(undone);
        self.execute(Command::SetStatus { article: article(), status: ArticleStatus::Done });
    }

    /// A suggestion comes for the first name of "a1".
    fn suggest(&mut self) {
        let (within, suggestion) = (
            TextRange::from_usize(0..TEXT.len()),
            Annotation::suggested(TextRange::from_usize(0..5), "PERSON".into(), Origin::Model, 1.0 / 3.0),
        );
        let part = SuggestedPart { article: "a1".into(), within, suggestions: vec![suggestion] };
        self.execute(Command::Suggest(vec![part]));
    }

    fn work_until_a_checkpoint(&mut self) {
        for status in [ArticleStatus::Open, ArticleStatus::Done].into_iter().cycle().take(200) {
            self.execute(Command::SetStatus { article: "a1".into(), status });
        }
    }
}
