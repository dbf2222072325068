//! Booleans, numbers, strings and times: from a token to a Rust value and back.

use super::error::Problem;
use super::{Json, JsonResult, Look, Reader, Writer};

/// A point in time with its offset from UTC, as in RFC 3339.
pub type DateTime = chrono::DateTime<chrono::FixedOffset>;

impl Json for bool {
    fn empty() -> Self {
        false
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.bool()?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.bool(*self);
    }
}

impl Json for i32 {
    fn empty() -> Self {
        0
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.integer("a 32-bit integer")?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.i64(i64::from(*self));
    }
}

impl Json for i64 {
    fn empty() -> Self {
        0
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.integer("a 64-bit integer")?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.i64(*self);
    }
}

impl Json for u32 {
    fn empty() -> Self {
        0
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.integer("an unsigned 32-bit integer")?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.u64(u64::from(*self));
    }
}

impl Json for u64 {
    fn empty() -> Self {
        0
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.integer("an unsigned 64-bit integer")?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.u64(*self);
    }
}

impl Json for i128 {
    fn empty() -> Self {
        0
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.wide_integer("a 128-bit integer")?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.i128(*self);
    }
}

impl Json for u128 {
    fn empty() -> Self {
        0
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.wide_integer("an unsigned 128-bit integer")?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.u128(*self);
    }
}

impl Json for f32 {
    fn empty() -> Self {
        0.0
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.single()?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.f32(*self);
    }
}

impl Json for f64 {
    fn empty() -> Self {
        0.0
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.float()?;
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.f64(*self);
    }
}

impl Json for String {
    fn empty() -> Self {
        Self::new()
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = reader.str()?.into_owned();
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.str(self);
    }
    fn look(&self) -> Look<'_> {
        Look::Text(self)
    }
}

impl Json for DateTime {
    /// 1970-01-01T00:00:00Z.
    fn empty() -> Self {
        Self::default()
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        reader.peek();
        let start = reader.at;
        let text = reader.str()?;
        match Self::parse_from_rfc3339(&text) {
            Ok(time) => {
                *self = time;
                Ok(())
            }
            Err(_) => {
                let (expected, found) = ("a date and time as in RFC 3339", "another string");
                Err(reader.stop_at(start, Problem::Kind { expected, found }))
            }
        }
    }
    fn write(&self, writer: &mut Writer<'_>) {
        use chrono::{Datelike, SecondsFormat};
        if (0..=9999).contains(&self.year()) {
            writer.str(&self.to_rfc3339_opts(SecondsFormat::AutoSi, true));
        } else {
            writer.fail(Problem::Text("RFC 3339 has no form for years outside 0 to 9999"));
        }
    }
}
