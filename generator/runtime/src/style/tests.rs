use proptest::prelude::*;

use super::*;
use crate::deep;

mod decoder;

use decoder::decode;

const STYLES: [Style; 7] = [
    Style::Matrix,
    Style::Label,
    Style::Simple,
    Style::Form,
    Style::SpaceDelimited,
    Style::PipeDelimited,
    Style::DeepObject,
];

fn text(text: &str) -> Param {
    Param::Text(text.to_owned())
}

fn list<const N: usize>(items: [&str; N]) -> Param {
    Param::List(items.map(str::to_owned).into())
}

fn object<const N: usize>(members: [(&str, &str); N]) -> Param {
    Param::Object(members.map(|(name, value)| (name.to_owned(), value.to_owned())).into())
}

fn query(style: Style, explode: bool) -> Parameter {
    Parameter { style, explode, ..Parameter::QUERY }
}

/// The pairs in any style, `deepObject` among them.
fn pairs(name: &str, how: &Parameter, param: &Param) -> Result<Vec<String>, Refused> {
    match how.style {
        Style::DeepObject => deep::of_json(name, how, json(param)),
        _ => super::pairs(name, how, param),
    }
}

fn json(param: &Param) -> String {
    let quoted = |text: &String| {
        String::from_utf8(crate::json::to_vec(text).expect("text")).expect("JSON is UTF-8")
    };
    match param {
        Param::Nothing => "null".to_owned(),
        Param::Text(text) => quoted(text),
        Param::List(items) => {
            format!("[{}]", items.iter().map(quoted).collect::<Vec<_>>().join(","))
        }
        Param::Object(members) => {
            let members = members.iter().map(|(name, value)| quoted(name) + ":" + &quoted(value));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
    }
}

/// What OpenAPI 3.1.1 and 3.0.4 have in "Style Examples", for the parameter `color` with an empty text,
/// `blue`, `["blue", "black", "brown"]` and `{"R": 100, "G": 200, "B": 150}`; `None` is "n/a".
#[rustfmt::skip]
const EXAMPLES: &[(Style, bool, [Option<&str>; 4])] = &[
    (Style::Matrix, false, [Some(";color"), Some(";color=blue"), Some(";color=blue,black,brown"), Some(";color=R,100,G,200,B,150")]),
    (Style::Matrix, true, [Some(";color"), Some(";color=blue"), Some(";color=blue;color=black;color=brown"), Some(";R=100;G=200;B=150")]),
    (Style::Label, false, [Some("."), Some(".blue"), Some(".blue,black,brown"), Some(".R,100,G,200,B,150")]),
    (Style::Label, true, [Some("."), Some(".blue"), Some(".blue.black.brown"), Some(".R=100.G=200.B=150")]),
    (Style::Simple, false, [Some(""), Some("blue"), Some("blue,black,brown"), Some("R,100,G,200,B,150")]),
    (Style::Simple, true, [Some(""), Some("blue"), Some("blue,black,brown"), Some("R=100,G=200,B=150")]),
    (Style::Form, false, [Some("color="), Some("color=blue"), Some("color=blue,black,brown"), Some("color=R,100,G,200,B,150")]),
    (Style::Form, true, [Some("color="), Some("color=blue"), Some("color=blue&color=black&color=brown"), Some("R=100&G=200&B=150")]),
    (Style::SpaceDelimited, false, [None, None, Some("color=blue%20black%20brown"), Some("color=R%20100%20G%20200%20B%20150")]),
    (Style::SpaceDelimited, true, [None, None, None, None]),
    (Style::PipeDelimited, false, [None, None, Some("color=blue%7Cblack%7Cbrown"), Some("color=R%7C100%7CG%7C200%7CB%7C150")]),
    (Style::PipeDelimited, true, [None, None, None, None]),
    (Style::DeepObject, false, [None, None, None, None]),
    (Style::DeepObject, true, [None, None, None, Some("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150")]),
];

fn examples() -> [Param; 4] {
    [
        text(""),
        text("blue"),
        list(["blue", "black", "brown"]),
        object([("R", "100"), ("G", "200"), ("B", "150")]),
    ]
}

#[test]
fn the_examples_of_openapi_come_out_as_they_stand() {
    for (style, explode, expected) in EXAMPLES {
        for (param, expected) in examples().iter().zip(expected) {
            let Some(expected) = expected else { continue };
            let how = query(*style, *explode);
            let context = format!("{style:?} {explode} {param:?}");
            match style {
                Style::Matrix | Style::Label => {
                    assert_eq!(path("color", &how, param), *expected, "{context}");
                }
                Style::Simple => {
                    assert_eq!(path("color", &how, param), *expected, "{context}");
                    assert_eq!(header(&how, param), Ok(Some((*expected).to_owned())), "{context}");
                }
                Style::Form
                | Style::SpaceDelimited
                | Style::PipeDelimited
                | Style::DeepObject
                | Style::Cookie
                | Style::ByValue
                | Style::Whole => {
                    let pairs = pairs("color", &how, param).expect(&context);
                    assert_eq!(pairs.join("&"), *expected, "{context}");
                }
            }
        }
    }
}

/// What OpenAPI leaves open has to be something, and the same tomorrow.
#[test]
fn what_openapi_does_not_define_travels_as_form() {
    for style in [Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject] {
        for explode in [false, true] {
            let pairs = |param: &Param| pairs("color", &query(style, explode), param);
            assert_eq!(pairs(&text("")), Ok(vec!["color=".to_owned()]));
            assert_eq!(pairs(&text("blue")), Ok(vec!["color=blue".to_owned()]));
        }
    }
    for style in [Style::SpaceDelimited, Style::PipeDelimited] {
        for param in examples() {
            let form = pairs("color", &query(Style::Form, true), &param);
            assert_eq!(pairs("color", &query(style, true), &param), form);
        }
    }
    let numbered = pairs("color", &query(Style::DeepObject, true), &list(["blue", "black"]));
    let expected = ["color%5B0%5D=blue", "color%5B1%5D=black"].map(str::to_owned);
    assert_eq!(numbered, Ok(expected.into()));
}

#[test]
fn nothing_is_not_sent_in_any_style() {
    for how in STYLES.into_iter().flat_map(|style| [query(style, false), query(style, true)]) {
        assert_eq!(pairs("color", &how, &Param::Nothing), Ok(Vec::new()));
        assert_eq!(cookies("color", &how, &Param::Nothing), Ok(Vec::new()));
        assert_eq!(header(&how, &Param::Nothing), Ok(None));
        assert_eq!(path("color", &how, &Param::Nothing), "");
    }
}

#[test]
fn reserved_characters_are_kept_where_allowed_but_for_those_that_end_a_value() {
    let how = Parameter { allow_reserved: true, ..Parameter::QUERY };
    let all = text(":/?#[]@!$&'()*+,;=%41 é");
    let kept = "q=:/?%23%5B%5D@!$%26%27()*%2B,;=%2541%20%C3%A9";
    assert_eq!(pairs("q", &how, &all), Ok(vec![kept.to_owned()]));
    assert_eq!(pairs("a/b=c", &how, &text("")), Ok(vec!["a%2Fb%3Dc=".to_owned()]));
    let joined = Parameter { explode: false, ..how };
    let split = pairs("q", &joined, &list(["a,b", "c/d"]));
    assert_eq!(split, Ok(vec!["q=a%2Cb,c/d".to_owned()]));
}

/// Threat D6: a key cannot leave its brackets.
#[test]
fn brackets_in_a_key_are_refused_in_deep_objects() {
    let how = query(Style::DeepObject, true);
    for key in ["a]&b[", "[", "]", "a[b]"] {
        assert!(pairs("color", &how, &object([(key, "1")])).is_err(), "{key}");
    }
    let odd = pairs("color", &how, &object([("a&b=c", "1&2")]));
    assert_eq!(odd, Ok(vec!["color%5Ba%26b%3Dc%5D=1%262".to_owned()]));
}

/// Threat D5.
#[test]
fn a_cookie_holds_what_cookies_can_and_controls_are_refused() {
    let cookie = |param: &Param| cookies("c", &Parameter::COOKIE, param);
    let one = |text: &str| Ok(vec![text.to_owned()]);
    assert_eq!(cookie(&text("abc+/==")), one("c=abc+/=="));
    assert_eq!(cookie(&text("x; a=b")), one("c=x%3B%20a=b"));
    assert_eq!(cookie(&text("\"a\",\\b é 100%")), one("c=%22a%22%2C%5Cb%20%C3%A9%20100%25"));
    for bad in ["\r\nset-cookie: a", "a\n", "\0", "\x7f", "\t"] {
        assert!(cookie(&text(bad)).is_err(), "{bad:?}");
        assert!(cookie(&list([bad])).is_err(), "{bad:?}");
        assert!(cookie(&object([("a", bad)])).is_err(), "{bad:?}");
        assert!(cookie(&object([(bad, "a")])).is_err(), "{bad:?}");
    }
    let each = Ok(vec!["R=100".to_owned(), "G=200".to_owned()]);
    assert_eq!(cookie(&object([("R", "100"), ("G", "200")])), each);
    assert_eq!(cookie(&object([("a=b; c", "d")])), one("a%3Db%3B%20c=d"));
    let joined = Parameter { explode: false, ..Parameter::COOKIE };
    assert_eq!(cookies("c", &joined, &list(["a", "b,c"])), one("c=a,b%2Cc"));
}

#[test]
fn a_cookie_in_style_cookie_is_what_the_caller_says_unless_it_would_be_two() {
    let how = Parameter { style: Style::Cookie, ..Parameter::COOKIE };
    let cookie = |param: &Param| cookies("c", &how, param);
    assert_eq!(cookie(&text("a%20b=\"x\"")), Ok(vec!["c=a%20b=\"x\"".to_owned()]));
    let each = Ok(vec!["R=1,0".to_owned(), "G=2".to_owned()]);
    assert_eq!(cookie(&object([("R", "1,0"), ("G", "2")])), each);
    for bad in ["a; b=c", "a\r\nb", "\0"] {
        assert!(cookie(&text(bad)).is_err(), "{bad:?}");
        assert!(cookie(&object([(bad, "a")])).is_err(), "{bad:?}");
    }
    let joined = Parameter { explode: false, ..how };
    assert_eq!(cookies("c", &joined, &list(["a", "b"])), Ok(vec!["c=a,b".to_owned()]));
    assert!(cookies("c", &joined, &list(["a,b"])).is_err());
}

#[test]
fn a_whole_query_is_one_text_of_which_nothing_is_a_delimiter() {
    let query = whole(text("{\"a\":[1,2]}&b=c#d+é"));
    assert_eq!(query, Ok(vec!["%7B%22a%22%3A%5B1%2C2%5D%7D%26b%3Dc%23d%2B%C3%A9".to_owned()]));
    assert_eq!(whole(Param::Nothing), Ok(Vec::new()));
    assert!(whole(list(["a"])).is_err());
}

#[test]
fn an_item_of_a_header_that_would_not_arrive_as_it_is_is_refused() {
    for item in ["a,b", " a", "a ", "\ta"] {
        assert!(header(&Parameter::HEADER, &list([item])).is_err(), "{item:?}");
        assert!(header(&Parameter::HEADER, &object([("n", item)])).is_err(), "{item:?}");
        assert!(header(&Parameter::HEADER, &object([(item, "v")])).is_err(), "{item:?}");
        assert_eq!(header(&Parameter::HEADER, &text(item)), Ok(Some(item.to_owned())));
    }
    assert_eq!(header(&Parameter::HEADER, &list(["a b", ""])), Ok(Some("a b,".to_owned())));
    let explode = query(Style::Simple, true);
    assert!(header(&explode, &object([("a=b", "c")])).is_err());
}

#[test]
fn json_in_a_header_is_ascii() {
    let how = Parameter { json: true, ..Parameter::HEADER };
    let json = header(&how, &text("[\"é😀\",\"\x7f\"]"));
    assert_eq!(json, Ok(Some(r#"["\u00e9\ud83d\ude00","\u007f"]"#.to_owned())));
}

/// Where a parameter goes, for the round trips.
#[derive(Clone, Copy, Debug)]
enum Place {
    Path,
    Query,
    Header,
    Cookie,
}

/// Encodes, checks that every URL parser would leave the text alone, decodes, and compares.
fn round_trip(place: Place, name: &str, how: &Parameter, param: &Param) {
    let context = || format!("{place:?} {name:?} {how:?} {param:?}");
    let encoded = match place {
        Place::Path => Ok(path(name, how, param)),
        Place::Query => pairs(name, how, param).map(|pairs| pairs.join("&")),
        Place::Header => header(how, param).map(Option::unwrap_or_default),
        Place::Cookie => cookies(name, how, param).map(|pairs| pairs.join("; ")),
    };
    let Ok(encoded) = encoded else {
        assert!(may_be_refused(place, how, param), "{} was refused", context());
        return;
    };
    if let Some(url) = match place {
        Place::Path => Some(format!("http://h/a{encoded}b?x=y")),
        Place::Query => Some(format!("http://h/a?{encoded}")),
        Place::Header | Place::Cookie => None,
    } {
        assert!(http::Uri::try_from(&url).is_ok(), "{url}, {}", context());
        #[cfg(feature = "reqwest")]
        assert_eq!(reqwest::Url::parse(&url).unwrap().as_str(), url, "{}", context());
    }
    if matches!(place, Place::Cookie) {
        assert!(encoded.bytes().all(|byte| matches!(byte, b' '..=b'~')), "{encoded:?}");
    }
    assert_eq!(decode(place, name, how, &encoded, param), *param, "{encoded:?}, {}", context());
}

/// Whether a refusal is right: one needs a character that the style uses itself.
fn may_be_refused(place: Place, how: &Parameter, param: &Param) -> bool {
    let parts: Vec<&String> = match param {
        Param::Nothing => Vec::new(),
        Param::Text(text) => vec![text],
        Param::List(items) => items.iter().collect(),
        Param::Object(members) => members.iter().flat_map(|(name, value)| [name, value]).collect(),
    };
    let has = |found: &dyn Fn(char) -> bool| parts.iter().any(|part| part.contains(found));
    match (place, how.style) {
        (Place::Header, _) => has(&|c| matches!(c, ',' | '=' | ' ' | '\t')),
        (Place::Cookie, _) => has(&char::is_control),
        (Place::Query, Style::SpaceDelimited) => has(&|c| c == ' '),
        (Place::Query, Style::PipeDelimited) => has(&|c| c == '|'),
        (Place::Query, Style::DeepObject) => has(&|c| c == '[' || c == ']'),
        (Place::Path | Place::Query, _) => false,
    }
}

fn round_trips(name: &str, param: &Param) {
    for explode in [false, true] {
        for style in [Style::Matrix, Style::Label, Style::Simple] {
            round_trip(Place::Path, name, &query(style, explode), param);
        }
        for style in [Style::Form, Style::SpaceDelimited, Style::PipeDelimited, Style::DeepObject] {
            for allow_reserved in [false, true] {
                let how = Parameter { allow_reserved, ..query(style, explode) };
                round_trip(Place::Query, name, &how, param);
            }
        }
        round_trip(Place::Header, name, &query(Style::Simple, explode), param);
        round_trip(Place::Cookie, name, &query(Style::Form, explode), param);
    }
}

/// Threat D6: each character, in each style, in each part of a value.
#[test]
fn every_character_comes_back_in_every_style() {
    let characters = ('\0'..='\u{ff}').chain(['€', '\u{2028}', '\u{feff}', '😀']);
    for character in characters {
        let odd = format!("a{character}b");
        let alone = character.to_string();
        round_trips("color", &text(&odd));
        round_trips("color", &text(&alone));
        round_trips(&odd, &list([&odd, "", &alone]));
        round_trips("color", &object([(&odd, &odd), (&alone, ""), ("c", &alone)]));
    }
}

fn part() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[]\\[a,;:=&+%#|?/. '\"\\\\{}2eé\r\n\0]{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_value_comes_back_in_every_style_or_is_refused_for_its_delimiter(
        name in "[^\0-\x1f]{1,5}",
        text in part(),
        items in proptest::collection::vec(part(), 1..4),
        members in proptest::collection::btree_map(part(), part(), 1..4),
    ) {
        round_trips(&name, &Param::Text(text));
        round_trips(&name, &Param::List(items));
        round_trips(&name, &Param::Object(members.into_iter().collect()));
    }
}
