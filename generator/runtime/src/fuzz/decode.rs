//! Decoding: whatever a server sends is a value or an error, and what we read others read too.

use std::collections::BTreeMap;

use crate::emit::{Reader, Shape, Writer};
use crate::json::{self, DateTime, Json, JsonResult, Maybe, Value};
use crate::secret::Secret;

/// A type as the generator writes them, with one field of each kind.
#[derive(PartialEq)]
struct Everything {
    text: String,
    whole: i64,
    small: Option<i32>,
    number: Option<f64>,
    flag: Option<bool>,
    time: Option<DateTime>,
    secret: Option<Secret>,
    maybe: Maybe<String>,
    inner: Option<Box<Everything>>,
    list: Vec<Everything>,
    map: BTreeMap<String, Vec<f32>>,
    any: Option<Value>,
}

const EVERYTHING: &Shape = &Shape {
    name: "Everything",
    required: &["text", "whole"],
    optional: &[
        "small", "number", "flag", "time", "secret", "maybe", "inner", "list", "map", "any",
    ],
};

impl Json for Everything {
    fn empty() -> Self {
        Self {
            text: json::empty(),
            whole: json::empty(),
            small: json::empty(),
            number: json::empty(),
            flag: json::empty(),
            time: json::empty(),
            secret: json::empty(),
            maybe: json::empty(),
            inner: json::empty(),
            list: json::empty(),
            map: json::empty(),
            any: json::empty(),
        }
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        reader.object(
            EVERYTHING,
            &mut [
                &mut self.text,
                &mut self.whole,
                &mut self.small,
                &mut self.number,
                &mut self.flag,
                &mut self.time,
                &mut self.secret,
                &mut self.maybe,
                &mut self.inner,
                &mut self.list,
                &mut self.map,
                &mut self.any,
            ],
        )
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.object(
            EVERYTHING,
            &[
                &self.text,
                &self.whole,
                &self.small,
                &self.number,
                &self.flag,
                &self.time,
                &self.secret,
                &self.maybe,
                &self.inner,
                &self.list,
                &self.map,
                &self.any,
            ],
        );
    }
}

/// Reads JSON as a tree and as a type.
///
/// # Panics
/// When our reader takes what `serde_json` refuses or reads something else, or when what was read and
/// written is read differently.
pub fn decode(data: &[u8]) {
    let bare = data.strip_prefix(b"\xef\xbb\xbf").unwrap_or(data);
    if let Ok(ours) = json::from_slice::<Value>(data) {
        let theirs: Value = serde_json::from_slice(bare).expect("serde_json reads it too");
        assert!(same(&ours, &theirs), "{ours} is {theirs}");
    }
    if let Ok(value) = json::from_slice::<Everything>(data) {
        // Times beyond what RFC 3339 can write are the exception.
        let Ok(text) = json::to_vec(&value) else { return };
        match json::from_slice::<Everything>(&text) {
            Ok(again) => assert!(
                json::to_vec(&again).expect("written once") == text,
                "{}",
                String::from_utf8_lossy(&text)
            ),
            Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&text)),
        }
    }
    let _ = json::from_slice::<Vec<Vec<i32>>>(data);
    let _ = json::from_slice::<BTreeMap<String, Maybe<bool>>>(data);
}

/// Whether two trees are equal, but for the last digits of numbers: `serde_json` rounds some of them.
fn same(ours: &Value, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Value::Number(ours), Value::Number(theirs)) => {
            let (Some(a), Some(b)) = (ours.as_f64(), theirs.as_f64()) else { return false };
            ours == theirs || (a - b).abs() <= a.abs() * 4.0 * f64::EPSILON
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| same(a, b))
        }
        (Value::Object(ours), Value::Object(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().all(|(name, a)| theirs.get(name).is_some_and(|b| same(a, b)))
        }
        (ours, theirs) => ours == theirs,
    }
}
