//! The user's own model: told from other files, and kept in this browser.
//!
//! It is kept in a database of its own, as the files that the user gave: the browser copies them itself, and
//! neither the page nor the project's journal ever holds their bytes.

use crate::core::schema::LabelChoices;
use crate::ui::state::Action;
use crate::ui::wording;
use idb::{DatabaseEvent, Error, Factory, ObjectStoreParams, TransactionMode};
use js_sys::{Array, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::Callback;

const DATABASE: &str = "postil-model";
const STORE: &str = "model";
const OWN: &str = "own";

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
            if let Err(error) = save(&model, &choices).await {
                tell.emit(Action::Alert(wording::model_not_kept(&error.to_string())));
            }
        });
    }

    /// Puts the model away for good.
    pub fn forget(&self) {
        *self.model.borrow_mut() = None;
        spawn_local(async {
            // What cannot be deleted was not kept either.
            let _ = delete().await;
        });
    }
}

async fn open() -> Result<idb::Database, Error> {
    let mut request = Factory::new()?.open(DATABASE, Some(1))?;
    request.on_upgrade_needed(|event| {
        // A failure here aborts the opening.
        if let Ok(database) = event.database() {
            let _ = database.create_object_store(STORE, ObjectStoreParams::new());
        }
    });
    request.await
}

async fn load() -> Result<Option<(ModelFiles, LabelChoices)>, Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadOnly)?;
    let record = transaction.object_store(STORE)?.get(JsValue::from(OWN))?.await?;
    database.close();
    Ok(record.and_then(|record| read(&record)))
}

/// The model in a record; `None` if it is not as this version writes it.
fn read(record: &JsValue) -> Option<(ModelFiles, LabelChoices)> {
    let field = |name: &str| Reflect::get(record, &name.into()).ok();
    let files: Array = field("files")?.dyn_into().ok()?;
    let model = ModelFiles { name: field("name")?.as_string()?, is_network: field("is_network")?.as_bool()?, files };
    let choices = serde_json::from_str(&field("choices")?.as_string()?).ok()?;
    Some((model, choices))
}

async fn save(model: &ModelFiles, choices: &LabelChoices) -> Result<(), Error> {
    let record = js_sys::Object::new();
    let choices = serde_json::to_string(choices).unwrap_or_default();
    let fields = [
        ("name", JsValue::from(&model.name)),
        ("is_network", model.is_network.into()),
        ("files", model.files.clone().into()),
        ("choices", choices.into()),
    ];
    for (name, value) in fields {
        // A field of a new object can always be set.
        let _ = Reflect::set(&record, &name.into(), &value);
    }
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.put(&record, Some(&JsValue::from(OWN)))?;
    let done = transaction.commit()?.await.map(drop);
    database.close();
    done
}

async fn delete() -> Result<(), Error> {
    let database = open().await?;
    let transaction = database.transaction(&[STORE], TransactionMode::ReadWrite)?;
    transaction.object_store(STORE)?.delete(JsValue::from(OWN))?;
    let done = transaction.commit()?.await.map(drop);
    database.close();
    done
}
