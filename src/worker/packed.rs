//! Suggestions in a message: a row of 14 bytes each, a twelfth of their JSON, and as much faster to read.
//!
//! A row holds the start and the end in bytes of the text, the place of its kind (label and origin) in a list,
//! and the confidence: all numbers little-endian. Used by `#[serde(with = "packed")]`.

use crate::core::annotation::Origin;
use crate::core::schema::LabelId;
use crate::core::tagger::Suggestion;
use crate::core::text::{ByteOffset, TextRange};
use rustc_hash::FxHashMap;
use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const ROW: usize = 14;

#[derive(Serialize, Deserialize)]
struct Packed {
    kinds: Vec<(LabelId, Origin)>,
    #[serde(with = "serde_bytes")]
    rows: Vec<u8>,
}

/// Writes suggestions as rows.
///
/// # Errors
/// If they have more than 65,536 labels.
pub(super) fn serialize<S: Serializer>(suggestions: &[Suggestion], serializer: S) -> Result<S::Ok, S::Error> {
    let mut places = FxHashMap::default();
    let mut packed = Packed { kinds: Vec::new(), rows: Vec::with_capacity(suggestions.len() * ROW) };
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
    packed.serialize(serializer)
}

/// Reads suggestions from rows.
///
/// # Errors
/// If they are not what [`serialize`] writes.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Suggestion>, D::Error> {
    let Packed { kinds, rows } = Packed::deserialize(deserializer)?;
    let (rows, rest) = rows.as_chunks::<ROW>();
    let found = rows.iter().map(|row| unpacked(row, &kinds)).collect::<Option<_>>();
    found.filter(|_| rest.is_empty()).ok_or_else(|| D::Error::custom("rows of suggestions that are none"))
}

fn unpacked(row: &[u8], kinds: &[(LabelId, Origin)]) -> Option<Suggestion> {
    let (start, row) = row.split_first_chunk()?;
    let (end, row) = row.split_first_chunk()?;
    let (kind, confidence) = row.split_first_chunk()?;
    let [start, end] = [start, end].map(|offset| ByteOffset::new(u32::from_le_bytes(*offset)));
    let (label, origin) = kinds.get(usize::from(u16::from_le_bytes(*kind)))?.clone();
    let confidence = f32::from_le_bytes(confidence.try_into().ok()?);
    Some(Suggestion { range: TextRange::try_new(start, end)?, label, origin, confidence })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Message(#[serde(with = "super")] Vec<Suggestion>);

    fn suggestion() -> impl Strategy<Value = Suggestion> {
        let origin = prop_oneof![Just(Origin::Model), Just(Origin::Grammar), Just(Origin::Learner)];
        let range =
            (any::<u32>(), any::<u32>()).prop_map(|(a, b)| TextRange::from_usize(a.min(b) as usize..a.max(b) as usize));
        (range, "[A-Z]{1,2}", origin, 0.0..=1.0f32).prop_map(|(range, label, origin, confidence)| Suggestion {
            range,
            label: label.as_str().into(),
            origin,
            confidence,
        })
    }

    proptest! {
        #[test]
        fn suggestions_come_back(suggestions in prop::collection::vec(suggestion(), 0..40)) {
            let message = Message(suggestions);
            let sent = serde_json::to_string(&message).unwrap();
            prop_assert_eq!(serde_json::from_str::<Message>(&sent).unwrap(), message);
        }
    }

    #[test]
    fn rows_that_are_none_are_refused() {
        let kinds = json!([["ORG", "model"]]);
        let row = |start: u8, kind: u8| json!([start, 0, 0, 0, 3, 0, 0, 0, kind, 0, 0, 0, 0, 63]);
        let read = |rows: serde_json::Value| serde_json::from_value::<Message>(json!({ "kinds": kinds, "rows": rows }));
        assert!((read(row(1, 0)).unwrap().0[0].confidence - 0.5).abs() < f32::EPSILON);
        for rows in [row(4, 0), row(1, 1), json!([1, 2, 3])] {
            assert!(read(rows).is_err());
        }
    }
}
