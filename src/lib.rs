//! Dossier (map to come).
pub mod text;
pub mod formats;
pub mod entities;
pub mod duplicates;
pub mod figures;
pub mod analysis;
pub mod corpus;
pub mod report;
pub mod jobs;
pub mod view;
