//! A zlib stream of parts that are packed apart, so that what comes last in it may be packed first.
//!
//! The main decision: DEFLATE lets the blocks of one packer follow those of another, where each but the last is flushed
//! to whole bytes, since none looks back over its own beginning. Only the checksum must be told of both. To pack all at
//! once when everything is known was rejected: that stands still for as long as it takes, and holds all of it.

use flate2::Compression;
use flate2::write::DeflateEncoder;
use std::io::{self, Write};

/// What a zlib stream begins with: DEFLATE, which may look back over 32 kB, packed with the usual effort.
const HEAD: [u8; 2] = [0x78, 0x9c];

/// A block of bytes as they are counts them in 2 bytes.
const STORED_BLOCK: usize = u16::MAX as usize;

/// A part of a stream.
pub struct ZlibPart {
    packer: Packer,
    checksum: Adler32,
}

/// What packs a part.
enum Packer {
    Deflating(DeflateEncoder<Vec<u8>>),
    /// Nothing: what is read at once and thrown away needs no tables, which take as long as all the rest of a short part.
    Stored(Vec<u8>),
}

impl ZlibPart {
    /// An empty part, packed with so much effort.
    pub fn new(compression: Compression) -> Self {
        let packer = match compression.level() {
            0 => Packer::Stored(Vec::new()),
            _ => Packer::Deflating(DeflateEncoder::new(Vec::new(), compression)),
        };
        Self { packer, checksum: Adler32::default() }
    }

    /// How many bytes were put in.
    pub const fn length(&self) -> u64 {
        self.checksum.length
    }

    /// Adds to the end of the part.
    pub fn push(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.add(bytes);
        match &mut self.packer {
            Packer::Deflating(packer) => packer.write_all(bytes),
            Packer::Stored(stored) => stored.write_all(bytes),
        }
    }

    /// Writes the stream of this part and a last one.
    pub fn write_with(self, last: Self, out: &mut impl Write) -> io::Result<()> {
        let checksum = self.checksum.followed_by(&last.checksum);
        out.write_all(&HEAD)?;
        self.packer.write(false, out)?;
        last.packer.write(true, out)?;
        out.write_all(&checksum.to_be_bytes())
    }
}

impl Packer {
    /// Writes the blocks, of which the last of the `last` part says so.
    fn write(self, last: bool, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Deflating(packer) if last => out.write_all(&packer.finish()?),
            Self::Deflating(mut packer) => {
                packer.flush()?;
                out.write_all(packer.get_ref())
            }
            Self::Stored(bytes) => {
                let blocks = bytes.len().div_ceil(STORED_BLOCK).max(1);
                for number in 1..=blocks {
                    let block = &bytes[(number - 1) * STORED_BLOCK..bytes.len().min(number * STORED_BLOCK)];
                    let length = block.len() as u16;
                    out.write_all(&[u8::from(last && number == blocks)])?;
                    out.write_all([length, !length].map(u16::to_le_bytes).as_flattened())?;
                    out.write_all(block)?;
                }
                Ok(())
            }
        }
    }
}

/// The checksum of zlib (RFC 1950).
struct Adler32 {
    /// The sum of all bytes, and the sum of its values after each of them.
    sums: [u32; 2],
    length: u64,
}

impl Default for Adler32 {
    fn default() -> Self {
        Self { sums: [1, 0], length: 0 }
    }
}

impl Adler32 {
    /// The largest prime below 2^16.
    const MODULUS: u32 = 65_521;
    /// So many bytes can be added before the sums leave 32 bits.
    const CHUNK: usize = 5_552;

    fn add(&mut self, bytes: &[u8]) {
        let [mut one, mut other] = self.sums;
        for chunk in bytes.chunks(Self::CHUNK) {
            for &byte in chunk {
                one += u32::from(byte);
                other += one;
            }
            one %= Self::MODULUS;
            other %= Self::MODULUS;
        }
        self.sums = [one, other];
        self.length += bytes.len() as u64;
    }

    /// That of these bytes and others after them: the second sum has the first bytes once more for each of the others.
    fn followed_by(&self, next: &Self) -> u32 {
        let modulus = u64::from(Self::MODULUS);
        let [[one, other], [next_one, next_other]] = [self.sums, next.sums].map(|sums| sums.map(u64::from));
        let before = one + modulus - 1;
        let sum = (before + next_one) % modulus;
        let sums = (other + next_other + next.length % modulus * before) % modulus;
        (sums << 16 | sum) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::ZlibDecoder;
    use proptest::prelude::*;
    use std::io::Read;

    fn joined(parts: [&[u8]; 2], compression: Compression) -> Vec<u8> {
        let [first, last] = parts.map(|bytes| {
            let mut part = ZlibPart::new(compression);
            bytes.chunks(7).for_each(|some| part.push(some).unwrap());
            part
        });
        assert_eq!(first.length(), parts[0].len() as u64);
        let mut stream = Vec::new();
        first.write_with(last, &mut stream).unwrap();
        let mut found = Vec::new();
        ZlibDecoder::new(&stream[..]).read_to_end(&mut found).unwrap();
        found
    }

    proptest! {
        #[test]
        fn two_parts_are_read_as_one(
            first in prop::collection::vec(any::<u8>(), 0..300),
            last in prop::collection::vec(0..3_u8, 0..300),
        ) {
            for compression in [Compression::default(), Compression::none()] {
                prop_assert_eq!(joined([&first, &last], compression), [&first[..], &last].concat());
            }
        }
    }

    #[test]
    fn long_parts_have_their_checksum() {
        let [first, last] = [vec![255; 200_000], vec![254; 300_001]];
        for compression in [Compression::fast(), Compression::none()] {
            assert!(joined([&first, &last], compression) == [&first[..], &last].concat());
        }
    }
}
