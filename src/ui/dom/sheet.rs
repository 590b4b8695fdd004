//! Style rules that the page makes itself: the colours of labels.
//!
//! A sheet that the document adopts. A `style` element was rejected, because the content security policy forbids
//! it, and a `style` attribute on each mark too: marks are many.

use gloo::utils::document;
use js_sys::Array;
use web_sys::CssStyleSheet;

/// A style sheet of the page's own making.
pub struct Sheet(Option<CssStyleSheet>);

impl Sheet {
    /// Puts a style sheet beside those of the document.
    #[must_use]
    pub fn adopt(css: &str) -> Self {
        let sheet = CssStyleSheet::new().ok();
        let sheets: Array = sheet.iter().collect();
        document().set_adopted_style_sheets(&sheets);
        let sheet = Self(sheet);
        sheet.replace(css);
        sheet
    }

    /// Puts other rules in the place of all that it has.
    pub fn replace(&self, css: &str) {
        // It fails only for a sheet that is being loaded, and this one never is.
        let _ = self.0.as_ref().map(|sheet| sheet.replace_sync(css));
    }
}
