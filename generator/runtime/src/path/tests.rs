use super::*;

/// Pieces that have broken paths of real clients.
const TOKENS: [&str; 21] = [
    ".", "..", "/", "\\", "%", "%2e", "%2E", "%2f", "%5c", "%00", "?", "#", ";", "\t", "\n", "\r",
    "\0", " ", "@", ":", "é",
];

/// All strings of one to `longest` tokens.
pub(crate) fn hostile(longest: u32) -> Vec<String> {
    let mut all = Vec::new();
    let mut last = vec![String::new()];
    for _ in 0..longest {
        last =
            last.iter().flat_map(|start| TOKENS.map(|token| format!("{start}{token}"))).collect();
        all.extend_from_slice(&last);
    }
    all
}

fn filled(template: &str, values: &[(&'static str, &str)]) -> Result<String, Problem> {
    let values = values
        .iter()
        .map(|(name, text)| Ok((*name, value(name, &Param::Text((*text).to_owned()))?)))
        .collect::<Result<Vec<_>, _>>()?;
    expand(template, &values)
}

/// Threat D1: every value of up to three tokens is one segment of the same value, or refused.
#[test]
fn no_value_leaves_its_segment() {
    for template in ["/a/{x}/b", "/a/{x}", "/{x}", "/a/.{x}", "/a/{x}.json"] {
        let (before, after) = template.split_once("{x}").expect("a parameter");
        let before = before.rsplit('/').next().expect("a segment");
        let after = after.split('/').next().expect("a segment");
        for text in hostile(3) {
            let whole = format!("{before}{text}{after}");
            let path = match filled(template, &[("x", &text)]) {
                Ok(path) => path,
                Err(problem) => {
                    assert!(whole == "." || whole == "..", "{template} {text:?}: {problem}");
                    continue;
                }
            };
            assert!(whole != "." && whole != "..", "{template} took {text:?}");
            let url = format!("http://h{path}");
            assert!(http::Uri::try_from(&url).is_ok(), "{url}");
            let segments: Vec<_> = path.split('/').collect();
            assert_eq!(segments.len(), template.split('/').count(), "{path}");
            let at = template.split('/').position(|part| part.contains('{')).expect("a parameter");
            let decoded = percent_encoding::percent_decode_str(segments[at]).decode_utf8();
            assert_eq!(decoded.expect("UTF-8"), whole);
            #[cfg(feature = "reqwest")]
            assert_eq!(reqwest::Url::parse(&url).expect("a URL").path(), path, "{text:?}");
        }
    }
}

/// Threat D2: the assembled segment counts, not the value.
#[test]
fn dots_are_refused_where_they_make_a_segment_and_allowed_elsewhere() {
    let refused = [
        ("/a/{x}{y}", ".", "."),
        ("/a/.{x}", ".", ""),
        ("/a/{x}.", ".", ""),
        ("/a/%2e{x}", ".", ""),
        ("/a/{x}%2E/b", ".", ""),
        ("/a/../{x}", "b", ""),
    ];
    for (template, x, y) in refused {
        let y = if template.contains("{y}") { y } else { "unused" };
        assert!(filled(template, &[("x", x), ("y", y)]).is_err(), "{template} {x} {y}");
    }
    assert_eq!(filled("/files/{x}.json", &[("x", "..")]).as_deref(), Ok("/files/...json"));
    assert_eq!(filled("/a/{x}{y}", &[("x", "."), ("y", "..")]).as_deref(), Ok("/a/..."));
    assert_eq!(filled("/a/{x}", &[("x", "%2e%2e")]).as_deref(), Ok("/a/%252e%252e"));
}

/// Threat D3.
#[test]
fn an_empty_or_missing_value_is_refused_by_name() {
    for param in [
        Param::Text(String::new()),
        Param::List(Vec::new()),
        Param::List(vec![String::new()]),
        Param::Object(Vec::new()),
        Param::Nothing,
    ] {
        let problem = value("machine_id", &param).unwrap_err();
        assert_eq!(problem.name, "machine_id");
    }
    let problem = filled("/a/{x}", &[]).unwrap_err();
    assert_eq!(problem.to_string(), "the path parameter `x` is not set");
}

#[test]
fn lists_and_objects_are_joined_by_commas() {
    let list = Param::List(vec!["a,b".into(), "c".into()]);
    assert_eq!(value("x", &list).as_deref(), Ok("a%2Cb,c"));
    let object = Param::Object(vec![("R".into(), "100".into()), ("G".into(), "2".into())]);
    assert_eq!(value("x", &object).as_deref(), Ok("R,100,G,2"));
}

#[test]
fn the_fixed_part_of_a_template_is_encoded_where_it_must_be() {
    assert_eq!(filled("/a b/%41?/{x}", &[("x", "1")]).as_deref(), Ok("/a%20b/%41%3F/1"));
    assert_eq!(filled("/a/{x", &[]).as_deref(), Ok("/a/%7Bx"));
    assert_eq!(filled("/", &[]).as_deref(), Ok("/"));
    assert_eq!(filled("/a/", &[]).as_deref(), Ok("/a/"));
    assert_eq!(filled("a", &[]).as_deref(), Ok("/a"));
}
