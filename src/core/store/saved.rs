//! What a store gives back, of which some may be damaged.
//!
//! The main decision: a record that cannot be read costs only itself. All else is opened and gone on with, and what is
//! done is added to the journal, which overwrites nothing. Only a checkpoint would write over what is damaged: none is
//! made until the reader has been handed that as a file and goes on without it (see [`super::Autosave`]). To open what
//! can be read for an export only was rejected: who has to start over to go on loses what they can undo, their place
//! and, if they overlook the one sentence that says so, a day's work.
//!
//! - An article: the steps about it change nothing; they go into the file beside it.
//! - A journal entry: those after it are replayed as far as what they are about is there. What came before it cannot be
//!   undone, since a step is only taken back from where it led.
//! - The checkpoint: in its place stand all articles that there are, by their ids, with labels for what is marked there.
//! - The reader's place: it is as at first.

use super::{Checkpoint, Place, Record, STORE_VERSION};
use crate::core::Extra;
use crate::core::article::{Article, ArticleId};
use crate::core::edit::{History, JournalEntry};
use crate::core::formats::fit_schema;
use crate::core::schema::{GrowingSchema, Schema};
use crate::core::text::Text;
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};

/// Everything a store gives back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Saved {
    /// The newest checkpoint, if there is one, or what stands in its place.
    pub checkpoint: Option<Checkpoint>,
    /// The articles as of that checkpoint.
    pub articles: Vec<Article>,
    /// The journal after that checkpoint, in order.
    pub tail: Vec<JournalEntry>,
    /// Where the reader was.
    pub place: Place,
    /// What cannot be read.
    pub unread: Vec<Unread>,
}

/// A record that cannot be read, or is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Which one.
    pub record: Record,
    /// What is wrong with it.
    pub why: String,
    /// What it holds; nothing if it is missing.
    pub content: String,
}

/// What is not in a project that was brought back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leftovers {
    /// The records that cannot be read.
    pub records: Vec<Record>,
    /// A text with what they hold, and with the journal entries about articles that are not there.
    pub file: String,
}

impl Saved {
    /// The number of the last journal entry, whether it can be read or not.
    pub(super) fn last_entry(&self) -> u64 {
        let unread =
            self.unread.iter().filter_map(|it| if let Record::Entry(seq) = it.record { Some(seq) } else { None });
        let tail = self.tail.last().map(|entry| entry.seq);
        unread.chain(tail).max().unwrap_or_else(|| self.checkpointed())
    }

    /// The number of the last journal entry that the checkpoint contains.
    pub(super) fn checkpointed(&self) -> u64 {
        self.checkpoint.as_ref().map_or(0, |checkpoint| checkpoint.seq)
    }

    /// What of it is not in the project that it brings back; `None` if nothing.
    #[must_use]
    pub fn leftovers(&self) -> Option<Leftovers> {
        if self.unread.is_empty() {
            return None;
        }
        let mut there: HashSet<&str> = self.articles.iter().map(|article| article.id.as_str()).collect();
        let mut steps = Vec::new();
        for entry in &self.tail {
            // An id may be given anew, later.
            let brought: Vec<&ArticleId> = entry.transaction.brought().collect();
            if entry.transaction.articles().any(|id| !there.contains(id.as_str()) && !brought.contains(&id)) {
                let content = serde_json::to_string(entry).unwrap_or_default();
                steps.push(format!("{}\n{content}\n", Record::Entry(entry.seq)));
            }
            for gone in entry.transaction.took() {
                there.remove(gone.as_str());
            }
            there.extend(brought.into_iter().map(ArticleId::as_str));
        }
        let unread = self.unread.iter().map(|it| format!("{}: {}\n{}\n", it.record, it.why, it.content));
        let file = unread.chain(steps).collect::<Vec<_>>().join("\n");
        Some(Leftovers { records: self.unread.iter().map(|it| it.record.clone()).collect(), file })
    }
}

/// Reads what a store holds, record by record.
#[derive(Debug, Default)]
pub struct RecordReader {
    saved: Saved,
    /// The last journal entry that is known to be in a checkpoint.
    contained: u64,
}

impl RecordReader {
    /// Takes a record: the checkpoint before all others, and journal entries in order. Of an entry that a checkpoint
    /// contains there is no content.
    pub fn take(&mut self, record: Record, content: Option<&[u8]>) {
        match (record, content) {
            (Record::Entry(seq), _) if seq <= self.contained => {}
            // By a checkpoint that cannot be read.
            (Record::Entry(seq), None) if self.saved.checkpoint.is_none() => {
                self.contained = seq;
                self.saved.tail.clear();
                self.saved.unread.retain(|it| !matches!(it.record, Record::Entry(_)));
            }
            (record, None) => self.miss(record),
            (record, Some(content)) => {
                if let Err(why) = self.read(&record, content) {
                    let content = String::from_utf8_lossy(content).into_owned();
                    self.saved.unread.push(Unread { record, why, content });
                }
            }
        }
    }

    fn read(&mut self, record: &Record, content: &[u8]) -> Result<(), String> {
        match record {
            Record::Checkpoint => {
                let checkpoint: Checkpoint = parse(content)?;
                self.contained = checkpoint.seq;
                self.saved.checkpoint = Some(checkpoint);
            }
            Record::Place => self.saved.place = parse(content)?,
            Record::Article(id) => {
                let article: Article = parse(content)?;
                let fits = article.annotations.iter().all(|it| it.is_in(&article.text));
                self.saved.articles.push(Some(article).filter(|it| it.id == *id && fits).ok_or(OTHER)?);
            }
            Record::Entry(seq) => {
                let entry: JournalEntry = parse(content)?;
                self.saved.tail.push(Some(entry).filter(|it| it.seq == *seq).ok_or(OTHER)?);
            }
        }
        Ok(())
    }

    /// Entries that mark what their texts do not have cannot be read either.
    fn pass_over_misfits(&mut self) {
        let texts = self.saved.articles.iter().map(|article| (article.id.clone(), article.text.clone()));
        let mut texts: HashMap<ArticleId, Text> = texts.collect();
        let fits = |entry: &JournalEntry| entry.transaction.fits(&mut texts);
        let (tail, misfits): (Vec<_>, Vec<_>) = std::mem::take(&mut self.saved.tail).into_iter().partition(fits);
        self.saved.tail = tail;
        self.saved.unread.extend(misfits.into_iter().map(|entry| {
            let content = serde_json::to_string(&entry).unwrap_or_default();
            Unread { record: Record::Entry(entry.seq), why: OTHER.to_owned(), content }
        }));
    }

    fn miss(&mut self, record: Record) {
        self.saved.unread.push(Unread { record, why: "it is missing".to_owned(), content: String::new() });
    }

    fn is_unread(&self, record: &Record) -> bool {
        self.saved.unread.iter().any(|it| it.record == *record)
    }

    /// The last journal entry that need not be read: a checkpoint contains it.
    #[must_use]
    pub fn contained(&self) -> u64 {
        self.contained
    }

    /// All that was read, and what is missing.
    #[must_use]
    pub fn finish(mut self) -> Saved {
        if self.saved.checkpoint.is_none() && (self.contained > 0 || !self.saved.articles.is_empty()) {
            if !self.is_unread(&Record::Checkpoint) {
                self.miss(Record::Checkpoint);
            }
            self.saved.checkpoint = Some(stand_in(&self.saved.articles, self.contained));
        }
        self.pass_over_misfits();
        let there: HashSet<&str> = self.saved.articles.iter().map(|article| article.id.as_str()).collect();
        let order = self.saved.checkpoint.iter().flat_map(|checkpoint| &checkpoint.order);
        let articles = order.filter(|id| !there.contains(id.as_str())).cloned().map(Record::Article);
        let numbers = self.saved.tail.iter().map(|entry| entry.seq).chain([self.saved.last_entry() + 1]);
        let entries = numbers.scan(self.contained, |before, seq| Some(std::mem::replace(before, seq) + 1..seq));
        let missing = articles.chain(entries.flatten().map(Record::Entry));
        let missing: Vec<Record> = missing.filter(|record| !self.is_unread(record)).collect();
        missing.into_iter().for_each(|record| self.miss(record));
        self.saved
    }
}

/// What is wrong with a record that can be read but is not what it is to be.
const OTHER: &str = "it does not fit its name or its text";

fn parse<T: DeserializeOwned>(content: &[u8]) -> Result<T, String> {
    let json = str::from_utf8(content).map_err(|error| error.to_string())?;
    serde_json::from_str(json).map_err(|error| error.to_string())
}

/// In place of a checkpoint that cannot be read.
fn stand_in(articles: &[Article], seq: u64) -> Checkpoint {
    let mut schema = GrowingSchema::from(Schema::ontonotes());
    let mut order: Vec<ArticleId> = Vec::new();
    // "a10" comes after "a2".
    let rank = |id: &ArticleId| (id.as_str().len(), id.clone());
    for article in articles {
        // Each to its place: a sort would be 1 kB more of the page.
        let place = order.partition_point(|id| rank(id) <= rank(&article.id));
        order.insert(place, article.id.clone());
        // It fails only for what cannot be a label, which no article of a project has.
        let _ = fit_schema(&mut schema, article);
    }
    let schema = schema.finish();
    Checkpoint { version: STORE_VERSION, seq, schema, order, history: History::default(), extra: Extra::new() }
}

#[cfg(test)]
mod tests {
    use super::super::restore;
    use super::*;
    use crate::core::article::{ArticleStatus, Meta};
    use crate::core::edit::{Command, Editor};
    use crate::core::project::Project;
    use crate::core::text::TextRange;

    #[test]
    fn an_entry_that_marks_what_its_text_does_not_have_costs_only_itself() {
        let mut editor = Editor::new(Project::new(Schema::news()));
        let article = Article::new("a1", Text::new("Oslo grew."), Meta::default());
        let range = TextRange::from_usize(0..4);
        let mark = Command::Annotate { article: "a1".into(), range, label: "PLACE".into(), propagate: false };
        let done = Command::SetStatus { article: "a1".into(), status: ArticleStatus::Done };
        let entries =
            [Command::AddArticles(vec![article]), mark, done].map(|it| editor.execute(it, 0).unwrap().unwrap());
        let read = |damage: fn(String) -> String| {
            let mut reader = RecordReader::default();
            for entry in &entries {
                let content = damage(serde_json::to_string(entry).unwrap());
                reader.take(Record::Entry(entry.seq), Some(content.as_bytes()));
            }
            reader.finish()
        };
        assert!(read(|it| it).unread.is_empty());
        let saved = read(|it| it.replace("\"end\":4", "\"end\":76"));
        assert_eq!(saved.unread.iter().map(|it| &it.record).collect::<Vec<_>>(), [&Record::Entry(2)]);
        let restored = restore(saved).unwrap();
        let article = &restored.project().articles[0];
        assert!(article.annotations.is_empty() && article.status == ArticleStatus::Done);
    }

    #[test]
    fn steps_about_an_article_that_is_lost_are_left_over_though_its_id_is_given_anew() {
        let mut editor = Editor::new(Project::new(Schema::news()));
        let add = || Command::AddArticles(vec![Article::new("a1", Text::new("Oslo"), Meta::default())]);
        let (article, status) = (ArticleId::from("a1"), ArticleStatus::Done);
        let commands =
            [add(), Command::SetStatus { article: article.clone(), status }, Command::RemoveArticle(article), add()];
        let entries = commands.map(|command| editor.execute(command, 0).unwrap().unwrap());
        let unread = vec![Unread { record: Record::Entry(1), why: "cut".to_owned(), content: "{".to_owned() }];
        let saved = Saved { tail: entries[1..].to_vec(), unread, ..Saved::default() };
        let file = saved.leftovers().unwrap().file;
        let told = [1, 2, 3, 4].map(|seq| file.contains(&format!("journal entry {seq}")));
        assert_eq!(told, [true, true, true, false]);
    }
}
