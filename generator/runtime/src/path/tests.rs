use super::*;
use crate::api::Style;

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

/// A template with one kind of parameter, filled.
fn filled_as(
    how: &Parameter,
    template: &str,
    values: &[(&'static str, &str)],
) -> Result<String, Problem> {
    let values = values
        .iter()
        .map(|(name, text)| Ok((*name, value(name, how, Param::Text((*text).to_owned()))?)))
        .collect::<Result<Vec<_>, _>>()?;
    let mut path = String::new();
    expand(template, &values, &mut path).map(|()| path)
}

fn filled(template: &str, values: &[(&'static str, &str)]) -> Result<String, Problem> {
    filled_as(&Parameter::PATH, template, values)
}

fn style(style: Style) -> Parameter {
    Parameter { style, ..Parameter::PATH }
}

/// That the value is the same in its segment and no other segment comes or goes, or that it is refused
/// for being a dot segment. `start` is what the style puts before the value.
fn holds(how: &Parameter, template: &str, start: &str, text: &str) {
    let segments = || template.split('/');
    let at = segments().position(|part| part.contains("{x}")).expect("a parameter");
    let whole = segments().nth(at).expect("a segment").replace("{x}", &format!("{start}{text}"));
    let dots = matches!(whole.as_str(), "." | "..");
    let path = match filled_as(how, template, &[("x", text)]) {
        Ok(path) => path,
        Err(problem) => {
            assert!(dots, "{template} {text:?}: {problem}");
            return;
        }
    };
    assert!(!dots, "{template} took {text:?}");
    assert_eq!(path.split('/').count(), segments().count(), "{path}");
    assert!(!path.contains(['?', '#', '\\']), "{path}");
    let sent = path.split('/').nth(at).expect("the segment");
    let decoded = percent_encoding::percent_decode_str(sent).decode_utf8();
    assert_eq!(decoded.expect("UTF-8"), whole);
}

/// That no URL parser on the way changes the path.
#[cfg(feature = "reqwest")]
fn stays(how: &Parameter, template: &str, text: &str) {
    if let Ok(path) = filled_as(how, template, &[("x", text)]) {
        let url = format!("http://h{path}");
        assert!(http::Uri::try_from(&url).is_ok(), "{url}");
        assert_eq!(reqwest::Url::parse(&url).expect("a URL").path(), path, "{text:?}");
    }
}

/// Threat D1: every value of up to four tokens is one segment of the same value, or refused.
#[test]
fn no_value_leaves_its_segment() {
    let values = hostile(4);
    assert_eq!(values.len(), 21 + 21 * 21 + 21 * 21 * 21 + 21 * 21 * 21 * 21);
    for text in &values {
        holds(&Parameter::PATH, "/a/{x}/b", "", text);
    }
    #[cfg(feature = "reqwest")]
    for text in values.iter().step_by(7) {
        stays(&Parameter::PATH, "/a/{x}/b", text);
    }
}

/// Threat D1, where reserved characters stay: a value is refused besides whose dots stand before a `;`, because
/// servers remove what follows.
#[test]
fn no_value_leaves_its_segment_where_reserved_characters_are_allowed() {
    let how = Parameter { allow_reserved: true, ..Parameter::PATH };
    for text in &hostile(3) {
        if matches!(text.split(';').next(), Some("." | "..")) {
            assert!(filled_as(&how, "/a/{x}/b", &[("x", text)]).is_err(), "{text:?}");
        } else {
            holds(&how, "/a/{x}/b", "", text);
            #[cfg(feature = "reqwest")]
            stays(&how, "/a/{x}/b", text);
        }
    }
    let kept = filled_as(&how, "/{x}", &[("x", ":@!$&'()*+,;=/?#[]%41 ")]);
    assert_eq!(kept.unwrap(), "/:@!$&'()*+,;=%2F%3F%23%5B%5D%2541%20");
}

/// Threat D1, where the style or the template has a text of its own beside the value.
#[test]
fn no_value_leaves_its_segment_in_any_style() {
    let values = hostile(2);
    for template in ["/a/{x}/b", "/a/{x}", "/{x}", "/a/.{x}", "/a/{x}.json", "/a/v{x}/b"] {
        for (style, start) in
            [(style(Style::Simple), ""), (style(Style::Label), "."), (style(Style::Matrix), ";x=")]
        {
            for text in &values {
                // A dot segment with path parameters is one to servers that remove these.
                if template == "/a/.{x}" && style.style == Style::Matrix {
                    assert!(filled_as(&style, template, &[("x", text)]).is_err(), "{text:?}");
                    continue;
                }
                holds(&style, template, start, text);
                #[cfg(feature = "reqwest")]
                stays(&style, template, text);
            }
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
        ("/a/{x};v=1", "..", ""),
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
        let problem = value("machine_id", &Parameter::PATH, param).unwrap_err();
        assert_eq!(problem.name, "machine_id");
    }
    let problem = filled("/a/{x}", &[]).unwrap_err();
    assert_eq!(problem.to_string(), "the path parameter `x` is not set");
}

#[test]
fn lists_and_objects_are_joined_by_commas() {
    let list = Param::List(vec!["a,b".into(), "c".into()]);
    assert_eq!(value("x", &Parameter::PATH, list).as_deref(), Ok("a%2Cb,c"));
    let object = Param::Object(vec![("R".into(), "100".into()), ("G".into(), "2".into())]);
    assert_eq!(value("x", &Parameter::PATH, object).as_deref(), Ok("R,100,G,2"));
}

#[test]
fn the_fixed_part_of_a_template_is_encoded_where_it_must_be() {
    assert_eq!(filled("/a b/%41?/{x}", &[("x", "1")]).as_deref(), Ok("/a%20b/%41%3F/1"));
    assert_eq!(filled("/a/{x", &[]).as_deref(), Ok("/a/%7Bx"));
    assert_eq!(filled("/", &[]).as_deref(), Ok("/"));
    assert_eq!(filled("/a/", &[]).as_deref(), Ok("/a/"));
    assert_eq!(filled("a", &[]).as_deref(), Ok("/a"));
}
