//! The store in memory keeps what every store promises.
#![cfg(not(target_arch = "wasm32"))]

#[macro_use]
mod store_promises;
mod store_in_memory;

use pollster::block_on;
use store_in_memory::MemoryStore;

macro_rules! test_each {
    ($($promise:ident)*) => {$(
        #[test]
        fn $promise() {
            block_on(store_promises::$promise(&MemoryStore::default()));
        }
    )*};
}

for_each_promise!(test_each);
