//! Tags of tokens, as corpora and networks write them: `B-ORG`, `L-ORG`, `S-ORG`.

/// Where in a span of its label a token stands, as its tag says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagPlace {
    /// It is the first token.
    Begin,
    /// It is one of the tokens; the first if no span of its label is open.
    Inside,
    /// It is the last token.
    Last,
    /// It is the only token.
    Single,
}

impl TagPlace {
    /// Whether the token belongs to the span before it, if that is open and of its label.
    #[must_use]
    pub fn goes_on(self) -> bool {
        matches!(self, Self::Inside | Self::Last)
    }

    /// Whether the token behind may belong to the same span.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(self, Self::Begin | Self::Inside)
    }
}

/// A tag taken apart, in whatever scheme (IOB1, IOB2, BILOU, BIOES, BMES): they agree on where a span begins and ends
/// wherever each is well formed. `None` if it has no such prefix, as "O" has none, or no label.
#[must_use]
pub fn tag_parts(tag: &str) -> Option<(TagPlace, &str)> {
    let (prefix, label) = tag.split_once('-').filter(|(_, label)| !label.is_empty())?;
    let place = match prefix {
        "B" => TagPlace::Begin,
        "I" | "M" => TagPlace::Inside,
        "L" | "E" => TagPlace::Last,
        "U" | "S" => TagPlace::Single,
        _ => return None,
    };
    Some((place, label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefixes_of_every_scheme_are_known() {
        use TagPlace::{Begin, Inside, Last, Single};

        let places = ["B-A", "I-A", "M-A", "L-A", "E-A", "U-A", "S-A"].map(|tag| tag_parts(tag).map(|parts| parts.0));
        assert_eq!(places, [Begin, Inside, Inside, Last, Last, Single, Single].map(Some));
        assert_eq!(tag_parts("I-event-sport"), Some((Inside, "event-sport")));
        assert_eq!(["O", "-", "", "B-", "B", "PER", "x-PER"].map(tag_parts), [None; 7]);
    }
}
