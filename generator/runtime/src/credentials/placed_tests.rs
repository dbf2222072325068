use super::*;

fn scheme(kind: SchemeKind) -> Scheme {
    Scheme { name: "s", kind, env: &[] }
}

fn header(kind: SchemeKind, credential: Credential) -> (HeaderName, HeaderValue) {
    match credential.place(&scheme(kind)) {
        Ok(Placed::Header(name, value)) => (name, value),
        other => panic!("not in a header: {other:?}"),
    }
}

#[test]
fn every_scheme_puts_its_credential_in_its_place() {
    let (name, value) = header(SchemeKind::Bearer, Credential::token("t"));
    assert_eq!((name.as_str(), value.to_str().unwrap()), ("authorization", "Bearer t"));
    assert!(value.is_sensitive());

    let (name, value) = header(SchemeKind::Basic, Credential::basic("Aladdin", "open sesame"));
    assert_eq!(name, "authorization");
    assert_eq!(value, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==", "RFC 7617, section 2");
    assert!(value.is_sensitive());

    let (name, value) = header(SchemeKind::ApiKeyHeader("X-Key"), Credential::token("k"));
    assert_eq!((name.as_str(), value.to_str().unwrap()), ("x-key", "k"));
    assert!(value.is_sensitive());

    let query = Credential::token("k").place(&scheme(SchemeKind::ApiKeyQuery("key")));
    assert!(matches!(query, Ok(Placed::Query("key", value)) if value.expose_secret() == "k"));
    let cookie = Credential::token("k").place(&scheme(SchemeKind::ApiKeyCookie("sid")));
    assert!(matches!(cookie, Ok(Placed::Cookie(pair)) if pair.expose_secret() == "sid=k"));
}

#[test]
fn base64_is_that_of_rfc_4648_section_10() {
    for (plain, coded) in [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ] {
        assert_eq!(base64(plain.as_bytes()), coded);
    }
    assert_eq!(base64(&[0xfb, 0xff]), "+/8=");
}

/// Threat D5, for credentials.
#[test]
fn credentials_that_would_break_their_place_are_refused() {
    let token = |text: &str| Credential::token(text);
    for bad in ["", "a\r\nx: y", "a\n", "a\0", "\u{100}"] {
        for kind in
            [SchemeKind::Bearer, SchemeKind::ApiKeyHeader("k"), SchemeKind::ApiKeyCookie("k")]
        {
            assert!(token(bad).place(&scheme(kind)).is_err(), "{kind:?} {bad:?}");
        }
    }
    for bad in ["a; b=c", "a,b", "a b", "\"a\"", "a\\b"] {
        assert!(token(bad).place(&scheme(SchemeKind::ApiKeyCookie("k"))).is_err(), "{bad:?}");
    }
    for (user, password) in [("a:b", "c"), ("a\n", "c"), ("a", "c\r\n"), ("a", "c\0")] {
        let credential = Credential::basic(user, password);
        assert!(credential.place(&scheme(SchemeKind::Basic)).is_err(), "{user:?} {password:?}");
    }
    assert!(token("").place(&scheme(SchemeKind::ApiKeyQuery("k"))).is_err());
    assert!(token("a").place(&scheme(SchemeKind::Basic)).is_err());
    assert!(Credential::basic("a", "b").place(&scheme(SchemeKind::Bearer)).is_err());
}

fn choose(given: &[usize], security: &'static [&'static [usize]]) -> Option<&'static [usize]> {
    let operation = Operation { security, ..Operation::DEFAULT };
    let mut credentials = Credentials::default();
    for scheme in given {
        credentials.set(*scheme, Credential::token("t"));
    }
    credentials.choose(&operation)
}

#[test]
fn the_first_alternative_that_is_fully_given_is_chosen() {
    assert_eq!(choose(&[0, 1], &[&[0], &[1]]), Some(&[0][..]));
    assert_eq!(choose(&[1], &[&[0], &[1]]), Some(&[1][..]));
    assert_eq!(choose(&[1, 2], &[&[0, 1], &[1, 2]]), Some(&[1, 2][..]));
    assert_eq!(choose(&[0], &[&[0, 1]]), None);
    assert_eq!(choose(&[], &[&[0]]), None);
    assert_eq!(choose(&[0], &[&[7]]), None, "an index that no scheme has");
}

#[test]
fn a_public_operation_takes_nothing_and_an_optional_one_what_is_given() {
    assert_eq!(choose(&[0, 1], &[]), Some(&[][..]));
    assert_eq!(choose(&[], &[&[0], &[]]), Some(&[][..]));
    assert_eq!(choose(&[0], &[&[], &[0]]), Some(&[0][..]));
}
