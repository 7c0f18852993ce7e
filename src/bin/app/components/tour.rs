//! The tour of the sample: a card over the page that keeps nobody from using it.

use dossier::view::tour::Tour as State;
use yew::prelude::*;

use crate::app::{Msg, TourEvent, use_dispatch};
use crate::dom;

#[derive(Properties, PartialEq)]
pub(crate) struct TourProps {
    pub(crate) tour: State,
}

#[component]
pub(crate) fn Tour(props: &TourProps) -> Html {
    let dispatch = use_dispatch();
    let (tour, step) = (props.tour, props.tour.step());
    // Whoever opens the sample by keyboard goes on with Enter.
    use_effect_with((), |()| {
        dom::focus(".tour__next");
    });
    html! {
        <section class="tour unprinted" aria-label="Tour of the sample">
            <div role="status">
                <p class="tour__at">{ tour.heading() }</p>
                <h2 class="tour__title">{ step.title }</h2>
                <p>{ step.text }</p>
            </div>
            <p class="tour__buttons">
                <button type="button" class="tour__next" onclick={dispatch.on(|_: MouseEvent| Msg::Tour(TourEvent::Next))}>{ if tour.is_last() { "Done" } else { "Next" } }</button>
                if !tour.is_last() {
                    <button type="button" class="quiet" onclick={dispatch.on(|_: MouseEvent| Msg::Tour(TourEvent::End))}>{ "Skip the tour (Esc)" }</button>
                }
            </p>
        </section>
    }
}
