//! Starts the worker that reads files.

fn main() {
    postil::worker::scope::start_reading();
}
