//! The user's own model: told from other files, and kept in this browser.
//!
//! It is kept beside the project as the files that the user gave: the browser copies them itself, and the page
//! never holds their bytes.

use super::{DATABASE, IdbStore};
use crate::core::schema::{LabelChoices, LabelId};
use crate::core::store::StoreError;
use crate::ui::state::Action;
use crate::ui::wording;
use js_sys::Array;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

/// What the model is kept under: a list of its name, whether it is a network, its files, and a list of the
/// choices, each a label and what it becomes.
const MODEL: &str = "model";

/// The files of a model. A clone is another handle on the same ones.
#[derive(Clone, Debug)]
pub struct ModelFiles {
    /// What the model is called.
    pub name: String,
    /// Whether it is a token classifier, and not what `postil train` makes.
    pub is_network: bool,
    /// The files.
    pub files: Array,
}

/// Takes the files of a model from files that were chosen or dropped together; the others are left.
pub fn take_model(files: &mut Vec<File>) -> Option<ModelFiles> {
    let all = std::mem::take(files);
    let (model, others): (Vec<File>, Vec<File>) = all.into_iter().partition(|file| is_of_model(&file.name()));
    *files = others;
    let named = |end: &str| model.iter().map(File::name).find(|name| name.ends_with(end));
    let ours = named(".postil");
    let name = ours.clone().or_else(|| named(".onnx")).or_else(|| named(""))?;
    Some(ModelFiles { name, is_network: ours.is_none(), files: model.into_iter().collect() })
}

fn is_of_model(name: &str) -> bool {
    [".postil", ".onnx"].iter().any(|end| name.ends_with(end)) || matches!(name, "tokenizer.json" | "config.json")
}

/// The place of the user's model. A clone is another handle on the same one.
#[derive(Clone)]
pub struct ModelShelf {
    model: Rc<RefCell<Option<ModelFiles>>>,
    tell: Callback<Action>,
}

impl ModelShelf {
    /// Looks for the model of an earlier visit.
    #[must_use]
    pub fn open(tell: Callback<Action>) -> Self {
        let shelf = Self { model: Rc::default(), tell };
        let opening = shelf.clone();
        spawn_local(async move {
            // A browser that keeps nothing says so where the project is opened.
            let Ok(Some((model, choices))) = load().await else { return };
            let name = model.name.clone();
            // What was given meanwhile comes first.
            opening.model.borrow_mut().get_or_insert(model);
            opening.tell.emit(Action::ModelFound(name, choices));
        });
        shelf
    }

    /// Takes a model that the user has just given.
    pub fn put(&self, model: ModelFiles) {
        let name = model.name.clone();
        *self.model.borrow_mut() = Some(model);
        self.tell.emit(Action::ModelChosen(name));
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> Option<ModelFiles> {
        self.model.borrow().clone()
    }

    /// Keeps the model for the next visit, and what its labels become.
    pub fn keep(&self, choices: LabelChoices) {
        let Some(model) = self.model() else { return };
        let tell = self.tell.clone();
        spawn_local(async move {
            if let Err(error) = save(model, choices).await {
                tell.emit(Action::Alert(wording::model_not_kept(&error.to_string())));
            }
        });
    }

    /// Puts the model away for good.
    pub fn forget(&self) {
        *self.model.borrow_mut() = None;
        spawn_local(async {
            // What cannot be deleted was not kept either.
            let _ = forget().await;
        });
    }
}

async fn load() -> Result<Option<(ModelFiles, LabelChoices)>, StoreError> {
    let record = IdbStore::open(DATABASE).await?.aside(MODEL).await?;
    Ok(record.and_then(|record| read(&record)))
}

/// The model in a record; `None` if it is not as this version writes it.
fn read(record: &JsValue) -> Option<(ModelFiles, LabelChoices)> {
    let list = |value: JsValue| value.dyn_into::<Array>().ok();
    let record = list(record.clone())?;
    let name = record.get(0).as_string()?;
    let model = ModelFiles { name, is_network: record.get(1).as_bool()?, files: list(record.get(2))? };
    let id = |value: JsValue| value.as_string().map(LabelId::from);
    let mut choices = LabelChoices::default();
    for choice in list(record.get(3))? {
        let choice = list(choice)?;
        choices.choose(id(choice.get(0))?, id(choice.get(1)));
    }
    Some((model, choices))
}

async fn save(model: ModelFiles, choices: LabelChoices) -> Result<(), StoreError> {
    let id = |label: &LabelId| JsValue::from(label.as_str());
    let pair = |(label, becomes): (&LabelId, Option<&LabelId>)| Array::of2(&id(label), &becomes.map(id).into());
    let choices: Array = choices.iter().map(pair).collect();
    let record = Array::of4(&model.name.into(), &model.is_network.into(), &model.files, &choices);
    IdbStore::open(DATABASE).await?.put_aside(MODEL, &record).await
}

async fn forget() -> Result<(), StoreError> {
    IdbStore::open(DATABASE).await?.put_aside(MODEL, &JsValue::UNDEFINED).await
}
