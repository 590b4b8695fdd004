//! The laws of editing, as properties over random sessions: what is undone is as if it had never been,
//! human decisions outrank machines, and what the store gives back is what was there.

mod store_in_memory;

use postil::core::annotation::{Annotation, AnnotationSet, Origin, Status};
use postil::core::article::{Article, ArticleId, ArticleStatus, Meta};
use postil::core::edit::{Command, EditError, Editor, JournalEntry, Mending, SuggestedPart};
use postil::core::project::Project;
use postil::core::schema::{Label, LabelId, Schema};
use postil::core::store::{Autosave, Place, Record, Saved, Store, Write, restore};
use postil::core::text::{Text, TextRange};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use store_in_memory::MemoryStore;

const TEXT: &str = "Lee met Ann Lee in Köln 🍎 today. Ann Lee and Lee left 北京 for Köln, said Lee's aide Ann.";

fn article_id() -> ArticleId {
    "a1".into()
}

fn start(overlaps: bool) -> Editor {
    let mut schema = Schema::news();
    schema.overlaps = overlaps;
    let mut project = Project::new(schema);
    project.articles.push(Arc::new(Article::new(article_id(), Text::new(TEXT), Meta::default())));
    Editor::new(project)
}

/// A range between two character boundaries.
fn any_range() -> impl Strategy<Value = TextRange> {
    let edges: Vec<usize> = TEXT.char_indices().map(|(i, _)| i).chain([TEXT.len()]).collect();
    (0..edges.len() - 1, 1..12usize)
        .prop_map(move |(start, len)| TextRange::from_usize(edges[start]..edges[(start + len).min(edges.len() - 1)]))
}

fn any_label() -> impl Strategy<Value = LabelId> {
    prop::sample::select(vec!["PERSON", "ORG", "PLACE"]).prop_map(LabelId::from)
}

/// What a person may do next. Annotations are chosen by number, so that most choices hit one.
#[derive(Clone, Debug)]
enum Act {
    Annotate(TextRange, LabelId, bool),
    Accept(usize, bool),
    Reject(usize, bool),
    Relabel(usize, LabelId, bool),
    Resize(usize, TextRange, bool),
    Split(usize),
    Join(usize, usize),
    AcceptAll(f32),
    Decide(Vec<TextRange>, Option<LabelId>),
    Mend(Vec<(usize, Option<TextRange>)>),
    Status(bool),
    AddArticle,
    Import,
    Merge(LabelId, LabelId),
    RemoveArticle,
    Recolour,
    AddLabel(LabelId),
    Archive(LabelId),
    SayOf(String),
    Note(String),
    Rules(String),
    Overlaps(bool),
    UseSchema(&'static str),
    Suggest(Vec<(TextRange, LabelId, f32)>),
}

fn human_act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (any_range(), any_label(), any::<bool>()).prop_map(|(range, label, spread)| Act::Annotate(range, label, spread)),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(index, spread)| Act::Accept(index, spread)),
        2 => (any::<usize>(), any::<bool>()).prop_map(|(index, spread)| Act::Reject(index, spread)),
        2 => (any::<usize>(), any_label(), any::<bool>()).prop_map(|(index, label, spread)| Act::Relabel(index, label, spread)),
        2 => (any::<usize>(), any_range(), any::<bool>()).prop_map(|(index, range, spread)| Act::Resize(index, range, spread)),
        1 => any::<usize>().prop_map(Act::Split),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(index, next)| Act::Join(index, next)),
        1 => (0.0..1.0f32).prop_map(Act::AcceptAll),
        2 => (prop::collection::vec(any_range(), 0..6), prop::option::of(any_label()))
            .prop_map(|(ranges, label)| Act::Decide(ranges, label)),
        1 => prop::collection::vec((any::<usize>(), prop::option::of(any_range())), 0..4).prop_map(Act::Mend),
        1 => any::<bool>().prop_map(Act::Status),
        1 => Just(Act::AddArticle),
        1 => Just(Act::Import),
        1 => (any_label(), any_label()).prop_map(|(id, into)| Act::Merge(id, into)),
        1 => Just(Act::RemoveArticle),
        1 => Just(Act::Recolour),
        1 => prop_oneof![any_label(), Just("NEW".into())].prop_map(Act::AddLabel),
        1 => any_label().prop_map(Act::Archive),
        1 => any_range().prop_map(|range| Act::SayOf(format!("{range:?}"))),
        1 => any_range().prop_map(|range| Act::Rules(format!("# {range:?}"))),
        1 => any::<bool>().prop_map(Act::Overlaps),
        1 => other_schema(),
    ]
}

fn other_schema() -> impl Strategy<Value = Act> {
    prop::sample::select(&Schema::PRESETS).prop_map(Act::UseSchema)
}

/// What is typed into the note goes on with what was typed before.
fn note() -> impl Strategy<Value = Act> {
    any_range().prop_map(|range| Act::Note(format!("{range:?}")))
}

fn suggestions() -> impl Strategy<Value = Act> {
    // What is a person by one schema and by another meets where a preset folds them.
    let label = prop_oneof![any_label(), Just("PER".into())];
    prop::collection::vec((any_range(), label, 0.1..1.0f32), 0..8).prop_map(Act::Suggest)
}

/// The articles that came in later.
fn others(editor: &Editor) -> impl Iterator<Item = &Article> {
    editor.project().articles.iter().map(Arc::as_ref).filter(|article| article.id != article_id())
}

fn command(editor: &Editor, act: &Act) -> Option<Command> {
    let article = article_id();
    let key = |index: usize| {
        let annotations: Vec<&Annotation> = editor.project().article(&article_id())?.annotations.visible().collect();
        Some(annotations.get(index.checked_rem(annotations.len())?)?.key())
    };
    Some(match act.clone() {
        Act::Annotate(range, label, propagate) => Command::Annotate { article, range, label, propagate },
        Act::Accept(index, propagate) => Command::Accept { article, keys: vec![key(index)?], propagate },
        Act::Reject(index, propagate) => Command::Reject { article, key: key(index)?, propagate },
        Act::Relabel(index, label, propagate) => Command::Relabel { article, key: key(index)?, label, propagate },
        Act::Resize(index, range, propagate) => Command::Resize { article, key: key(index)?, range, propagate },
        Act::Split(index) => Command::Split { article, key: key(index)? },
        Act::Join(index, next) => Command::Join { article, key: key(index)?, next: key(next)? },
        Act::AcceptAll(threshold) => Command::AcceptAll { article, threshold },
        Act::Decide(ranges, label) => {
            let more = others(editor).map(|article| (article.id.clone(), vec![TextRange::from_usize(0..4)]));
            Command::Decide { mentions: more.chain([(article, ranges)]).collect(), label }
        }
        Act::Mend(marks) => {
            let mut marks: Vec<_> = marks.into_iter().filter_map(|(index, range)| Some((key(index)?, range))).collect();
            // A check names each mark once.
            marks.sort_by_key(|(key, _)| key.clone());
            marks.dedup_by_key(|(key, _)| key.clone());
            let first = |article: &Article| article.annotations.visible().next().map(|it| (it.key(), None));
            let more =
                others(editor).map(|it| Mending { article: it.id.clone(), marks: first(it).into_iter().collect() });
            Command::Mend(more.chain([Mending { article, marks }]).collect())
        }
        Act::Status(done) => {
            let status = if done { ArticleStatus::Done } else { ArticleStatus::Open };
            Command::SetStatus { article, status }
        }
        Act::AddArticle => {
            let id = editor.project().free_id();
            Command::AddArticles(vec![Article::new(id, Text::new("More."), Meta::default())])
        }
        Act::Import => {
            let Project { schema, articles, .. } = editor.project();
            let label = Label::new(&format!("L{}", articles.len()), "New", schema.free_color(), schema.free_key("L"));
            let schema = schema.joined_with(Schema { labels: vec![label], ..Schema::empty("imported") });
            let id = editor.project().free_id();
            let new = Article::new(id, Text::new("Else."), Meta::default());
            // As it was left elsewhere, where all was taken out and the article skipped.
            let left = articles.first().map(|it| Article::new(it.id.clone(), it.text.clone(), Meta::default()));
            let left = left.map(|it| Article { status: ArticleStatus::Skipped, ..it });
            Command::Import { schema, articles: left.into_iter().chain([new]).collect() }
        }
        Act::Merge(id, into) => Command::MergeLabel { id, into },
        Act::SayOf(note) => {
            let categories = vec![note.clone()];
            Command::SetMeta { article, meta: Meta { flagged: true, note: Some(note), categories, ..Meta::default() } }
        }
        Act::Note(note) => {
            let meta = editor.project().article(&article)?.meta.clone();
            Command::SetMeta { article, meta: Meta { note: Some(note), ..meta } }
        }
        Act::Rules(guidelines) => {
            let overlaps = editor.project().schema.overlaps;
            Command::SetRules(Schema { overlaps, guidelines, ..Schema::conll() })
        }
        Act::Overlaps(overlaps) => Command::SetRules(Schema { overlaps, ..editor.project().schema.clone() }),
        Act::UseSchema(name) => Command::UseSchema(Schema::preset(name)?),
        Act::RemoveArticle => Command::RemoveArticle(editor.project().articles.last()?.id.clone()),
        Act::Recolour => {
            let label = Label::new("ORG", "Organisation", editor.project().schema.free_color(), Some('o'));
            Command::EditLabel { id: "ORG".into(), label }
        }
        Act::AddLabel(id) => {
            let schema = &editor.project().schema;
            Command::AddLabel(Label::new(id.as_str(), "New", schema.free_color(), schema.free_key(id.as_str())))
        }
        Act::Archive(id) => {
            let label = editor.project().schema.label(&id)?.clone();
            Command::EditLabel { id, label: Label { archived: !label.archived, ..label } }
        }
        Act::Suggest(found) => {
            let set: AnnotationSet = found
                .into_iter()
                .map(|(range, label, sure)| Annotation::suggested(range, label, Origin::Model, sure))
                .collect();
            let part = |article: &Article, suggestions| SuggestedPart {
                article: article.id.clone(),
                within: article.text.range(),
                suggestions,
            };
            let first = set.iter().next().map(|it| Annotation { range: TextRange::from_usize(0..4), ..it.clone() });
            let more = others(editor).map(|article| part(article, first.iter().cloned().collect()));
            let here = editor.project().article(&article).map(|article| part(article, set.iter().cloned().collect()));
            Command::Suggest(more.chain(here).collect())
        }
    })
}

fn execute(editor: &mut Editor, act: &Act, command: Command) -> Result<Option<JournalEntry>, EditError> {
    if matches!(act, Act::Note(_)) { editor.go_on(command, 7) } else { editor.execute(command, 7) }
}

/// Does what can be done; refused commands must change nothing.
fn act(editor: &mut Editor, acts: &[Act]) {
    for act in acts {
        let Some(command) = command(editor, act) else { continue };
        let before = editor.clone();
        if execute(editor, act, command).is_err() {
            assert_eq!(*editor, before);
        }
    }
}

fn decided(editor: &Editor) -> Vec<Annotation> {
    let articles = editor.project().articles.iter();
    articles.flat_map(|article| article.annotations.iter()).filter(|a| a.is_decided()).cloned().collect()
}

fn check_invariants(editor: &Editor) {
    let project = editor.project();
    assert_eq!(project.schema.validate(), Ok(()));
    for article in &project.articles {
        let visible: Vec<&Annotation> = article.annotations.visible().collect();
        for pair in visible.windows(2) {
            assert!(project.schema.overlaps || pair[0].range.end() <= pair[1].range.start(), "{pair:?}");
        }
        assert!(visible.iter().all(|annotation| article.text.get(annotation.range).is_some()));
    }
}

proptest! {
    #[test]
    fn anything_undone_is_the_start(
        suggested in suggestions(), acts in prop::collection::vec(prop_oneof![4 => human_act(), 1 => note()], 0..30),
        overlaps: bool,
    ) {
        let mut editor = start(overlaps);
        act(&mut editor, &[suggested]);
        let before = editor.project().clone();
        act(&mut editor, &acts);
        check_invariants(&editor);
        let after = editor.project().clone();
        let mut steps = 0;
        while editor.undo(0).is_some() {
            steps += 1;
            check_invariants(&editor);
        }
        prop_assert_eq!(editor.project(), &before);
        for _ in 0..steps {
            editor.redo(0).unwrap();
        }
        prop_assert_eq!(editor.project(), &after);
        prop_assert!(editor.redo(0).is_none());
    }

    /// A file may bring marks that overlap where the project wants none.
    #[test]
    fn what_a_file_brought_comes_back(
        marks in prop::collection::vec((any_range(), any_label(), any::<bool>()), 0..8),
        acts in prop::collection::vec(human_act(), 0..12),
    ) {
        let mut project = start(false).project().clone();
        let mark = |(range, label, decided): (TextRange, LabelId, bool)| {
            if decided {
                Annotation::confirmed(range, label, Origin::Import)
            } else {
                Annotation::suggested(range, label, Origin::Import, 0.5)
            }
        };
        Arc::make_mut(&mut project.articles[0]).annotations = marks.into_iter().map(mark).collect();
        let before = project.clone();
        let mut editor = Editor::new(project);
        act(&mut editor, &acts);
        let after = editor.project().clone();
        let mut steps = 0;
        while editor.undo(0).is_some() {
            steps += 1;
        }
        prop_assert_eq!(editor.project(), &before);
        for _ in 0..steps {
            editor.redo(0).unwrap();
        }
        prop_assert_eq!(editor.project(), &after);
    }

    #[test]
    fn suggestions_in_between_never_touch_or_block_a_decision(
        acts in prop::collection::vec((human_act(), prop::option::of(suggestions())), 0..20), overlaps: bool,
    ) {
        let mut editor = start(overlaps);
        let mut seen = vec![decided(&editor)];
        for (human, machine) in acts {
            let steps = editor.seq();
            act(&mut editor, &[human]);
            if editor.seq() > steps {
                seen.push(decided(&editor));
            }
            let before = decided(&editor);
            act(&mut editor, machine.as_slice());
            prop_assert_eq!(decided(&editor), before, "a machine changed a decision");
            check_invariants(&editor);
        }
        while editor.history().next_undo().is_some() {
            prop_assert_eq!(decided(&editor), seen.pop().unwrap());
            editor.undo(0);
            check_invariants(&editor);
        }
    }

    /// The journal has nothing of what is suggested anew, and what stands in its place when it is replayed is older.
    #[test]
    fn what_is_suggested_anew_beside_the_journal_loses_no_decision(
        acts in prop::collection::vec((prop_oneof![4 => human_act(), 1 => suggestions()], any::<bool>(), prop::option::of(suggestions())), 0..20),
        overlaps: bool,
    ) {
        let mut editor = start(overlaps);
        let mut replayed = editor.clone();
        for (act, undo, anew) in acts {
            let entry = match command(&editor, &act) {
                _ if undo => editor.undo(0),
                Some(command) => execute(&mut editor, &act, command).ok().flatten(),
                None => None,
            };
            entry.into_iter().for_each(|entry| replayed.replay(entry));
            if let Some(Command::Suggest(parts)) = anew.and_then(|anew| command(&editor, &anew)) {
                editor.suggest_anew(parts);
            }
            prop_assert_eq!(decided(&replayed), decided(&editor));
            check_invariants(&replayed);
        }
    }

    #[test]
    fn another_schema_changes_no_decision(
        acts in prop::collection::vec(prop_oneof![human_act(), suggestions()], 0..20), other in other_schema(), overlaps: bool,
    ) {
        let mut editor = start(overlaps);
        act(&mut editor, &acts);
        let before = decided(&editor);
        act(&mut editor, &[other]);
        prop_assert_eq!(decided(&editor), before);
        check_invariants(&editor);
    }

    #[test]
    fn deciding_mentions_touches_nothing_else(
        suggested in suggestions(), acts in prop::collection::vec(human_act(), 0..12), overlaps: bool,
        ranges in prop::collection::vec(any_range(), 1..5), label in prop::option::of(any_label()),
    ) {
        let mut editor = start(overlaps);
        act(&mut editor, &[suggested]);
        act(&mut editor, &acts);
        let before = editor.project().clone();
        let command = command(&editor, &Act::Decide(ranges.clone(), label.clone())).unwrap();
        // It is refused where a range is only white space, or the article is gone.
        let Ok(entry) = editor.execute(command, 0) else { return Ok(()) };
        check_invariants(&editor);
        let marks = |project: &Project| project.article(&article_id()).unwrap().annotations.clone();
        let (old, new) = (marks(&before), marks(editor.project()));
        let chosen = |mark: &Annotation| ranges.iter().any(|range| range.overlaps(mark.range));
        let others = |set: &AnnotationSet| set.iter().filter(|mark| !chosen(mark)).cloned().collect::<Vec<_>>();
        prop_assert_eq!(others(&old), others(&new));
        for range in &ranges {
            let standing = new.visible().find(|mark| mark.range == *range);
            if let Some(label) = &label {
                // Of two that overlap, one may have made way for the other.
                prop_assert!(new.visible().any(|mark| mark.range.overlaps(*range) && mark.label == *label));
            } else {
                prop_assert_eq!(standing, None);
            }
        }
        if entry.is_some() {
            editor.undo(0).unwrap();
        }
        prop_assert_eq!(editor.project(), &before);
    }

    #[test]
    fn what_the_store_gives_back_is_what_was_there(acts in visits(), checkpoint_at in 0..40usize) {
        let (store, editor) = worked(&acts, checkpoint_at);
        prop_assert_eq!(restore(loaded(&store)).unwrap(), editor);
    }

    #[test]
    fn what_is_damaged_costs_only_itself(
        acts in visits_of_one_rule(), checkpoint_at in 0..40usize, which: prop::sample::Index, damage in damage(),
    ) {
        let (store, whole) = worked(&acts, checkpoint_at);
        let place = Write::Place(Place { at: Some(3), ..Place::default() });
        pollster::block_on(store.write(&place)).unwrap();
        let filled: Vec<_> = records(&store).into_iter().filter_map(|(record, it)| Some((record, it?))).collect();
        let (record, content) = which.get(&filled);
        let is_told = match damage {
            Damage::Lost => {
                store.records.borrow_mut().remove(record);
                // That these were there, nothing knows.
                *record != Record::Place && *record != Record::Entry(whole.seq())
                    && (*record != Record::Checkpoint || filled.iter().any(|(it, _)| matches!(it, Record::Article(_))))
            }
            Damage::Cut(part) => {
                store.records.borrow_mut().insert(record.clone(), Some(content[..part.index(content.len())].to_vec()));
                true
            }
        };
        let saved = loaded(&store);
        let told: Vec<Record> = saved.leftovers().into_iter().flat_map(|it| it.records).collect();
        prop_assert_eq!(told, if is_told { vec![record.clone()] } else { Vec::new() });
        let mut autosave = Autosave::resume(&saved);
        let mut editor = restore(saved).unwrap();
        check_invariants(&editor);
        prop_assert_eq!(spared(editor.project(), record, content), spared(whole.project(), record, content));

        let before = records(&store);
        let next = Article::new("next", Text::new("Bo."), Meta::default());
        autosave.push(editor.execute(Command::AddArticles(vec![next]), 7).unwrap().unwrap());
        flush(&store, &mut autosave, &editor);
        let after = records(&store);
        prop_assert!(before.iter().all(|(record, content)| after.get(record) == Some(content)), "it was written over");
        prop_assert_eq!(&restore(loaded(&store)).unwrap(), &editor);

        autosave.go_on_without();
        flush(&store, &mut autosave, &editor);
        pollster::block_on(store.write(&place)).unwrap();
        let saved = loaded(&store);
        prop_assert_eq!(saved.leftovers(), None);
        prop_assert_eq!(&restore(saved).unwrap(), &editor);
        while editor.undo(0).is_some() {
            check_invariants(&editor);
        }
    }

    #[test]
    fn whatever_is_damaged_the_rest_opens(
        acts in visits_of_one_rule(), checkpoint_at in 0..40usize,
        damage in prop::collection::vec(prop::option::of(damage()), 1..9),
    ) {
        let (store, _) = worked(&acts, checkpoint_at);
        for ((record, content), damage) in records(&store).into_iter().zip(damage.iter().cycle()) {
            match damage {
                None => {}
                Some(Damage::Lost) => drop(store.records.borrow_mut().remove(&record)),
                Some(Damage::Cut(_)) => drop(store.records.borrow_mut().insert(record, content.map(|_| b"{".to_vec()))),
            }
        }
        let saved = loaded(&store);
        let mut autosave = Autosave::resume(&saved);
        let mut editor = restore(saved).unwrap();
        check_invariants(&editor);
        autosave.go_on_without();
        flush(&store, &mut autosave, &editor);
        prop_assert_eq!(&restore(loaded(&store)).unwrap(), &editor);
        while editor.undo(0).is_some() {
            check_invariants(&editor);
        }
    }
}

/// What is done, each with whether it is undone or redone instead.
fn visits() -> impl Strategy<Value = Vec<(Act, u8)>> {
    prop::collection::vec((prop_oneof![human_act(), suggestions(), note()], 0..6u8), 0..40)
}

/// The same where nobody says whether marks may overlap: where that is lost, those that were decided together still do.
fn visits_of_one_rule() -> impl Strategy<Value = Vec<(Act, u8)>> {
    let keeps = |(act, _): &(Act, u8)| !matches!(act, Act::Overlaps(_));
    visits().prop_map(move |acts| acts.into_iter().filter(keeps).collect())
}

/// What happens to a record.
#[derive(Clone, Debug)]
enum Damage {
    Lost,
    Cut(prop::sample::Index),
}

fn damage() -> impl Strategy<Value = Damage> {
    prop_oneof![Just(Damage::Lost), any::<prop::sample::Index>().prop_map(Damage::Cut)]
}

/// A store in which all of that is kept, and the project.
fn worked(acts: &[(Act, u8)], checkpoint_at: usize) -> (MemoryStore, Editor) {
    let store = MemoryStore::default();
    let mut editor = restore(loaded(&store)).unwrap();
    let mut autosave = Autosave::default();
    let first = Article::new(article_id(), Text::new(TEXT), Meta::default());
    autosave.push(editor.execute(Command::AddArticles(vec![first]), 0).unwrap().unwrap());
    for (step, (act, undo)) in acts.iter().enumerate() {
        let command = command(&editor, act);
        let entry = match undo {
            0 => editor.undo(7),
            1 => editor.redo(7),
            _ => command.and_then(|command| execute(&mut editor, act, command).ok().flatten()),
        };
        entry.into_iter().for_each(|entry| autosave.push(entry));
        if step == checkpoint_at {
            autosave = reopened_after_checkpoint(&store, &mut autosave, &mut editor);
        }
    }
    // What was only suggested since it was opened is written with the next step.
    let last = Article::new("last", Text::new("Bo."), Meta::default());
    autosave.push(editor.execute(Command::AddArticles(vec![last]), 7).unwrap().unwrap());
    flush(&store, &mut autosave, &editor);
    assert!(autosave.is_safe());
    (store, editor)
}

/// What each record holds.
fn records(store: &MemoryStore) -> BTreeMap<Record, Option<Vec<u8>>> {
    store.records.borrow().clone()
}

fn loaded(store: &MemoryStore) -> Saved {
    pollster::block_on(store.load()).unwrap()
}

/// The articles that the damage of a record must leave as they are, by their ids.
fn spared<'a>(project: &'a Project, damaged: &Record, content: &[u8]) -> BTreeMap<&'a ArticleId, &'a Article> {
    let lost: Vec<ArticleId> = match damaged {
        Record::Article(id) => vec![id.clone()],
        Record::Entry(_) => {
            let entry: JournalEntry = serde_json::from_slice(content).unwrap();
            entry.transaction.articles().cloned().collect()
        }
        Record::Checkpoint | Record::Place => Vec::new(),
    };
    let spared = project.articles.iter().filter(|article| !lost.contains(&article.id));
    spared.map(|article| (&article.id, &**article)).collect()
}

fn flush(store: &MemoryStore, autosave: &mut Autosave, editor: &Editor) {
    while let Some(write) = autosave.next(editor) {
        pollster::block_on(store.write(&write)).unwrap();
        autosave.wrote(&write);
    }
}

/// Works on until a checkpoint has been written, then closes and opens again.
fn reopened_after_checkpoint(store: &MemoryStore, autosave: &mut Autosave, editor: &mut Editor) -> Autosave {
    let article = editor.project().articles.first().map(|article| article.id.clone());
    for status in [ArticleStatus::Open, ArticleStatus::Done].into_iter().cycle().take(201) {
        let Some(article) = article.clone() else { break };
        let entry = editor.execute(Command::SetStatus { article, status }, 7).unwrap();
        entry.into_iter().for_each(|entry| autosave.push(entry));
    }
    flush(store, autosave, editor);
    let saved = loaded(store);
    assert!(article.is_none() || saved.checkpoint.is_some());
    Autosave::resume(&saved)
}

#[test]
fn a_mention_of_a_longer_name_is_not_a_mention() {
    let mut editor = start(false);
    let suggested = vec![(TextRange::from_usize(8..15), LabelId::from("PERSON"), 0.9)];
    act(&mut editor, &[Act::Suggest(suggested)]);
    let lee = TextRange::from_usize(0..3);
    act(&mut editor, &[Act::Annotate(lee, "PERSON".into(), true)]);
    let article = editor.project().article(&article_id()).unwrap();
    let marks: Vec<(&str, Status, Origin)> =
        article.annotations.iter().map(|a| (article.text.slice(a.range), a.status, a.origin)).collect();
    // "Ann Lee" at 8 is suggested as a whole and keeps its "Lee"; the one at 36 is not marked at all.
    assert_eq!(marks[0], ("Lee", Status::Confirmed, Origin::Human));
    assert_eq!(marks[1], ("Ann Lee", Status::Suggested, Origin::Model));
    assert_eq!(marks[2..].iter().filter(|mark| **mark == ("Lee", Status::Confirmed, Origin::Propagation)).count(), 3);
    assert_eq!(editor.history().next_undo().unwrap().summary.count, 4);
    editor.undo(0).unwrap();
    assert_eq!(editor.project().article(&article_id()).unwrap().annotations.len(), 1);
}

#[test]
fn what_is_typed_into_a_note_is_one_step() {
    let mut editor = start(false);
    let note = |editor: &Editor| editor.project().articles[0].meta.note.clone().unwrap_or_default();
    let [first, second, third] = ["A", "As", "Ask"].map(|note| Act::Note(note.to_owned()));
    act(&mut editor, &[Act::Status(true), first.clone(), second, Act::Suggest(Vec::new()), third.clone()]);
    assert_eq!((note(&editor), editor.seq()), ("Ask".to_owned(), 4), "an entry for each time that it was taken");
    editor.undo(0);
    assert_eq!(note(&editor), "");
    editor.redo(0);
    assert_eq!(note(&editor), "Ask");
    editor.undo(0);
    act(&mut editor, &[first]);
    assert!(editor.redo(0).is_none(), "after an undo it is a step of its own");
    assert_eq!(note(&editor), "A");

    act(&mut editor, &[Act::SayOf("B".to_owned()), third]);
    editor.undo(0);
    assert_eq!(note(&editor), "B", "what changed more than the note is not gone on with");
}
