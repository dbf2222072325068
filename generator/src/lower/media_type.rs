//! Media types: which entry of `content` is used, and what it is to the client.

use super::{Cx, docs};
use crate::diag::{Place, codes};
use crate::resolve::MediaType;

/// What a body is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Format {
    /// JSON, any suffix `+json` included.
    Json,
    /// Not said: a range like `*/*` with a schema, which in practice is JSON.
    Any,
    /// Text that is not structured.
    Text,
    /// The rest.
    Binary,
}

/// What a media type or range stands for. Parameters and case do not matter (RFC 9110 §8.3.1).
pub(super) fn format(name: &str) -> Format {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "*/*" | "application/*" => Format::Any,
        "application/json" | "text/json" => Format::Json,
        other if other.ends_with("+json") => Format::Json,
        other if other.starts_with("text/") => Format::Text,
        _ => Format::Binary,
    }
}

/// The entry that the client speaks: JSON before anything else, then in order of the document.
pub(super) fn preferred(content: &[MediaType]) -> Option<(&MediaType, Format)> {
    let entries = content.iter().map(|entry| (entry, format(&entry.name)));
    entries.min_by_key(|(_, format)| *format)
}

/// Reports the entries that the client does not speak beside the one that it does. Other spellings of
/// JSON with the same schema are no loss.
pub(super) fn report_others(
    cx: &mut Cx<'_>,
    content: &[MediaType],
    chosen: &MediaType,
    what_happens: &str,
) {
    let is_json = |entry: &MediaType| matches!(format(&entry.name), Format::Json | Format::Any);
    let mut others = content.iter().filter(|entry| {
        let same = is_json(entry) && is_json(chosen) && entry.schema == chosen.schema;
        entry.at != chosen.at && !same
    });
    let Some(first) = others.next() else { return };
    let names: Vec<String> =
        std::iter::once(first).chain(others).map(|entry| docs::code(&entry.name)).collect();
    let message =
        format!("{} beside {} is not {what_happens}", names.join(", "), docs::code(&chosen.name));
    let help = "nothing is to be done if the one that is used says the same";
    cx.report(codes::UNSUPPORTED, Place::Key(first.at), first.at, message, help);
}

#[cfg(test)]
mod tests {
    use super::{Format, format};

    #[test]
    fn any_kind_of_json_is_json() {
        for name in
            ["application/json", "Application/JSON; charset=utf-8", "application/problem+json"]
        {
            assert_eq!(format(name), Format::Json, "{name}");
        }
        assert_eq!(format("text/csv"), Format::Text);
        assert_eq!(format("image/png"), Format::Binary);
        assert_eq!(format(""), Format::Binary);
    }
}
