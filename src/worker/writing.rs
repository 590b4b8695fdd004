//! A file that is written part by part: dealt first if it is to be, checked, and sent in pieces.

use super::protocol::{Report, Target};
use crate::core::annotation::{Annotation, Key};
use crate::core::article::Article;
use crate::core::dataset::{Dealer, Split};
use crate::core::formats::{
    self, About, ArticleWriter, FilePiece, FolderWriter, Format, PreflightCounts, Remark, SuggestionPolicy, ZipFolder,
};
use crate::core::schema::LabelChoices;
use std::io;

/// A file of which some parts are written.
pub(super) struct Writing {
    format: Format,
    /// Whether what is only suggested goes in.
    suggestions: SuggestionPolicy,
    /// What the labels are called in the file.
    labels: LabelChoices,
    /// Is shown all articles before the first is written, if they are to be dealt.
    dealer: Option<Dealer>,
    /// Where the articles belong that are still to be written, if they were dealt.
    splits: std::vec::IntoIter<Split>,
    writer: Writer,
    counts: PreflightCounts,
}

/// What makes a file of articles, and what of it was not sent yet.
enum Writer {
    File(Box<ArticleWriter>, Vec<u8>),
    Folder(FolderWriter, ZipFolder),
}

impl Writing {
    /// A file without articles.
    pub(super) fn new(Target { format, schema, dealt, suggestions, labels }: Target) -> Self {
        let about = About { schema: Some(schema), dealt, agreement: None };
        let writer = match FolderWriter::with_about(format, about) {
            Some(writer) => Writer::Folder(writer, ZipFolder::default()),
            None => Writer::File(Box::new(ArticleWriter::new(format)), Vec::new()),
        };
        let dealer = dealt.map(|(seed, shares)| Dealer::new(seed, shares));
        let splits = Vec::new().into_iter();
        let suggestions = if suggestions { SuggestionPolicy::TakenIn } else { SuggestionPolicy::WhereTold };
        Self { format, suggestions, labels, dealer, splits, writer, counts: PreflightCounts::default() }
    }

    /// Takes the next articles, the `last` of all or not: what of the file is known with them, what the format does to
    /// them, and the file if more of it comes.
    pub(super) fn take(mut self, lines: &[u8], last: bool) -> Result<(Vec<FilePiece>, Report, Option<Self>), String> {
        let mut articles = formats::articles(lines, Format::Jsonl).map(|it| it.map_err(|error| error.to_string()));
        if let Some(mut dealer) = self.dealer.take() {
            articles.try_for_each(|article| article.map(|article| dealer.add(&self.chosen(&article))))?;
            if last {
                self.splits = dealer.deal().into_iter();
            } else {
                self.dealer = Some(dealer);
            }
            return Ok((Vec::new(), Report::default(), Some(self)));
        }
        let mut remarks = Vec::new();
        for article in articles {
            remarks.extend(self.write(&article?).map_err(|error| error.to_string())?);
        }
        let report = Report { counts: self.counts.to_string(), loss: !self.counts.nothing_lost(), remarks };
        if last {
            let pieces = self.writer.finish().map_err(|error| error.to_string())?;
            return Ok((pieces, report, None));
        }
        Ok((self.writer.take_pieces(), report, Some(self)))
    }

    /// What of an article goes in.
    fn chosen(&self, article: &Article) -> Article {
        let article = self.suggestions.apply(article.clone(), self.format);
        article.relabelled(&|label| self.labels.chosen(label).cloned())
    }

    /// Checks an article and writes it.
    fn write(&mut self, own: &Article) -> io::Result<Vec<Remark>> {
        let mut article = self.chosen(own);
        let found = formats::preflight(&article, self.format)?;
        self.counts += found.counts;
        let mut remarks = found.remarks(&article, self.format);
        remarks.iter_mut().filter_map(|remark| remark.key.as_mut()).for_each(|key| self.under_its_own_label(key, own));
        if let Some(split) = self.splits.next() {
            split.take(&mut article);
        }
        self.writer.write(&article)?;
        Ok(remarks)
    }

    /// Gives what identifies an annotation in the file the label that it has in the project, where it is to be found.
    fn under_its_own_label(&self, (range, label): &mut Key, own: &Article) {
        let is_it = |it: &&Annotation| it.range == *range && self.labels.chosen(&it.label) == Some(label);
        if let Some(found) = own.annotations.overlapping(*range).find(|it| it.is_visible() && is_it(it)) {
            *label = found.label.clone();
        }
    }
}

impl Writer {
    fn write(&mut self, article: &Article) -> io::Result<()> {
        match self {
            Self::File(writer, bytes) => writer.write(article, bytes),
            Self::Folder(writer, folder) => writer.write(article, folder),
        }
    }

    fn take_pieces(&mut self) -> Vec<FilePiece> {
        match self {
            Self::File(_, bytes) => vec![FilePiece { place: 0, bytes: std::mem::take(bytes) }],
            Self::Folder(_, folder) => folder.take_pieces(),
        }
    }

    fn finish(self) -> io::Result<Vec<FilePiece>> {
        match self {
            Self::File(writer, mut bytes) => {
                writer.finish(&mut bytes)?;
                Ok(vec![FilePiece { place: 0, bytes }])
            }
            Self::Folder(writer, mut folder) => {
                writer.finish(&mut folder)?;
                folder.finish()
            }
        }
    }
}
