//! Media types: which entry of `content` is used, and what it is to the client.

use crate::ir::Name;
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

/// Whether it is XML, of whatever kind.
pub(super) fn is_xml(name: &str) -> bool {
    let essence = essence(name);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

/// Whether it is a name of a vendor's own that says nothing of the notation.
pub(super) fn is_private(name: &str) -> bool {
    let essence = essence(name);
    let is_named =
        essence.contains('+') || ["xml", "yaml"].iter().any(|end| essence.ends_with(end));
    essence.starts_with("application/vnd.") && !is_named
}

/// What something is named after that is of this media type: `text`, `bytes`, or its subtype.
pub(super) fn words(name: &str) -> String {
    let essence = essence(name);
    match essence.as_str() {
        "text/plain" | "text/*" => return "text".to_owned(),
        "application/octet-stream" | "application/*" | "*/*" => return "bytes".to_owned(),
        _ => {}
    }
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", &essence));
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    let subtype = subtype.strip_suffix("+json").unwrap_or(subtype);
    let words = Name(subtype.to_owned()).words().join(" ");
    match (words.is_empty(), kind) {
        (false, _) => words,
        (true, "" | "*" | "application") => "bytes".to_owned(),
        (true, kind) => kind.to_owned(),
    }
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
