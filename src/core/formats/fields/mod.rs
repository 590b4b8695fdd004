//! What several formats hold alike: our own record of an article, ids, what is known about an article, categories, and
//! offsets into texts as files hold them.

pub mod categories;
pub mod ids;
pub mod meta;
pub mod record;
pub mod source_text;
