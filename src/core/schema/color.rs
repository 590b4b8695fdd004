//! Colours of labels, and the contrast they need to be read.

use super::Label;
use std::str::FromStr;

/// Colours for labels: told apart by hue in the order in which presets use them, and then those that no preset has.
pub(super) const PALETTE: &[&str] = &[
    "#3b6fd4", "#c2571a", "#2b8a57", "#8a4fc4", "#b0357a", "#8a7415", "#17889b", "#c23b3b", "#5c6bc0", "#6d7f2a",
    "#a0603a", "#4f7f8f", "#9c3d5c", "#2c7bb0", "#4a6b1f", "#8f6bd9", "#b8791f", "#0f7f6b", "#7a5c7e", "#c2568f",
    "#6b5d4f", "#3f8f9f",
];

/// How many labels have each colour of the palette.
pub(super) struct ColorUses([usize; PALETTE.len()]);

impl ColorUses {
    /// Of these labels.
    pub fn of(labels: &[Label]) -> Self {
        let mut uses = Self([0; PALETTE.len()]);
        labels.iter().for_each(|label| uses.add(label));
        uses
    }

    /// And of one more.
    pub fn add(&mut self, label: &Label) {
        if let Some(place) = PALETTE.iter().position(|color| label.color.eq_ignore_ascii_case(color)) {
            self.0[place] += 1;
        }
    }

    /// The colour that the fewest have, the first of these.
    pub fn fewest(&self) -> &'static str {
        let uses = PALETTE.iter().zip(self.0);
        uses.min_by_key(|(_, count)| *count).expect("the palette has colours").0
    }
}

/// An opaque sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

/// A colour that is not written `#rrggbb`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a colour: write it like #3b6fd4")]
pub struct ColorError(String);

impl Color {
    /// White.
    pub const WHITE: Self = Self { red: 255, green: 255, blue: 255 };
    const BLACK: Self = Self { red: 0, green: 0, blue: 0 };

    /// The contrast ratio with another colour, 1 to 21 (WCAG 2.2, "contrast ratio").
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour moved towards black (on a light ground) or white (on a dark one) just as far as it
    /// needs to reach the contrast `ratio` with `ground`.
    #[must_use]
    pub fn readable_on(self, ground: Self, ratio: f64) -> Self {
        let pole = if ground.luminance() > 0.18 { Self::BLACK } else { Self::WHITE };
        (0..=20)
            .map(|step| self.mixed(pole, f64::from(step) / 20.0))
            .find(|color| color.contrast(ground) >= ratio)
            .unwrap_or(pole)
    }

    /// This colour with a `share` (0 to 1) of another mixed in, channel by channel.
    #[must_use]
    pub fn mixed(self, other: Self, share: f64) -> Self {
        // A weighted mean of two bytes is a byte.
        let mix = |a: u8, b: u8| (f64::from(a) * (1.0 - share) + f64::from(b) * share).round() as u8;
        Self { red: mix(self.red, other.red), green: mix(self.green, other.green), blue: mix(self.blue, other.blue) }
    }

    /// Relative luminance, 0 to 1 (WCAG 2.2).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { power_2_4((value + 0.055) / 1.055) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

/// `x` to the power of 2.4, for `x` from 0.09 to 1: the square, times the fifth root of the square by Newton's method.
/// The general power is 2 kB of the page.
fn power_2_4(x: f64) -> f64 {
    let square = x * x;
    let closer = |root: f64, _| (4.0 * root + square / (root * root * root * root)) / 5.0;
    square * (0..16).fold(1.0, closer)
}

impl FromStr for Color {
    type Err = ColorError;

    fn from_str(text: &str) -> Result<Self, ColorError> {
        let error = || ColorError(text.to_owned());
        let is_hex = |digits: &&str| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let digits = text.strip_prefix('#').filter(is_hex).ok_or_else(error)?;
        let channel = |i: usize| u8::from_str_radix(&digits[i..i + 2], 16).map_err(|_| error());
        Ok(Self { red: channel(0)?, green: channel(2)?, blue: channel(4)? })
    }
}

impl std::fmt::Display for Color {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn black_on_white_is_21() {
        assert!((Color::BLACK.contrast(Color::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn the_power_of_2_4() {
        for x in (90..=1000).map(|x| f64::from(x) / 1000.0) {
            assert!((power_2_4(x) - x.powf(2.4)).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn what_is_no_colour() {
        for text in ["", "#12345", "123456", "#12345g", "#1234567", "#12é45", "#+1+2+3"] {
            assert!(text.parse::<Color>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_label_colour_becomes_readable(red: u8, green: u8, blue: u8) {
            let color = Color { red, green, blue };
            prop_assert_eq!(color.to_string().parse::<Color>().unwrap(), color);
            for ground in ["#fbf9f4", "#171614"] {
                let ground: Color = ground.parse().unwrap();
                prop_assert!(color.readable_on(ground, 4.5).contrast(ground) >= 4.5);
            }
        }
    }
}
