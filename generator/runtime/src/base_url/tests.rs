use super::*;

#[test]
fn good_base_urls_lose_the_slash_at_their_end_and_keep_the_rest() {
    for (text, expected) in [
        ("https://api.clerk.com/v1", "https://api.clerk.com/v1"),
        ("https://api.clerk.com/v1/", "https://api.clerk.com/v1"),
        ("https://api.clerk.com", "https://api.clerk.com"),
        ("https://api.clerk.com//", "https://api.clerk.com"),
        ("HTTPS://API.Clerk.com/V1", "https://api.clerk.com/V1"),
        ("https://h:8443/a/b", "https://h:8443/a/b"),
        ("http://localhost:8080", "http://localhost:8080"),
        ("http://127.0.0.1:1/", "http://127.0.0.1:1"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]"),
        ("https://h/a//b", "https://h/a//b"),
        ("https://h/a%20b", "https://h/a%20b"),
        ("https://h/~a/:b@c", "https://h/~a/:b@c"),
        ("https://my_host.example.", "https://my_host.example."),
        ("https://xn--bcher-kva.example", "https://xn--bcher-kva.example"),
        ("https://1and1.example", "https://1and1.example"),
    ] {
        assert_eq!(BaseUrl::parse(text).map(|url| url.text), Ok(expected.to_owned()), "{text}");
    }
}

/// What URL parsers read differently, or what would send the request elsewhere.
const BAD: [&str; 46] = [
    "",
    "h",
    "//h",
    "/v1",
    "ftp://h",
    "file:///etc/passwd",
    "https:/h",
    "https:h",
    "https://",
    "https:///v1",
    "https://:80",
    "https://h:",
    "https://h:0",
    "https://h:65536",
    "https://h:+1",
    "https://h:8o",
    "https://user@h",
    "https://user:pass@h",
    "https://@h",
    "https://h?x=1",
    "https://h/v1?x=1",
    "https://h/v1#f",
    "https://h#",
    "https://h/v1?",
    " https://h",
    "https://h ",
    "https://h/a b",
    "https://h\n",
    "https://h/\ta",
    "https://h\\evil.com",
    "https://h/\\evil.com",
    "https://b\u{fc}cher.example",
    "https://h/\u{e9}",
    "https://ex%61mple.com",
    "https://a..b",
    "https://.",
    "https://h..",
    "https://127.1",
    "https://2130706433",
    "https://0x7f.0.0.1",
    "https://0x7f000001",
    "https://127.0.0.01",
    "https://[::1",
    "https://[::1]x",
    "https://[v1.a]",
    "https://h,evil.com",
];

#[test]
fn base_urls_that_can_be_read_in_two_ways_are_refused() {
    for text in BAD {
        assert!(BaseUrl::parse(text).is_err(), "{text}");
    }
    for path in ["/..", "/a/../b", "/.", "/%2e%2E", "/a/.%2e/", "/{x}", "/%", "/%g0", "/a|b", "/^"]
    {
        assert!(BaseUrl::parse(&format!("https://h{path}")).is_err(), "{path}");
    }
}

/// Threat D4: the checked host is the host that is asked.
#[cfg(feature = "reqwest")]
#[test]
fn the_http_library_reads_a_base_url_as_we_do() {
    for text in
        ["https://h:8443/a/b", "http://[::1]:81/x", "https://my_host.example.", "https://h/a//b"]
    {
        let url = BaseUrl::parse(text).unwrap();
        let sent = format!("{}/machines", url.as_str());
        assert_eq!(reqwest::Url::parse(&sent).unwrap().as_str(), sent);
    }
}

/// Threat E2: only plain HTTP to other machines is exposed.
#[test]
fn plain_http_is_exposed_except_on_loopback() {
    for (text, exposed) in [
        ("https://h", false),
        ("http://h", true),
        ("HTTP://h", true),
        ("http://localhost", false),
        ("http://LOCALHOST:1", false),
        ("http://127.0.0.1", false),
        ("http://127.9.9.9", false),
        ("http://[::1]", false),
        ("http://localhost.evil.com", true),
        ("http://127.0.0.1.evil.com", true),
        ("http://10.0.0.1", true),
        ("http://[::ffff:127.0.0.1]", true),
        ("http://0.0.0.0", true),
    ] {
        assert_eq!(BaseUrl::parse(text).map(|url| url.is_exposed()), Ok(exposed), "{text}");
    }
}

/// Threats D4 and E: what a caller takes from elsewhere for a variable leads to no other host.
#[test]
fn a_variable_of_the_host_stays_within_its_label() {
    let template = "https://{tenant}.example.com:{port}/{base}";
    let with = |tenant, port, base| {
        expand(template, &[("tenant", tenant), ("port", port), ("base", base)])
    };
    assert_eq!(with("a-b", "8443", "v1/x").unwrap(), "https://a-b.example.com:8443/v1/x");
    for tenant in
        ["evil.com/", "evil.com#", "evil.com?", "x@evil.com", "evil.com:1", "a\\", "é", "{port}"]
    {
        assert_eq!(with(tenant, "443", "v1").unwrap_err().name, "tenant", "{tenant}");
    }
    assert!(with("a", "1/", "v1").is_err());
    let whole = |text, value| expand(text, &[("host", value)]).unwrap();
    assert_eq!(whole("https://{host}/v1", "localhost:1"), "https://localhost:1/v1");
    assert_eq!(whole("{host}/v1", "https://h"), "https://h/v1");
    assert!(expand("{host}://h", &[("host", "https://evil/")]).is_err());
}
