//! Files that are given one by one, as a drop gives them: which of them are to be read together.
//!
//! The main decision: names alone tell, so that nothing is opened for it and every other file is read, and fails, by
//! itself. To take all that is dropped at once for one folder was rejected: a brat document would hide the texts beside it.

use super::{brat, hf};
use crate::core::project::Split;

/// The files that are to be read together, by their places in `names`: a text and the annotations that brat has of it
/// (with the first of them brat's configuration, which is no text), and the parts of a dataset with the card that tells of
/// them. Every other file is a set of its own.
#[must_use]
pub fn file_sets(names: &[String]) -> Vec<Vec<usize>> {
    let mut is_free = vec![true; names.len()];
    let mut set_of = |belongs: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let set = (0..names.len()).filter(|&place| is_free[place] && belongs(&names[place])).collect::<Vec<_>>();
        set.iter().for_each(|&place| is_free[place] = false);
        set
    };
    let heads = names.iter().filter(|name| name.ends_with(brat::ENDING) || *name == hf::CARD);
    let mut sets: Vec<_> = heads.map(|head| set_of(&|name| name == head || belongs_to(name, head))).collect();
    sets.extend((0..names.len()).filter(|&place| is_free[place]).map(|place| vec![place]));
    sets.retain(|set| !set.is_empty());
    sets
}

/// Whether a file is read with another that tells of it.
fn belongs_to(name: &str, head: &str) -> bool {
    match head.strip_suffix(brat::ENDING) {
        Some(stem) => name.strip_suffix(brat::TEXT_ENDING) == Some(stem) || name.ends_with(brat::CONFIG_ENDING),
        None => Split::of_file(name).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sets(names: &[&str]) -> Vec<Vec<String>> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        let of_set = |set: Vec<usize>| set.into_iter().map(|place| names[place].clone()).collect();
        file_sets(&names).into_iter().map(of_set).collect()
    }

    #[test]
    fn a_text_goes_with_its_annotations() {
        let found = sets(&["a.txt", "b.ann", "b.txt", "c.txt", "a.ann", "a.html", "d.ann", "annotation.conf"]);
        let expected =
            [&["b.ann", "b.txt", "annotation.conf"][..], &["a.txt", "a.ann"], &["d.ann"], &["c.txt"], &["a.html"]];
        assert_eq!(found, expected);
    }

    #[test]
    fn parts_go_with_their_card() {
        let found = sets(&["test.jsonl", "README.md", "train-00000.jsonl", "notes.md", "trainer.txt"]);
        assert_eq!(found, [&["test.jsonl", "README.md", "train-00000.jsonl"][..], &["notes.md"], &["trainer.txt"]]);
        assert_eq!(sets(&["train.conll", "test.conll"]), [["train.conll"], ["test.conll"]]);
    }

    #[test]
    fn every_file_is_in_one_set() {
        assert_eq!(sets(&[]), [[""; 0]; 0]);
        let twice = sets(&["a.ann", "a.txt", "a.ann", "a.txt", "a.pdf", "a.pdf"]);
        assert_eq!(twice, [&["a.ann", "a.txt", "a.ann", "a.txt"][..], &["a.pdf"], &["a.pdf"]]);
    }
}
