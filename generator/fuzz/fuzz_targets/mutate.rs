//! Changes a document as a tree: what comes of it can be read again, and most of it still means something.

use serde_json::Value;

/// Words that mean something to OpenAPI, Rust, Cargo, file systems or the reader.
const WORDS: &[&str] = &[
    "", " ", "..", "a/b", "con", "type", "self", "Self", "crate", "_", "r#fn", "1", "é\u{301}",
    "\u{202e}", "\n", "*/", "```\n#", "\"#}", "$ref", "$defs", "$id", "$anchor", "#a", "allOf",
    "oneOf", "anyOf", "not", "if", "then", "else", "type", "properties", "required", "items",
    "prefixItems", "enum", "const", "format", "default", "minimum", "maximum", "maxLength",
    "additionalProperties", "patternProperties", "propertyNames", "unevaluatedProperties",
    "nullable", "readOnly", "writeOnly", "deprecated", "example", "description", "summary",
    "discriminator", "propertyName", "mapping", "xml", "contentEncoding", "contentMediaType",
    "parameters", "name", "in", "path", "query", "header", "cookie", "style", "explode", "form",
    "deepObject", "matrix", "label", "schema", "content", "requestBody", "responses", "headers",
    "links", "callbacks", "webhooks", "servers", "url", "variables", "security", "tags",
    "encoding", "application/json", "application/xml", "multipart/form-data",
    "application/x-www-form-urlencoded", "text/event-stream", "application/jsonl", "text/plain",
    "application/octet-stream", "*/*", "application/json; charset=utf-8", "200", "204", "101",
    "4XX", "default", "get", "put", "post", "delete", "head", "trace", "object", "array",
    "string", "integer", "number", "boolean", "null", "date-time", "date", "duration", "uuid",
    "binary", "byte", "int32", "int64", "uint64", "double", "operationId", "components",
    "schemas", "securitySchemes", "http", "bearer", "oauth2", "apiKey", "openIdConnect",
    "mutualTLS", "x-sdk-name", "x-sdk-group", "x-sdk-secret", "x-sdk-pagination", "x-enum-varnames",
    "/{a}/{a}", "/{id}.json", "/key={key}", "{", "3.0.3", "3.1.0", "~1", "#/", "#/paths",
    "#/components/schemas/A", "#/components/schemas/Machine", "spec.yaml#/info",
];

/// The document with up to four changes, or nothing when it cannot be read, or comes out too long.
pub(crate) fn tree(text: &[u8], longest: usize, seed: u32) -> Option<Vec<u8>> {
    let mut root: Value = serde_yaml::from_slice(text).ok()?;
    let mut chance = Chance(seed.into());
    for _ in 0..=chance.below(4) {
        let donor = donor(&root, &mut chance);
        let index = chance.below(count(&root));
        damage(nth(&mut root, &mut { index })?, donor, &mut chance);
    }
    let text = serde_json::to_vec(&root).ok()?;
    (text.len() <= longest).then_some(text)
}

/// A value to put in the place of another.
fn donor(root: &Value, chance: &mut Chance) -> Value {
    match chance.below(8) {
        0 => [Value::Null, Value::Bool(false), Value::Bool(true)][chance.below(3)].clone(),
        1 => match chance.below(5) {
            0 => 0.into(),
            1 => (-1).into(),
            2 => i64::MAX.into(),
            3 => u64::MAX.into(),
            _ => 0.5.into(),
        },
        2 | 3 => Value::String(chance.word().to_owned()),
        _ => {
            let mut copy = root.clone();
            let index = chance.below(count(root));
            nth(&mut copy, &mut { index }).map_or(Value::Null, |value| value.take())
        }
    }
}

/// Drops, doubles, renames, wraps or replaces something.
fn damage(place: &mut Value, donor: Value, chance: &mut Chance) {
    match place {
        Value::Object(members) if !members.is_empty() && chance.below(4) > 0 => {
            let keys: Vec<String> = members.keys().cloned().collect();
            let key = &keys[chance.below(keys.len())];
            let other = &keys[chance.below(keys.len())];
            match chance.below(7) {
                0 => drop(members.shift_remove(key)),
                1 => drop(members.insert(chance.word().to_owned(), donor)),
                2 => drop(members.insert(chance.word().to_owned(), members[key].clone())),
                3 => drop(members.insert(other.clone(), members[key].clone())),
                4 => {
                    let value = members.shift_remove(key).unwrap_or_default();
                    members.insert(chance.word().to_owned(), value);
                }
                5 => members[key] = Value::Array(vec![members[key].clone(), donor]),
                _ => members[key] = donor,
            }
        }
        Value::Array(items) if !items.is_empty() && chance.below(4) > 0 => {
            let index = chance.below(items.len());
            match chance.below(3) {
                0 => drop(items.remove(index)),
                1 => items.push(items[index].clone()),
                _ => items[index] = donor,
            }
        }
        other => *other = donor,
    }
}

fn children(value: &Value) -> Box<dyn Iterator<Item = &Value> + '_> {
    match value {
        Value::Array(items) => Box::new(items.iter()),
        Value::Object(members) => Box::new(members.values()),
        _ => Box::new(std::iter::empty()),
    }
}

/// How many values there are.
fn count(value: &Value) -> usize {
    1 + children(value).map(count).sum::<usize>()
}

/// One of them, counted from the root.
fn nth<'a>(value: &'a mut Value, index: &mut usize) -> Option<&'a mut Value> {
    if *index == 0 {
        return Some(value);
    }
    *index -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, index)),
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, index)),
        _ => None,
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Chance(u64);

impl Chance {
    /// A number from 0 up to and without `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % end.max(1) as u64) as usize
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }
}
