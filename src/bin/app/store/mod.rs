//! Storage in this browser: documents as they finish, and decisions. Nothing counts as saved before it was read back.

pub(crate) mod ahead;
mod database;
mod lock;
mod time;

pub(crate) use database::{NAME, delete_database, has_database};
pub(crate) use lock::{Lock, Windows, acquire, held_elsewhere};
pub(crate) use time::{in_time, wait};
