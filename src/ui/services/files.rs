//! Files that the reader gives and takes.

use gloo::timers::callback::Timeout;
use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

/// The files of a list that was chosen or dropped. The browser empties such a list when the event is over or
/// the field is cleared; the files stay.
pub fn files_of(list: Option<FileList>) -> Vec<File> {
    let files: Array = list.map_or_else(Array::new, |list| Array::from(&list));
    // Those of a folder come in the order that the disk has them in; others have no path, and stay as they are.
    files.sort_by(&mut |a: JsValue, b: JsValue| path_in_folder(&a).cmp(&path_in_folder(&b)) as i32);
    files.iter().map(JsCast::unchecked_into).collect()
}

/// The path of a file in the folder that was chosen.
fn path_in_folder(file: &JsValue) -> Option<String> {
    Reflect::get(file, &"webkitRelativePath".into()).ok()?.as_string()
}

/// The bytes of a file.
///
/// # Errors
/// What the browser says, as when the file is gone by now.
pub async fn bytes_of(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|error| message(&error))?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// How long a download's address stays, in milliseconds: some browsers begin to read only after the click.
const KEEP_ADDRESS: u32 = 60_000;

/// A file that is put together from parts, outside of the memory of this program: at each place a list of them. A clone
/// is another handle on the same one.
#[derive(Clone, Default, PartialEq)]
pub struct FileParts(Array);

impl FileParts {
    /// Puts a part at a place of the file, after those that are there.
    pub fn push(&self, place: u32, part: &[u8]) {
        let there = self.0.get(place).dyn_into().unwrap_or_else(|_| {
            let none = Array::new();
            self.0.set(place, none.clone().into());
            none
        });
        there.push(&Uint8Array::from(part));
    }

    /// Forgets all parts.
    pub fn clear(&self) {
        self.0.set_length(0);
    }

    /// Hands the file to the reader as a download.
    ///
    /// # Errors
    /// What the browser says.
    pub fn download(&self, name: &str) -> Result<(), String> {
        let try_download = || -> Result<(), JsValue> {
            let options = BlobPropertyBag::new();
            // What a file is, its name says; a type that the browser knows might open it instead.
            options.set_type("application/octet-stream");
            let blob = Blob::new_with_u8_array_sequence_and_options(&self.0.flat(1), &options)?;
            let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::UNDEFINED)?;
            let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
            let url = Url::create_object_url_with_blob(&blob)?;
            link.set_href(&url);
            link.set_download(name);
            link.click();
            Timeout::new(KEEP_ADDRESS, move || drop(Url::revoke_object_url(&url))).forget();
            Ok(())
        };
        try_download().map_err(|error| message(&error))
    }
}

/// What the browser says.
pub fn message(error: &JsValue) -> String {
    error.dyn_ref::<js_sys::Error>().map_or_else(|| format!("{error:?}"), |error| String::from(error.message()))
}
