//! Schemas for articles from files: nothing that a file says is lost because a schema lacks it.

use super::error::{Fault, FormatError};
use crate::core::article::Article;
use crate::core::schema::{Label, LabelId, Schema};

/// Makes a schema hold an article: adds the labels that it lacks, with a free colour and key, and the categories, and
/// allows overlaps if the article has some.
///
/// # Errors
/// If a label cannot be one ("WORK OF ART" has spaces); the error names the article and the annotation.
pub fn fit_schema(schema: &mut Schema, article: &Article) -> Result<(), FormatError> {
    fit_schema_in_place(schema, article).map_err(|error| error.under(&format!("article \"{}\"", article.id)))
}

/// The same for the schema of a project: of suggestions that overlap, as where people do not agree, that says itself whether
/// all may stand.
///
/// # Errors
/// As [`fit_schema`].
pub fn fit_own_schema(schema: &mut Schema, article: &Article) -> Result<(), FormatError> {
    fit_own_schema_in_place(schema, article).map_err(|error| error.under(&format!("article \"{}\"", article.id)))
}

/// The same where the place of the article is known better than by its id: the error names the annotation only.
pub(super) fn fit_own_schema_in_place(schema: &mut Schema, article: &Article) -> Result<(), FormatError> {
    let overlaps = schema.overlaps || article.annotations.confirmed_overlap();
    fit_schema_in_place(schema, article)?;
    schema.overlaps = overlaps;
    Ok(())
}

fn fit_schema_in_place(schema: &mut Schema, article: &Article) -> Result<(), FormatError> {
    for category in &article.meta.categories {
        if !schema.categories.contains(category) {
            schema.categories.push(category.clone());
        }
    }
    let mut end = 0;
    for (index, annotation) in article.annotations.visible().enumerate() {
        if schema.label(&annotation.label).is_none() {
            let added = schema.add_label(new_label(schema, &annotation.label));
            added.map_err(|error| Fault::Schema(error).at(format!("annotations[{index}].label")))?;
        }
        schema.overlaps |= annotation.range.start().get() < end;
        end = end.max(annotation.range.end().get());
    }
    Ok(())
}

/// An article of another tool, in which labels may be natural words: of "Work of Art" the id is `Work_of_Art`.
#[must_use]
pub fn with_label_ids(article: Article) -> Article {
    if article.annotations.iter().all(|it| it.label.validate().is_ok()) {
        return article;
    }
    article.relabelled(&|label| Some(label.spaceless()))
}

/// A label as a preset has it, or one named after its id.
fn new_label(schema: &Schema, id: &LabelId) -> Label {
    let known = Schema::PRESETS.iter().find_map(|name| Schema::preset(name)?.label(id).cloned());
    let words = id.as_str().replace('_', " ");
    let name = if words.trim().is_empty() { id.as_str() } else { &words };
    let label = known.unwrap_or_else(|| Label::new(id.as_str(), name, schema.free_color(), None));
    let key = label.key.filter(|&key| schema.label_for_key(key).is_none());
    Label { key: key.or_else(|| schema.free_key(id.as_str())), ..label }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::annotation::{Annotation, Origin};
    use crate::core::article::Meta;
    use crate::core::text::{Text, TextRange};

    fn article(annotations: &[(usize, usize, &str)]) -> Article {
        let mut article = Article::new("a1", Text::new("Ann Li met Bo."), Meta::default());
        for &(start, end, label) in annotations {
            let range = TextRange::from_usize(start..end);
            article.annotations.insert(Annotation::confirmed(range, label.into(), Origin::Import));
        }
        article
    }

    #[test]
    fn labels_that_a_schema_lacks_are_added() {
        let mut schema = Schema::conll();
        fit_schema(&mut schema, &article(&[(0, 6, "PERSON"), (11, 13, "PUPPET")])).unwrap();
        assert_eq!(schema.label(&"PERSON".into()).unwrap().name, "Person");
        assert_eq!(schema.label(&"PUPPET".into()).unwrap().name, "PUPPET");
        assert_eq!(schema.validate(), Ok(()), "keys and colours are free");
        assert!(!schema.overlaps);
    }

    #[test]
    fn overlaps_are_allowed_where_there_are_some() {
        let mut schema = Schema::news();
        fit_schema(&mut schema, &article(&[(0, 6, "PERSON"), (4, 6, "PERSON")])).unwrap();
        assert!(schema.overlaps);
    }

    #[test]
    fn natural_words_become_an_id_and_its_name() {
        let mut schema = Schema::conll();
        let article = with_label_ids(article(&[(0, 6, "Legal  entity"), (11, 13, "PERSON")]));
        fit_schema(&mut schema, &article).unwrap();
        let labels: Vec<&str> = article.annotations.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["Legal_entity", "PERSON"]);
        assert_eq!(schema.label(&"Legal_entity".into()).unwrap().name, "Legal entity");
    }

    #[test]
    fn what_cannot_be_a_label() {
        let error = fit_schema(&mut Schema::news(), &article(&[(0, 6, "WORK OF ART")])).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("article \"a1\".annotations[0].label"));
    }
}
