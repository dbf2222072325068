//! What is read beside the described form of an object, for servers that do not always keep to it.
//!
//! Takes what the generator emits for `x-sdk-aliases`, `x-sdk-null` and `x-sdk-array`. Only types that have
//! it pay for it; what is written is the described form alone.

use super::error::{Problem, Step};
use super::reader::{Position, Reader};
use super::shape::{Seen, Shape};
use super::{JsonResult, ReadJson};

/// What an object tolerates. Slots are counted as those of its [`Shape`].
#[derive(Debug)]
pub struct Tolerance {
    /// Further names of members, each with the slot that it is read into where the member's own name is
    /// not there. Of several for one slot the first that is there counts.
    pub aliases: &'static [(&'static str, usize)],
    /// Strings that stand for null, each with the slot of a member that may be null or missing.
    pub nulls: &'static [(&'static str, usize)],
    /// The slot that an array is read into which stands in the place of the object.
    pub array: Option<usize>,
}

/// The aliases that an object has: which, and where their values are.
#[derive(Default)]
pub(super) struct Aliases(Vec<(usize, Position)>);

impl Tolerance {
    /// The position in the table of an alias.
    pub(super) fn alias(&self, name: &str) -> Option<usize> {
        self.aliases.iter().position(|(alias, _)| *alias == name)
    }
}

impl Reader<'_> {
    /// Passes the value of an alias: whether it counts is known when the object has ended.
    pub(super) fn alias(
        &mut self,
        tolerance: &'static Tolerance,
        alias: usize,
        name_at: usize,
        met: &mut Aliases,
    ) -> JsonResult {
        if met.0.iter().any(|(known, _)| *known == alias) {
            let (name, _) = tolerance.aliases[alias];
            let stop = self.stop_at(name_at, Problem::Repeated);
            return Err(self.below(Step::Member(name), stop));
        }
        met.0.push((alias, self.position()));
        self.skip()
    }

    /// Reads the aliases of slots that nothing was read into.
    pub(super) fn aliases(
        &mut self,
        tolerance: &'static Tolerance,
        slots: &mut [&mut dyn ReadJson],
        seen: &mut Seen,
        Aliases(mut met): Aliases,
    ) -> JsonResult {
        let end = self.position();
        met.sort_unstable_by_key(|(alias, _)| *alias);
        for (alias, place) in met {
            let (name, index) = tolerance.aliases[alias];
            if !seen.insert(index) {
                continue;
            }
            self.rewind(place);
            if let Err(stop) = self.tolerated(tolerance, index, slots) {
                return Err(self.below(Step::Member(name), stop));
            }
        }
        self.rewind(end);
        Ok(())
    }

    /// Reads a value into a slot; a string that stands for null as null.
    pub(super) fn tolerated(
        &mut self,
        tolerance: &'static Tolerance,
        index: usize,
        slots: &mut [&mut dyn ReadJson],
    ) -> JsonResult {
        let Some(slot) = slots.get_mut(index) else { return self.skip() };
        if tolerance.nulls.iter().any(|(_, of)| *of == index) && self.peek() == Some(b'"') {
            let place = self.position();
            let text = self.str()?;
            let is_null = tolerance.nulls.iter().any(|(null, of)| *of == index && *null == text);
            if is_null && slot.read_json(&mut Reader::of_text("null")).is_ok() {
                return Ok(());
            }
            self.rewind(place);
        }
        slot.read_json(self)
    }

    /// Reads the array that stands in the place of the object, if one is next and tolerated.
    pub(super) fn in_place(
        &mut self,
        tolerance: Option<&'static Tolerance>,
        slots: &mut [&mut dyn ReadJson],
        seen: &mut Seen,
    ) -> Result<bool, super::Stop> {
        let Some(index) = tolerance.and_then(|tolerance| tolerance.array) else { return Ok(false) };
        if self.peek() != Some(b'[') {
            return Ok(false);
        }
        seen.insert(index);
        match slots.get_mut(index) {
            Some(slot) => slot.read_json(self).map(|()| true),
            None => self.skip().map(|()| true),
        }
    }

    /// That everything required was read. A part of a value may lack it, but not what is told from others by it.
    pub(super) fn complete(&mut self, shape: &Shape, seen: &Seen, start: usize) -> JsonResult {
        match seen.first_missing(shape.required.len()) {
            None => Ok(()),
            Some(_) if self.partial && self.trial.is_none() => Ok(()),
            Some(index) => {
                let stop = self.stop_at(start, Problem::Missing);
                Err(self.below(Step::Member(shape.member(index)), stop))
            }
        }
    }
}
