//! What the report calls things, in every form in which it leaves the program.

/// The name of a unit variant as it stands in the JSON.
pub(super) fn word(variant: impl serde::Serialize) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
