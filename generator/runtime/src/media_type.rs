//! Which of the media types that a description lists a response has (RFC 9110, section 8.3.1).

use http::HeaderMap;
use http::header::CONTENT_TYPE;

/// The media type of a response, parameters included; empty where it has none that can be read.
pub(crate) struct MediaType<'a>(&'a str);

impl<'a> MediaType<'a> {
    /// What `content-type` says.
    pub(crate) fn of(headers: &'a HeaderMap) -> Self {
        let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        Self(value.unwrap_or_default())
    }

    /// How well a media type or range of a description describes it: 0 for not at all, more for a type than for
    /// a range, and most for one whose parameters it has.
    pub(crate) fn fit(&self, described: &str) -> u8 {
        const TYPE: u8 = 5;
        let (found, described) = (split(self.0), split(described));
        if !described.0.eq_ignore_ascii_case(found.0) {
            return within(found.0, described.0);
        }
        let mut fit = TYPE;
        for asked in parameters(described.1) {
            if !parameters(found.1).any(|given| is_same(asked, given)) {
                return TYPE - 1;
            }
            fit = fit.saturating_add(1);
        }
        fit
    }
}

/// The essence, and the parameters.
fn split(media_type: &str) -> (&str, &str) {
    let (essence, parameters) = media_type.split_once(';').unwrap_or((media_type, ""));
    (essence.trim(), parameters)
}

/// How narrow a range is that an essence is within: `*/*`, `text/*`, `application/*+json`.
fn within(essence: &str, range: &str) -> u8 {
    if essence.is_empty() {
        return 0;
    }
    let Some((kind, rest)) = range.split_once("/*") else { return 0 };
    let is_of_kind = essence.split('/').next().is_some_and(|own| own.eq_ignore_ascii_case(kind));
    let ending = essence.len().checked_sub(rest.len()).and_then(|start| essence.get(start..));
    match (kind, rest) {
        ("*", "") => 1,
        (_, "") if is_of_kind => 2,
        (_, suffix) if is_of_kind && ending.is_some_and(|end| end.eq_ignore_ascii_case(suffix)) => {
            3
        }
        _ => 0,
    }
}

fn parameters(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.split(';').filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        Some((name.trim(), value.trim().trim_matches('"')))
    })
}

fn is_same(one: (&str, &str), other: (&str, &str)) -> bool {
    one.0.eq_ignore_ascii_case(other.0) && one.1.eq_ignore_ascii_case(other.1)
}

#[cfg(test)]
mod tests {
    use super::MediaType;

    #[test]
    fn the_narrowest_description_fits_best() {
        let found = MediaType("Application/vnd.x+JSON; Version=\"2\"; charset=utf-8");
        let best_last = [
            "text/plain",
            "*/*",
            "application/*",
            "application/*+json",
            "application/vnd.x+json; version=1",
            "application/vnd.x+json",
            "application/vnd.x+json;version=2",
            "application/vnd.x+json; charset=UTF-8; version=2",
        ];
        let fits: Vec<u8> = best_last.iter().map(|described| found.fit(described)).collect();
        assert!(fits.is_sorted() && fits[0] == 0, "{fits:?}");
        assert_eq!(fits.iter().collect::<std::collections::BTreeSet<_>>().len(), 8, "{fits:?}");
    }

    #[test]
    fn nothing_fits_a_response_without_a_media_type() {
        for described in ["*/*", "text/*", "application/json"] {
            assert_eq!(MediaType("").fit(described), 0, "{described}");
        }
        assert_eq!(MediaType("a").fit("text/*+json"), 0);
    }
}
