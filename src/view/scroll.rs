//! Lists that are higher than a browser can lay out.
//!
//! Above [`MAX_HEIGHT`] the area that scrolls is lower than all rows together. A move by the wheel or a finger is as long in the rows as in the area;
//! one of the bar is as far as it is in the area, in proportion. Between moves the area is brought back to the place that is in proportion to
//! that of the rows, so that the bar stays true.

/// Pixels that the area may be high. Firefox gives an element of more than 17.9 million none at all; others stop at 33.5 million.
pub const MAX_HEIGHT: f64 = 16_000_000.0;
/// Pixels at both ends in which places in the area and among the rows are the same, so that first and last row are always reached.
const EDGE: f64 = 1_000_000.0;
/// Pixels from which a move is one of the bar.
const JUMP: f64 = 5_000.0;

/// How places in the area and among the rows belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    rows: f64,
    area: f64,
}

impl Scale {
    /// The area of a number of rows, each of a height in pixels.
    pub fn new(total: u32, row: u32) -> Scale {
        let rows = f64::from(total) * f64::from(row);
        Scale { rows, area: rows.min(MAX_HEIGHT) }
    }

    /// Height of the area.
    pub fn area(&self) -> f64 {
        self.area
    }

    /// How many pixels of rows lie above a place in the area.
    pub fn among_rows(&self, place: f64) -> f64 {
        between(place, self.area, self.rows)
    }

    /// The place in the area that has this many pixels of rows above it.
    pub fn in_area(&self, rows: f64) -> f64 {
        between(rows, self.rows, self.area)
    }
}

/// The place in a length `to` that belongs to one in the length `from`.
fn between(place: f64, from: f64, to: f64) -> f64 {
    if from == to || place <= EDGE {
        place
    } else if place >= from - EDGE {
        to - (from - place)
    } else {
        EDGE + (place - EDGE) * (to - 2.0 * EDGE) / (from - 2.0 * EDGE)
    }
}

/// Where a list has been scrolled to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Place {
    in_area: f64,
    /// How much further that is among the rows.
    ahead: f64,
}

impl Place {
    /// The area was scrolled.
    pub fn moved_to(&mut self, in_area: f64, scale: Scale) {
        if (in_area - self.in_area).abs() > JUMP || scale.rows == scale.area {
            self.ahead = scale.among_rows(in_area) - in_area;
        }
        self.in_area = in_area;
    }

    /// Brings the area, in whole pixels, to where it belongs by the rows; returns its new place if that is another one.
    pub fn settle(&mut self, scale: Scale) -> Option<f64> {
        let rows = self.among_rows();
        let in_area = scale.in_area(rows).round();
        let moves = (in_area - self.in_area).abs() >= 1.0;
        if moves {
            *self = Place { in_area, ahead: rows - in_area };
        }
        moves.then_some(in_area)
    }

    /// How many pixels of rows lie above.
    pub fn among_rows(&self) -> f64 {
        self.in_area + self.ahead
    }

    /// The place in the area that has this many pixels of rows above it, as scrolled here.
    pub fn of_rows(&self, rows: f64) -> f64 {
        rows - self.ahead
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_fits_scrolls_as_it_is() {
        let scale = Scale::new(1_000, 72);
        let mut place = Place::default();
        for at in [0.0, 90.0, 60_000.0, 71_000.0, 0.0] {
            place.moved_to(at, scale);
            assert_eq!((place.among_rows(), place.settle(scale), place.of_rows(720.0)), (at, None, 720.0));
        }
        assert_eq!(scale.area(), 72_000.0);
    }

    #[test]
    fn places_go_both_ways_and_both_ends_are_reached() {
        let scale = Scale::new(1_000_000, 72);
        assert_eq!(scale.area(), MAX_HEIGHT);
        for place in [0.0, 500.0, 999_999.0, 1_000_001.0, 8_000_000.0, 14_999_999.0, 15_500_000.0, MAX_HEIGHT - 800.0] {
            let there = scale.among_rows(place);
            assert!((scale.in_area(there) - place).abs() < 1e-3, "{place}");
        }
        assert_eq!(scale.among_rows(8_000_000.0), 36_000_000.0);
        assert_eq!(scale.among_rows(MAX_HEIGHT - 800.0), 72_000_000.0 - 800.0);
    }

    #[test]
    fn the_wheel_moves_rows_by_as_much_as_the_area_and_the_bar_stays_true() {
        let scale = Scale::new(1_000_000, 72);
        let mut place = Place::default();
        place.moved_to(8_000_000.0, scale);
        let mut in_area = 8_000_000.0;
        for turn in 1..=1_000 {
            in_area += 120.0;
            place.moved_to(in_area, scale);
            assert!((place.among_rows() - 36_000_000.0 - 120.0 * f64::from(turn)).abs() < 1e-3);
            let row = place.of_rows(36_000_000.0) - in_area;
            if let Some(settled) = place.settle(scale) {
                assert!((place.of_rows(36_000_000.0) - settled - row).abs() < 1e-3, "no row moves on the screen");
                in_area = settled;
            }
        }
        assert!((scale.among_rows(in_area) - place.among_rows()).abs() < 3.0);
    }

    #[test]
    fn a_jump_to_an_end_is_one() {
        let scale = Scale::new(1_000_000, 72);
        let mut place = Place::default();
        place.moved_to(8_000_000.0, scale);
        place.moved_to(0.0, scale);
        assert_eq!(place.among_rows(), 0.0);
        place.moved_to(MAX_HEIGHT - 900.0, scale);
        assert_eq!(place.among_rows(), 72_000_000.0 - 900.0);
    }
}
