//! Articles dealt to the parts of a data set: by a seed, whole, near-duplicates together, every label in each part in
//! its share.
//!
//! The main decision: articles that share much of their text are one bundle, and bundles are dealt one by one, those
//! with the rarest labels first and by chance among them, each to the part that lacks most of its rarest label
//! (iterative stratification, after Sechidis, Tsoumakas and Vlahavas 2011). To draw each article by itself was
//! rejected: rare labels would fall on one side, and a story that two papers printed on both, so that a model would be
//! judged by what it was trained on.
//!
//! Near-duplicates are found by their shingles: of the hashes of every five words in a row, the smallest stand for the
//! article (a bottom sketch, after Broder 1997), and two articles are alike if half of one is in the other: a story that a
//! paragraph was added to is the same story.

use super::split::Split;
use crate::core::article::Article;
use crate::core::project::label_counts;
use crate::core::schema::LabelId;
use crate::core::text::tokens;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The words in a shingle.
const SHINGLE: usize = 5;
/// The shingles that stand for an article.
const SKETCH: usize = 32;
/// Words that more articles share are a phrase, and make no duplicates: an article is compared with so many.
const HOLDERS: usize = 50;

/// How much each of [`Split::ALL`] gets, in any unit.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shares([f64; 3]);

impl Shares {
    /// These shares; `None` if one is no number from 0 up, or all are 0.
    #[must_use]
    pub fn new(shares: [f64; 3]) -> Option<Self> {
        let fit = |share: &f64| (0.0..1e9).contains(share);
        (shares.iter().all(fit) && shares.iter().any(|&share| share > 0.0)).then_some(Self(shares))
    }

    /// For each of [`Split::ALL`], 0 or more; not all are 0.
    #[must_use]
    pub const fn get(self) -> [f64; 3] {
        self.0
    }
}

impl Default for Shares {
    fn default() -> Self {
        Self([80.0, 10.0, 10.0])
    }
}

/// What is remembered of an article until all are known.
#[derive(Debug)]
struct Card {
    /// How often each label occurs.
    labels: Vec<(LabelId, usize)>,
    /// The smallest hashes of its shingles.
    sketch: Vec<u64>,
    /// A hash of its id and the seed: chance that does not depend on the order of the articles.
    chance: u64,
}

/// Deals articles that are shown one by one.
#[derive(Debug)]
pub struct Dealer {
    seed: u64,
    shares: Shares,
    cards: Vec<Card>,
    /// How often each label occurs in all articles.
    totals: BTreeMap<LabelId, usize>,
}

/// How many articles (`None`) and annotations of each label each part still lacks.
type Lacking = BTreeMap<Option<LabelId>, [f64; 3]>;

impl Dealer {
    /// A dealer that has seen no article.
    #[must_use]
    pub fn new(seed: u64, shares: Shares) -> Self {
        Self { seed, shares, cards: Vec::new(), totals: BTreeMap::new() }
    }

    /// Shows the next article.
    pub fn add(&mut self, article: &Article) {
        let labels = label_counts(article.annotations.visible());
        for (label, count) in &labels {
            *self.totals.entry(label.clone()).or_default() += count;
        }
        let chance = hash(self.seed.to_le_bytes().into_iter().chain(article.id.as_str().bytes()));
        self.cards.push(Card { labels, sketch: sketch(article), chance });
    }

    /// The part of each article, in the order in which they were shown.
    #[must_use]
    pub fn deal(&self) -> Vec<Split> {
        let bundles = self.bundles();
        let mut lacking = self.wanted();
        let mut splits = vec![Split::Train; self.cards.len()];
        for bundle in bundles {
            let part = self.most_lacking(&bundle, &lacking);
            for (what, count) in self.holds(&bundle) {
                if let Some(counts) = lacking.get_mut(&what) {
                    counts[part] -= count as f64;
                }
            }
            for card in bundle {
                splits[card] = Split::ALL[part];
            }
        }
        splits
    }

    /// The part that lacks most of a bundle's rarest label, and most articles among equals.
    fn most_lacking(&self, bundle: &[usize], lacking: &Lacking) -> usize {
        let lacks = |what: &Option<LabelId>, part: usize| lacking.get(what).map_or(0.0, |counts| counts[part]);
        let rarest = self.rarest(bundle).map(|(_, label)| label);
        let order = |&one: &usize, &other: &usize| {
            let by = |what| lacks(what, one).total_cmp(&lacks(what, other));
            by(&rarest).then_with(|| by(&None)).then(other.cmp(&one))
        };
        let open = (0..Split::ALL.len()).filter(|&part| self.shares.0[part] > 0.0);
        open.max_by(order).unwrap_or_default()
    }

    /// The label of a bundle that occurs least in all articles, and how often it does.
    fn rarest(&self, bundle: &[usize]) -> Option<(usize, LabelId)> {
        let labels = bundle.iter().flat_map(|&card| &self.cards[card].labels);
        labels.map(|(label, _)| (self.totals[label], label.clone())).min()
    }

    /// Articles that must stay together, in the order in which they are dealt.
    fn bundles(&self) -> Vec<Vec<usize>> {
        let mut groups = Groups((0..self.cards.len()).collect());
        let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
        for (card, Card { sketch, .. }) in self.cards.iter().enumerate() {
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for shingle in sketch {
                let holders = holders.entry(*shingle).or_default();
                for &other in holders.iter() {
                    *shared.entry(other).or_default() += 1;
                }
                if holders.len() < HOLDERS {
                    holders.push(card);
                }
            }
            for (other, count) in shared {
                if are_alike(sketch, &self.cards[other].sketch, count) {
                    groups.join(other, card);
                }
            }
        }
        let mut bundles: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for card in 0..self.cards.len() {
            bundles.entry(groups.of(card)).or_default().push(card);
        }
        let mut bundles: Vec<Vec<usize>> = bundles.into_values().collect();
        let chance = |bundle: &[usize]| bundle.iter().map(|&card| self.cards[card].chance).min();
        // Those without labels come last.
        let rarity = |bundle: &[usize]| self.rarest(bundle).map_or(usize::MAX, |(total, _)| total);
        bundles.sort_by_cached_key(|bundle| (rarity(bundle), chance(bundle)));
        bundles
    }

    /// What a bundle holds: articles (`None`) and annotations of each label.
    fn holds(&self, bundle: &[usize]) -> Vec<(Option<LabelId>, usize)> {
        let mut holds: BTreeMap<Option<LabelId>, usize> = BTreeMap::from([(None, bundle.len())]);
        for (label, count) in bundle.iter().flat_map(|&card| &self.cards[card].labels) {
            *holds.entry(Some(label.clone())).or_default() += count;
        }
        holds.into_iter().collect()
    }

    /// What each part should have.
    fn wanted(&self) -> Lacking {
        let all: Vec<usize> = (0..self.cards.len()).collect();
        let total: f64 = self.shares.0.iter().sum();
        let parts = |count: usize| self.shares.0.map(|share| share / total * count as f64);
        self.holds(&all).into_iter().map(|(what, count)| (what, parts(count))).collect()
    }
}

/// Numbers that belong together, each with another of its group or itself: a union-find.
struct Groups(Vec<usize>);

impl Groups {
    /// The number that stands for the group of this one.
    fn of(&mut self, mut number: usize) -> usize {
        while self.0[number] != number {
            self.0[number] = self.0[self.0[number]];
            number = self.0[number];
        }
        number
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.of(one), self.of(other));
        self.0[one.max(other)] = one.min(other);
    }
}

/// Whether two articles are near-duplicates whose sketches share so many shingles: half of those of one of them that would
/// be in both sketches if both articles had them. So few that they are less than a quarter of a sketch tell nothing.
fn are_alike(one: &[u64], other: &[u64], shared: usize) -> bool {
    let reach = one.last().min(other.last());
    let comparable = |sketch: &[u64]| sketch.partition_point(|hash| Some(hash) <= reach);
    2 * shared >= comparable(one).min(comparable(other)) && 4 * shared >= one.len().max(other.len())
}

/// The smallest hashes of an article's shingles; a text of few words is one shingle.
fn sketch(article: &Article) -> Vec<u64> {
    let words: Vec<u64> = tokens(&article.text)
        .iter()
        .filter(|token| token.kind.is_word())
        .map(|token| hash(article.text.slice(token.range).to_lowercase().bytes()))
        .collect();
    let shingle = |words: &[u64]| hash(words.iter().copied().flat_map(u64::to_le_bytes));
    let mut hashes: Vec<u64> = words.windows(SHINGLE).map(shingle).collect();
    if hashes.is_empty() {
        hashes.push(hash(article.text.as_str().bytes()));
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.truncate(SKETCH);
    hashes
}

/// FNV-1a, mixed, since its high bits depend little on the last byte. The standard library's way to hash was rejected:
/// where a `usize` is shorter, as in the page, the same seed would give other parts.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let with = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325, with);
    hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};
    use proptest::prelude::*;

    /// An article of so many words of its own, and labels on its first words.
    fn article(id: usize, words: usize, labels: &[&str]) -> Article {
        let text: Vec<String> = (0..words).map(|word| format!("w{id}x{word}")).collect();
        let mut article = Article::new(format!("a{id}"), Text::new(&text.join(" ")), Meta::default());
        for (place, &label) in labels.iter().enumerate() {
            let range = TextRange::from_usize(place..place + 1);
            article.annotations.insert(Annotation::confirmed(range, label.into(), Origin::Human));
        }
        article
    }

    fn deal(articles: &[Article], seed: u64) -> Vec<Split> {
        let mut dealer = Dealer::new(seed, Shares::default());
        articles.iter().for_each(|article| dealer.add(article));
        dealer.deal()
    }

    fn count(splits: &[Split]) -> [usize; 3] {
        Split::ALL.map(|part| splits.iter().filter(|&&split| split == part).count())
    }

    #[test]
    fn every_label_is_in_each_part_in_its_share() {
        let labels = |id: usize| if id.is_multiple_of(10) { vec!["RARE", "PERSON"] } else { vec!["PERSON"] };
        let articles: Vec<Article> = (0..300).map(|id| article(id, 20, &labels(id))).collect();
        let splits = deal(&articles, 1);
        assert_eq!(count(&splits), [240, 30, 30]);
        let rare: Vec<Split> = splits.iter().copied().step_by(10).collect();
        assert_eq!(count(&rare), [24, 3, 3]);
    }

    #[test]
    fn near_duplicates_stay_together() {
        let mut articles: Vec<Article> = (0..100).map(|id| article(id, 100, &["PERSON"])).collect();
        for id in 0..100 {
            let copy = format!("By our reporter. {} All rights reserved.", articles[id].text.as_str());
            articles.push(Article { text: Text::new(&copy), ..article(100 + id, 1, &[]) });
        }
        let splits = deal(&articles, 1);
        assert_eq!(splits[..100], splits[100..]);
        assert_eq!(count(&splits), [160, 20, 20]);
        for id in 0..100 {
            let longer = format!("{} {}", articles[id].text.as_str(), article(200 + id, 100, &[]).text.as_str());
            articles[100 + id].text = Text::new(&longer);
        }
        let splits = deal(&articles, 1);
        assert_eq!(splits[..100], splits[100..], "as much was added");
        let short = deal(&[article(0, 2, &[]), article(0, 2, &[]), article(1, 2, &[])], 1);
        assert_eq!(short[0], short[1]);
    }

    #[test]
    fn a_phrase_that_all_share_makes_no_duplicates() {
        let phrase = "Subscribe now to read all of our articles and more";
        let text = |id| Text::new(&format!("{} {phrase}", article(id, 60, &[]).text.as_str()));
        let articles: Vec<Article> = (0..100).map(|id| Article { text: text(id), ..article(id, 1, &[]) }).collect();
        assert_eq!(count(&deal(&articles, 1)), [80, 10, 10]);
    }

    #[test]
    fn a_part_without_a_share_gets_nothing() {
        let mut dealer = Dealer::new(1, Shares::new([1.0, 0.0, 1.0]).unwrap());
        (0..10).for_each(|id| dealer.add(&article(id, 9, &["PERSON"])));
        assert_eq!(count(&dealer.deal()), [5, 0, 5]);
        assert_eq!(Dealer::new(1, Shares::default()).deal(), []);
    }

    #[test]
    fn shares_are_numbers_of_which_one_is_more_than_0() {
        assert_eq!(format!("{:?}", Shares::new([2.0, 0.0, 0.5]).unwrap().get()), "[2.0, 0.0, 0.5]");
        for none in [[0.0; 3], [1.0, -1.0, 1.0], [f64::NAN, 1.0, 1.0], [f64::INFINITY, 1.0, 1.0]] {
            assert_eq!(Shares::new(none), None, "{none:?}");
        }
    }

    #[test]
    fn hashes_are_the_same_in_the_page() {
        assert_eq!(hash("Ann".bytes()), 0x687a_a671_1c26_665c);
    }

    proptest! {
        #[test]
        fn the_seed_and_not_the_order_decides(seed: u64) {
            let articles: Vec<Article> = (0..40).map(|id| article(id, 12, &["PERSON"])).collect();
            let splits = deal(&articles, seed);
            let mut backwards = deal(&articles.iter().rev().cloned().collect::<Vec<_>>(), seed);
            backwards.reverse();
            prop_assert_eq!(&splits, &backwards);
            prop_assert_eq!(count(&splits), [32, 4, 4]);
            prop_assert!((0..9).any(|more| deal(&articles, seed.wrapping_add(more)) != splits) );
        }
    }
}
