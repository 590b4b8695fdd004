//! Headlines in title case: "India Beat South Africa", "Tinubu Nominates Ambassadors".
//!
//! Where every word has a capital, the model takes the verb for a part of the name before it, and what follows too. The
//! story below has the names as they are.

use super::dateline::ends_a_sentence;
use super::kinds::{is_person, may_be_body};
use super::two_names::is_of_no_person;
use super::{Suggestion, is_among};
use crate::core::schema::LabelId;
use crate::core::text::{Text, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::cell::LazyCell;
use std::ops::Range;

/// Verbs that headlines have behind a name, and that are no nouns: they end any name.
const VERBS: &str = "Accuses Admits Agrees Announces Apologises Apologizes Appears Approves Arrests Becomes Beats \
    Begins Begs Blasts Condemns Confirms Defeats Defends Demands Denies Detains Dismisses Eyes Faces Gets Gives Goes \
    Grabs Hails Holds Insists Joins Keeps Loses Makes Meets Nominates Opposes Orders Overtakes Pleads Pledges Praises \
    Quits Reaches Refuses Rejects Resigns Reveals Sacks Says Seeks Sees Sells Slams Sues Suspends Takes Tells Threatens \
    Topples Unveils Urges Vows Wants Warns Wins";

/// Verbs that may be a noun: they end a name that the story has.
const OTHER_VERBS: &str = "Accuse Aims Arrested Asks Back Backs Ban Bans Beat Became Blames Block Blocks Boost \
    Boosts Bows Buy Buys Call Calls Charged Charges Claims Clash Close Closed Closes Cut Cuts Defend Demand Detained \
    Dies Drop Drops Edge Elected Ends Escape Evacuated Expel Extend Extends Face Fail Fails Fall Falls Fear \
    Fears Fights Find Finds Fined Fired Fires Found Free Freed Frees Gains Give Go Grants Halt Halts Has \
    Heads Help Helps Hit Hits Hold Honour Honours Hope Hopes Host Hosts Hurt Impose Imposes In Is Jailed Join Jumps \
    Keep Kill Killed Kills Lands Launch Launches Lay Lays Lead Leads Leave Leaves Left Lift Lifts Look Looks Lose \
    Lost Make Marks Meet Miss Mourn Mourns Move Moves Named Names Nears Need Needs Offer Offers Opens Orders \
    Outlines Passes Pay Pays Plan Plans Plunges Posts Prepares Probes Promise Promises Promotes Protest \
    Pull Pulls Push Pushes Put Puts Quit Raise Raises React Reacts Readies Ready Recall Recalls Recover Reject \
    Remove Removes Reopens Rescue Respond Responds Retain Retains Return Returns Reveal Rise Rises \
    Rout Rule Rules Sack Sacked Say Seal Seals Secures Seek Seize Seizes Sell Send Sent Sentenced Set Sets \
    Shoots Shot Show Shows Shut Shuts Sign Signs Sink Slam Slips Slumps Soars Spends Split Splits Start Starts Stay \
    Stays Stop Stops Strike Strikes Stuns Sue Suffer Surges Survive Survives Sweep Swept Sworn Take Talks Target \
    Targets Tell Test Tests Thank Thrash Threaten To Told Tops Touts Traded Tries Trounce Trumps Try Tumbles \
    Turn Turns Unveil Upholds Urge Visit Visits Voices Vote Votes Vow Warn Was Weighs Win Withdraws Won \
    ";

/// What is left of a family name if it is cut there: "Barlow Jr".
const SUFFIXES: &str = "I II III IV Jr Jr. Sr Sr. V";

/// The suggestions of a whole text, in order and none overlapping another, without what the rest of a headline adds to a
/// name.
pub(super) fn cut(text: &Text, suggestions: Vec<Suggestion>) -> Vec<Suggestion> {
    let lines = Lines::of(text);
    let is_long = |it: &Suggestion| text.slice(it.range).contains(' ') && may_be_body(it.label.as_str());
    let is_in_headline = |it: &Suggestion| is_long(it) && lines.is_headline(it.range);
    if !suggestions.iter().any(is_in_headline) {
        return suggestions;
    }
    let in_story: Vec<&Suggestion> = suggestions.iter().filter(|it| !lines.is_headline(it.range)).collect();
    let story = Story::new(text, &in_story, Cow::Borrowed);
    let in_capitals = LazyCell::new(|| Story::new(text, &in_story, |name| name.to_uppercase().into()));
    let mut cut = Vec::with_capacity(suggestions.len());
    for suggestion in &suggestions {
        let surface = text.slice(suggestion.range);
        let story = if surface.contains(char::is_lowercase) { &story } else { &*in_capitals };
        let pieces = is_in_headline(suggestion).then(|| story.pieces(surface, &suggestion.label));
        let Some(pieces) = pieces.flatten() else {
            cut.push(suggestion.clone());
            continue;
        };
        let start = suggestion.range.start().as_usize();
        cut.extend(pieces.into_iter().map(|(range, label)| {
            let range = TextRange::from_usize(start + range.start..start + range.end);
            Suggestion { range, label, ..suggestion.clone() }
        }));
    }
    cut
}

/// The lines of a text: where each ends, in bytes, and whether it is a headline, which ends no sentence.
struct Lines(Vec<(usize, bool)>);

impl Lines {
    fn of(text: &Text) -> Self {
        let mut end = 0;
        let line = |line: &str| {
            end += line.len();
            (end, !ends_a_sentence(line))
        };
        Self(text.as_str().split_inclusive('\n').map(line).collect())
    }

    fn is_headline(&self, range: TextRange) -> bool {
        let at = self.0.partition_point(|&(end, _)| end <= range.start().as_usize());
        self.0.get(at).is_some_and(|&(_, is_headline)| is_headline)
    }
}

/// The names below the headlines, as a headline writes them.
struct Story<'a> {
    /// Each with what is suggested for it, the surest if that is several things.
    names: FxHashMap<Cow<'a, str>, &'a Suggestion>,
    first_names: FxHashSet<Cow<'a, str>>,
    families: FxHashSet<Cow<'a, str>>,
}

impl<'a> Story<'a> {
    fn new(text: &'a Text, suggestions: &[&'a Suggestion], written: fn(&'a str) -> Cow<'a, str>) -> Self {
        let mut names: FxHashMap<_, &Suggestion> = FxHashMap::default();
        let (mut first_names, mut families) = (FxHashSet::default(), FxHashSet::default());
        for &suggestion in suggestions {
            let name = text.slice(suggestion.range);
            if let Some((first, rest)) = name.split_once(' ').filter(|_| is_person(suggestion.label.as_str())) {
                first_names.insert(written(first));
                families.extend(rest.rsplit(' ').next().map(written));
            }
            let known = names.entry(written(name)).or_insert(suggestion);
            if known.confidence < suggestion.confidence {
                *known = suggestion;
            }
        }
        Self { names, first_names, families }
    }

    /// The names that a headline has in a surface form, in bytes of it; `None` if it is one as it stands.
    fn pieces(&self, surface: &str, label: &LabelId) -> Option<Vec<(Range<usize>, LabelId)>> {
        let words: Vec<&str> = surface.split(' ').collect();
        if self.label_of(&words).is_some() {
            return None;
        }
        let end = self.end(&words, label);
        let length = |words: &[&str]| words.join(" ").len();
        let first = end.map(|end| (0..length(&words[..end]), self.label_of(&words[..end]).unwrap_or(label.clone())));
        let behind = end.or(is_verb(words[0]).then_some(1))?;
        let last = (behind..words.len()).find_map(|at| {
            let label = self.label_of(&words[at..])?;
            Some((surface.len() - length(&words[at..])..surface.len(), label))
        });
        let pieces: Vec<_> = first.into_iter().chain(last).collect();
        (!pieces.is_empty()).then_some(pieces)
    }

    /// Behind which of its words the first name of a headline ends.
    fn end(&self, words: &[&str], label: &LabelId) -> Option<usize> {
        let is_known = |end: &usize| is_verb(words[*end]) && self.label_of(&words[..*end]).is_some();
        let is_body = is_person(label.as_str()) || matches!(label.as_str(), "GPE" | "ORG");
        let ends_any = |end: &usize| is_body && is_among(VERBS, &in_title_case(words[*end]));
        let known = (1..words.len()).rev().find(is_known);
        let family = || (is_person(label.as_str()) && self.begins_with_family(words)).then_some(1);
        known.or_else(family).or_else(|| (1..words.len()).find(ends_any))
    }

    /// Whether a family name stands before what is no name: it begins no full name.
    fn begins_with_family(&self, words: &[&str]) -> bool {
        let [first, .., last] = words else { return false };
        self.families.contains(*first)
            && !self.first_names.contains(*first)
            && !is_among(SUFFIXES, words[1])
            && !is_of_no_person(words[1])
            && !self.families.contains(*last)
    }

    fn label_of(&self, words: &[&str]) -> Option<LabelId> {
        let name = words.join(" ");
        let family = || self.families.contains(&*name).then(|| "PERSON".into());
        self.names.get(&*name).map(|known| known.label.clone()).or_else(family)
    }
}

fn is_verb(word: &str) -> bool {
    let word = in_title_case(word);
    is_among(VERBS, &word) || is_among(OTHER_VERBS, &word)
}

/// A word as headlines write it that are not wholly in capitals.
fn in_title_case(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::marked;
    use super::*;

    /// What is suggested of a text, in which names are marked as "[ORG Acme]".
    fn names(marked: &str) -> Vec<String> {
        marked::suggested(marked, cut)
    }

    /// What is suggested of a headline over this story.
    fn of_headline(marked: &str) -> Vec<String> {
        let story = "[PERSON Ann Barlow] met [PERSON Bo Lind] in [GPE South Peru], as [GPE Peru] and [ORG Acme] asked.";
        let mut names = names(&format!("{marked}\n\n{story}"));
        names.truncate(names.len() - 5);
        names
    }

    #[test]
    fn a_name_in_a_headline_ends_before_the_verb() {
        for (headline, expected) in [
            ("[GPE Peru Beat South Peru] by Two", &["GPE Peru", "GPE South Peru"] as &[&str]),
            ("[PERSON Barlow Meets Lind]", &["PERSON Barlow", "PERSON Lind"]),
            ("[ORG BARLOW THREATENS ACME] Again", &["PERSON BARLOW", "ORG ACME"]),
            ("[PERSON Barlow Nominates Ambassadors]", &["PERSON Barlow"]),
            ("[PERSON Barlow Tariffs] in Court", &["PERSON Barlow"]),
            ("[ORG Bank of Chile Holds Rate]", &["ORG Bank of Chile"]),
            ("Oslo Sued, [ORG Names Barlow] Head", &["PERSON Barlow"]),
            ("[WORK_OF_ART Acme Closes] Two Plants", &["ORG Acme"]),
        ] {
            assert_eq!(of_headline(headline), expected, "{headline}");
        }
    }

    #[test]
    fn other_names_in_headlines_are_whole() {
        for name in [
            "FAC Barlow Tower",
            "PERSON Barlow Jr",
            "PERSON Barlow Lind",
            "PERSON Ann Barlow",
            "PERSON Ann  Barlow",
            "ORG Chile Reports Group",
            "WORK_OF_ART Anna Says No",
            "TRIBE Peru Beat",
        ] {
            assert_eq!(of_headline(&format!("[{name}] in Oslo")), [name]);
        }
        assert_eq!(names("[ORG Acme Wins Ltd] has [ORG Acme] in it."), ["ORG Acme Wins Ltd", "ORG Acme"]);
        let twice = "[ORG Acme Wins] Again\n\n[ORG Acme Wins] is a firm.";
        assert_eq!(names(twice), ["ORG Acme Wins"; 2]);
    }
}
