//! The `Link` header: any value gives a target that stands in it, or none; and where it may lead.

use http::header::LINK;
use http::{HeaderMap, HeaderValue, Uri};

use crate::base_url::BaseUrl;
use crate::pages::resolve;
use crate::path::is_dots;

/// Reads the lines of `data` as the values of so many headers.
///
/// # Panics
/// When a target is no part of a header, or is followed to another host than the API's.
pub fn link(data: &[u8]) {
    let lines = data.split(|byte| *byte == b'\n');
    let values = lines.filter_map(|line| HeaderValue::from_bytes(line).ok());
    let headers: HeaderMap = values.map(|value| (LINK, value)).collect();
    let Some(target) = crate::link::next(&headers) else { return };
    let within = |value: &HeaderValue| {
        let text = String::from_utf8_lossy(value.as_bytes());
        text.contains(&target) || target.contains('\u{fffd}')
    };
    assert!(headers.get_all(LINK).iter().any(within), "{target:?} is no part of a header");
    let base = BaseUrl::parse("https://api.example.com/v1").expect("a base URL");
    if let Ok(address) = resolve(&base, "/v1/things", &target) {
        let uri = Uri::try_from(format!("{}{address}", base.site())).expect("a URI");
        assert_eq!(uri.authority().map(|it| it.as_str()), Some("api.example.com"), "{target:?}");
        assert!(!uri.path().split('/').any(is_dots), "{target:?}");
    }
}
