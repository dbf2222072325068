//! Media types: which entry of `content` is used, and what it is to the client.

use super::alike::alike;
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

/// The media type or range without parameters, in lower case.
pub(super) fn essence(name: &str) -> String {
    name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// What a media type or range stands for. Parameters and case do not matter (RFC 9110 §8.3.1).
pub(super) fn format(name: &str) -> Format {
    match essence(name).as_str() {
        "*/*" | "application/*" => Format::Any,
        "application/json" | "text/json" => Format::Json,
        other if other.ends_with("+json") => Format::Json,
        other if other.starts_with("text/") => Format::Text,
        _ => Format::Binary,
    }
}

/// The entry that the client speaks: JSON before anything else, and of JSON the plain one, then in order
/// of the document.
pub(super) fn preferred(content: &[MediaType]) -> Option<(&MediaType, Format)> {
    let entries = content.iter().map(|entry| (entry, format(&entry.name)));
    entries.min_by_key(|(entry, format)| (*format, plainness(&entry.name)))
}

/// How far a name is from `application/json`: a server that offers it next to others means it by default.
pub(super) fn plainness(name: &str) -> u8 {
    let mut parts = name.splitn(2, ';');
    let essence = parts.next().unwrap_or_default().trim();
    match (essence.eq_ignore_ascii_case("application/json"), parts.next()) {
        (true, None) => 0,
        (true, Some(_)) => 1,
        (false, _) => 2,
    }
}

/// What a header calls a body of this media type: its name as written, or where that stands for several
/// or fits in no header, what is meant by it.
pub(super) fn sent(name: &str, format: Format) -> String {
    let name = name.trim();
    let fits = name.contains('/') && name.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    match format {
        Format::Json | Format::Any if !fits || name.contains('*') => "application/json".to_owned(),
        Format::Text if !fits => "text/*".to_owned(),
        Format::Binary if !fits => "*/*".to_owned(),
        Format::Json | Format::Any | Format::Text | Format::Binary => name.to_owned(),
    }
}

/// Reports the entries that the client does not speak beside the one that it does. What says the same
/// as JSON is no loss.
pub(super) fn report_others<'a>(
    cx: &mut Cx<'_>,
    content: impl IntoIterator<Item = &'a MediaType>,
    chosen: &MediaType,
    what_happens: &str,
) {
    let is_json = |entry: &MediaType| matches!(format(&entry.name), Format::Json | Format::Any);
    let described: Vec<&MediaType> =
        content.into_iter().filter(|entry| entry.at != chosen.at).collect();
    let mut others = described.into_iter().filter(|entry| {
        let same = match (entry.schema, chosen.schema) {
            (Some(one), Some(other)) => alike(cx, one, other),
            (None, None) => is_json(entry),
            (Some(_), None) | (None, Some(_)) => false,
        };
        !(same && is_json(chosen))
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
    use super::{Format, format, plainness, sent};

    #[test]
    fn a_name_is_sent_as_written_unless_it_is_a_range_or_fits_in_no_header() {
        for (name, expected) in [
            ("application/merge-patch+json", "application/merge-patch+json"),
            ("application/json; charset=utf-8", "application/json; charset=utf-8"),
            ("application/*+json", "application/json"),
            ("*/*", "application/json"),
            ("application/é+json", "application/json"),
            ("application/x\n+json", "application/json"),
        ] {
            assert_eq!(sent(name, Format::Json), expected, "{name:?}");
        }
        assert_eq!(sent("image/*", Format::Binary), "image/*");
        assert_eq!(sent("", Format::Binary), "*/*");
    }

    #[test]
    fn plain_json_comes_before_its_relatives() {
        let mut names =
            ["application/vnd.x+json", "application/json; charset=utf-8", "Application/JSON"];
        names.sort_by_key(|name| plainness(name));
        assert_eq!(
            names,
            ["Application/JSON", "application/json; charset=utf-8", "application/vnd.x+json"]
        );
    }

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
