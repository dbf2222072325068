use super::*;

fn scheme(kind: SchemeKind) -> Scheme {
    Scheme { name: "s", kind, env: &[] }
}

fn token(kind: SchemeKind, token: &str) -> Result<Placed, &'static str> {
    Placed::token(&scheme(kind), &Secret::from(token))
}

fn header(placed: Result<Placed, &'static str>) -> (HeaderName, HeaderValue) {
    match placed {
        Ok(Placed::Header(name, value)) => (name, value),
        other => panic!("not in a header: {other:?}"),
    }
}

#[test]
fn every_scheme_puts_its_credential_in_its_place() {
    let (name, value) = header(token(SchemeKind::Bearer, "t"));
    assert_eq!((name.as_str(), value.to_str().unwrap()), ("authorization", "Bearer t"));
    assert!(value.is_sensitive());

    let (name, value) = header(Placed::basic("Aladdin", &Secret::from("open sesame")));
    assert_eq!(name, "authorization");
    assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "RFC 7617, section 2");
    assert!(value.is_sensitive());

    let (name, value) = header(token(SchemeKind::ApiKeyHeader("X-Key"), "k"));
    assert_eq!((name.as_str(), value.to_str().unwrap()), ("x-key", "k"));
    assert!(value.is_sensitive());

    let query = token(SchemeKind::ApiKeyQuery("key"), "k");
    assert!(matches!(query, Ok(Placed::Query("key", value)) if value.expose_secret() == "k"));
    let cookie = token(SchemeKind::ApiKeyCookie("sid"), "k");
    assert!(matches!(cookie, Ok(Placed::Cookie(pair)) if pair.expose_secret() == "sid=k"));
}

/// Threat D5, for credentials.
#[test]
fn credentials_that_would_break_their_place_are_refused() {
    for bad in ["", "a\r\nx: y", "a\n", "a\0", "\u{100}"] {
        for kind in [
            SchemeKind::Bearer,
            SchemeKind::Http("Token"),
            SchemeKind::ApiKeyHeader("k"),
            SchemeKind::ApiKeyCookie("k"),
        ] {
            assert!(token(kind, bad).is_err(), "{kind:?} {bad:?}");
        }
    }
    for bad in ["a; b=c", "a,b", "a b", "\"a\"", "a\\b"] {
        assert!(token(SchemeKind::ApiKeyCookie("k"), bad).is_err(), "{bad:?}");
    }
    for (user, password) in [("a:b", "c"), ("a\n", "c"), ("a", "c\r\n"), ("a", "c\0")] {
        let placed = Placed::basic(user, &Secret::from(password));
        assert!(placed.is_err(), "{user:?} {password:?}");
    }
    assert!(token(SchemeKind::ApiKeyQuery("k"), "").is_err());
}

#[test]
fn a_scheme_of_http_keeps_its_name() {
    let (name, value) = header(token(SchemeKind::Http("Token"), "t"));
    assert_eq!((name.as_str(), value.to_str().unwrap()), ("authorization", "Token t"));
    assert!(value.is_sensitive());
}
