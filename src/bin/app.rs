//! Starts the page. Yew has panics told to the console.

fn main() {
    yew::Renderer::<postil::ui::App>::new().render();
}
