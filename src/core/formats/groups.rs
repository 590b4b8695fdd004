//! Lines of JSON grouped by their ids, for formats with several lines an article.

use super::error::FormatError;
use super::lines::Lines;
use serde::Deserialize;
use serde_json::Value;
use std::io::BufRead;

/// Lines that follow each other and have one id, as one record; a line without an id is one by itself.
pub(super) struct Groups<R> {
    lines: Lines<R>,
    /// The first line of the next group.
    next: Option<(usize, String)>,
}

impl<R: BufRead> Groups<R> {
    pub(super) fn new(input: R) -> Self {
        Self { lines: Lines::new(input), next: None }
    }

    fn group(&mut self) -> Result<Option<(usize, String)>, FormatError> {
        let first = self.next.take().map_or_else(|| self.lines.next().transpose(), |line| Ok(Some(line)))?;
        let Some((number, mut group)) = first else { return Ok(None) };
        let id = id_of(&group);
        while let Some((at, line)) = self.lines.next().transpose()? {
            if id.is_none() || id_of(&line) != id {
                self.next = Some((at, line));
                break;
            }
            group.push('\n');
            group += &line;
        }
        Ok(Some((number, group)))
    }
}

/// The id of a line. What is no JSON has none; its reader will say so.
fn id_of(line: &str) -> Option<Value> {
    #[derive(Deserialize)]
    struct Line {
        id: Option<Value>,
    }
    serde_json::from_str::<Line>(line.trim_start_matches('\u{feff}')).ok()?.id
}

impl<R: BufRead> Iterator for Groups<R> {
    type Item = Result<(usize, String), FormatError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.group().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_one_id() {
        let lines = "{\"id\":1}\n{\"id\":1,\"a\":2}\n\n{\"id\":2}\n{}\n{}\n{\"id\":null}\n{broken\n{\"id\":1}";
        let groups: Vec<usize> = Groups::new(lines.as_bytes()).map(|group| group.unwrap().0).collect();
        assert_eq!(groups, [1, 4, 5, 6, 7, 8, 9]);
    }
}
