//! What [`SaveState`](dossier::jobs::saving::SaveState) asks for takes time: the keeper, locks, timers. What came of it is told as an event of its
//! generation.

use dossier::edits::Log;
use dossier::edits::windows::joined;
use dossier::jobs::keeping::{Kept, Write};
use dossier::jobs::saving::{Effect, Event};
use wasm_bindgen_futures::spawn_local as spawn;
use yew::prelude::*;

use super::{Returned, tag};
use crate::app::{App, Msg, PrivacyEvent};
use crate::dom;
use crate::keeper::Keeper;
use crate::privacy;
use crate::store::{NAME, acquire, ahead, delete_database, held_elsewhere, in_time};

/// After how many milliseconds a change is written: what comes meanwhile is written with it.
const SOON_MS: i32 = 250;

impl App {
    /// Does what takes time, and tells what came of it.
    pub(super) fn ask_for(&self, ctx: &Context<Self>, effect: Effect) {
        let (link, generation, keeper) = (ctx.link().clone(), self.keep.generation(), self.keeper.clone());
        let tell = ctx.link().callback(move |event| Msg::KeepLate(generation, event));
        let number = keeper.number();
        match effect {
            Effect::Open => spawn(async move {
                let greeted = keeper.greet().await;
                if keeper.number() != number {
                    return; // it is lost: the next one is asked
                }
                if let Err(reason) = greeted {
                    return tell.emit(Event::Opened(Err(reason)));
                }
                let opened = in_time(async {
                    keeper.open().await?;
                    let mut kept = keeper.look().await?;
                    take_ahead(&keeper, &mut kept).await?;
                    Ok(kept)
                });
                let opened = opened.await;
                if keeper.number() == number {
                    tell.emit(Event::Opened(opened));
                }
            }),
            Effect::Look(run) => spawn(async move {
                tell.emit(match in_time(keeper.look()).await {
                    Ok(kept) => Event::ReturnBegins(run, kept),
                    Err(reason) => Event::ReturnFailed(run, reason),
                });
            }),
            Effect::Return(run, names) => {
                let parcel = keeper.next_parcel();
                let brought = keeper.bring(parcel, names, tag());
                spawn(async move {
                    match in_time(brought).await {
                        Ok(brought) => {
                            let (documents, records): (_, Vec<_>) = brought.into_iter().unzip();
                            let records = records.into_iter().flatten().collect();
                            link.send_message(Msg::Returned(generation, Returned { run, parcel, documents, records }));
                        }
                        Err(reason) => tell.emit(Event::ReturnFailed(run, reason)),
                    }
                });
            }
            Effect::Lock { steals, purpose } => spawn(async move {
                let lock = acquire(steals, tell.reform(|()| Event::LockLost)).await;
                link.send_message(Msg::Locked(generation, lock, purpose));
            }),
            Effect::AskWhoWrites => spawn(async move {
                if held_elsewhere().await {
                    tell.emit(Event::HeldElsewhere);
                }
            }),
            Effect::FlushSoon => dom::after(SOON_MS, move || tell.emit(Event::Flush)),
            Effect::Write(write) => {
                let written = keeper.write(write);
                spawn(async move {
                    let written = in_time(written).await;
                    if keeper.number() == number {
                        tell.emit(Event::Written(written)); // else it is lost, and the next one writes anew
                    }
                });
            }
            Effect::LookForNames => spawn(async move {
                let kept = in_time(keeper.look()).await;
                tell.emit(Event::KeptNames(kept.map(|kept| kept.names)));
            }),
            Effect::Retain(names) => spawn(async move {
                let retained = in_time(keeper.retain(names.clone())).await;
                tell.emit(Event::Retained(retained.map(|()| names)));
            }),
            Effect::End { deletes } => spawn(async move {
                if deletes {
                    // If it fails the panel says so: it lists the database.
                    let _ = in_time(delete_database(NAME)).await;
                }
                link.send_message(Msg::Privacy(PrivacyEvent::Facts(privacy::facts().await)));
            }),
            _ => {} // done at once
        }
    }
}

/// What was decided last, before the page was left, comes to what is kept.
async fn take_ahead(keeper: &Keeper, kept: &mut Kept) -> Result<(), String> {
    let Some(ahead) = ahead::read() else { return Ok(()) };
    let log = Log::from_operations(ahead.log.clone());
    let log = if ahead.anew { log } else { joined(&log, &kept.log) };
    if *log.operations() != *kept.log {
        kept.log = log.operations().to_vec();
        keeper.write(Write { log: Some(kept.log.clone()), ..Write::default() }).await?;
    }
    ahead.forget();
    Ok(())
}
