//! A file that is written part by part: dealt first if it is to be, checked, and sent in pieces.

use super::protocol::{Report, Target};
use crate::core::article::Article;
use crate::core::formats::{self, About, ArticleWriter, Counts, FolderWriter, Format, Piece, Remark, ZipFolder};
use crate::core::project::{Dealer, Split};
use std::io;

/// A file of which some parts are written.
pub(super) struct Writing {
    format: Format,
    /// Is shown all articles before the first is written, if they are to be dealt.
    dealer: Option<Dealer>,
    /// Where the articles belong that are still to be written, if they were dealt.
    splits: std::vec::IntoIter<Split>,
    writer: Writer,
    counts: Counts,
}

/// What makes a file of articles, and what of it was not sent yet.
enum Writer {
    File(Box<ArticleWriter>, Vec<u8>),
    Folder(FolderWriter, ZipFolder),
}

impl Writing {
    /// A file without articles.
    pub(super) fn new(Target { format, schema, dealt }: Target) -> Self {
        let about = About { schema: Some(schema), dealt, agreement: None };
        let writer = match FolderWriter::with_about(format, about) {
            Some(writer) => Writer::Folder(writer, ZipFolder::default()),
            None => Writer::File(Box::new(ArticleWriter::new(format)), Vec::new()),
        };
        let dealer = dealt.map(|(seed, shares)| Dealer::new(seed, shares));
        Self { format, dealer, splits: Vec::new().into_iter(), writer, counts: Counts::default() }
    }

    /// Takes the next articles, the `last` of all or not: what of the file is known with them, what the format does to
    /// them, and the file if more of it comes.
    pub(super) fn take(mut self, lines: &[u8], last: bool) -> Result<(Vec<Piece>, Report, Option<Self>), String> {
        let format = self.format;
        let articles = formats::articles(lines, Format::Jsonl);
        let mut articles = articles.map(|it| it.map(|it| goes_in(it, format)).map_err(|error| error.to_string()));
        if let Some(mut dealer) = self.dealer.take() {
            articles.try_for_each(|article| article.map(|article| dealer.add(&article)))?;
            if last {
                self.splits = dealer.deal().into_iter();
            } else {
                self.dealer = Some(dealer);
            }
            return Ok((Vec::new(), Report::default(), Some(self)));
        }
        let mut remarks = Vec::new();
        for article in articles {
            remarks.extend(self.write(article?).map_err(|error| error.to_string())?);
        }
        let report = Report { counts: self.counts.to_string(), loss: !self.counts.nothing_lost(), remarks };
        if last {
            let pieces = self.writer.finish().map_err(|error| error.to_string())?;
            return Ok((pieces, report, None));
        }
        Ok((self.writer.take_pieces(), report, Some(self)))
    }

    /// Checks an article and writes it.
    fn write(&mut self, mut article: Article) -> io::Result<Vec<Remark>> {
        let found = formats::preflight(&article, self.format)?;
        self.counts += found.counts;
        if let Some(split) = self.splits.next() {
            split.take(&mut article);
        }
        self.writer.write(&article)?;
        Ok(found.remarks(&article, self.format))
    }
}

impl Writer {
    fn write(&mut self, article: &Article) -> io::Result<()> {
        match self {
            Self::File(writer, bytes) => writer.write(article, bytes),
            Self::Folder(writer, folder) => writer.write(article, folder),
        }
    }

    fn take_pieces(&mut self) -> Vec<Piece> {
        match self {
            Self::File(_, bytes) => vec![Piece { place: 0, bytes: std::mem::take(bytes) }],
            Self::Folder(_, folder) => folder.take_pieces(),
        }
    }

    fn finish(self) -> io::Result<Vec<Piece>> {
        match self {
            Self::File(writer, mut bytes) => {
                writer.finish(&mut bytes)?;
                Ok(vec![Piece { place: 0, bytes }])
            }
            Self::Folder(writer, mut folder) => {
                writer.finish(&mut folder)?;
                folder.finish()
            }
        }
    }
}

/// What of an article goes into a file: only what was decided where the format cannot tell it from a suggestion,
/// since nobody should train on what nobody has looked at.
fn goes_in(article: Article, format: Format) -> Article {
    if format.holds_suggestions() { article } else { article.confirmed() }
}
