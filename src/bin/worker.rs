//! Starts the worker that tags.

fn main() {
    postil::worker::scope::start_tagging();
}
