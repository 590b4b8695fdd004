//! Suggestions in a message: rows of bytes, a twelfth of their JSON, and as much faster to read.
//!
//! A part of a text is a row of 16 bytes: the place of the text in the request, the start and the end of the part in
//! bytes of the text, and how many suggestions it has. A suggestion is a row of 14: its start and end in bytes of the
//! text, the place of its kind (label and origin) in a list, and the confidence. All numbers are little-endian. Used
//! by `#[serde(with = "packed")]`.

use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::tagger::Suggestion;
use crate::core::text::{ByteOffset, TextRange};
use rustc_hash::FxHashMap;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Suggestions for a part of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TaggedPart {
    /// The place of the text in the request, from 0.
    pub text: u32,
    /// The part, in bytes.
    pub within: TextRange,
    /// What was found there, under the labels that were asked for.
    pub suggestions: Vec<Suggestion>,
}

const PART: usize = 16;
const ROW: usize = 14;

#[derive(Serialize, Deserialize)]
struct Packed {
    kinds: Vec<(LabelId, Origin)>,
    #[serde(with = "serde_bytes")]
    parts: Vec<u8>,
    #[serde(with = "serde_bytes")]
    rows: Vec<u8>,
}

/// Writes parts and their suggestions as rows.
///
/// # Errors
/// If they have more than 65,536 labels.
pub(super) fn serialize<S: Serializer>(parts: &[TaggedPart], serializer: S) -> Result<S::Ok, S::Error> {
    let mut places = FxHashMap::default();
    let mut packed = Packed { kinds: Vec::new(), parts: Vec::with_capacity(parts.len() * PART), rows: Vec::new() };
    for TaggedPart { text, within, suggestions } in parts {
        // Suggestions do not overlap, and a text has fewer than 2^32 bytes.
        let count = suggestions.len() as u32;
        packed
            .parts
            .extend([*text, within.start().get(), within.end().get(), count].map(u32::to_le_bytes).as_flattened());
        for Suggestion { range, label, origin, confidence } in suggestions {
            let place = *places.entry((label, *origin)).or_insert_with(|| {
                packed.kinds.push((label.clone(), *origin));
                packed.kinds.len() - 1
            });
            let place = u16::try_from(place).map_err(|_| S::Error::custom("more labels than can be sent"))?;
            packed.rows.extend(range.start().get().to_le_bytes());
            packed.rows.extend(range.end().get().to_le_bytes());
            packed.rows.extend(place.to_le_bytes());
            packed.rows.extend(confidence.to_le_bytes());
        }
    }
    packed.serialize(serializer)
}

/// Reads parts from rows.
///
/// # Errors
/// If they are not what [`serialize`] writes.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<TaggedPart>, D::Error> {
    unpack(&Packed::deserialize(deserializer)?).ok_or_else(|| D::Error::custom("rows of suggestions that are none"))
}

fn unpack(packed: &Packed) -> Option<Vec<TaggedPart>> {
    let (heads, no_head) = packed.parts.as_chunks::<PART>();
    let (mut rows, no_row) = packed.rows.as_chunks::<ROW>();
    let mut parts = Vec::with_capacity(heads.len());
    for head in heads {
        let (numbers, _) = head.as_chunks();
        let [text, start, end, count] = *numbers.as_array::<4>()?;
        let (own, others) = rows.split_at_checked(u32::from_le_bytes(count) as usize)?;
        rows = others;
        let suggestions = own.iter().map(|row| suggestion(row, &packed.kinds)).collect::<Option<_>>()?;
        parts.push(TaggedPart { text: u32::from_le_bytes(text), within: range(start, end)?, suggestions });
    }
    (no_head.is_empty() && no_row.is_empty() && rows.is_empty()).then_some(parts)
}

fn suggestion(row: &[u8; ROW], kinds: &[(LabelId, Origin)]) -> Option<Suggestion> {
    let (start, row) = row.split_first_chunk()?;
    let (end, row) = row.split_first_chunk()?;
    let (kind, confidence) = row.split_first_chunk()?;
    let (label, origin) = kinds.get(usize::from(u16::from_le_bytes(*kind)))?.clone();
    let confidence = f32::from_le_bytes(confidence.try_into().ok()?);
    Some(Suggestion { range: range(*start, *end)?, label, origin, confidence })
}

fn range(start: [u8; 4], end: [u8; 4]) -> Option<TextRange> {
    let [start, end] = [start, end].map(|offset| ByteOffset::new(u32::from_le_bytes(offset)));
    TextRange::try_new(start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Message(#[serde(with = "super")] Vec<TaggedPart>);

    fn any_range() -> impl Strategy<Value = TextRange> {
        (any::<u32>(), any::<u32>()).prop_map(|(a, b)| TextRange::from_usize(a.min(b) as usize..a.max(b) as usize))
    }

    fn suggestion() -> impl Strategy<Value = Suggestion> {
        let origin = prop_oneof![Just(Origin::Model), Just(Origin::Grammar), Just(Origin::Learner)];
        (any_range(), "[A-Z]{1,2}", origin, 0.0..=1.0f32).prop_map(|(range, label, origin, confidence)| Suggestion {
            range,
            label: label.as_str().into(),
            origin,
            confidence,
        })
    }

    fn part() -> impl Strategy<Value = TaggedPart> {
        (any::<u32>(), any_range(), prop::collection::vec(suggestion(), 0..20))
            .prop_map(|(text, within, suggestions)| TaggedPart { text, within, suggestions })
    }

    proptest! {
        #[test]
        fn parts_come_back(parts in prop::collection::vec(part(), 0..5)) {
            let message = Message(parts);
            let sent = serde_json::to_string(&message).unwrap();
            prop_assert_eq!(serde_json::from_str::<Message>(&sent).unwrap(), message);
        }
    }

    #[test]
    fn rows_that_are_none_are_refused() {
        let kinds = json!([["ORG", "model"]]);
        let head = |count: u8| json!([7, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0, count, 0, 0, 0]);
        let row = |start: u8, kind: u8| json!([start, 0, 0, 0, 3, 0, 0, 0, kind, 0, 0, 0, 0, 63]);
        let read = |parts: serde_json::Value, rows: serde_json::Value| {
            serde_json::from_value::<Message>(json!({ "kinds": kinds, "parts": parts, "rows": rows }))
        };
        assert!((read(head(1), row(1, 0)).unwrap().0[0].suggestions[0].confidence - 0.5).abs() < f32::EPSILON);
        let bad = [
            (head(1), row(4, 0)),
            (head(1), row(1, 1)),
            (head(1), json!([1, 2, 3])),
            (head(0), row(1, 0)),
            (head(2), row(1, 0)),
            (json!([1]), json!([])),
        ];
        for (parts, rows) in bad {
            assert!(read(parts.clone(), rows.clone()).is_err(), "{parts} {rows}");
        }
    }
}
