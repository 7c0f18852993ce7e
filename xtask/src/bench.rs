//! Measurements.

use crate::{Options, Result};
pub fn bench(_options: &Options) -> Result {
    Ok(())
}
