//! The categories of an article in the field `cats`: a list of names in doccano, numbers by name in spaCy.

use crate::core::Extra;
use crate::core::article::{Article, Meta};
use serde_json::{Map, Value};

/// The field.
pub const CATS: &str = "cats";

/// Takes the categories out of the fields of a line: those that are named, or have a number of at least a half. What
/// is anything else stays there.
pub fn take(fields: &mut Extra, meta: &mut Meta) {
    let categories: Option<Vec<String>> = match fields.get(CATS) {
        Some(Value::Array(names)) => names.iter().map(|name| name.as_str().map(str::to_owned)).collect(),
        Some(Value::Object(numbers)) => {
            let all_numbers = numbers.values().all(Value::is_number);
            let chosen = numbers.iter().filter(|(_, number)| number.as_f64().is_some_and(|number| number >= 0.5));
            all_numbers.then(|| chosen.map(|(name, _)| name.clone()).collect())
        }
        _ => None,
    };
    if let Some(categories) = categories {
        fields.shift_remove(CATS);
        meta.categories = categories;
    }
}

/// The categories of an article as a list of names.
pub fn list(article: &Article) -> Value {
    article.meta.categories.clone().into()
}

/// The categories of an article as numbers by name. Others are left out: of those, spaCy learns nothing from it.
pub fn numbers(article: &Article) -> Value {
    Value::Object(article.meta.categories.iter().map(|name| (name.clone(), 1.0.into())).collect::<Map<_, _>>())
}

/// Puts the categories of an article among the fields of a line, if it has any.
pub fn put(fields: &mut Extra, article: &Article, as_value: fn(&Article) -> Value) {
    if !article.meta.categories.is_empty() {
        fields.insert(CATS.into(), as_value(article));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn taken(cats: Value) -> (Vec<String>, bool) {
        let (mut fields, mut meta) = (Extra::from_iter([(CATS.to_owned(), cats)]), Meta::default());
        take(&mut fields, &mut meta);
        (meta.categories, fields.is_empty())
    }

    #[test]
    fn names_and_numbers_are_categories_and_nothing_else() {
        assert_eq!(taken(json!(["Sport", "War"])), (vec!["Sport".to_owned(), "War".to_owned()], true));
        assert_eq!(taken(json!({"Sport": 1.0, "War": 0})), (vec!["Sport".to_owned()], true));
        assert_eq!(taken(json!({"Sport": "yes"})), (vec![], false));
        assert_eq!(taken(json!(9)), (vec![], false));
    }
}
