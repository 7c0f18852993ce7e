//! Dossier (map to come).
pub mod text;
pub mod duplicates;
pub mod figures;
