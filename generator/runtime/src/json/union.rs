//! Unions: as which of several types a value is read (ADR 0009).
//!
//! Takes a table of what tells the arms apart, and asks the union to read the one that it chose. A union
//! takes any JSON: what no arm fits is read as it is. Only a value whose tag names an arm must fit it.
//!
//! # What reading costs
//!
//! An arm that may not be the right one is tried, and whatever is a union within the value is passed over
//! meanwhile: it would take anything. So no union is tried within a trial, and each level of unions reads
//! the text at most once for each of its arms, and once for the one that it takes, however deep they nest.

mod choose;
mod leaf;
mod trial;

use super::shape::Shape;
use super::tolerance::Tolerance;
use super::{Value, WriteJson, Writer};
use choose::Kind;
pub(super) use trial::Trial;

/// The arms of a union and what tells them apart.
#[derive(Debug)]
pub struct Union {
    /// The member of objects that says which arm they are.
    pub tag: Option<&'static str>,
    /// The arms, in the order of the description.
    pub arms: &'static [Arm],
}

/// What is known of the values of an arm without reading them.
#[derive(Debug)]
pub struct Arm {
    form: Form,
    /// The tag's values that say this arm.
    tags: &'static [&'static str],
    /// Whether objects without a tag of any arm are this one, if they fit.
    is_default: bool,
    /// Other members that have one of a few values, if they are there.
    fixed: &'static [(&'static str, &'static [&'static str])],
    /// What becomes of members that the shape does not name.
    others: Others,
    /// What objects of the shape are read from besides.
    tolerance: Option<&'static Tolerance>,
}

#[derive(Clone, Copy, Debug)]
enum Form {
    Text,
    Boolean,
    Integer,
    Number,
    List,
    Object(&'static Shape),
    Union(&'static Union),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Others {
    Skipped,
    Kept,
    Refused,
}

impl Arm {
    /// Strings.
    pub const TEXT: Self = Self::of(Form::Text);
    /// `true` and `false`.
    pub const BOOLEAN: Self = Self::of(Form::Boolean);
    /// Integers.
    pub const INTEGER: Self = Self::of(Form::Integer);
    /// Numbers.
    pub const NUMBER: Self = Self::of(Form::Number);
    /// Arrays.
    pub const LIST: Self = Self::of(Form::List);
    /// Objects with members of any name.
    pub const MAP: Self =
        Self::object(&Shape { name: "", required: &[], optional: &[] }).keeps_others();

    /// Objects of a shape.
    #[must_use]
    pub const fn object(shape: &'static Shape) -> Self {
        Self::of(Form::Object(shape))
    }

    /// What another union takes. It must not lead back to the union of this arm.
    #[must_use]
    pub const fn union(union: &'static Union) -> Self {
        Self::of(Form::Union(union))
    }

    /// The same for objects whose tag has one of these values.
    #[must_use]
    pub const fn tags(mut self, tags: &'static [&'static str]) -> Self {
        self.tags = tags;
        self
    }

    /// The same for an arm that objects with another tag, or without one, are too, if it leaves nothing of them out.
    #[must_use]
    pub const fn or_any_tag(mut self) -> Self {
        self.is_default = true;
        self
    }

    /// The same for objects whose members have one of these values. Numbers and booleans are spelt as in
    /// JSON.
    #[must_use]
    pub const fn fixed(
        mut self,
        fixed: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        self.fixed = fixed;
        self
    }

    /// The same for a type that keeps members which its shape does not name.
    #[must_use]
    pub const fn keeps_others(mut self) -> Self {
        self.others = Others::Kept;
        self
    }

    /// The same for a type that has no members but those of its shape.
    #[must_use]
    pub const fn refuses_others(mut self) -> Self {
        self.others = Others::Refused;
        self
    }

    /// The same for a type that tolerates more than its shape.
    #[must_use]
    pub const fn tolerates(mut self, tolerance: &'static Tolerance) -> Self {
        self.tolerance = Some(tolerance);
        self
    }

    const fn of(form: Form) -> Self {
        Self {
            form,
            tags: &[],
            is_default: false,
            fixed: &[],
            others: Others::Skipped,
            tolerance: None,
        }
    }

    fn takes(&self, kind: Kind) -> bool {
        match self.form {
            Form::Text => kind == Kind::Text,
            Form::Boolean => kind == Kind::Boolean,
            Form::Integer => kind == Kind::Integer,
            Form::Number => kind == Kind::Number,
            Form::List => kind == Kind::List,
            Form::Object(_) => {
                let array = self.tolerance.and_then(|tolerance| tolerance.array);
                kind == Kind::Object || (kind == Kind::List && array.is_some())
            }
            Form::Union(union) => union.arms.iter().any(|arm| arm.takes(kind)),
        }
    }
}

impl Writer<'_> {
    /// Writes the value of an arm; for `Debug` with the arm's name.
    pub fn arm(&mut self, name: &'static str, value: &dyn WriteJson) {
        match self.debug_sink() {
            Some(sink) => sink.arm(name, Some(value)),
            None => value.write_json(self),
        }
    }

    /// As [`arm`](Self::arm), with a value of the union's tag, for which the arm's type has no member.
    pub fn tagged_arm(
        &mut self,
        name: &'static str,
        union: &'static Union,
        said: &'static str,
        value: &dyn WriteJson,
    ) {
        match self.debug_sink() {
            Some(sink) => sink.arm(name, Some(value)),
            None => {
                self.tag = union.tag.map(|tag| (tag, said));
                value.write_json(self);
                self.tag = None;
            }
        }
    }

    /// Writes a value that no arm fits. `Debug` does not show it where some arm has a secret.
    pub fn unknown_arm(&mut self, name: &'static str, value: &Value, secret: bool) {
        match self.debug_sink() {
            Some(sink) => sink.unknown_arm(name, (!secret).then_some(value as &dyn WriteJson)),
            None => value.write_json(self),
        }
    }
}
