use super::*;

fn base(text: &str) -> BaseUrl {
    BaseUrl::parse(text).expect("a base URL")
}

fn of(text: &str) -> Result<String, &'static str> {
    resolve(&base("https://api.example.com/v1"), "/v1/machines", text)
}

#[test]
fn addresses_of_the_same_origin_are_taken_as_they_are() {
    for (text, expected) in [
        ("https://api.example.com/v1/machines?page=2", "/v1/machines?page=2"),
        ("HTTPS://API.example.COM:443/v1/machines?page=2", "/v1/machines?page=2"),
        ("https://api.example.com:0443?a", "/?a"),
        ("https://api.example.com", "/"),
        ("/other?page[after]=x|y&b=%2e%2e/../#top", "/other?page[after]=x|y&b=%2e%2e/../"),
        ("?cursor=a/b?c", "/v1/machines?cursor=a/b?c"),
        ("?u=https://evil.example/", "/v1/machines?u=https://evil.example/"),
        ("https://api.example.com//x", "//x"),
    ] {
        assert_eq!(of(text).as_deref(), Ok(expected), "{text}");
    }
    let local = base("http://127.0.0.1:8080");
    assert_eq!(resolve(&local, "/a", "http://127.0.0.1:8080/b").as_deref(), Ok("/b"));
    assert_eq!(resolve(&local, "/a", "http://127.0.0.1/b"), Err(OTHER));
    let v6 = base("http://[::1]/v1");
    assert_eq!(resolve(&v6, "/a", "http://[::1]:80/b").as_deref(), Ok("/b"));
}

/// Threat E5.
#[test]
fn other_origins_are_refused_in_every_spelling() {
    for text in [
        "https://evil.example/v1/machines",
        "http://api.example.com/v1/machines",
        "https://api.example.com:444/",
        "https://api.example.com:80/",
        "https://api.example.com.evil.example/",
        "https://api.example.com./",
        "https://evil.example?https://api.example.com/",
        "https://evil.example#https://api.example.com/",
        "https://evil.example:443#@api.example.com/",
        "https://api.example.com@evil.example/",
        "https://api.example.com:443@evil.example/",
        "https://user:pass@api.example.com/",
        "https://@api.example.com/",
        "https:///api.example.com/",
        "https://",
        "//evil.example/",
        "//api.example.com/",
        "///evil.example",
        "https:evil.example",
        "https:/evil.example",
        "https:\\\\evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "\\/evil.example",
        "https:/\\evil.example",
        "/\t/evil.example",
        "\t//evil.example",
        " //evil.example",
        "ht\ntps://evil.example",
        "https://api.example.com\t.evil.example/",
        "https://api.example.com%2eevil.example/",
        "https://%61pi.example.com/",
        "https://аpi.example.com/",
        "https://xn--pi-7kc.example.com/",
        "ftp://api.example.com/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:,x",
        "x?https://api.example.com/",
        "x/https://api.example.com/",
        "machines?page=2",
        "./machines",
        "../machines",
        ".",
        "",
    ] {
        assert!(of(text).is_err(), "{text:?} became {:?}", of(text));
    }
}

#[test]
fn paths_that_would_not_stay_as_they_are_are_refused() {
    for text in [
        "/v1/../admin",
        "/v1/%2e%2E/admin",
        "/.",
        "/a/./b",
        "https://api.example.com/..",
        "/a b",
        "/a\\..\\b",
        "/%zz",
        "/%",
        "/a\0",
        "/é",
        "/<script>",
        "/a?b c",
        "/a?é",
    ] {
        assert!(of(text).is_err(), "{text:?} became {:?}", of(text));
    }
    assert!(of(&format!("/{}", "a".repeat(70_000))).is_err());
}

#[test]
fn repeated_credentials_are_taken_out() {
    let without = |text: &str| without(text.to_owned(), &["api_key", "k"]);
    assert_eq!(without("/a?api_key=s&page=2"), "/a?page=2");
    assert_eq!(without("/a?page=2&api%5Fkey=s&k"), "/a?page=2");
    assert_eq!(without("/a?k=1"), "/a");
    assert_eq!(without("/a?page=2&&x=k"), "/a?page=2&&x=k");
    assert_eq!(without("/a"), "/a");
}

/// What is accepted is what a URL library makes of it, so that what was checked is what is asked.
#[cfg(feature = "reqwest")]
mod agreement {
    use proptest::prelude::*;
    use reqwest::Url;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]
        #[test]
        fn with_a_url_library(
            start in "(https:|HTTPS:|http:)?[/\\\\]{0,3}(api.example.com)?(:443|:0443|:80|:)?",
            rest in "([/?#@:.%\\\\\t é~a-c]|%2e|%2F|\\.\\.|api|example|com|evil){0,8}",
        ) {
            let base = super::base("https://api.example.com/v1");
            let text = format!("{start}{rest}");
            if let Ok(local) = super::resolve(&base, "/v1/x", &text) {
                let current = Url::parse("https://api.example.com/v1/x").unwrap();
                let mut theirs = current.join(&text).unwrap();
                theirs.set_fragment(None);
                prop_assert_eq!(theirs.origin(), current.origin());
                let ours = Url::parse(&format!("https://api.example.com{local}")).unwrap();
                prop_assert_eq!(ours.as_str(), theirs.as_str());
                prop_assert_eq!(ours.path(), local.split('?').next().unwrap());
            }
        }
    }
}
