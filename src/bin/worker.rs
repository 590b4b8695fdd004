//! Starts the worker.

fn main() {
    postil::worker::scope::start();
}
