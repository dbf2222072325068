//! Which arm a value is read as: its tag decides, else what it is and what members it has.

use std::borrow::Cow;

use super::super::reader::{Position, Reader};
use super::super::{Json, JsonResult, Stop};
use super::leaf::Leaf;
use super::{Form, Union};

/// What the first bytes of a value tell.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
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
        if untagged {
            // Whatever the new kind of object has besides is not to be lost.
            leaves.iter_mut().for_each(Leaf::take_all_or_nothing);
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
    pub(super) fn plain_text(&mut self) -> Result<Option<Cow<'a, str>>, Stop> {
        match self.peek() {
            Some(b'"') => self.str().map(Some),
            Some(b'{' | b'[' | b'n') => self.skip().map(|()| None),
            _ => self.raw().map(|text| Some(Cow::Borrowed(text))),
        }
    }
}

/// Whether an integer is one that `f64` has.
fn is_exact(integer: &str) -> bool {
    integer.parse::<i64>().is_ok_and(|integer| integer.unsigned_abs() <= 1 << 53)
}
