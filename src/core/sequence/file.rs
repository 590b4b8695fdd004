//! The file of a model.
//!
//! Little endian: the magic, the version (u32), the SHA-256 of all that follows; then the number of labels
//! (u8) and each label's length (u8) and UTF-8; the number of small groups of words and, of each, the numbers of the
//! large and the middling one that it is in and its own; the number of words that are in one and, of each by rising key,
//! the difference of its key from the one before times the number of groups, plus the place of its group (all in
//! LEB128: three bytes a word); the logarithm to base 2 of the number of rows (u8); scale and sharpness (f32); slope
//! and offset (f32) of each label's calibration; the score (f32) of each legal transition by tag before and tag after;
//! and each row as a bit a tag, least first, that says which weights are not zero, followed by those (i8). Most weights
//! are zero, so this is a third of the plain table, and needs no inflating.

use super::calibration::Calibration;
use super::clusters::{Clusters, Group};
use super::lanes::{LANES, Lanes, blocks};
use super::model::{Confidences, Model, Table};
use super::tags::{MOST_LABELS, TagSet};
use super::viterbi::Transitions;
use crate::core::schema::LabelId;
use sha2::{Digest, Sha256};

const MAGIC: &[u8; 8] = b"POSTILSM";
const VERSION: u32 = 3;
const MOST_ROWS: u8 = 24;

/// Why a file is no model that this version can use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not start as models do.
    #[error("this is not a Postil model")]
    NotAModel,
    /// It was made by another version.
    #[error("the model was made by another version of Postil (version {found}); this one reads version {VERSION}")]
    OtherVersion {
        /// The version found.
        found: u32,
    },
    /// It ends too early, or does not fit its own checksum.
    #[error("the model is damaged or incomplete; fetch it again")]
    Damaged,
}

impl Model {
    /// The model as a file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut body = Vec::new();
        body.push(self.labels().len() as u8);
        for label in self.labels() {
            body.push(label.as_str().len() as u8);
            body.extend(label.as_str().as_bytes());
        }
        write_clusters(&self.clusters, &mut body);
        body.push(self.rows().ilog2() as u8);
        let transitions = self.tags.legal_pairs().map(|(from, to)| self.transitions.get(from, to));
        let Confidences { sharpness, calibrations } = &self.confidences;
        let calibrations = calibrations.iter().flat_map(|it| [it.slope, it.offset]);
        for number in [self.table.scale, *sharpness].into_iter().chain(calibrations).chain(transitions) {
            body.extend(number.to_le_bytes());
        }
        for row in self.table.weights.chunks(blocks(self.tags.len())) {
            write_row(&row.as_flattened()[..self.tags.len()], &mut body);
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(Sha256::digest(&body));
        bytes.extend(body);
        bytes
    }

    /// Reads a model's file.
    ///
    /// # Errors
    /// If it is none, of another version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let (version, rest) = rest.split_first_chunk().ok_or(ModelError::Damaged)?;
        let version = u32::from_le_bytes(*version);
        if version != VERSION {
            return Err(ModelError::OtherVersion { found: version });
        }
        let (checksum, body) = rest.split_first_chunk::<32>().ok_or(ModelError::Damaged)?;
        if *checksum != *Sha256::digest(body) {
            return Err(ModelError::Damaged);
        }
        read(&mut Reader(body)).ok_or(ModelError::Damaged)
    }
}

/// The checksum that the file of a model states, by which one model is told from another; `None` if it ends before.
/// Only [`Model::from_bytes`] says whether the file is true to it.
#[must_use]
pub const fn stated_checksum(file: &[u8]) -> Option<[u8; 32]> {
    // The magic and the version come before it. Written so that it can be known when the program is built.
    match file.split_at_checked(MAGIC.len() + size_of::<u32>()) {
        Some((_, rest)) => match rest.first_chunk() {
            Some(checksum) => Some(*checksum),
            None => None,
        },
        None => None,
    }
}

fn write_clusters(clusters: &Clusters, body: &mut Vec<u8>) {
    let (groups, words) = (clusters.groups(), clusters.words());
    write_number(groups.len() as u64, body);
    groups.as_flattened().iter().for_each(|&number| write_number(number.into(), body));
    write_number(words.len() as u64, body);
    let mut before = 0;
    for (key, group) in words {
        write_number(u64::from(key - before) * groups.len() as u64 + u64::from(group), body);
        before = key;
    }
}

/// In LEB128: seven bits a byte, least first, and a bit that says whether more follow.
fn write_number(mut number: u64, body: &mut Vec<u8>) {
    while number > 0x7f {
        body.push(number as u8 | 0x80);
        number >>= 7;
    }
    body.push(number as u8);
}

fn write_row(row: &[i8], body: &mut Vec<u8>) {
    for tags in row.chunks(8) {
        body.push(tags.iter().enumerate().fold(0, |bits, (i, &weight)| bits | u8::from(weight != 0) << i));
    }
    body.extend(row.iter().filter(|&&weight| weight != 0).map(|weight| weight.cast_unsigned()));
}

/// The body of a file; `None` if it ends too early or says something impossible.
fn read(reader: &mut Reader<'_>) -> Option<Model> {
    let labels = reader.byte().filter(|&count| usize::from(count) <= MOST_LABELS)?;
    let labels = (0..labels).map(|_| read_label(reader)).collect::<Option<Vec<LabelId>>>()?;
    let tags = TagSet::new(labels);
    let clusters = read_clusters(reader)?;
    let rows = reader.byte().filter(|log| (1..=MOST_ROWS).contains(log)).map(|log| 1usize << log)?;
    let (scale, sharpness) = (reader.float()?, reader.float()?);
    let mut calibration = || Some(Calibration { slope: reader.float()?, offset: reader.float()? });
    let calibrations = tags.labels().iter().map(|_| calibration()).collect::<Option<Vec<_>>>()?;
    let mut transitions = Transitions::new(&tags);
    for (from, to) in tags.legal_pairs() {
        *transitions.get_mut(from, to) = reader.float()?;
    }
    if reader.0.len() < rows * tags.len().div_ceil(8) {
        // Before there is room for what is not there.
        return None;
    }
    let width = blocks(tags.len());
    let mut weights: Vec<Lanes<i8>> = vec![[0; LANES]; rows * width];
    for row in weights.chunks_mut(width) {
        let row = &mut row.as_flattened_mut()[..tags.len()];
        let bits = reader.take(row.len().div_ceil(8))?;
        for (_, weight) in row.iter_mut().enumerate().filter(|(tag, _)| bits[tag / 8] >> (tag % 8) & 1 == 1) {
            *weight = reader.byte()?.cast_signed();
        }
    }
    let (table, confidences) = (Table { weights, scale }, Confidences { sharpness, calibrations });
    reader.0.is_empty().then(|| Model::new(tags, clusters, table, transitions, confidences))
}

fn read_clusters(reader: &mut Reader<'_>) -> Option<Clusters> {
    let mut number = || u32::try_from(reader.number()?).ok();
    let groups: Vec<Group> = (0..number()?).map(|_| Some([number()?, number()?, number()?])).collect::<Option<_>>()?;
    let words = reader.number()?;
    let mut key = 0u32;
    let mut word = || {
        let number = reader.number()?;
        let (difference, group) = (number.checked_div(groups.len() as u64)?, number % groups.len() as u64);
        key = key.checked_add(u32::try_from(difference).ok()?)?;
        Some((key, u16::try_from(group).ok()?))
    };
    let by_word = (0..words).map(|_| word()).collect::<Option<_>>()?;
    Some(Clusters::new(groups, by_word))
}

fn read_label(reader: &mut Reader<'_>) -> Option<LabelId> {
    let length = reader.byte()?;
    std::str::from_utf8(reader.take(usize::from(length))?).ok().map(LabelId::from)
}

/// Takes bytes from the front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|bytes| bytes[0])
    }

    /// A number in LEB128.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    fn float(&mut self) -> Option<f32> {
        let bytes: [u8; 4] = self.take(4)?.try_into().ok()?;
        Some(f32::from_le_bytes(bytes)).filter(|number| number.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        model_of(&["PERSON", "ORG", "GPE", "LOC"].map(LabelId::from), 16)
    }

    fn model_of(labels: &[LabelId], rows: usize) -> Model {
        let tags = TagSet::new(labels.to_vec());
        let clusters = Clusters::from_table("seoul\t3\t200\t2047\noslo\t3\t0\t65535\nrome\t3\t0\t65535\n").unwrap();
        // Nine tags in sixteen lanes.
        let weight =
            |index: usize| if index.is_multiple_of(3) && index % 16 < 9 { (index % 127) as i8 - 60 } else { 0 };
        let weights =
            (0..rows * blocks(tags.len())).map(|block| std::array::from_fn(|lane| weight(block * 8 + lane))).collect();
        let mut transitions = Transitions::new(&tags);
        for (index, (from, to)) in tags.legal_pairs().enumerate() {
            *transitions.get_mut(from, to) = index as f32 / 7.0;
        }
        let slopes = (1..=labels.len()).map(|label| label as f32 / 2.0);
        let calibrations = slopes.map(|slope| Calibration { slope, offset: slope - 1.0 }).collect();
        let (table, confidences) = (Table { weights, scale: 0.25 }, Confidences { sharpness: 0.5, calibrations });
        Model::new(tags, clusters, table, transitions, confidences)
    }

    #[test]
    fn a_model_goes_through_its_file() {
        assert_eq!(Model::from_bytes(&model().to_bytes()), Ok(model()));
    }

    #[test]
    fn a_file_states_its_checksum() {
        let bytes = model().to_bytes();
        assert_eq!(stated_checksum(&bytes), Some(Sha256::digest(&bytes[44..]).into()));
        assert_eq!(stated_checksum(&bytes[..43]), None);
        assert_eq!(stated_checksum(&bytes[..5]), None);
    }

    proptest::proptest! {
        #[test]
        fn numbers_go_both_ways(number in 0..1u64 << 63) {
            let mut bytes = Vec::new();
            write_number(number, &mut bytes);
            proptest::prop_assert_eq!(Reader(&bytes).number(), Some(number));
        }
    }

    #[test]
    fn a_file_with_one_row_or_too_many_labels_is_damaged() {
        let labels: Vec<LabelId> = (0..=MOST_LABELS).map(|number| LabelId::from(format!("L{number}"))).collect();
        let read = |labels: &[LabelId], rows| Model::from_bytes(&model_of(labels, rows).to_bytes()).map(drop);
        assert_eq!(read(&labels[1..], 2), Ok(()));
        assert_eq!(read(&labels[1..], 1), Err(ModelError::Damaged));
        assert_eq!(read(&labels, 2), Err(ModelError::Damaged));
    }

    #[test]
    fn what_is_no_model_is_told_apart() {
        let bytes = model().to_bytes();
        assert_eq!(Model::from_bytes(b"{}"), Err(ModelError::NotAModel));
        assert_eq!(Model::from_bytes(&bytes[..bytes.len() - 1]), Err(ModelError::Damaged));
        assert_eq!(Model::from_bytes(&bytes[..20]), Err(ModelError::Damaged));
        let mut flipped = bytes.clone();
        flipped[100] ^= 1;
        assert_eq!(Model::from_bytes(&flipped), Err(ModelError::Damaged));
        let mut other = bytes;
        other[8] = 9;
        assert_eq!(Model::from_bytes(&other), Err(ModelError::OtherVersion { found: 9 }));
    }
}
