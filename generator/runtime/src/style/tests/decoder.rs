//! Reads what styles write, from the text of OpenAPI and RFC 6570 and not from our encoder. It is told
//! which kind of value to expect, as a server is by the same description.

use super::{Param, Parameter, Place, Style};

pub(super) fn decode(place: Place, name: &str, how: &Parameter, text: &str, kind: &Param) -> Param {
    match place {
        Place::Path => path(name, how, text, kind),
        Place::Query => query(name, how, text, kind),
        Place::Header if matches!(kind, Param::Text(_)) => Param::Text(text.to_owned()),
        Place::Header => {
            let trimmed = |text: &str| text.trim_matches([' ', '\t']).to_owned();
            split(text, ',', how.explode, kind, &trimmed)
        }
        Place::Cookie => {
            let pairs = text.split("; ").map(|pair| {
                let (name, value) = pair.split_once('=').expect("an equals sign");
                (percent(name), value.to_owned())
            });
            named(name, how.explode, pairs.collect(), kind, &percent)
        }
    }
}

fn path(name: &str, how: &Parameter, text: &str, kind: &Param) -> Param {
    assert!(!text.contains(['/', '?', '#', '\\']), "{text}");
    match how.style {
        Style::Matrix => {
            let pairs = text.strip_prefix(';').expect("a semicolon").split(';').map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (percent(name), value.to_owned())
            });
            named(name, how.explode, pairs.collect(), kind, &percent)
        }
        Style::Label => {
            let text = text.strip_prefix('.').expect("a dot");
            split(text, if how.explode { '.' } else { ',' }, how.explode, kind, &percent)
        }
        _ => split(text, ',', how.explode, kind, &percent),
    }
}

fn query(name: &str, how: &Parameter, text: &str, kind: &Param) -> Param {
    assert!(!text.contains('#'), "{text}");
    let pairs: Vec<(String, String)> = text
        .split('&')
        .map(|pair| {
            let (name, value) = pair.split_once('=').expect("an equals sign");
            (form(name), value.to_owned())
        })
        .collect();
    match how.style {
        Style::SpaceDelimited | Style::PipeDelimited if !how.explode => {
            let [(found, value)] = &pairs[..] else { panic!("{pairs:?}") };
            assert_eq!(found, name);
            let delimiter = if how.style == Style::PipeDelimited { '|' } else { ' ' };
            split(&form(value), delimiter, false, kind, &str::to_owned)
        }
        Style::DeepObject => deep(name, pairs, kind),
        _ => named(name, how.explode, pairs, kind, &form),
    }
}

fn deep(name: &str, pairs: Vec<(String, String)>, kind: &Param) -> Param {
    let inner = |pair: &str| {
        let rest = pair.strip_prefix(name).expect("the name").strip_prefix('[');
        rest.and_then(|rest| rest.strip_suffix(']')).expect("brackets").to_owned()
    };
    match kind {
        Param::Nothing | Param::Text(_) => named(name, true, pairs, kind, &form),
        Param::List(_) => {
            let numbered = pairs.into_iter().enumerate().map(|(index, (pair, value))| {
                assert_eq!(inner(&pair), index.to_string());
                form(&value)
            });
            Param::List(numbered.collect())
        }
        Param::Object(_) => Param::Object(
            pairs.into_iter().map(|(pair, value)| (inner(&pair), form(&value))).collect(),
        ),
    }
}

/// Pairs that carry the parameter's name, or with `explode` the members of its object.
fn named(
    name: &str,
    explode: bool,
    pairs: Vec<(String, String)>,
    kind: &Param,
    decode: &dyn Fn(&str) -> String,
) -> Param {
    match kind {
        Param::Object(_) if explode => {
            Param::Object(pairs.into_iter().map(|(name, value)| (name, decode(&value))).collect())
        }
        Param::List(_) if explode => {
            assert!(pairs.iter().all(|(found, _)| found == name), "{pairs:?}");
            Param::List(pairs.into_iter().map(|(_, value)| decode(&value)).collect())
        }
        _ => {
            let [(found, value)] = &pairs[..] else { panic!("{pairs:?}") };
            assert_eq!(found, name);
            split(value, ',', false, kind, decode)
        }
    }
}

/// One text with delimiters, split before it is decoded.
fn split(
    text: &str,
    delimiter: char,
    explode: bool,
    kind: &Param,
    decode: &dyn Fn(&str) -> String,
) -> Param {
    match kind {
        Param::Nothing | Param::Text(_) => Param::Text(decode(text)),
        Param::List(_) => Param::List(text.split(delimiter).map(decode).collect()),
        Param::Object(_) if explode => {
            let members = text.split(delimiter).map(|member| {
                let (name, value) = member.split_once('=').expect("an equals sign");
                (decode(name), decode(value))
            });
            Param::Object(members.collect())
        }
        Param::Object(_) => {
            let parts: Vec<String> = text.split(delimiter).map(decode).collect();
            assert_eq!(parts.len() % 2, 0, "{text}");
            Param::Object(parts.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).collect())
        }
    }
}

/// As readers of forms decode: a plus sign is a space.
fn form(text: &str) -> String {
    percent(&text.replace('+', " "))
}

fn percent(text: &str) -> String {
    let mut bytes = text.bytes();
    let mut decoded = Vec::new();
    while let Some(byte) = bytes.next() {
        if byte == b'%' {
            let hex = [bytes.next().expect("a digit"), bytes.next().expect("a digit")];
            let hex = std::str::from_utf8(&hex).expect("ASCII");
            decoded.push(u8::from_str_radix(hex, 16).expect("two digits"));
        } else {
            decoded.push(byte);
        }
    }
    String::from_utf8(decoded).expect("UTF-8")
}
