//! Schemas for articles from files: nothing that a file says is lost because a schema lacks it.

use super::error::{Fault, FormatError};
use crate::core::article::Article;
use crate::core::schema::{GrowingSchema, Schema};

/// The schema of a file that has none: the labels that occur are added to it.
#[must_use]
pub fn schema_of_labels() -> GrowingSchema {
    Schema::empty("imported").into()
}

/// An article of another tool, as a project has it whose schema is made to hold it.
///
/// # Errors
/// As [`fit_schema`].
pub fn fitted(schema: &mut GrowingSchema, article: Article) -> Result<Article, FormatError> {
    let article = with_label_ids(article);
    fit_schema(schema, &article)?;
    Ok(article)
}

/// Makes a schema hold an article: adds the labels that it lacks, with a free colour and key, and the categories, and
/// allows overlaps if the article has some.
///
/// # Errors
/// If a label cannot be one ("WORK OF ART" has spaces); the error names the article and the annotation.
pub fn fit_schema(schema: &mut GrowingSchema, article: &Article) -> Result<(), FormatError> {
    add_labels(schema, article).map_err(|error| error.under(&format!("article \"{}\"", article.id)))?;
    schema.allow_overlaps(article.annotations.overlap());
    Ok(())
}

/// The same for the schema of a project: of suggestions that overlap, as where people do not agree, that says itself whether
/// all may stand.
///
/// # Errors
/// As [`fit_schema`].
pub fn fit_own_schema(schema: &mut GrowingSchema, article: &Article) -> Result<(), FormatError> {
    fit_own_schema_in_place(schema, article).map_err(|error| error.under(&format!("article \"{}\"", article.id)))
}

/// The same where the place of the article is known better than by its id: the error names the annotation only.
pub(super) fn fit_own_schema_in_place(schema: &mut GrowingSchema, article: &Article) -> Result<(), FormatError> {
    add_labels(schema, article)?;
    schema.allow_overlaps(article.annotations.confirmed_overlap());
    Ok(())
}

fn add_labels(schema: &mut GrowingSchema, article: &Article) -> Result<(), FormatError> {
    article.meta.categories.iter().for_each(|category| schema.add_category(category));
    for (index, annotation) in article.annotations.visible().enumerate() {
        let added = schema.add_label(&annotation.label);
        added.map_err(|error| Fault::Schema(error).at(format!("annotations[{index}].label")))?;
    }
    Ok(())
}

/// Labels may be natural words in an article of another tool: of "Work of Art" the id is `Work_of_Art`.
fn with_label_ids(article: Article) -> Article {
    if article.annotations.iter().all(|it| it.label.validate().is_ok()) {
        return article;
    }
    article.relabelled(&|label| Some(label.spaceless()))
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

    /// A schema that holds an article.
    fn grown(schema: Schema, article: &Article) -> Schema {
        let mut schema = GrowingSchema::from(schema);
        fit_schema(&mut schema, article).unwrap();
        schema.finish()
    }

    #[test]
    fn labels_that_a_schema_lacks_are_added() {
        let schema = grown(Schema::conll(), &article(&[(0, 6, "PERSON"), (11, 13, "PUPPET")]));
        assert_eq!(schema.label(&"PERSON".into()).unwrap().name, "Person");
        assert_eq!(schema.label(&"PUPPET".into()).unwrap().name, "PUPPET");
        assert_eq!(schema.validate(), Ok(()), "keys and colours are free");
        assert!(!schema.overlaps);
    }

    #[test]
    fn overlaps_are_allowed_where_there_are_some() {
        let schema = grown(Schema::news(), &article(&[(0, 6, "PERSON"), (4, 6, "PERSON")]));
        assert!(schema.overlaps);
    }

    #[test]
    fn natural_words_become_an_id_and_its_name() {
        let mut schema = GrowingSchema::from(Schema::conll());
        let article = fitted(&mut schema, article(&[(0, 6, "Legal  entity"), (11, 13, "PERSON")])).unwrap();
        let schema = schema.finish();
        let labels: Vec<&str> = article.annotations.iter().map(|it| it.label.as_str()).collect();
        assert_eq!(labels, ["Legal_entity", "PERSON"]);
        assert_eq!(schema.label(&"Legal_entity".into()).unwrap().name, "Legal entity");
    }

    #[test]
    fn what_cannot_be_a_label() {
        let error = fit_schema(&mut Schema::news().into(), &article(&[(0, 6, "WORK OF ART")])).unwrap_err();
        assert_eq!(error.field.as_deref(), Some("article \"a1\".annotations[0].label"));
    }
}
