//! How many corrections an annotator needs, replayed on articles of which the right annotations are known.
//!
//! Every correction is a command of the editor, and what is suggested after it comes from the learner: the code
//! of the page. The annotator goes from left to right, accepts what is right, and looks back only when a decision
//! that was carried to other mentions has made something wrong there.

use super::decisions::Decisions;
use super::elsewhere::Elsewhere;
use super::heard::{Heard, Said};
use super::learn::Learner;
use crate::core::annotation::{Annotation, AnnotationSet, Key, Status};
use crate::core::article::{Article, ArticleId, ArticleStatus};
use crate::core::edit::{Command, EditError, Editor, SuggestedPart};
use crate::core::project::Project;
use crate::core::schema::{LabelChoices, LabelId, Schema};
use crate::core::tagger::Tagger;
use crate::core::text::{ByteOffset, TextRange};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// What is suggested to the simulated annotator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suggesting {
    /// Nothing.
    Nothing,
    /// What the taggers say.
    Static,
    /// That, and what was learned from the articles before.
    Learning,
}

/// How an article went.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outcome {
    /// Which article.
    pub id: ArticleId,
    /// How many annotations it has. A span that has several labels counts once, with the first: the page gives a span
    /// one label.
    pub gold: usize,
    /// How many actions it took: one for adding, deleting or relabelling an annotation or for moving its edges,
    /// two for moving and relabelling.
    pub actions: usize,
    /// The share of the first suggestions that were right; 0 if there were none.
    pub precision: f64,
    /// The share of the annotations that were suggested at first; 0 if there are none.
    pub recall: f64,
    /// The same as counts, for each label that was there or suggested.
    pub labels: BTreeMap<LabelId, LabelOutcome>,
}

/// How a label was suggested at first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LabelOutcome {
    /// How many annotations have it.
    pub gold: usize,
    /// How many suggestions had it.
    pub suggested: usize,
    /// How many of these were right.
    pub correct: usize,
}

/// A simulated annotator at work.
pub struct Simulation<'a> {
    tagger: &'a dyn Tagger,
    /// What the tagger's labels become, where that is not the nearest of the schema.
    labels: LabelChoices,
    suggesting: Suggesting,
    propagate: bool,
    learner: Learner,
    editor: Editor,
}

/// What the annotator sees to be corrected.
struct Correction {
    /// How many actions that takes.
    actions: usize,
    commands: Vec<Command>,
    /// Up to where all is right.
    from: ByteOffset,
    /// Where the annotator has read to with it.
    to: ByteOffset,
}

impl<'a> Simulation<'a> {
    /// An annotator who has done nothing. The tagger's labels become what `labels` says, or the nearest of `schema`. With
    /// `propagate`, decisions are carried to identical mentions.
    pub fn new(
        tagger: &'a dyn Tagger,
        schema: Schema,
        labels: LabelChoices,
        suggesting: Suggesting,
        propagate: bool,
    ) -> Self {
        let in_use = schema.active().map(|label| label.id.clone());
        let learner = Learner::over(tagger, &|label| labels.apply(label, &schema).cloned(), in_use);
        Self { tagger, labels, suggesting, propagate, learner, editor: Editor::new(Project::new(schema)) }
    }

    /// Annotates an article until it is like `gold`, and learns from it.
    ///
    /// # Errors
    /// If the schema has no label for one of the annotations, or the id of the article is not new.
    pub fn annotate(&mut self, gold: &Article) -> Result<Outcome, EditError> {
        let (id, all) = (gold.id.clone(), gold.text.range());
        let right = wanted(gold);
        let blank = Article { annotations: AnnotationSet::new(), status: ArticleStatus::Open, ..gold.clone() };
        self.execute(Command::AddArticles(vec![blank]))?;
        let mut heard = self.hear(gold);
        let suggested = heard.under(&|label| self.labels.apply(label, &self.editor.project().schema).cloned());
        let learns = self.suggesting == Suggesting::Learning;
        let possible = if learns { heard.possible(self.tagger, &gold.text) } else { &[] };
        let said = Said { suggested: &suggested, possible };
        self.suggest(&id, said, all)?;
        let first = self.visible(&id);
        let mut actions = 0;
        while let Some(correction) = self.next_correction(&id, &right) {
            if self.accept_before(&id, correction.from)? {
                // What was accepted may have been carried there.
                continue;
            }
            actions += correction.actions;
            correction.commands.into_iter().try_for_each(|command| self.execute(command))?;
            // What has been read already stays as it is.
            self.suggest(&id, said, TextRange::new(correction.to, all.end()))?;
        }
        self.execute(Command::AcceptAll { article: id.clone(), threshold: 0.0 })?;
        self.execute(Command::SetStatus { article: id.clone(), status: ArticleStatus::Done })?;
        if let Some(article) = self.editor.project().article(&id).filter(|_| learns) {
            self.learner.learn(&article.text, said, &Decisions::from(&**article));
        }
        let labels = by_label(&first, &right);
        let correct = labels.values().map(|label| label.correct).sum::<usize>() as f64;
        let share = |of: usize| if of == 0 { 0.0 } else { correct / of as f64 };
        let (precision, recall) = (share(first.len()), share(right.len()));
        Ok(Outcome { id, gold: right.len(), actions, precision, recall, labels })
    }

    fn execute(&mut self, command: Command) -> Result<(), EditError> {
        self.editor.execute(command, 0).map(|_| ())
    }

    fn hear(&self, article: &Article) -> Heard {
        Heard::new(match self.suggesting {
            Suggesting::Nothing => Vec::new(),
            Suggesting::Static | Suggesting::Learning => self.tagger.tag(&article.text),
        })
    }

    /// Makes suggestions for a part of an article.
    fn suggest(&mut self, id: &ArticleId, said: Said, within: TextRange) -> Result<(), EditError> {
        let Some(article) = self.editor.project().article(id) else { return Ok(()) };
        // Who has learned nothing and hears of no decision repeats the taggers.
        let learns = self.suggesting == Suggesting::Learning;
        let decisions = if learns { Decisions::from(&**article) } else { Decisions::default() };
        let found = self.learner.suggest(&article.text, said, &decisions, &Elsewhere::default(), within.start());
        let suggestions = found.into_iter().map(Annotation::from).collect();
        self.execute(Command::Suggest(vec![SuggestedPart { article: id.clone(), within, suggestions }]))
    }

    /// Accepts what is suggested before a place, up to which all is right; `false` if there is nothing.
    fn accept_before(&mut self, id: &ArticleId, place: ByteOffset) -> Result<bool, EditError> {
        let is_open = |it: &&Annotation| it.status == Status::Suggested && it.range.start() < place;
        let next =
            |editor: &Editor| editor.project().article(id)?.annotations.iter().find(is_open).map(Annotation::key);
        let mut accepted = false;
        while let Some(key) = next(&self.editor) {
            let (article, propagate) = (id.clone(), self.propagate);
            self.execute(Command::Accept { article, keys: vec![key], propagate })?;
            accepted = true;
        }
        Ok(accepted)
    }

    fn visible(&self, id: &ArticleId) -> BTreeSet<Key> {
        let article = self.editor.project().article(id);
        article.map(|article| article.annotations.visible().map(Annotation::key).collect()).unwrap_or_default()
    }

    /// The first thing that is not right, and the fewest actions that make it right.
    fn next_correction(&self, id: &ArticleId, right: &BTreeSet<Key>) -> Option<Correction> {
        let there = self.visible(id);
        let wrong: Vec<&Key> = there.difference(right).collect();
        let missing: Vec<&Key> = right.difference(&there).collect();
        let firsts = [wrong.first(), missing.first()].into_iter().flatten();
        let from = firsts.map(|key| key.0.start()).min()?;
        let (article, propagate) = (id.clone(), self.propagate);
        let (commands, to) = match first_fault(&wrong, &missing)? {
            Fault::Missing(&(range, ref label)) => {
                (vec![Command::Annotate { article, range, label: label.clone(), propagate }], range.end())
            }
            Fault::Wrong(key) => (vec![Command::Reject { article, key: key.clone(), propagate }], key.0.end()),
            Fault::Both(key, &(range, ref label)) => {
                let (key, moved, label) = (key.clone(), (range, key.1.clone()), label.clone());
                let resize =
                    (key.0 != range).then(|| Command::Resize { article: article.clone(), key, range, propagate });
                let relabel = (moved.1 != label).then(|| Command::Relabel { article, key: moved, label, propagate });
                (resize.into_iter().chain(relabel).collect(), range.end())
            }
        };
        Some(Correction { actions: commands.len(), commands, from, to })
    }
}

/// What is not right.
enum Fault<'a> {
    Missing(&'a Key),
    Wrong(&'a Key),
    /// What is wrong, and what it is meant for.
    Both(&'a Key, &'a Key),
}

/// The first fault. What is wrong is meant for what is missing where it overlaps that; of several such pairs there, for
/// what it is most like.
fn first_fault<'a>(wrong: &[&'a Key], missing: &[&'a Key]) -> Option<Fault<'a>> {
    let first = match (wrong.first(), missing.first()) {
        (Some(wrong), Some(missing)) if missing.0.start() < wrong.0.start() => Fault::Missing(missing),
        (Some(wrong), _) => Fault::Wrong(wrong),
        (None, missing) => Fault::Missing(missing?),
    };
    let (Fault::Missing(place) | Fault::Wrong(place) | Fault::Both(place, _)) = first;
    let is_here = |key: &Key| key.0.overlaps(place.0);
    let meant_for = |key: &'a Key| missing.iter().filter(|it| it.0.overlaps(key.0)).map(move |it| (key, *it));
    let pairs =
        wrong.iter().flat_map(|key| meant_for(key)).filter(|(wrong, missing)| is_here(wrong) || is_here(missing));
    let differences = |(wrong, missing): &(&Key, &Key)| u8::from(wrong.0 != missing.0) + u8::from(wrong.1 != missing.1);
    Some(pairs.min_by_key(differences).map_or(first, |(wrong, missing)| Fault::Both(wrong, missing)))
}

/// What an annotator makes of an article: one label a span.
fn wanted(gold: &Article) -> BTreeSet<Key> {
    let mut spans = BTreeSet::new();
    gold.annotations.visible().filter(|it| spans.insert(it.range)).map(Annotation::key).collect()
}

fn by_label(suggested: &BTreeSet<Key>, right: &BTreeSet<Key>) -> BTreeMap<LabelId, LabelOutcome> {
    let mut labels: BTreeMap<LabelId, LabelOutcome> = BTreeMap::new();
    for key in suggested | right {
        let (is_suggested, is_right) = (suggested.contains(&key), right.contains(&key));
        let label = labels.entry(key.1).or_default();
        label.gold += usize::from(is_right);
        label.suggested += usize::from(is_suggested);
        label.correct += usize::from(is_right && is_suggested);
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::Origin;
    use crate::core::article::Meta;
    use crate::core::tagger::Suggestion;
    use crate::core::text::{Text, tokens};
    use proptest::prelude::*;

    const TEXT: &str = "Ann Li met Bo of Acme Corp in Rome. Bo left Rome. Ann Li stayed.";

    /// Always suggests the same.
    struct Parrot(Vec<(TextRange, LabelId)>);

    impl Tagger for Parrot {
        fn tag_paragraph(&self, _: &Text, paragraph: TextRange) -> Vec<Suggestion> {
            let suggest = |(range, label): &(TextRange, LabelId)| Suggestion {
                range: *range,
                label: label.clone(),
                origin: Origin::Model,
                confidence: 0.9,
            };
            self.0.iter().filter(|it| paragraph.contains(it.0)).map(suggest).collect()
        }

        fn settle(&self, _: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
            suggestions
        }

        fn labels(&self) -> Vec<LabelId> {
            self.0.iter().map(|it| it.1.clone()).collect()
        }
    }

    /// Where words stand, the nth time, with a label.
    fn spans(found: &[(&str, usize, &str)]) -> Vec<(TextRange, LabelId)> {
        let span = |&(words, nth, label): &(&str, usize, &str)| {
            let start = TEXT.match_indices(words).nth(nth).unwrap().0;
            (TextRange::from_usize(start..start + words.len()), label.into())
        };
        found.iter().map(span).collect()
    }

    fn article(id: &str, right: &[(TextRange, LabelId)]) -> Article {
        let mut article = Article::new(id, Text::new(TEXT), Meta::default());
        for (range, label) in right {
            article.annotations.insert(Annotation::confirmed(*range, label.clone(), Origin::Import));
        }
        article
    }

    /// How many actions it takes if the tagger says the one and the other is right.
    fn actions(said: &[(&str, usize, &str)], right: &[(&str, usize, &str)], propagate: bool) -> usize {
        let parrot = Parrot(spans(said));
        let mut simulation =
            Simulation::new(&parrot, Schema::ontonotes(), LabelChoices::default(), Suggesting::Static, propagate);
        simulation.annotate(&article("a1", &spans(right))).unwrap().actions
    }

    #[test]
    fn each_kind_of_correction_costs_what_it_should() {
        let ann = ("Ann Li", 0, "PERSON");
        assert_eq!(actions(&[ann], &[ann], false), 0);
        assert_eq!(actions(&[], &[ann], false), 1, "added");
        assert_eq!(actions(&[ann], &[], false), 1, "deleted");
        assert_eq!(actions(&[("Ann Li", 0, "ORG")], &[ann], false), 1, "relabelled");
        assert_eq!(actions(&[("Ann", 0, "PERSON")], &[ann], false), 1, "moved");
        assert_eq!(actions(&[("Ann", 0, "ORG")], &[ann], false), 2, "moved and relabelled");
        assert_eq!(actions(&[("Acme", 0, "ORG"), ("Corp", 0, "ORG")], &[("Acme Corp", 0, "ORG")], false), 1);
    }

    #[test]
    fn what_is_wrong_is_meant_for_what_it_is_most_like() {
        let (whole, acme, corp) = (("Acme Corp", 0, "ORG"), ("Acme", 0, "PERSON"), ("Corp", 0, "ORG"));
        assert_eq!(actions(&[whole], &[acme, corp], false), 2, "one moved, one added");
        assert_eq!(actions(&[acme, corp], &[whole], false), 1, "the second moved");
    }

    #[test]
    fn what_is_wrong_is_not_accepted_on_the_way_to_what_it_is_meant_for() {
        let (said, right) = ([("of Acme Corp", 0, "ORG")], [("Acme Corp", 0, "ORG")]);
        assert_eq!(actions(&said, &right, true), 1);
    }

    #[test]
    fn a_span_of_several_labels_counts_once() {
        let right = spans(&[("Ann Li", 0, "ORG"), ("Ann Li", 0, "PERSON"), ("Rome", 0, "GPE")]);
        let (parrot, schema) = (Parrot(Vec::new()), Schema { overlaps: true, ..Schema::ontonotes() });
        let mut simulation = Simulation::new(&parrot, schema, LabelChoices::default(), Suggesting::Nothing, false);
        let Outcome { gold, actions, .. } = simulation.annotate(&article("a1", &right)).unwrap();
        assert_eq!((gold, actions), (2, 2));
    }

    #[test]
    fn labels_of_the_tagger_become_what_they_are_to_be() {
        let mut labels = LabelChoices::default();
        labels.choose("GPE".into(), Some("ORG".into()));
        labels.choose("PERSON".into(), None);
        let parrot = Parrot(spans(&[("Ann Li", 0, "PERSON"), ("Rome", 0, "GPE")]));
        let mut simulation = Simulation::new(&parrot, Schema::ontonotes(), labels, Suggesting::Static, false);
        let outcome = simulation.annotate(&article("a1", &spans(&[("Rome", 0, "ORG")]))).unwrap();
        assert_eq!((outcome.actions, outcome.precision), (0, 1.0));
    }

    #[test]
    fn it_is_told_how_each_label_was_suggested() {
        let parrot = Parrot(spans(&[("Ann Li", 0, "PERSON"), ("Rome", 0, "ORG")]));
        let mut simulation =
            Simulation::new(&parrot, Schema::ontonotes(), LabelChoices::default(), Suggesting::Static, true);
        let right = spans(&[("Ann Li", 0, "PERSON"), ("Rome", 0, "GPE"), ("Rome", 1, "GPE")]);
        let labels = simulation.annotate(&article("a1", &right)).unwrap().labels;
        let counts: Vec<_> =
            labels.iter().map(|(label, it)| (label.as_str(), it.gold, it.suggested, it.correct)).collect();
        assert_eq!(counts, [("GPE", 2, 0, 0), ("ORG", 0, 1, 0), ("PERSON", 1, 1, 1)]);
    }

    #[test]
    fn propagation_saves_actions_where_mentions_agree_and_costs_some_where_they_do_not() {
        let both = [("Bo", 0, "PERSON"), ("Bo", 1, "PERSON"), ("Rome", 0, "GPE"), ("Rome", 1, "GPE")];
        assert_eq!((actions(&[], &both, false), actions(&[], &both, true)), (4, 2));
        assert_eq!((actions(&[], &both[..1], false), actions(&[], &both[..1], true)), (1, 2));
    }

    #[test]
    fn what_was_learned_saves_actions_in_the_next_article() {
        let right = spans(&[("Acme Corp", 0, "PRODUCT"), ("Rome", 0, "GPE"), ("Rome", 1, "GPE")]);
        let parrot = Parrot(spans(&[("Acme", 0, "ORG"), ("Rome", 0, "GPE"), ("Rome", 1, "GPE")]));
        let mut simulation =
            Simulation::new(&parrot, Schema::ontonotes(), LabelChoices::default(), Suggesting::Learning, true);
        let actions = ["a1", "a2", "a3"].map(|id| simulation.annotate(&article(id, &right)).unwrap().actions);
        assert_eq!(actions, [2, 0, 0]);
    }

    /// Spans of whole tokens that do not overlap.
    fn any_spans() -> impl Strategy<Value = Vec<(TextRange, LabelId)>> {
        let tokens = tokens(&Text::new(TEXT));
        let label = prop::sample::select(vec!["PERSON", "ORG", "GPE"]);
        prop::collection::vec((0usize..3, 1usize..4, label), 0..6).prop_map(move |steps| {
            let (mut at, mut found) = (0, Vec::new());
            for (gap, length, label) in steps {
                let (start, end) = (at + gap, (at + gap + length).min(tokens.len()));
                if start >= end {
                    break;
                }
                found.push((tokens[start].range.cover(tokens[end - 1].range), label.into()));
                at = end;
            }
            found
        })
    }

    proptest! {
        #[test]
        fn every_article_ends_as_the_gold(
            said in any_spans(), some in any_spans(), more in any_spans(), learn: bool, propagate: bool, overlaps: bool,
        ) {
            let right = if overlaps { [some, more].concat() } else { some };
            let schema = Schema { overlaps, ..Schema::ontonotes() };
            let parrot = Parrot(said);
            let suggesting = if learn { Suggesting::Learning } else { Suggesting::Static };
            let mut simulation = Simulation::new(&parrot, schema, LabelChoices::default(), suggesting, propagate);
            for id in ["a1", "a2"] {
                let gold = article(id, &right);
                simulation.annotate(&gold).unwrap();
                prop_assert_eq!(simulation.visible(&gold.id), wanted(&gold));
            }
        }
    }
}
