//! JSON objects grouped by their ids, for formats with several objects an article.

use super::lines::MAX_BYTES;
use crate::core::formats::error::{Fault, FormatError};
use serde::Deserialize;
use serde_json::Value;

/// Objects that follow each other and have one id, as one record; an object without an id is one by itself.
pub struct Groups<I> {
    /// Each with the number of its first line.
    objects: I,
    /// The first object of the next group, or the fault behind this one.
    next: Option<Result<(usize, String), FormatError>>,
}

impl<I: Iterator<Item = Result<(usize, String), FormatError>>> Groups<I> {
    pub fn new(objects: I) -> Self {
        Self { objects, next: None }
    }

    fn group(&mut self) -> Result<Option<(usize, String)>, FormatError> {
        let Some((number, mut group)) = self.next.take().or_else(|| self.objects.next()).transpose()? else {
            return Ok(None);
        };
        let id = id_of(&group);
        for next in self.objects.by_ref() {
            let object = match next {
                Ok((_, object)) if id.is_some() && id_of(&object) == id => object,
                other => {
                    self.next = Some(other);
                    break;
                }
            };
            if group.len() + object.len() > MAX_BYTES {
                return Err(FormatError { line: Some(number), ..Fault::TooLarge(MAX_BYTES).into() });
            }
            group.push('\n');
            group += &object;
        }
        Ok(Some((number, group)))
    }
}

/// The id of an object. What is no JSON has none; its reader will say so.
fn id_of(object: &str) -> Option<Value> {
    #[derive(Deserialize)]
    struct Object {
        id: Option<Value>,
    }
    serde_json::from_str::<Object>(object).ok()?.id
}

impl<I: Iterator<Item = Result<(usize, String), FormatError>>> Iterator for Groups<I> {
    type Item = Result<(usize, String), FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.group().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::formats::streams::lines::Lines;

    #[test]
    fn lines_of_one_id() {
        let lines = "{\"id\":1}\n{\"id\":1,\"a\":2}\n\n{\"id\":2}\n{}\n{}\n{\"id\":null}\n{broken\n{\"id\":1}";
        let groups: Vec<usize> = Groups::new(Lines::new(lines.as_bytes())).map(|group| group.unwrap().0).collect();
        assert_eq!(groups, [1, 4, 5, 6, 7, 8, 9]);
    }

    #[test]
    fn a_fault_costs_no_group_before_it() {
        let lines = [Ok((1, "{\"id\":1}".to_owned())), Err(Fault::Empty.into()), Ok((3, "{\"id\":1}".to_owned()))];
        let groups: Vec<Option<usize>> =
            Groups::new(lines.into_iter()).map(|group| group.ok().map(|it| it.0)).collect();
        assert_eq!(groups, [Some(1), None, Some(3)]);
    }
}
