//! What is known of the right tags of a sentence.
//!
//! Each token has the set of tags that it may have, a bit a tag, so that one kind of gold serves for corpora that lack a
//! class ("outside or a product"), for what nobody has decided yet, and for what is known.

use super::lanes::{LANES, Lanes};
use super::tags::{NO_TAG, TagSet};

/// The tags that each token may have.
pub(super) struct Gold {
    allowed: Vec<u64>,
    /// All that there are: what a token may have of which nothing is known.
    all: u64,
}

impl Gold {
    /// As [`TagSet::parse`] reads it; what that cannot read is not known.
    pub fn of_written(written: &[String], tags: &TagSet) -> Self {
        let all = tags.all();
        Self { allowed: written.iter().map(|tag| tags.parse(tag).unwrap_or(all)).collect(), all }
    }

    /// One number of a tag for each token, or [`NO_TAG`] where it is not known.
    pub fn of_numbers(numbers: &[u8], tags: &TagSet) -> Self {
        let all = tags.all();
        Self { allowed: numbers.iter().map(|&tag| if tag == NO_TAG { all } else { 1 << tag }).collect(), all }
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.allowed.len()
    }

    /// Whether a token may have a tag.
    pub fn fits(&self, token: usize, tag: usize) -> bool {
        self.allowed[token] >> tag & 1 == 1
    }

    /// The tag of a token, if it can have one only.
    pub fn only(&self, token: usize) -> Option<usize> {
        let allowed = self.allowed[token];
        allowed.is_power_of_two().then(|| allowed.trailing_zeros() as usize)
    }

    /// Whether anything is known of a token.
    pub fn is_known(&self, token: usize) -> bool {
        self.allowed[token] != self.all
    }

    /// Whether some token has one of several tags, but not any.
    pub fn has_choices(&self) -> bool {
        (0..self.len()).any(|token| self.is_known(token) && self.only(token).is_none())
    }

    /// The scores of the tags that fit, in blocks; minus infinity for all others.
    pub fn fitting(&self, scores: &[Lanes<f32>]) -> Vec<Lanes<f32>> {
        let blocks = scores.len() / self.len().max(1);
        let fitting = |(index, block): (usize, &Lanes<f32>)| {
            let (token, first) = (index / blocks, index % blocks * LANES);
            std::array::from_fn(|lane| if self.fits(token, first + lane) { block[lane] } else { f32::NEG_INFINITY })
        };
        scores.iter().enumerate().map(fitting).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_told_from_choices_and_from_what_is_not() {
        let tags = TagSet::new(vec!["A".into(), "B".into()]);
        let gold = Gold::of_written(&["B-A", "O|B", "-", "B-C"].map(str::to_owned), &tags);
        assert_eq!([0, 1, 2, 3].map(|token| gold.is_known(token)), [true, true, false, false]);
        assert_eq!([0, 1, 2, 3].map(|token| gold.only(token)), [Some(1), None, None, None]);
        assert!(gold.has_choices() && !Gold::of_numbers(&[1, NO_TAG], &tags).has_choices());
        let fitting = gold.fitting(&[[1.0; LANES]; 4]);
        assert_eq!(fitting[1][..5], [1.0, f32::NEG_INFINITY, f32::NEG_INFINITY, 1.0, 1.0]);
    }
}
