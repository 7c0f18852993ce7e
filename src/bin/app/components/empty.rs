//! The empty page: what Dossier is, and where to drop files.

use dossier::view::keys::{Command, button};
use yew::prelude::*;

use super::OpenProject;
use super::widgets::Give;
use crate::app::use_dispatch;
use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct EmptyProps {
    /// What can be gone on with.
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Empty(props: &EmptyProps) -> Html {
    let dispatch = use_dispatch();
    html! {
        <main id="main" class="empty" tabindex="-1">
            <h1>{ "What is in these documents?" }</h1>
            <p class="empty__lead">{ "Drop articles, releases or reports. Dossier shows who is named in them, what is copied and which figures are claimed, each with the sentence that proves it." }</p>
            if dom::is_old_browser() {
                <p class="empty__note">{ "This browser is older than Chrome or Edge 111, Firefox 128 or Safari 17.4. Dossier works in it, but some of it looks or works less well." }</p>
            }
            { props.children.clone() }
            <div class="empty__give">
                <Give class="drop" label="Drop files or folders here, or choose files" hint="Text, Markdown, HTML, CSV, JSON Lines, in any encoding. From two files to ten thousand." />
                <button type="button" class="quiet" onclick={dispatch.command(Command::Sample)}>{ button(Command::Sample) }</button>
                <OpenProject />
            </div>
            <p class="empty__note">{ "You can also paste a text. " }<a href="./demo.html">{ "Use it in your own page." }</a></p>
            <h2>{ "Nothing leaves your browser" }</h2>
            <p>{ "There is no server behind this page, no account and no analytics, and the page is forbidden to contact any. To check: switch the network off and go on working." }</p>
            <p><button type="button" class="quiet" onclick={dispatch.command(Command::Privacy)}>{ button(Command::Privacy) }</button></p>
            <p class="empty__note">{ "What you drop is kept in this browser until you remove it. Browsers may clear such storage: save what matters to a file." }</p>
            <p class="empty__note">{ "The sample: four articles by Mehr News Agency, " }
                <a href="https://creativecommons.org/licenses/by/4.0/" rel="noreferrer">{ "CC BY 4.0" }</a>{ "." }</p>
        </main>
    }
}
