use super::*;

/// What a client makes of a credential for a scheme of this kind.
fn source(kind: SchemeKind, credential: Credential) -> Result<Source, &'static str> {
    credential.source(&Scheme { name: "s", kind, env: &[] }, |_, _| Err("is issued"))
}

const OAUTH2: SchemeKind = SchemeKind::OAuth2 { token_url: "https://h/token", scopes: &[] };

#[test]
fn a_credential_that_its_scheme_has_no_use_for_is_refused() {
    let every = [
        SchemeKind::Bearer,
        SchemeKind::Http("Token"),
        SchemeKind::ApiKeyHeader("k"),
        SchemeKind::ApiKeyQuery("k"),
        SchemeKind::ApiKeyCookie("k"),
        OAUTH2,
    ];
    for kind in every {
        assert!(source(kind, Credential::token("t")).is_ok(), "{kind:?}");
        assert!(source(kind, Credential::provider(|| async { Ok("t".into()) })).is_ok());
        assert!(source(kind, Credential::basic("a", "b")).is_err(), "{kind:?}");
        let issued = source(kind, Credential::client("id", "secret")).err();
        assert_eq!(issued == Some("is issued"), kind == OAUTH2, "{kind:?}");
    }
    assert!(source(SchemeKind::Basic, Credential::basic("a", "b")).is_ok());
    assert!(source(SchemeKind::Basic, Credential::token("t")).is_err());
    assert!(source(SchemeKind::Basic, Credential::client("a", "b")).is_err());
    assert!(source(SchemeKind::Basic, Credential::provider(|| async { Ok("t".into()) })).is_err());
}

fn choose(given: &[usize], security: &'static [&'static [usize]]) -> Option<&'static [usize]> {
    let mut credentials = Credentials::<()>::default();
    for scheme in given {
        credentials.set(*scheme, ());
    }
    credentials.choose(security)
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
