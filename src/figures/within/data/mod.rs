//! Tables: units of measurement and currencies.

pub(crate) mod currencies;
pub(crate) mod homes;
pub(crate) mod units;
