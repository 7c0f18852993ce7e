//! Quotes as marked text: `[words|kind speaker]`.
