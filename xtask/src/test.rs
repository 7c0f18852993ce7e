//! Every check.

use crate::{Options, Result};
pub fn test(_options: &Options) -> Result { Ok(()) }
