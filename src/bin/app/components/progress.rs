//! The progress of reading, and a way to cancel it.

use dossier::jobs::queue;
use dossier::view::format::{count, counted, roughly, short, still_to_go};
use yew::prelude::*;

use crate::app::{Msg, use_dispatch};
use crate::dom;
use crate::files::megabytes;
use crate::pool::SlowFile;

#[derive(Properties, PartialEq)]
pub(crate) struct ProgressProps {
    pub(crate) progress: queue::Progress,
    /// Milliseconds since the work began.
    pub(crate) elapsed: f64,
    pub(crate) slow: Option<SlowFile>,
    pub(crate) cancelled: bool,
    /// Documents that are analysed.
    pub(crate) documents: u32,
}

#[component]
pub(crate) fn Progress(props: &ProgressProps) -> Html {
    let dispatch = use_dispatch();
    let queue::Progress { finished, total } = props.progress;
    let running = finished < total;
    let said = if running {
        format!("Reading {} of {} files{}", count(finished as usize), count(total as usize), still_to_go(props.elapsed, finished, total))
    } else if props.cancelled {
        format!("Cancelled: {} read, the rest was left out.", counted(props.documents as usize, "document"))
    } else {
        String::new()
    };
    let finished_say = if running || props.documents == 0 {
        String::new()
    } else {
        format!("{} analysed.", counted(props.documents as usize, "document"))
    };
    html! {
        <>
            if !said.is_empty() {
                <div class="progress">
                    if running {
                        <progress value={finished.to_string()} max={total.to_string()} aria-label="Files read"></progress>
                    }
                    <span>{ said }</span>
                    if let Some(slow) = props.slow.clone().filter(|_| running) {
                        <FileEstimate {slow} />
                    }
                    if running {
                        <button type="button" class="quiet" onclick={dispatch.on(|_: MouseEvent| Msg::Cancel)}>{ "Cancel" }</button>
                    }
                </div>
            }
            <p class="visually-hidden" role="status">{ finished_say }</p>
        </>
    }
}

/// Milliseconds between two looks at the clock.
const TICK: i32 = 1_000;

#[derive(Properties, PartialEq)]
struct FileEstimateProps {
    slow: SlowFile,
}

/// How long a large file still takes, counted down.
#[component]
fn FileEstimate(props: &FileEstimateProps) -> Html {
    let now = use_state(dom::now);
    use_effect_with(*now, {
        let now = now.clone();
        move |_| dom::after(TICK, move || now.set(dom::now()))
    });
    let SlowFile { path, bytes, more, seconds, begun } = &props.slow;
    let left = seconds - begun.map_or(0.0, |begun| (dom::now() - begun) / 1_000.0);
    let said = if left > 0.0 { format!("about {}", roughly(left)) } else { "longer than usual".into() };
    html! {
        <span class="progress__estimate">
            <bdi>{ short(path, 24) }</bdi>{ format!(": {} MB, {said}", megabytes(*bytes)) }
            if *more > 0 {
                { format!("; and {} more such files", count(*more)) }
            }
        </span>
    }
}
