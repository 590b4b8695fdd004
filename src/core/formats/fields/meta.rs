//! What is known about an article, in other tools' files.

use crate::core::Extra;
use crate::core::article::{Article, Meta};
use serde_json::Value;

/// Fields of a line that mean something else in our own files. They are kept with the metadata.
const OURS: [&str; 6] = ["annotations", "refused", "status", "text", "meta", "id"];

/// The metadata of a record, whatever another tool means by `meta`, and those of its other fields that may not
/// stay where they are.
pub fn meta_of(meta: Value, extra: &mut Extra) -> Meta {
    let mut meta = match serde_json::from_value(meta.clone()) {
        Ok(meta) => meta,
        Err(_) if meta.is_null() => Meta::default(),
        Err(_) => Meta { extra: Extra::from_iter([("meta".into(), meta)]), ..Meta::default() },
    };
    let ours = OURS.into_iter().filter_map(|field| extra.shift_remove_entry(field));
    meta.extra.extend(ours);
    meta
}

/// What is known about an article, without the fields that say nothing.
pub fn meta_value(meta: &Meta) -> Result<Value, serde_json::Error> {
    let mut value = serde_json::to_value(meta)?;
    if let Value::Object(fields) = &mut value {
        fields.retain(|_, value| !value.is_null());
    }
    let empty = value.as_object().is_some_and(Extra::is_empty);
    Ok(if empty { Value::Null } else { value })
}

/// The fields of an article that a format has no other use for; `own` are those that it has besides the usual ones.
pub fn other_fields(article: &Article, own: &[&str]) -> Extra {
    let mut fields = article.extra.clone();
    fields.retain(|field, _| !OURS.contains(&field.as_str()) && !own.contains(&field.as_str()));
    fields
}
