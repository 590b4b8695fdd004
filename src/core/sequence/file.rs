//! The file of a model.
//!
//! Little endian: the magic, the version (u32), the SHA-256 of all that follows; then the number of labels
//! (u8) and each label's length (u8) and UTF-8; the logarithm to base 2 of the number of rows (u8); scale and
//! sharpness (f32); the transitions (f32); and each row as a bit a tag, least first, that says which weights
//! are not zero, followed by those (i8). Most weights are zero, so this is a third of the plain table, and
//! needs no inflating.

use super::model::Model;
use super::tags::TagSet;
use crate::core::schema::LabelId;
use sha2::{Digest, Sha256};

const MAGIC: &[u8; 8] = b"POSTILSM";
const VERSION: u32 = 1;
const MOST_ROWS: u8 = 24;

/// Why a file is no model that this version can use.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// It does not start as models do.
    #[error("this is not a Postil model")]
    NotAModel,
    /// It was made by a later version.
    #[error("the model was made by a later version of Postil (version {found}); this one reads up to {VERSION}")]
    LaterVersion {
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
        body.push(self.rows().ilog2() as u8);
        for number in [self.scale, self.sharpness].iter().chain(&self.transitions) {
            body.extend(number.to_le_bytes());
        }
        for row in self.weights.chunks(self.tags.len()) {
            write_row(row, &mut body);
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
    /// If it is none, of a later version, or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let (version, rest) = rest.split_first_chunk().ok_or(ModelError::Damaged)?;
        let version = u32::from_le_bytes(*version);
        if version > VERSION {
            return Err(ModelError::LaterVersion { found: version });
        }
        let (checksum, body) = rest.split_first_chunk::<32>().ok_or(ModelError::Damaged)?;
        if *checksum != *Sha256::digest(body) {
            return Err(ModelError::Damaged);
        }
        read(&mut Reader(body)).ok_or(ModelError::Damaged)
    }
}

fn write_row(row: &[i8], body: &mut Vec<u8>) {
    for tags in row.chunks(8) {
        body.push(tags.iter().enumerate().fold(0, |bits, (i, &weight)| bits | u8::from(weight != 0) << i));
    }
    body.extend(row.iter().filter(|&&weight| weight != 0).map(|weight| weight.cast_unsigned()));
}

/// The body of a file; `None` if it ends too early or says something impossible.
fn read(reader: &mut Reader<'_>) -> Option<Model> {
    let labels = (0..reader.byte()?).map(|_| read_label(reader)).collect::<Option<Vec<LabelId>>>()?;
    let tags = TagSet::new(labels);
    let width = tags.len();
    let rows = reader.byte().filter(|&log| log <= MOST_ROWS).map(|log| 1usize << log)?;
    let (scale, sharpness) = (reader.float()?, reader.float()?);
    let transitions = (0..width * width).map(|_| reader.float()).collect::<Option<Vec<f32>>>()?;
    let mut weights = vec![0i8; rows * width];
    for row in weights.chunks_mut(width) {
        let bits = reader.take(width.div_ceil(8))?;
        for (_, weight) in row.iter_mut().enumerate().filter(|(tag, _)| bits[tag / 8] >> (tag % 8) & 1 == 1) {
            *weight = reader.byte()?.cast_signed();
        }
    }
    reader.0.is_empty().then_some(Model { tags, weights, transitions, scale, sharpness })
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

    fn float(&mut self) -> Option<f32> {
        let bytes: [u8; 4] = self.take(4)?.try_into().ok()?;
        Some(f32::from_le_bytes(bytes)).filter(|number| number.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model() -> Model {
        let tags = TagSet::new(vec!["PERSON".into(), "ORG".into(), "GPE".into(), "LOC".into()]);
        let weights = (0..16 * 9i32).map(|i| if i % 3 == 0 { (i % 127 - 60) as i8 } else { 0 }).collect();
        let transitions = (0u16..81).map(|i| f32::from(i) / 7.0).collect();
        Model { tags, weights, transitions, scale: 0.25, sharpness: 0.5 }
    }

    #[test]
    fn a_model_goes_through_its_file() {
        assert_eq!(Model::from_bytes(&model().to_bytes()), Ok(model()));
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
        let mut later = bytes;
        later[8] = 9;
        assert_eq!(Model::from_bytes(&later), Err(ModelError::LaterVersion { found: 9 }));
    }
}
