//! `Debug` of types that are written as JSON: `Name { field: value }`, absent members left out,
//! secrets hidden, `{:#?}` on several lines.

use std::fmt::{self, Debug, Formatter};

use super::containers::{WriteItems, WriteMembers};
use super::{Shape, WriteJson, Writer};

/// Formats `value` for `Debug`.
///
/// # Errors
/// As the formatter.
pub fn debug(value: &dyn WriteJson, f: &mut Formatter<'_>) -> fmt::Result {
    let mut sink = FormatterSink { f, result: Ok(()) };
    value.write_json(&mut Writer::for_debug(&mut sink));
    sink.result
}

/// A formatter, seen by the writer.
pub(super) trait DebugSink {
    fn plain(&mut self, text: &str);
    fn quoted(&mut self, text: &str);
    fn object(
        &mut self,
        shape: &'static Shape,
        values: &[&dyn WriteJson],
        additional: Option<&dyn WriteMembers>,
    );
    fn map(&mut self, members: &dyn WriteMembers);
    fn array(&mut self, items: &dyn WriteItems);
    /// An arm of a union; without its value where that must not be seen.
    fn arm(&mut self, name: &'static str, value: Option<&dyn WriteJson>);
    /// A value that no arm of a union fits.
    fn unknown_arm(&mut self, name: &'static str, value: Option<&dyn WriteJson>) {
        self.arm(name, value);
    }
}

struct FormatterSink<'f, 'a> {
    f: &'f mut Formatter<'a>,
    result: fmt::Result,
}

impl DebugSink for FormatterSink<'_, '_> {
    fn plain(&mut self, text: &str) {
        self.result = self.f.write_str(text);
    }

    fn quoted(&mut self, text: &str) {
        self.result = Debug::fmt(text, self.f);
    }

    fn object(
        &mut self,
        shape: &'static Shape,
        values: &[&dyn WriteJson],
        additional: Option<&dyn WriteMembers>,
    ) {
        let mut object = self.f.debug_struct(shape.name);
        for (index, value) in values.iter().enumerate() {
            if index < shape.required.len() || !value.is_absent() {
                object.field(shape.member(index), &Shown(*value));
            }
        }
        if let Some(additional) = additional {
            additional.visit(&mut |name, value| {
                object.field(name, &Shown(value));
                true
            });
        }
        self.result = object.finish();
    }

    fn map(&mut self, members: &dyn WriteMembers) {
        let mut map = self.f.debug_map();
        members.visit(&mut |name, value| {
            map.entry(&name, &Shown(value));
            true
        });
        self.result = map.finish();
    }

    fn array(&mut self, items: &dyn WriteItems) {
        let mut list = self.f.debug_list();
        let mut index = 0;
        while let Some(item) = items.item(index) {
            list.entry(&Shown(item));
            index += 1;
        }
        self.result = list.finish();
    }

    fn arm(&mut self, name: &'static str, value: Option<&dyn WriteJson>) {
        let mut arm = self.f.debug_tuple(name);
        match value {
            Some(value) => arm.field(&Shown(value)),
            None => arm.field(&format_args!("[REDACTED]")),
        };
        self.result = arm.finish();
    }
}

struct Shown<'a>(&'a dyn WriteJson);

impl Debug for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        debug(self.0, f)
    }
}
