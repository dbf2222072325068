//! Which arm a value is read as: its tag decides, else what it is and what members it has.

use std::borrow::Cow;

use super::super::reader::{Position, Reader};
use super::super::{Json, JsonResult, Stop};
use super::leaf::Leaf;
use super::{Form, Trial, Union};

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
        if let Some(trial) = &mut self.trial
            && trial.start != start
        {
            trial.unfinished = true;
            return self.skip();
        }
        let choice = self.choose(union)?;
        self.rewind(start);
        let arms = match choice {
            Choice::Told(arm) => return read(arm, self),
            Choice::Among(arms) => arms,
        };
        if self.read_among(union, &arms, read) {
            return Ok(());
        }
        self.rewind(start);
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

    /// Reads the value as the first arm that it fits, and that leaves out nothing which another of them
    /// describes. Where there is none, the reader is anywhere afterwards.
    fn read_among(
        &mut self,
        union: &'static Union,
        arms: &[usize],
        read: &mut dyn FnMut(usize, &mut Self) -> JsonResult,
    ) -> bool {
        let start = self.position();
        let mut fitting: Vec<(usize, Trial, Position)> = Vec::new();
        for (&arm, rest) in arms.iter().zip(1..) {
            // Where nothing else fits, there is nothing to try it for; but a union would take anything.
            let is_left = rest == arms.len() && fitting.is_empty();
            if is_left && !matches!(union.arms[arm].form, Form::Union(_)) {
                return read(arm, self).is_ok();
            }
            let outer = self.trial.replace(Trial::new(start));
            let fits = read(arm, self).is_ok();
            let trial = std::mem::replace(&mut self.trial, outer);
            if let (true, Some(trial)) = (fits, trial) {
                let loses_nothing = trial.loses_nothing();
                if loses_nothing && fitting.is_empty() {
                    return self.settle(start, arm, trial, read);
                }
                fitting.push((arm, trial, self.position()));
                if loses_nothing {
                    break;
                }
            }
            self.rewind(start);
        }
        let says_most =
            |trial: &Trial| fitting.iter().all(|(_, other, _)| trial.says_as_much_as(other));
        let Some(found) = fitting.iter().position(|(_, trial, _)| says_most(trial)) else {
            return false;
        };
        let (arm, trial, end) = fitting.swap_remove(found);
        if let Some(outer) = &mut self.trial {
            // Read again here, unions in unions would be read twice as often for each of them.
            outer.take(trial);
            outer.unfinished = true;
            self.rewind(end);
            return true;
        }
        self.rewind(start);
        read(arm, self).is_ok()
    }

    /// Takes the value that was read as `arm` in a trial.
    fn settle(
        &mut self,
        start: Position,
        arm: usize,
        trial: Trial,
        read: &mut dyn FnMut(usize, &mut Self) -> JsonResult,
    ) -> bool {
        match &mut self.trial {
            Some(outer) => {
                outer.take(trial);
                true
            }
            None if trial.unfinished => {
                // Now with the unions within. They fail only where their tags are wrong.
                self.rewind(start);
                read(arm, self).is_ok()
            }
            None => true,
        }
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
            // An unknown tag says that it is none of those that have one, and take no other.
            if !untagged || arm.tags.is_empty() || arm.is_default {
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
