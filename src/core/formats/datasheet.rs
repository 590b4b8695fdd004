//! What there is to know of a data set, for those who get it: counts, labels, what annotators were to keep to, how it
//! was split, how to load it.

use crate::core::article::Article;
use crate::core::dataset::{LabelCounts, Shares, Split, Statistics};
use crate::core::evaluation::{Agreement, Counts};
use crate::core::schema::{LabelId, Schema};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What is known of a data set besides its articles.
#[derive(Clone, Debug, Default)]
pub struct About {
    /// The schema that it was annotated by, if the project is at hand.
    pub schema: Option<Schema>,
    /// The seed and the shares by which it was dealt, if it was.
    pub dealt: Option<(u64, Shares)>,
    /// How far its annotators (the first) and others (the second) agree on some of the articles, if it is known.
    pub agreement: Option<Agreement>,
}

/// What a data set is, with its counts split by split.
#[derive(Default)]
pub struct Datasheet {
    about: About,
    splits: BTreeMap<Split, Statistics>,
}

impl Datasheet {
    /// The sheet of a data set that has no article yet.
    #[must_use]
    pub fn new(about: About) -> Self {
        Self { about, ..Self::default() }
    }

    /// Counts one more article of a split.
    pub fn add(&mut self, split: Split, article: &Article) {
        self.splits.entry(split).or_default().add(article);
    }

    /// The splits that have articles, in order.
    pub fn splits(&self) -> impl Iterator<Item = Split> {
        self.splits.keys().copied()
    }

    /// The sheet as Markdown; `loading` says how the data are loaded.
    #[must_use]
    pub fn to_markdown(&self, loading: &str) -> String {
        let mut sheet = "# Named entities in articles\n\nWritten by Postil.\n\n".to_owned();
        sheet += &self.articles();
        sheet += &self.labels();
        sheet += &self.agreement();
        sheet += &self.rules();
        sheet + "## Loading\n\n" + loading
    }

    fn articles(&self) -> String {
        let mut sheet = "## Articles\n\n".to_owned();
        sheet += "| split | articles | words | annotations |\n|---|---:|---:|---:|\n";
        for (split, Statistics { articles, words, annotations, .. }) in &self.splits {
            // Writing to a string cannot fail.
            let _ = writeln!(sheet, "| {} | {articles} | {words} | {annotations} |", split.name());
        }
        if let Some((seed, shares)) = &self.about.dealt {
            let shares = shares.get().map(|share| share.to_string()).join(", ");
            let _ = writeln!(
                sheet,
                "\nWhole articles were dealt by the seed {seed} in shares of {shares} (train, validation, test): \
                 near-duplicates to one side, every label to each part in its share. The same articles and seed give the \
                 same parts."
            );
        }
        sheet + "\n"
    }

    fn labels(&self) -> String {
        let mut sheet = "## Labels\n\n".to_owned();
        let splits: Vec<&str> = self.splits().map(Split::name).collect();
        let _ =
            writeln!(sheet, "| label | meaning | {} |\n|---|---|{}", splits.join(" | "), "---:|".repeat(splits.len()));
        let schema = self.about.schema.as_ref();
        let of_schema = schema.iter().flat_map(|schema| schema.active().map(|label| &label.id));
        let found = self.splits.values().flat_map(|split| split.labels.keys());
        let labels: BTreeSet<&LabelId> = found.chain(of_schema).collect();
        for label in labels {
            let count = |split: &Statistics| split.labels.get(label).map_or(0, |it| it.confirmed + it.suggested);
            let counts: Vec<String> = self.splits.values().map(|split| count(split).to_string()).collect();
            let name = schema.and_then(|schema| schema.label(label)).map_or("", |label| &label.name);
            let _ = writeln!(sheet, "| {label} | {} | {} |", cell(name), counts.join(" | "));
        }
        let decided: usize = self.counts().map(|counts| counts.confirmed).sum();
        let waiting: usize = self.counts().map(|counts| counts.suggested).sum();
        let _ = writeln!(sheet, "\nConfirmed annotations: {decided}; only suggested: {waiting}.\n");
        sheet
    }

    /// How far two annotators agree.
    fn agreement(&self) -> String {
        let Some(agreement) = &self.about.agreement else {
            return "How far annotators agree was not measured.\n\n".to_owned();
        };
        let Agreement { articles, micro, labels, .. } = agreement;
        let mut sheet = format!(
            "## Agreement\n\n{articles} of the articles were annotated by another annotator as well. An annotation is in \
             both where span and label are exactly the same.\n\n\
             | label | in both | only here | only there | F1 |\n|---|---:|---:|---:|---:|\n"
        );
        let labels = labels.iter().map(|(label, counts)| (label.as_str(), counts));
        for (label, counts) in labels.chain([("all", micro)]) {
            let Counts { correct, predicted, gold } = counts;
            let (here, there) = (gold - correct, predicted - correct);
            let _ = writeln!(sheet, "| {} | {correct} | {here} | {there} | {:.3} |", cell(label), counts.f1());
        }
        if let Some(kappa) = agreement.kappa() {
            let _ = writeln!(sheet, "\nCohen's kappa of what is said of each word is {kappa:.3}.");
        }
        sheet + "\n"
    }

    /// What annotators were to keep to.
    fn rules(&self) -> String {
        let Some(schema) = &self.about.schema else { return String::new() };
        let mut sheet = "## Guidelines\n\n".to_owned();
        sheet += if schema.overlaps { "Annotations may overlap.\n\n" } else { "Annotations do not overlap.\n\n" };
        if !schema.categories.is_empty() {
            let _ = writeln!(sheet, "Categories of articles: {}.\n", schema.categories.join(", "));
        }
        for line in schema.guidelines.lines() {
            // Their headings stand below this one.
            let _ = writeln!(sheet, "{}{line}", if line.starts_with('#') { "##" } else { "" });
        }
        sheet + if schema.guidelines.is_empty() { "" } else { "\n" }
    }

    fn counts(&self) -> impl Iterator<Item = &LabelCounts> {
        self.splits.values().flat_map(|split| split.labels.values())
    }
}

/// Words in a cell of a table.
fn cell(words: &str) -> String {
    words.replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    #[test]
    fn what_is_known_is_told() {
        let mut schema = Schema::news();
        schema.categories = vec!["War".to_owned(), "Sport".to_owned()];
        schema.guidelines = "# Persons\nNo titles.".to_owned();
        let shares = Shares::new([80.0, 12.5, 7.5]).unwrap();
        let mut sheet = Datasheet::new(About { schema: Some(schema), dealt: Some((7, shares)), agreement: None });
        let mut article = Article::new("a1", Text::new("Ann left."), Meta::default());
        let range = TextRange::from_usize(0..3);
        article.annotations.insert(Annotation::confirmed(range, "PERSON".into(), Origin::Human));
        sheet.add(Split::Train, &article);
        sheet.add(Split::Test, &article);
        let told = sheet.to_markdown("Read it.\n");
        for part in [
            "by the seed 7 in shares of 80, 12.5, 7.5 (",
            "| label | meaning | train | test |",
            "| PERSON | Person | 1 | 1 |",
            "| PLACE | Place | 0 | 0 |",
            "\nConfirmed annotations: 2; only suggested: 0.\n",
            "## Guidelines\n\nAnnotations do not overlap.\n\nCategories of articles: War, Sport.\n\n### Persons\nNo titles.\n",
            "\n## Loading\n\nRead it.\n",
        ] {
            assert!(told.contains(part), "{part} in {told}");
        }
    }
}
