//! `hf`: a data set of Hugging Face for token classification, a folder that `load_dataset` loads as it is: a file
//! of sentences for each split, and a card, `README.md`, that says what the numbers of the tags mean.
//! `{"id":"a1","tokens":["Ann","Li","left","."],"ner_tags":[1,2,0,0]}`
//!
//! The main decision: a label takes the next two numbers when it is first seen, and the card is written last, so
//! that articles stream through; to read everything first for an order of the labels was rejected. `O` is 0, and
//! the numbers are the same in all splits. An article goes into the split that its field `split` names, or else
//! into `train`. A stream of such lines is read where tags have names instead of numbers. Sentences: see [`super::tokens::tagged`].

use super::datasheet::{About, Datasheet};
use super::error::{Fault, FormatError};
use super::fields::ids::UniqueIds;
use super::fields::record::{id_or_number, numbered, unnamed};
use super::folders::folder::{FileError, ReadFolder, WriteFolder};
use super::streams::groups::Groups;
use super::streams::json::parse;
use super::streams::lines::Lines;
use super::tokens::tagged::{self, TaggedSentence, tagged_sentences};
use crate::core::article::{Article, ArticleId};
use crate::core::dataset::Split;
use crate::core::schema::LabelId;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt::Write;
use std::io;
use std::rc::Rc;

/// The card of a data set.
pub(super) const CARD: &str = "README.md";
/// What a file of sentences ends in.
pub(super) const ENDING: &str = ".jsonl";
/// The field of a line for its tags.
const TAGS: &str = "ner_tags";

#[derive(Serialize, Deserialize)]
struct Sentence {
    #[serde(default, deserialize_with = "id_or_number")]
    id: Option<ArticleId>,
    tokens: Vec<String>,
    ner_tags: Vec<Tag>,
}

/// A tag by its number or, in other data sets, by its name.
#[derive(Serialize, Deserialize)]
#[serde(untagged, expecting = "a tag is a number or text")]
enum Tag {
    Number(usize),
    Name(String),
}

/// Writes a folder article by article.
pub(super) struct Writer {
    /// The number of each.
    tags: HashMap<String, usize>,
    datasheet: Datasheet,
}

impl Writer {
    pub(super) fn new(about: About) -> Self {
        Self { tags: HashMap::from([("O".to_owned(), 0)]), datasheet: Datasheet::new(about) }
    }

    pub(super) fn write(&mut self, article: &Article, folder: &mut dyn WriteFolder) -> io::Result<()> {
        for annotation in article.annotations.visible() {
            self.number(&annotation.label);
        }
        let split = Split::of(article).unwrap_or(Split::Train);
        let mut lines = String::new();
        for TaggedSentence { id, tokens, tags } in tagged_sentences(article) {
            let number = |tag| Tag::Number(self.tags.get(&tag).copied().unwrap_or_default());
            let ner_tags = tags.into_iter().map(number).collect();
            lines += &serde_json::to_string(&Sentence { id, tokens, ner_tags })?;
            lines.push('\n');
        }
        self.datasheet.add(split, article);
        folder.append(&file_of(split), lines.as_bytes())
    }

    /// Gives a label its two numbers.
    fn number(&mut self, label: &LabelId) {
        let number = self.tags.len();
        let [first, next] = ["B", "I"].map(|prefix| format!("{prefix}-{label}"));
        if let Entry::Vacant(entry) = self.tags.entry(first) {
            entry.insert(number);
            self.tags.insert(next, number + 1);
        }
    }

    pub(super) fn finish(self, folder: &mut dyn WriteFolder) -> io::Result<()> {
        let mut card =
            "---\ntask_categories:\n- token-classification\nconfigs:\n- config_name: default\n  data_files:\n"
                .to_owned();
        for split in self.datasheet.splits() {
            // Writing to a string cannot fail.
            let _ = writeln!(card, "  - split: {}\n    path: {}", split.name(), file_of(split));
        }
        card += "dataset_info:\n  features:\n  - name: id\n    dtype: string\n  - name: tokens\n    sequence: string\n  \
                 - name: ner_tags\n    sequence:\n      class_label:\n        names:\n";
        let mut tags = vec![""; self.tags.len()];
        self.tags.iter().for_each(|(tag, &number)| tags[number] = tag);
        for (number, tag) in tags.into_iter().enumerate() {
            // JSON's strings are YAML's.
            let _ = writeln!(card, "          '{number}': {}", serde_json::to_string(tag)?);
        }
        card += "---\n";
        card += &self.datasheet.to_markdown(LOADING);
        folder.append(CARD, card.as_bytes())
    }
}

/// How to load it, for the card.
const LOADING: &str = "```python\nfrom datasets import load_dataset\n\ndataset = load_dataset(\"path/to/this/folder\")\n\
                       names = dataset[\"train\"].features[\"ner_tags\"].feature.names\n```\n";

/// The file of a split.
fn file_of(split: Split) -> String {
    format!("{}{ENDING}", split.name())
}

/// The articles of a file, and what is wrong with some in their place.
type Articles = Box<dyn Iterator<Item = Result<Article, FileError>>>;

/// The articles of a folder, split by split, of each file as `read` reads it. Ids that others use twice get a number.
pub(super) fn articles<'a, F: ReadFolder + 'a>(
    folder: F,
    read: impl Fn(&F, String, &Rc<[String]>) -> Articles + 'a,
) -> Result<impl Iterator<Item = Result<Article, FileError>> + 'a, FileError> {
    let mut files = folder.names_with(ENDING)?;
    files.sort_by_key(|file| Split::of_file(file));
    let tags: Rc<[String]> = if folder.names().map_err(FileError::in_folder)?.iter().any(|name| name == CARD) {
        tag_names(&folder.text_in(CARD).map_err(|error| FileError::of(CARD, error))?).into()
    } else {
        // Its tags may have names of their own.
        Rc::default()
    };
    let mut ids = UniqueIds::default();
    let articles = files.into_iter().flat_map(move |file| read(&folder, file, &tags));
    Ok(articles.map(move |article| {
        let article = article?;
        Ok(Article { id: ids.take_like(&article.id), ..article })
    }))
}

/// The articles of a file, one at a time.
pub(super) fn articles_of_file(folder: &impl ReadFolder, file: String, tags: &Rc<[String]>) -> Articles {
    let tags = Rc::clone(tags);
    let content = match folder.open(&file) {
        Ok(content) => content,
        Err(error) => return Box::new(std::iter::once(Err(FileError::of(&file, error)))),
    };
    let split = Split::of_file(&file);
    Box::new(Groups::new(Lines::new(content)).zip(1..).map(move |(group, number)| {
        let article = group.and_then(|(line, lines)| {
            let article = from_lines(&lines, &tags).map_err(|error| error.in_part_from_line(line))?;
            let id = if article.id == unnamed() { numbered(number) } else { article.id };
            Ok(Article { id, ..article })
        });
        let mut article = article.map_err(|error| FileError::of(&file, error))?;
        if let Some(split) = split {
            split.take(&mut article);
        }
        Ok(article)
    }))
}

/// Reads an article from lines of a stream, which has no card: its tags must have names of their own.
pub(super) fn read(lines: &str) -> Result<Article, FormatError> {
    from_lines(lines, &[])
}

/// Reads an article from its lines; `tags` are the names of the numbers.
fn from_lines(lines: &str, tags: &[String]) -> Result<Article, FormatError> {
    tagged::read(lines, TAGS, |line| sentence(line, tags))
}

/// The articles of a file, or its first fault.
pub(super) fn whole_file(folder: &impl ReadFolder, file: String, tags: &Rc<[String]>) -> Articles {
    match articles_of_file(folder, file, tags).collect::<Result<Vec<_>, _>>() {
        Ok(articles) => Box::new(articles.into_iter().map(Ok)),
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// Reads a line; `tags` are the names of the numbers.
fn sentence(line: &str, tags: &[String]) -> Result<TaggedSentence, FormatError> {
    let Sentence { id, tokens, ner_tags } = parse(line)?;
    let name = |(index, tag)| match tag {
        Tag::Name(name) => Ok(name),
        Tag::Number(number) => tags.get(number).cloned().ok_or_else(|| {
            Fault::Shape(format!("no {CARD} beside it has a name for the tag {number}")).at(format!("{TAGS}[{index}]"))
        }),
    };
    let tags = ner_tags.into_iter().enumerate().map(name).collect::<Result<_, _>>()?;
    Ok(TaggedSentence { id, tokens, tags })
}

/// The names of the tags in a card, in the order of their numbers.
fn tag_names(card: &str) -> Vec<String> {
    let mut lines = card.lines().map(str::trim).skip_while(|line| *line != "class_label:").skip(1);
    if lines.next() != Some("names:") {
        return Vec::new();
    }
    lines.map_while(tag_name).collect()
}

/// The name of `'1': B-ORG`, `1: "B-ORG"` or `- B-ORG`.
fn tag_name(line: &str) -> Option<String> {
    let numbered = || {
        let (number, name) = line.split_once(':')?;
        number.trim_matches(['\'', '"']).parse::<usize>().is_ok().then_some(name)
    };
    let name = line.strip_prefix("- ").or_else(numbered)?.trim();
    let unquoted = || name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).unwrap_or(name).to_owned();
    Some(serde_json::from_str(name).unwrap_or_else(|_| unquoted()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::Meta;
    use crate::core::formats::folders::folder::MemoryFolder;
    use crate::core::text::{Text, TextRange};

    #[test]
    fn very_many_labels_have_two_numbers_each() {
        let mut article = Article::new("a1", Text::new(&"Ann ".repeat(40_000)), Meta::default());
        let mark = |number: usize| {
            let range = TextRange::from_usize(number * 4..number * 4 + 3);
            Annotation::confirmed(range, format!("L{number}").into(), Origin::Import)
        };
        article.annotations = (0..40_000).map(mark).collect();
        let (mut folder, mut writer) = (MemoryFolder::default(), Writer::new(About::default()));
        writer.write(&article, &mut folder).unwrap();
        writer.finish(&mut folder).unwrap();
        let names = tag_names(&String::from_utf8(folder.0.remove(CARD).unwrap()).unwrap());
        assert_eq!((names.len(), names[0].as_str(), names[80_000].as_str()), (80_001, "O", "I-L39999"));
    }

    #[test]
    fn names_of_tags_as_others_write_them() {
        let names = ["O", "B-ORG", "I-ORG"];
        for list in ["'0': O\n'1': B-ORG\n'2': \"I-ORG\"", "0: O\n1: 'B-ORG'\n2: I-ORG", "- O\n- B-ORG\n- I-ORG"] {
            let card = format!(
                "---\nfeatures:\n- name: ner_tags\n  sequence:\n    class_label:\n      names:\n{list}\n---\nx: y"
            );
            assert_eq!(tag_names(&card), names, "{list}");
        }
        assert_eq!(tag_names("---\n---\n"), [""; 0]);
    }
}
