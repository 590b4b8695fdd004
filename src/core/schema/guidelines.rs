//! The guidelines of a schema, as blocks that can be shown.
//!
//! They are Markdown, of which headings, lists, paragraphs, strong, emphasised and quoted words are known. A crate
//! for all of it was rejected: it would be a quarter of the page, for tables and HTML that no guideline here may have.

/// What a block of guidelines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading: "# Persons".
    Heading,
    /// An item of a list: "- Titles stay outside."
    Item,
    /// Lines without an empty one between them.
    Paragraph,
}

/// How words are set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As they are.
    Plain,
    /// "**never**".
    Strong,
    /// "*rather*".
    Emphasis,
    /// "`Mr.`".
    Code,
}

/// What encloses words of each tone; the longer before what it begins with.
const MARKERS: [(&str, Tone); 3] = [("**", Tone::Strong), ("*", Tone::Emphasis), ("`", Tone::Code)];

/// The blocks of guidelines, each with its text.
#[must_use]
pub fn blocks(guidelines: &str) -> Vec<(Block, String)> {
    let mut blocks: Vec<(Block, String)> = Vec::new();
    // Whether the line before can go on.
    let mut open = false;
    for line in guidelines.lines().map(str::trim) {
        let (block, text) = block_of(line);
        match blocks.last_mut().filter(|_| open && block == Block::Paragraph && !text.is_empty()) {
            Some((_, before)) => {
                before.push(' ');
                before.push_str(text);
            }
            None if text.is_empty() => {}
            None => blocks.push((block, text.to_owned())),
        }
        open = !text.is_empty() && block != Block::Heading;
    }
    blocks
}

fn block_of(line: &str) -> (Block, &str) {
    let heading = line.trim_start_matches('#');
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let item = line.strip_prefix("- ").or(line.strip_prefix("* "));
    let item = item.or(number.strip_prefix(". ").filter(|_| number.len() < line.len()));
    match item {
        Some(item) => (Block::Item, item.trim_start()),
        None if heading.len() < line.len() && heading.starts_with(' ') => (Block::Heading, heading.trim_start()),
        None => (Block::Paragraph, line),
    }
}

/// The text of a block in stretches of one tone. What nothing closes is no marker.
#[must_use]
pub fn tones(text: &str) -> Vec<(Tone, &str)> {
    let mut tones = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        let found = MARKERS.iter().find_map(|&(marker, tone)| {
            let inside = rest.strip_prefix(marker)?;
            let end = inside.find(marker).filter(|&end| end > 0 && !inside.starts_with(' '))?;
            Some((tone, &inside[..end], end + 2 * marker.len()))
        });
        if let Some((tone, words, length)) = found {
            tones.push((Tone::Plain, &text[plain..at]));
            tones.push((tone, words));
            at += length;
            plain = at;
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    tones.push((Tone::Plain, &text[plain..]));
    tones.retain(|(_, words)| !words.is_empty());
    tones
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_become_headings_items_and_paragraphs() {
        let found = blocks("# Persons\nTitles stay\noutside.\n\n- Mr.\n  and Mrs.\n2. Kings\n\n#1 is no heading\n");
        let expected = [
            (Block::Heading, "Persons"),
            (Block::Paragraph, "Titles stay outside."),
            (Block::Item, "Mr. and Mrs."),
            (Block::Item, "Kings"),
            (Block::Paragraph, "#1 is no heading"),
        ];
        assert_eq!(found, expected.map(|(block, text)| (block, text.to_owned())));
    }

    #[test]
    fn words_have_tones_where_their_markers_close() {
        assert_eq!(
            tones("Mark **all** of *it*, `Mr.` not."),
            [
                (Tone::Plain, "Mark "),
                (Tone::Strong, "all"),
                (Tone::Plain, " of "),
                (Tone::Emphasis, "it"),
                (Tone::Plain, ", "),
                (Tone::Code, "Mr."),
                (Tone::Plain, " not."),
            ]
        );
        for plain in ["2 * 3 * 4", "**open", "a ` b"] {
            assert_eq!(tones(plain), [(Tone::Plain, plain)]);
        }
    }

    proptest! {
        #[test]
        fn nothing_but_markers_is_lost(text in "[a-c *`é]{0,20}") {
            let bare = |text: &str| text.replace(['*', '`'], "");
            let shown: String = tones(&text).into_iter().map(|(_, words)| words).collect();
            prop_assert_eq!(bare(&shown), bare(&text));
        }
    }
}
