//! Unions: as which of several types a value is read (ADR 0009).
//!
//! Takes a table of what tells the arms apart, and asks the union to read the one that it chose. A union
//! takes any JSON: what no arm fits is read as it is. Only a value whose tag names an arm must fit it.
//!
//! # What reading costs
//!
//! An arm that may not be the right one is tried, and whatever is a union within the value is passed over
//! meanwhile: it would take anything. So no union is tried within a trial, and each level of unions reads
//! the text at most once for each of its arms, however deep they nest.

use std::borrow::Cow;

use super::reader::{Position, Reader};
use super::shape::{Guess, Seen, Shape};
use super::{Json, JsonResult, Stop, Value, Writer};

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
    /// Other members that have one of a few values, if they are there.
    fixed: &'static [(&'static str, &'static [&'static str])],
    /// What becomes of members that the shape does not name.
    others: Others,
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

    const fn of(form: Form) -> Self {
        Self { form, tags: &[], fixed: &[], others: Others::Skipped }
    }

    fn takes(&self, kind: Kind) -> bool {
        match self.form {
            Form::Text => kind == Kind::Text,
            Form::Boolean => kind == Kind::Boolean,
            Form::Integer => kind == Kind::Integer,
            Form::Number => kind == Kind::Number,
            Form::List => kind == Kind::List,
            Form::Object(_) => kind == Kind::Object,
            Form::Union(union) => union.arms.iter().any(|arm| arm.takes(kind)),
        }
    }
}

/// What the first bytes of a value tell.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Boolean,
    Integer,
    Number,
    List,
    Object,
}

/// What the table says of a value.
enum Choice {
    /// The tag names this arm.
    Told(usize),
    /// These arms can be right, the likeliest first.
    Among(Vec<usize>),
}

impl<'a> Reader<'a> {
    /// Reads a value of a union: `read` is given the index of the arm that fits, or an index past all arms
    /// to keep the value as it is. It may be asked several times; the last time counts.
    ///
    /// # Errors
    /// What is no JSON, and an object whose tag names an arm that it does not fit.
    pub fn union(
        &mut self,
        union: &'static Union,
        read: &mut dyn FnMut(usize, &mut Self) -> JsonResult,
    ) -> JsonResult {
        self.peek();
        let start = self.position();
        if self.trial.is_some_and(|trial| trial != start) {
            self.passed_over = true;
            return self.skip();
        }
        let choice = self.choose(union)?;
        self.rewind(start);
        let arms = match choice {
            Choice::Told(arm) => return read(arm, self),
            Choice::Among(arms) => arms,
        };
        if let Some((last, others)) = arms.split_last() {
            for arm in others {
                if self.try_arm(start, *arm, read) {
                    return Ok(());
                }
            }
            // Nothing comes after it, so there is nothing to try it for; but a union would take anything.
            let fits = match union.arms[*last].form {
                Form::Union(_) => self.try_arm(start, *last, read),
                _ => read(*last, self).is_ok(),
            };
            if fits {
                return Ok(());
            }
            self.rewind(start);
        }
        match self.trial {
            None => read(union.arms.len(), self),
            Some(_) => Err(self.refuse("a value of a known kind")),
        }
    }

    /// Reads a value of type `T` and puts it into `slot` as an arm of a union.
    ///
    /// # Errors
    /// Those of `T`.
    #[inline]
    pub fn arm<T: Json, U>(&mut self, slot: &mut U, arm: impl FnOnce(T) -> U) -> JsonResult {
        let mut value = T::empty();
        value.read(self)?;
        *slot = arm(value);
        Ok(())
    }

    /// Reads the value as `arm` if it fits; otherwise the reader is where it was.
    fn try_arm(
        &mut self,
        start: Position,
        arm: usize,
        read: &mut dyn FnMut(usize, &mut Self) -> JsonResult,
    ) -> bool {
        let outer = (self.trial.replace(start), std::mem::take(&mut self.passed_over));
        let mut fits = read(arm, self).is_ok();
        let passed_over = self.passed_over;
        (self.trial, self.passed_over) = outer;
        if fits && passed_over {
            if self.trial.is_some() {
                self.passed_over = true;
            } else {
                // Now with the unions within. They fail only where their tags are wrong.
                self.rewind(start);
                fits = read(arm, self).is_ok();
            }
        }
        if !fits {
            self.rewind(start);
        }
        fits
    }

    /// Which arms the next value can be; the reader is anywhere afterwards.
    fn choose(&mut self, union: &'static Union) -> Result<Choice, Stop> {
        let of_kind = |kind: Kind| {
            let arms = (0..).zip(union.arms).filter(move |(_, arm)| arm.takes(kind));
            arms.map(|(index, _)| index)
        };
        let arms = match self.peek() {
            Some(b'{') => return self.choose_object(union),
            Some(b'"') => of_kind(Kind::Text).collect(),
            Some(b't' | b'f') => of_kind(Kind::Boolean).collect(),
            Some(b'[') => of_kind(Kind::List).collect(),
            Some(b'-' | b'0'..=b'9') => {
                let text = self.raw()?;
                let is_integer = !text.contains(['.', 'e', 'E']);
                let (first, second) = match is_integer {
                    true => (Kind::Integer, Kind::Number),
                    false => (Kind::Number, Kind::Integer),
                };
                let mut arms: Vec<usize> = of_kind(first).collect();
                if !is_integer || is_exact(text) {
                    arms.extend(of_kind(second).filter(|index| !union.arms[*index].takes(first)));
                }
                arms
            }
            _ => Vec::new(),
        };
        Ok(Choice::Among(arms))
    }

    fn choose_object(&mut self, union: &'static Union) -> Result<Choice, Stop> {
        let start = self.position();
        let mut untagged = false;
        if let Some(tag) = union.tag
            && let Some(said) = self.tag(tag)?
        {
            let told = union.arms.iter().position(|arm| arm.tags.contains(&&*said));
            if let Some(arm) = told {
                return Ok(Choice::Told(arm));
            }
            untagged = true;
        }
        self.rewind(start);
        let mut leaves = Vec::new();
        for (index, arm) in (0..).zip(union.arms) {
            // An unknown tag says that it is none of those that have one.
            if !untagged || arm.tags.is_empty() {
                Leaf::collect(index, arm, union.tag, &mut leaves);
            }
        }
        if leaves.is_empty() {
            return Ok(Choice::Among(Vec::new()));
        }
        let members = self.compare(&mut leaves)?;
        leaves.retain(|leaf| leaf.fits(members));
        leaves.sort_by_key(|leaf| std::cmp::Reverse(leaf.known));
        let mut arms: Vec<usize> = Vec::with_capacity(leaves.len());
        for leaf in leaves {
            if !arms.contains(&leaf.index) {
                arms.push(leaf.index);
            }
        }
        Ok(Choice::Among(arms))
    }

    /// The tag of the object that is next, wherever among its members it stands.
    fn tag(&mut self, tag: &str) -> Result<Option<Cow<'a, str>>, Stop> {
        let mut more = self.open(b'{', b'}', "an object")?;
        while more {
            let (name, _) = self.member_name()?;
            if name == tag {
                return self.plain_text();
            }
            self.skip()?;
            more = self.more(b'}', "expected `,` or `}` after a member")?;
        }
        Ok(None)
    }

    /// A string without its quotes, a number or boolean as it is spelt; nothing of another value.
    fn plain_text(&mut self) -> Result<Option<Cow<'a, str>>, Stop> {
        match self.peek() {
            Some(b'"') => self.str().map(Some),
            Some(b'{' | b'[' | b'n') => self.skip().map(|()| None),
            _ => self.raw().map(|text| Some(Cow::Borrowed(text))),
        }
    }

    /// Compares the members of the object that is next with what each leaf knows; how many there are.
    fn compare(&mut self, leaves: &mut [Leaf]) -> Result<usize, Stop> {
        let mut members = 0;
        let mut more = self.open(b'{', b'}', "an object")?;
        while more {
            members += 1;
            let (name, _) = self.member_name()?;
            let mut somebody_knows = false;
            let mut tells = false;
            for leaf in &mut *leaves {
                leaf.knows = leaf.shape.find(&name, &mut leaf.guess);
                if let Some(index) = leaf.knows {
                    leaf.seen.insert(index);
                    leaf.known += 1;
                    somebody_knows = true;
                }
                tells |= leaf.values(&name).is_some();
            }
            let text = if tells {
                self.plain_text()?
            } else {
                self.skip()?;
                None
            };
            for leaf in &mut *leaves {
                let is_other = leaf.knows.is_none();
                leaf.out |= match leaf.others {
                    Others::Kept => false,
                    // What another arm describes is not to be lost; of what nobody describes a struct
                    // decides as it does anywhere.
                    Others::Skipped => is_other && somebody_knows,
                    Others::Refused => is_other,
                };
                leaf.tagged |= leaf.tag.is_some_and(|(tag, _)| tag == name);
                let wanted = if tells { leaf.values(&name) } else { None };
                leaf.out |= wanted.is_some_and(|values| {
                    !text.as_deref().is_some_and(|text| values.contains(&text))
                });
            }
            more = self.more(b'}', "expected `,` or `}` after a member")?;
        }
        Ok(members)
    }
}

/// Whether an integer is one that `f64` has.
fn is_exact(integer: &str) -> bool {
    integer.parse::<i64>().is_ok_and(|integer| integer.unsigned_abs() <= 1 << 53)
}

/// An arm that takes objects, of the union or of one within it, and what an object has of it.
struct Leaf {
    /// The arm of the outermost union.
    index: usize,
    shape: &'static Shape,
    others: Others,
    tag: Option<(&'static str, &'static [&'static str])>,
    fixed: &'static [(&'static str, &'static [&'static str])],
    guess: Guess,
    seen: Seen,
    /// How many members it knows, and which the latest is.
    known: usize,
    knows: Option<usize>,
    /// Whether the tag was there.
    tagged: bool,
    out: bool,
}

impl Leaf {
    fn collect(index: usize, arm: &'static Arm, tag: Option<&'static str>, leaves: &mut Vec<Self>) {
        match arm.form {
            Form::Object(shape) => leaves.push(Self {
                index,
                shape,
                others: arm.others,
                tag: tag.filter(|_| !arm.tags.is_empty()).map(|tag| (tag, arm.tags)),
                fixed: arm.fixed,
                guess: Guess::default(),
                seen: Seen::default(),
                known: 0,
                knows: None,
                tagged: false,
                out: false,
            }),
            Form::Union(union) => {
                union.arms.iter().for_each(|arm| Self::collect(index, arm, union.tag, leaves));
            }
            Form::Text | Form::Boolean | Form::Integer | Form::Number | Form::List => {}
        }
    }

    /// The values that a member can have.
    fn values(&self, name: &str) -> Option<&'static [&'static str]> {
        let all = self.tag.iter().chain(self.fixed);
        all.into_iter().find(|(member, _)| *member == name).map(|(_, values)| *values)
    }

    /// Whether an object with so many members can be this one. Where none of them is known and none kept,
    /// nothing of the object would be left; and a tag that the union writes must have been there.
    fn fits(&self, members: usize) -> bool {
        let says_something =
            self.known > 0 || members == 0 || self.tagged || self.others == Others::Kept;
        let adds_nothing = self.tagged || self.tag.is_none_or(|(tag, _)| self.shape.declares(tag));
        !self.out
            && says_something
            && adds_nothing
            && self.seen.first_missing(self.shape.required.len()).is_none()
    }
}

impl Writer<'_> {
    /// Writes the value of an arm; for `Debug` with the arm's name.
    pub fn arm(&mut self, name: &'static str, value: &dyn Json) {
        match self.debug_sink() {
            Some(sink) => sink.arm(name, Some(value)),
            None => value.write(self),
        }
    }

    /// As [`arm`](Self::arm), with a tag that the value's type does not have.
    pub fn tagged_arm(
        &mut self,
        name: &'static str,
        tag: (&'static str, &'static str),
        value: &dyn Json,
    ) {
        match self.debug_sink() {
            Some(sink) => sink.arm(name, Some(value)),
            None => {
                self.tag = Some(tag);
                value.write(self);
                self.tag = None;
            }
        }
    }

    /// Writes a value that no arm fits. `Debug` does not show it where some arm has a secret.
    pub fn unknown_arm(&mut self, name: &'static str, value: &Value, secret: bool) {
        match self.debug_sink() {
            Some(sink) => sink.arm(name, (!secret).then_some(value as &dyn Json)),
            None => value.write(self),
        }
    }
}
