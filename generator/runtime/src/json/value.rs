//! JSON of which the description says nothing: `serde_json`'s tree.
//!
//! Integers within 64 bits stay exact; beyond that a number is the nearest `f64`, which is what the
//! tree can hold.

use std::borrow::Cow;

use serde_json::{Map, Number as JsonNumber, Value};

use super::containers::{ReadMembers, WriteMembers};
use super::error::Problem;
use super::number::Number;
use super::{Json, JsonResult, Reader, WriteJson, Writer};

impl Json for Value {
    const TAKES_NULL: bool = true;

    fn empty() -> Self {
        Self::Null
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = match reader.peek() {
            Some(b'{') => {
                let mut members = Map::new();
                reader.map(&mut members)?;
                Self::Object(members)
            }
            Some(b'[') => {
                let mut items = Vec::<Self>::new();
                reader.array(&mut items)?;
                Self::Array(items)
            }
            Some(b'"') => Self::String(reader.str()?.into_owned()),
            Some(b't' | b'f') => Self::Bool(reader.bool()?),
            Some(b'-' | b'0'..=b'9') => match reader.number()? {
                Number::Unsigned(value) => Self::from(value),
                Number::Signed(value) => Self::from(value),
                Number::Float(value) => Self::from(value),
            },
            Some(b'n') => {
                reader.null()?;
                Self::Null
            }
            found => return Err(reader.unexpected("a value", found)),
        };
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Null => writer.null(),
            Self::Bool(value) => writer.bool(*value),
            Self::Number(value) => write_number(value, writer),
            Self::String(value) => writer.str(value),
            Self::Array(items) => writer.array(items),
            Self::Object(members) => writer.map(members),
        }
    }
}

impl ReadMembers for Map<String, Value> {
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Option<JsonResult> {
        match self.entry(name) {
            serde_json::map::Entry::Vacant(entry) => Some(entry.insert(Value::Null).read(reader)),
            serde_json::map::Entry::Occupied(_) => None,
        }
    }
}

impl WriteMembers for Map<String, Value> {
    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn WriteJson) -> bool) {
        let _ = self.iter().all(|(name, value)| visit(name, value));
    }
}

fn write_number(number: &JsonNumber, writer: &mut Writer<'_>) {
    if let Some(value) = number.as_i64() {
        writer.i64(value);
    } else if let Some(value) = number.as_u64() {
        writer.u64(value);
    } else if let Some(value) = number.as_f64() {
        writer.fractional(value);
    } else {
        writer.fail(Problem::Range { expected: "64-bit floating point" });
    }
}
