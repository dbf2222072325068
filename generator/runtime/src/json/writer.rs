//! From values to JSON text, or to the text of `Debug`.

use super::containers::{WriteItems, WriteMembers};
use super::debug::DebugSink;
use super::error::{EncodeError, Failure, Problem, Step};
use super::escape::{is_plain, write_quoted};
use super::{Shape, WriteJson};

/// Writes one value: as JSON text, or for `Debug`, where secrets are hidden.
pub struct Writer<'a> {
    sink: Sink<'a>,
    failure: Option<Box<Failure>>,
    /// Shapes that were met lately and whose names need no escapes: few, since pages repeat few types.
    plain: [Option<&'static Shape>; 4],
    /// A member that the next object begins with, unless it has it anyway.
    pub(super) tag: Option<(&'static str, &'static str)>,
}

enum Sink<'a> {
    Json(Vec<u8>),
    Debug(&'a mut dyn DebugSink),
}

impl Writer<'static> {
    /// A writer of compact JSON text.
    #[must_use]
    pub fn new() -> Self {
        Self {
            sink: Sink::Json(Vec::with_capacity(128)),
            failure: None,
            plain: [None; 4],
            tag: None,
        }
    }
}

impl Default for Writer<'static> {
    fn default() -> Self {
        Self::new()
    }
}

impl std::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").finish_non_exhaustive()
    }
}

impl<'a> Writer<'a> {
    pub(super) fn for_debug(sink: &'a mut dyn DebugSink) -> Self {
        Self { sink: Sink::Debug(sink), failure: None, plain: [None; 4], tag: None }
    }

    /// The text.
    ///
    /// # Errors
    /// The first value that JSON has no form for.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        match (self.failure, self.sink) {
            (Some(failure), _) => Err(failure.into_encode_error()),
            (None, Sink::Json(out)) => Ok(out),
            (None, Sink::Debug(_)) => Ok(Vec::new()),
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        match &mut self.sink {
            Sink::Json(out) => out.extend_from_slice(b"null"),
            Sink::Debug(sink) => sink.plain("null"),
        }
    }

    /// Writes a boolean.
    pub fn bool(&mut self, value: bool) {
        self.plain(if value { "true" } else { "false" });
    }

    /// Writes a signed integer.
    pub fn i64(&mut self, value: i64) {
        self.plain(itoa::Buffer::new().format(value));
    }

    /// Writes an unsigned integer.
    pub fn u64(&mut self, value: u64) {
        self.plain(itoa::Buffer::new().format(value));
    }

    /// Writes a signed integer of 128 bits.
    pub fn i128(&mut self, value: i128) {
        self.plain(itoa::Buffer::new().format(value));
    }

    /// Writes an unsigned integer of 128 bits.
    pub fn u128(&mut self, value: u128) {
        self.plain(itoa::Buffer::new().format(value));
    }

    /// Writes the shortest text that reads back as `value`: `2`, not `2.0`, since many servers take a fraction for
    /// another type where the description says no more than `number`. A number that is not finite is an error:
    /// JSON has no form for it, and null would be another value.
    pub fn f64(&mut self, value: f64) {
        self.finite(value.is_finite(), self.whole(zmij::Buffer::new().format(value)));
    }

    /// As [`f64`](Self::f64).
    pub fn f32(&mut self, value: f32) {
        self.finite(value.is_finite(), self.whole(zmij::Buffer::new().format(value)));
    }

    /// As [`f64`](Self::f64), but with the fraction by which [`Value`](serde_json::Value) tells numbers apart.
    pub(super) fn fractional(&mut self, value: f64) {
        self.finite(value.is_finite(), zmij::Buffer::new().format(value));
    }

    /// A number without a fraction that says nothing, but to people. Zero keeps it for its sign, which an integer
    /// has not.
    fn whole<'t>(&self, text: &'t str) -> &'t str {
        match self.sink {
            Sink::Json(_) => text.strip_suffix(".0").filter(|whole| *whole != "-0").unwrap_or(text),
            Sink::Debug(_) => text,
        }
    }

    fn finite(&mut self, is_finite: bool, text: &str) {
        match &self.sink {
            Sink::Json(_) if !is_finite => self.fail(NOT_FINITE),
            Sink::Json(_) | Sink::Debug(_) => self.plain(text),
        }
    }

    /// Writes a string.
    pub fn str(&mut self, value: &str) {
        match &mut self.sink {
            Sink::Json(out) => write_quoted(out, value),
            Sink::Debug(sink) => sink.quoted(value),
        }
    }

    /// Writes a string that `Debug` does not show.
    pub fn secret(&mut self, value: &str) {
        match &mut self.sink {
            Sink::Json(out) => write_quoted(out, value),
            Sink::Debug(sink) => sink.plain("[REDACTED]"),
        }
    }

    /// Writes an object; `values` stand in the order of the shape's names. Optional members that are
    /// absent are left out.
    pub fn object(&mut self, shape: &'static Shape, values: &[&dyn WriteJson]) {
        self.members(shape, values, None);
    }

    /// As [`object`](Self::object), followed by `additional` members. One that has the name of a
    /// declared member is an error.
    pub fn object_with(
        &mut self,
        shape: &'static Shape,
        values: &[&dyn WriteJson],
        additional: &dyn WriteMembers,
    ) {
        self.members(shape, values, Some(additional));
    }

    fn members(
        &mut self,
        shape: &'static Shape,
        values: &[&dyn WriteJson],
        additional: Option<&dyn WriteMembers>,
    ) {
        if let Sink::Debug(sink) = &mut self.sink {
            return sink.object(shape, values, additional);
        }
        let plain = self.has_plain_names(shape);
        self.push(b'{');
        let mut first = true;
        self.begin(shape, additional, &mut first);
        for (index, value) in values.iter().enumerate() {
            if index >= shape.required.len() && value.is_absent() {
                continue;
            }
            let name = shape.member(index);
            if plain {
                self.plain_name(name, &mut first);
            } else {
                self.name(name, &mut first);
            }
            value.write_json(self);
            if self.below(Step::Member(name)) {
                return;
            }
        }
        if let Some(additional) = additional {
            additional.visit(&mut |name, value| {
                if shape.declares(name) {
                    self.fail(Problem::Text("an additional member has the name of a declared one"));
                    return false;
                }
                self.name(name, &mut first);
                value.write_json(self);
                !self.below(Step::Key)
            });
        }
        self.push(b'}');
    }

    /// Writes an object that has no declared members.
    pub fn map(&mut self, members: &dyn WriteMembers) {
        if let Sink::Debug(sink) = &mut self.sink {
            return sink.map(members);
        }
        self.push(b'{');
        let mut first = true;
        self.begin(&Shape { name: "", required: &[], optional: &[] }, Some(members), &mut first);
        members.visit(&mut |name, value| {
            self.name(name, &mut first);
            value.write_json(self);
            !self.below(Step::Key)
        });
        self.push(b'}');
    }

    /// Writes the tag of the union that an object is an arm of.
    fn begin(&mut self, shape: &Shape, additional: Option<&dyn WriteMembers>, first: &mut bool) {
        let Some((name, value)) = self.tag.take() else { return };
        let mut has_it = shape.declares(name);
        if let Some(additional) = additional {
            additional.visit(&mut |other, _| {
                has_it |= other == name;
                !has_it
            });
        }
        if !has_it {
            self.name(name, first);
            self.str(value);
        }
    }

    /// What shows values for `Debug`; none where JSON is written.
    pub(super) fn debug_sink(&mut self) -> Option<&mut (dyn DebugSink + 'a)> {
        match &mut self.sink {
            Sink::Json(_) => None,
            Sink::Debug(sink) => Some(&mut **sink),
        }
    }

    /// Writes an array.
    pub fn array(&mut self, items: &dyn WriteItems) {
        if let Sink::Debug(sink) = &mut self.sink {
            return sink.array(items);
        }
        self.push(b'[');
        let mut index = 0;
        while let Some(item) = items.item(index) {
            if index > 0 {
                self.push(b',');
            }
            item.write_json(self);
            if self.below(Step::Index(index)) {
                return;
            }
            index += 1;
        }
        self.push(b']');
    }

    /// Records a value that cannot be written; the first one counts.
    #[cold]
    pub(super) fn fail(&mut self, problem: Problem) {
        if self.failure.is_none() {
            self.failure = Some(Box::new(Failure::new(problem, 0)));
        }
    }

    /// Whether the value that was just written failed; if so, adds the step that led to it.
    #[inline]
    fn below(&mut self, step: Step) -> bool {
        match &mut self.failure {
            None => false,
            Some(failure) => {
                failure.steps.push(step);
                true
            }
        }
    }

    /// Whether no name of the shape has a character to escape.
    fn has_plain_names(&mut self, shape: &'static Shape) -> bool {
        if self.plain.iter().flatten().any(|known| std::ptr::eq(*known, shape)) {
            return true;
        }
        let names = shape.required.iter().chain(shape.optional);
        let plain = names.into_iter().all(|name| is_plain(name));
        if plain {
            self.plain.rotate_right(1);
            self.plain[0] = Some(shape);
        }
        plain
    }

    /// As [`name`](Self::name), for one that [`has_plain_names`](Self::has_plain_names) has seen.
    fn plain_name(&mut self, name: &str, first: &mut bool) {
        if let Sink::Json(out) = &mut self.sink {
            out.reserve(name.len() + 4);
            out.extend_from_slice(if std::mem::take(first) { b"\"" } else { b",\"" });
            out.extend_from_slice(name.as_bytes());
            out.extend_from_slice(b"\":");
        }
    }

    fn name(&mut self, name: &str, first: &mut bool) {
        if let Sink::Json(out) = &mut self.sink {
            out.reserve(name.len() + 4);
            if !std::mem::take(first) {
                out.push(b',');
            }
            write_quoted(out, name);
            out.push(b':');
        }
    }

    fn plain(&mut self, text: &str) {
        match &mut self.sink {
            Sink::Json(out) => out.extend_from_slice(text.as_bytes()),
            Sink::Debug(sink) => sink.plain(text),
        }
    }

    fn push(&mut self, byte: u8) {
        if let Sink::Json(out) = &mut self.sink {
            out.push(byte);
        }
    }
}

const NOT_FINITE: Problem = Problem::Text("the number is not finite, and JSON has no form for it");
