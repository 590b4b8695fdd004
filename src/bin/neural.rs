//! Starts the worker that tags with the user's own token classifier.

fn main() {
    postil::worker::scope::start_classifying();
}
