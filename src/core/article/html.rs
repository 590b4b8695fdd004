//! An article from HTML: a saved page, or what a browser puts on the clipboard.
//!
//! The main decision: of a page only the article is taken, found by a port of Mozilla's Readability
//! (`dom_smoothie`); of a piece of a page that a person selected, everything, because leaving out what
//! somebody chose to copy would lose text. Rules of our own for finding the article were rejected: pages
//! have too many shapes.

use super::date::date_at_start;
use super::{Meta, meta_of};
use crate::core::text::Text;
use dom_query::NodeRef;
use dom_smoothie::{Config, Readability, TextMode};

/// HTML with no text in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no text in this HTML")]
pub struct NoText;

/// Elements that a page has around its article, and a selection from inside an article has not.
const PAGE: &str = "title, nav, main, article, aside, header, footer";

/// What a page says of when it was written, if it does not in its head.
const TIME: &str = ":is(article, main) time[datetime]";

/// Elements nested deeper than browsers nest them: reading the article would overflow the stack, so all
/// text is taken.
const MAX_DEPTH: usize = 512;

/// The text of HTML, with paragraphs on lines of their own, and the metadata that the page gives.
///
/// # Errors
/// If there is no text in it.
pub fn from_html(html: &str) -> Result<(Text, Meta), NoText> {
    let (content, page_meta) = page(html).or_else(|| Some((all_text(html)?, Meta::default()))).ok_or(NoText)?;
    let text = Text::new(&content);
    let text_meta = meta_of(&text);
    let meta = Meta {
        title: page_meta.title.or(text_meta.title),
        date: page_meta.date.or(text_meta.date),
        source: page_meta.source.or(text_meta.source),
        byline: page_meta.byline.or(text_meta.byline),
        url: page_meta.url.or(text_meta.url),
        ..text_meta
    };
    Ok((text, meta))
}

/// The article of a page; `None` if this is no page, or none that the port can read.
fn page(html: &str) -> Option<(String, Meta)> {
    let mut readability = Readability::from(html);
    readability.config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    if !readability.doc.select(PAGE).exists() || is_deep(&readability.doc.root()) {
        return None;
    }
    // Reading the article takes the document apart.
    let attribute = |of: &str, name: &str| readability.doc.select_single(of).attr(name).map(|it| it.to_string());
    let (canonical, first_time) = (attribute("link[rel=canonical]", "href"), attribute(TIME, "datetime"));
    let article = readability.parse().ok()?;
    let written = article.published_time.or(first_time);
    let meta = Meta {
        title: filled(article.title),
        date: written.and_then(|time| date_at_start(time.trim()).map(|(date, _)| date)),
        source: article.site_name.and_then(filled),
        byline: article.byline.and_then(|byline| filled(without_by(byline.trim()).to_owned())),
        url: canonical.or(article.url).and_then(filled),
        ..Meta::default()
    };
    filled(article.text_content.to_string()).map(|content| (content, meta))
}

/// A byline without the "By" that some pages have in it.
fn without_by(byline: &str) -> &str {
    let (by, name) = byline.split_once(char::is_whitespace).unwrap_or_default();
    if by.eq_ignore_ascii_case("by") { name } else { byline }
}

/// Whether elements are nested more than [`MAX_DEPTH`] deep.
fn is_deep(root: &NodeRef) -> bool {
    let mut open = vec![(*root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > MAX_DEPTH {
            return true;
        }
        open.extend(node.element_children().into_iter().map(|child| (child, depth + 1)));
    }
    false
}

/// All text that HTML shows.
fn all_text(html: &str) -> Option<String> {
    let document = Readability::from(html).doc;
    document.select("script, style, noscript, template, title").remove();
    filled(document.formatted_text().to_string())
}

fn filled(value: String) -> Option<String> {
    let trimmed = value.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARAGRAPH: &str = "Acme said on Monday that it had bought Widgets, a maker of small parts, for three \
        billion dollars, the largest sum that anybody in Springfield had ever paid for anything, and that the \
        deal would be closed before the end of the year if the regulators of both countries agreed to it.";

    fn page_of(head: &str, body: &str) -> String {
        format!(
            "<!doctype html><html><head><title>Acme buys Widgets - The Daily Example</title>{head}</head><body>{body}</body></html>"
        )
    }

    #[test]
    fn the_article_of_a_page_with_its_metadata() {
        let head = r#"<link rel="canonical" href="https://news.example.com/acme">
            <meta property="og:title" content="Acme buys Widgets"><meta property="og:site_name" content="The Daily Example">
            <meta name="author" content="Jane Doe"><meta property="article:published_time" content="2025-02-03T09:30:00Z">"#;
        let body = format!(
            "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><main><h1>Acme buys Widgets</h1>\
             <article><p>{PARAGRAPH}</p><p>“We are <b>happy</b>,”&nbsp;said Ann&#39;s aide.<br>Nobody else was.</p><p>{PARAGRAPH}</p></article></main>\
             <footer>© The Daily Example. All rights reserved.</footer><script>track()</script>"
        );
        let (text, meta) = from_html(&page_of(head, &body)).unwrap();
        let expected = format!("{PARAGRAPH}\n\n“We are happy,” said Ann's aide.\nNobody else was.\n\n{PARAGRAPH}");
        assert_eq!(text.as_str(), expected);
        let Meta { title, date, source, byline, url, .. } = meta;
        let fields = [title, date, source, byline, url].map(Option::unwrap_or_default);
        let expected =
            ["Acme buys Widgets", "2025-02-03", "The Daily Example", "Jane Doe", "https://news.example.com/acme"];
        assert_eq!(fields, expected);
    }

    #[test]
    fn a_page_without_a_date_in_its_head_has_it_above_its_body() {
        let time = r#"<time datetime="2025-03-04T08:00:00+01:00">Tuesday</time>"#;
        let other = r#"<time datetime="2025-03-09">now</time>"#;
        let body = format!("<header>{other}</header><article>{time}<p>{PARAGRAPH}</p></article>{other}");
        assert_eq!(from_html(&page_of("", &body)).unwrap().1.date.as_deref(), Some("2025-03-04"));
    }

    #[test]
    fn a_byline_is_the_name_without_its_by() {
        for written in ["Jane Doe", "By Jane Doe", " by  Jane Doe "] {
            let head = format!(r#"<meta name="author" content="{written}">"#);
            let (_, meta) = from_html(&page_of(&head, &format!("<article><p>{PARAGRAPH}</p></article>"))).unwrap();
            assert_eq!(meta.byline.as_deref(), Some("Jane Doe"), "{written}");
        }
    }

    #[test]
    fn a_selection_is_taken_whole() {
        let html = "<meta charset='utf-8'><!--StartFragment--><h2>Acme buys Widgets</h2><p>By Jane Doe</p>\
                    <p>Acme paid <a href='#'>$3 billion</a>.</p><ul><li>One<li>Two</ul><!--EndFragment-->";
        let (text, meta) = from_html(html).unwrap();
        assert_eq!(text.as_str(), "Acme buys Widgets\n\nBy Jane Doe\n\nAcme paid $3 billion.\n\nOne\nTwo");
        assert_eq!(meta.title.as_deref(), Some("Acme buys Widgets"));
        assert_eq!(meta.byline.as_deref(), Some("Jane Doe"));
    }

    #[test]
    fn a_page_with_a_few_words() {
        let (text, _) = from_html(&page_of("", "<p>Acme bought it.</p>")).unwrap();
        assert_eq!(text.as_str(), "Acme bought it.");
    }

    #[test]
    fn markup_without_text() {
        for html in ["", "   ", "<p></p>", "<script>track()</script>", "<img src=x alt=y>"] {
            assert_eq!(from_html(html), Err(NoText), "{html}");
        }
    }

    #[test]
    fn deep_nesting() {
        let html = page_of("", &format!("{}<p>{PARAGRAPH}</p>", "<div>".repeat(2_000)));
        assert_eq!(from_html(&html).unwrap().0.as_str(), PARAGRAPH);
    }
}
