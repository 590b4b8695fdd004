//! The checksum of ZIP files, byte by byte. The crate that flate2 has for it is faster, and 16 kB of tables larger.

/// The checksum of some bytes.
pub struct Crc32(u32);

impl Crc32 {
    /// What each byte does to a checksum.
    const TABLE: [u32; 256] = {
        let mut table = [0; 256];
        let mut byte = 0;
        while byte < 256 {
            let (mut value, mut bit) = (byte as u32, 0);
            while bit < 8 {
                value = (value >> 1) ^ if value & 1 == 1 { 0xedb8_8320 } else { 0 };
                bit += 1;
            }
            table[byte] = value;
            byte += 1;
        }
        table
    };

    pub fn add(&mut self, bytes: &[u8]) {
        let with = |state: u32, byte: &u8| Self::TABLE[usize::from(state as u8 ^ byte)] ^ (state >> 8);
        self.0 = bytes.iter().fold(self.0, with);
    }

    pub const fn value(&self) -> u32 {
        !self.0
    }
}

impl Default for Crc32 {
    fn default() -> Self {
        Self(!0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_one_that_others_find(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..50), 0..4)) {
            let (mut ours, mut theirs) = (Crc32::default(), flate2::Crc::new());
            for part in parts {
                ours.add(&part);
                theirs.update(&part);
            }
            prop_assert_eq!(ours.value(), theirs.sum());
        }
    }
}
