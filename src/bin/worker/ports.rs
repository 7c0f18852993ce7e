//! Parcels on their way from one worker to another.

use std::ops::Range;

use dossier::jobs::inbox::ParcelId;
use dossier::jobs::parcel::{HEAD, Packed, length_of_list, list};
use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, MessagePort};

/// A parcel that is here. Its bytes stay the browser's: what is only kept never comes into the memory of the program.
pub(crate) struct Parcel {
    pub(crate) id: ParcelId,
    pub(crate) documents: Vec<Packed>,
    buffer: ArrayBuffer,
}

impl Parcel {
    /// `None` where the bytes are no parcel.
    fn new(buffer: ArrayBuffer) -> Option<Parcel> {
        let mut head = [0; HEAD];
        let length = buffer.byte_length() as usize;
        if length < HEAD {
            return None;
        }
        view(&buffer, 0..HEAD).copy_to(&mut head);
        let (id, documents) = list(&view(&buffer, 0..length_of_list(head).min(length)).to_vec())?;
        documents.last().is_none_or(|last| last.findings.end <= length).then_some(Parcel { id, documents, buffer })
    }

    /// These of its bytes, not copied.
    pub(crate) fn view(&self, range: &Range<usize>) -> Uint8Array {
        view(&self.buffer, range.clone())
    }
}

fn view(buffer: &ArrayBuffer, range: Range<usize>) -> Uint8Array {
    Uint8Array::new_with_byte_offset_and_length(buffer, range.start as u32, range.len() as u32)
}

/// Listens at a port for as long as the worker lives.
pub(crate) fn listen(port: &MessagePort, mut on_parcel: impl FnMut(Parcel) + 'static) {
    let closure = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(parcel) = Parcel::new(event.data().unchecked_into()) {
            on_parcel(parcel);
        }
    });
    port.set_onmessage(Some(closure.into_js_value().unchecked_ref()));
}

/// Sends a parcel, whose buffer changes hands.
pub(crate) fn send(port: &MessagePort, buffer: &ArrayBuffer) {
    // Fails only if the other worker is gone; the page knows that and starts another one.
    let _ = port.post_message_with_transferable(buffer, &Array::of1(buffer));
}
