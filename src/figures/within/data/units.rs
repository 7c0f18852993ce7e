//! Units of measurement: identifiers, names and symbols of English.
//!
//! From Unicode CLDR 47, `units.xml` and `en.xml` (© Unicode, Inc., Unicode License v3), with the spellings of British English,
//! what newspapers abbreviate ("sq km", "bcm", "kph"), and `x-…` where CLDR has no unit.

use crate::figures::FigureKind::{self, Dimension, Duration, Percent};

/// A unit and how it is written.
pub(crate) struct Unit {
    /// The identifier.
    pub(crate) id: &'static str,
    pub(crate) kind: FigureKind,
    /// Names in lower case and the singular; a plural in "s" is understood.
    pub(crate) names: &'static [&'static str],
    /// Symbols and abbreviations exactly as written.
    pub(crate) symbols: &'static [&'static str],
    /// Power of ten that goes into the value ("bcm" is a billion cubic metres).
    pub(crate) power: i32,
}

const fn unit(id: &'static str, kind: FigureKind, names: &'static [&'static str], symbols: &'static [&'static str]) -> Unit {
    Unit { id, kind, names, symbols, power: 0 }
}

const fn scaled(id: &'static str, power: i32, names: &'static [&'static str], symbols: &'static [&'static str]) -> Unit {
    Unit { id, kind: Dimension, names, symbols, power }
}

pub(crate) const UNITS: &[Unit] = &[
    // Shares.
    unit("percent", Percent, &["percent", "per cent", "pct", "percentage"], &["%", "٪", "％", "p.c", "pc"]),
    unit("x-percentage-point", Percent, &["percentage point", "percent point", "per cent point", "ppt"], &["pp", "pps"]),
    unit("permyriad", Percent, &["basis point"], &["bp", "bps"]),
    unit("permille", Percent, &["per mille", "per mil"], &["‰"]),
    // Time.
    unit("millisecond", Duration, &["millisecond"], &["ms"]),
    unit("second", Duration, &["second", "sec"], &[]),
    unit("minute", Duration, &["minute", "min"], &[]),
    unit("hour", Duration, &["hour", "hr"], &["h"]),
    unit("day", Duration, &["day"], &[]),
    unit("night", Duration, &["night"], &[]),
    unit("week", Duration, &["week", "wk"], &[]),
    unit("fortnight", Duration, &["fortnight"], &[]),
    unit("month", Duration, &["month"], &[]),
    unit("quarter", Duration, &["quarters"], &[]),
    unit("year", Duration, &["year", "yr"], &[]),
    unit("decade", Duration, &["decade"], &[]),
    unit("century", Duration, &["century", "centurie"], &[]),
    // Length.
    unit("nanometer", Dimension, &["nanometer", "nanometre"], &["nm"]),
    unit("micrometer", Dimension, &["micrometer", "micrometre", "micron"], &["μm", "µm"]),
    unit("millimeter", Dimension, &["millimeter", "millimetre"], &["mm"]),
    unit("centimeter", Dimension, &["centimeter", "centimetre"], &["cm", "cms"]),
    unit("decimeter", Dimension, &["decimeter", "decimetre"], &["dm"]),
    unit("meter", Dimension, &["meter", "metre", "mtr"], &["m"]),
    unit("kilometer", Dimension, &["kilometer", "kilometre", "kilo meter", "kilo metre"], &["km", "kms", "Km", "KM"]),
    unit("inch", Dimension, &["inch", "inche"], &["in", "ins"]),
    unit("foot", Dimension, &["foot", "feet"], &["ft"]),
    unit("yard", Dimension, &["yard", "yd"], &[]),
    unit("mile", Dimension, &["mile"], &["mi"]),
    unit("nautical-mile", Dimension, &["nautical mile"], &["nmi"]),
    unit("light-year", Dimension, &["light year"], &["ly"]),
    unit("furlong", Dimension, &["furlong"], &[]),
    unit("fathom", Dimension, &["fathom"], &[]),
    // Area.
    unit("hectare", Dimension, &["hectare"], &["ha"]),
    unit("acre", Dimension, &["acre"], &[]),
    unit("dunam", Dimension, &["dunam", "dunum", "donum"], &[]),
    unit("square-kilometer", Dimension, &["sq km", "sqkm", "square km"], &["km2", "km²"]),
    unit("square-meter", Dimension, &["sq m", "sqm", "square m"], &["m2", "m²"]),
    unit("square-mile", Dimension, &["sq mi"], &["mi2"]),
    unit("square-foot", Dimension, &["sq ft", "sqft", "square feet"], &["ft2", "ft²"]),
    unit("x-mu", Dimension, &["mu"], &["mu"]),
    unit("x-feddan", Dimension, &["feddan"], &[]),
    // Volume.
    unit("milliliter", Dimension, &["milliliter", "millilitre"], &["ml", "mL"]),
    unit("centiliter", Dimension, &["centiliter", "centilitre"], &["cl"]),
    unit("deciliter", Dimension, &["deciliter", "decilitre"], &["dl"]),
    unit("liter", Dimension, &["liter", "litre", "ltr"], &["l", "L"]),
    unit("hectoliter", Dimension, &["hectoliter", "hectolitre"], &["hl"]),
    unit("cubic-meter", Dimension, &["cu m", "cubic m", "cumec"], &["m3", "m³"]),
    scaled("cubic-meter", 9, &[], &["bcm", "Bcm", "BCM"]),
    scaled("cubic-meter", 6, &[], &["mcm"]),
    scaled("cubic-meter", 12, &[], &["tcm", "Tcm"]),
    unit("cubic-kilometer", Dimension, &["cubic km"], &["km3", "km³"]),
    scaled("cubic-foot", 9, &[], &["bcf", "Bcf"]),
    scaled("cubic-foot", 12, &[], &["tcf", "Tcf"]),
    unit("cubic-foot", Dimension, &["cubic feet", "cu ft"], &["ft3"]),
    unit("barrel", Dimension, &["barrel", "bbl"], &[]),
    unit("gallon", Dimension, &["gallon", "gal"], &[]),
    unit("quart", Dimension, &["quart"], &[]),
    unit("pint", Dimension, &["pint"], &[]),
    unit("cup", Dimension, &["cup"], &[]),
    unit("tablespoon", Dimension, &["tablespoon", "tbsp"], &[]),
    unit("teaspoon", Dimension, &["teaspoon", "tsp"], &[]),
    unit("fluid-ounce", Dimension, &["fluid ounce"], &["fl oz"]),
    unit("bushel", Dimension, &["bushel"], &[]),
    unit("acre-foot", Dimension, &["acre foot", "acre feet"], &[]),
    // Mass.
    unit("microgram", Dimension, &["microgram", "microgramme"], &["µg", "μg", "mcg"]),
    unit("milligram", Dimension, &["milligram", "milligramme"], &["mg"]),
    unit("gram", Dimension, &["gram", "gramme"], &["g", "gm", "gms"]),
    unit("kilogram", Dimension, &["kilogram", "kilogramme", "kilo"], &["kg", "kgs", "Kg", "KG"]),
    unit("tonne", Dimension, &["tonne", "metric ton", "metric tonne", "mt"], &["t"]),
    unit("ton", Dimension, &["ton", "short ton"], &[]),
    scaled("tonne", 3, &["kiloton", "kilotonne"], &["kt"]),
    scaled("tonne", 6, &["megaton", "megatonne"], &["Mt"]),
    scaled("tonne", 9, &["gigaton", "gigatonne"], &["Gt"]),
    unit("x-quintal", Dimension, &["quintal"], &[]),
    unit("pound", Dimension, &["pound", "lb"], &[]),
    unit("ounce", Dimension, &["ounce"], &["oz"]),
    unit("stone", Dimension, &["stone"], &[]),
    unit("carat", Dimension, &["carat"], &[]),
    unit("dram", Dimension, &["drachma"], &[]),
    // Speed.
    unit("kilometer-per-hour", Dimension, &["kph", "kmph", "kmh"], &["km/h", "km/hr"]),
    unit("mile-per-hour", Dimension, &["mph"], &[]),
    unit("meter-per-second", Dimension, &[], &["m/s"]),
    unit("knot", Dimension, &["knot"], &[]),
    // Flows of oil.
    unit("barrel-per-day", Dimension, &["bpd"], &["b/d", "bbl/d"]),
    scaled("barrel-per-day", 6, &["mbpd"], &["mb/d"]),
    // Power and energy.
    unit("milliwatt", Dimension, &["milliwatt"], &["mW"]),
    unit("watt", Dimension, &["watt"], &["W"]),
    unit("kilowatt", Dimension, &["kilowatt"], &["kW", "KW"]),
    unit("megawatt", Dimension, &["megawatt"], &["MW", "MWe"]),
    unit("gigawatt", Dimension, &["gigawatt"], &["GW"]),
    scaled("watt", 12, &["terawatt"], &["TW"]),
    unit("horsepower", Dimension, &["horsepower", "horse power"], &["hp", "bhp"]),
    unit("watt-hour", Dimension, &["watt hour"], &["Wh"]),
    unit("kilowatt-hour", Dimension, &["kilowatt hour"], &["kWh", "KWh", "kwh"]),
    unit("megawatt-hour", Dimension, &["megawatt hour"], &["MWh"]),
    unit("gigawatt-hour", Dimension, &["gigawatt hour"], &["GWh"]),
    unit("terawatt-hour", Dimension, &["terawatt hour"], &["TWh"]),
    unit("joule", Dimension, &["joule"], &["J"]),
    unit("kilojoule", Dimension, &["kilojoule"], &["kJ"]),
    unit("calorie", Dimension, &["calorie"], &["cal"]),
    unit("kilocalorie", Dimension, &["kilocalorie"], &["kcal"]),
    unit("electronvolt", Dimension, &["electronvolt"], &["eV"]),
    unit("gigaelectronvolt", Dimension, &[], &["GeV"]),
    unit("teraelectronvolt", Dimension, &[], &["TeV"]),
    // Electricity, waves, pressure, radiation.
    unit("volt", Dimension, &["volt"], &["V"]),
    unit("kilovolt", Dimension, &["kilovolt"], &["kV"]),
    unit("ampere", Dimension, &["ampere", "amp"], &[]),
    unit("milliampere-hour", Dimension, &[], &["mAh"]),
    unit("hertz", Dimension, &["hertz"], &["Hz"]),
    unit("kilohertz", Dimension, &["kilohertz"], &["kHz"]),
    unit("megahertz", Dimension, &["megahertz"], &["MHz"]),
    unit("gigahertz", Dimension, &["gigahertz"], &["GHz"]),
    unit("decibel", Dimension, &["decibel"], &["dB"]),
    unit("hectopascal", Dimension, &["hectopascal"], &["hPa"]),
    unit("kilopascal", Dimension, &["kilopascal"], &["kPa"]),
    unit("millibar", Dimension, &["millibar"], &["mbar"]),
    unit("pound-force-per-square-inch", Dimension, &[], &["psi"]),
    unit("millisievert", Dimension, &["millisievert"], &["mSv"]),
    unit("microsievert", Dimension, &["microsievert"], &["μSv", "µSv"]),
    unit("milligray", Dimension, &["milligray"], &["mGy"]),
    unit("revolution-per-minute", Dimension, &["rpm"], &[]),
    unit("part-per-1e6", Dimension, &["parts per million"], &["ppm"]),
    unit("part-per-1e9", Dimension, &["parts per billion"], &["ppb"]),
    // Data.
    unit("byte", Dimension, &["byte"], &[]),
    unit("kilobyte", Dimension, &["kilobyte"], &["kB", "KB"]),
    unit("megabyte", Dimension, &["megabyte"], &["MB"]),
    unit("gigabyte", Dimension, &["gigabyte"], &["GB"]),
    unit("terabyte", Dimension, &["terabyte"], &["TB"]),
    unit("petabyte", Dimension, &["petabyte"], &["PB"]),
    unit("megabit", Dimension, &["megabit"], &["Mb"]),
    unit("gigabit", Dimension, &["gigabit"], &["Gb"]),
    unit("megabit-per-second", Dimension, &[], &["Mbps", "Mbit/s"]),
    unit("gigabit-per-second", Dimension, &[], &["Gbps", "Gbit/s"]),
    unit("pixel", Dimension, &["pixel"], &[]),
    unit("megapixel", Dimension, &["megapixel"], &["MP"]),
];
