//! JSON with errors that name the field.

use crate::core::formats::error::{Fault, FormatError};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use serde_path_to_error::{Path, Segment};

/// Reads one JSON value.
///
/// # Errors
/// If it is not JSON, or not of the shape that is asked for; the error names the field.
pub fn parse<'de, T: Deserialize<'de>>(content: &'de str) -> Result<T, FormatError> {
    let mut reader = serde_json::Deserializer::from_str(content);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().clone();
        error_in(content, &path, &error.into_inner())
    })?;
    reader.end().map_err(|error| error_at("", &error))?;
    Ok(value)
}

/// serde_json's error at a path; where an array has more elements than are wanted, it says that all is not JSON.
fn error_in(content: &str, path: &Path, error: &serde_json::Error) -> FormatError {
    let error = error_at(&path.to_string(), error);
    let is_json = matches!(error.fault, Fault::Json(_));
    match is_json.then(|| elements_at(content, path)).flatten() {
        Some(count) => {
            let why = format!("it has {count} elements, which is more than are wanted");
            FormatError { column: None, fault: Fault::Shape(why), ..error }
        }
        None => error,
    }
}

/// How many elements an array has, if all is JSON.
fn elements_at(content: &str, path: &Path) -> Option<usize> {
    let value: Value = serde_json::from_str(content).ok()?;
    let inside = path.iter().try_fold(&value, |value, segment| match segment {
        Segment::Seq { index } => value.get(index),
        Segment::Map { key } => value.get(key),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    inside?.as_array().map(Vec::len)
}

/// The line, from 1, on which a part of `content` starts.
pub fn line_of(content: &str, part: &RawValue) -> usize {
    let start = part.get().as_ptr() as usize - content.as_ptr() as usize;
    content.as_bytes()[..start].iter().filter(|&&byte| byte == b'\n').count() + 1
}

/// serde_json's error, with its place taken out of its sentence.
fn error_at(path: &str, error: &serde_json::Error) -> FormatError {
    let sentence = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let sentence = sentence.strip_suffix(&place).unwrap_or(&sentence).to_owned();
    // A path ends in "?" where the name was not yet read, and is "." for the whole value.
    let path = path.trim_end_matches('?').trim_end_matches('.');
    let field = (!path.is_empty()).then(|| path.to_owned());
    let line = (error.line() > 0).then(|| error.line());
    if error.is_data() {
        FormatError { line, column: None, field, fault: Fault::Shape(sentence) }
    } else {
        FormatError { line, column: Some(error.column()), field, fault: Fault::Json(sentence) }
    }
}
