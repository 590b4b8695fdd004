//! The store in memory keeps what every store promises.
#![cfg(not(target_arch = "wasm32"))]

mod store_promises;

use pollster::block_on;
use postil::core::store::MemoryStore;

#[test]
fn it_gives_back_what_was_written() {
    block_on(store_promises::gives_back_what_was_written(&MemoryStore::new()));
}

#[test]
fn it_tells_a_conflict() {
    block_on(store_promises::tells_a_conflict(&MemoryStore::new()));
}

#[test]
fn a_tab_that_is_only_looked_at_writes_nothing() {
    block_on(store_promises::a_tab_that_is_only_looked_at_writes_nothing(&MemoryStore::new()));
}

#[test]
fn a_checkpoint_bounds_what_is_replayed() {
    block_on(store_promises::a_checkpoint_bounds_what_is_replayed(&MemoryStore::new()));
}

#[test]
fn a_checkpoint_hides_no_conflict() {
    block_on(store_promises::a_checkpoint_hides_no_conflict(&MemoryStore::new()));
}

#[test]
fn an_import_is_a_checkpoint() {
    block_on(store_promises::an_import_is_a_checkpoint(&MemoryStore::new()));
}

#[test]
fn an_import_hides_no_conflict() {
    block_on(store_promises::an_import_hides_no_conflict(&MemoryStore::new()));
}

#[test]
fn a_tab_that_was_left_behind_makes_no_checkpoint() {
    block_on(store_promises::a_tab_that_was_left_behind_makes_no_checkpoint(&MemoryStore::new()));
}

#[test]
fn a_later_version_is_refused() {
    block_on(store_promises::a_later_version_is_refused(&MemoryStore::new()));
}
