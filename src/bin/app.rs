//! Starts the page.

use yew::{Html, component, html};

#[component]
fn App() -> Html {
    html! { <main><h1>{ "Postil" }</h1></main> }
}

fn main() {
    console_error_panic_hook::set_once();
    yew::Renderer::<App>::new().render();
}
