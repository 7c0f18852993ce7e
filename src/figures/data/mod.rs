//! Tables: units of measurement and currencies.

pub(super) mod currencies;
pub(super) mod homes;
pub(super) mod units;
