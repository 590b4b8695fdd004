//! A browser says of a text what the command line says, to the last bit of each confidence.
#![cfg(target_arch = "wasm32")]

mod parity;

use parity::{GOLDEN, said};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_same_is_said_in_a_browser() {
    assert_eq!(said(), GOLDEN);
}
