//! What is learnt of a value while it is tried as an arm: which of its members the arm does not describe.
//!
//! The names of the value's own members are compared before anything is tried (`leaf`); this is about those
//! further in, and about null, which an optional member may be without being described so.

use std::ops::Range;

use super::super::reader::{Position, Reader, Stop};

/// A value that is being tried as an arm, or was.
#[derive(Debug)]
pub(in super::super) struct Trial {
    /// Where the value begins.
    pub(super) start: Position,
    /// Whether it is to be read again if the arm is taken: a union within it was passed over, unread, or was left
    /// as another arm than the one that it takes.
    pub(super) unfinished: bool,
    /// Members that no type names, whether they are kept or not: disjoint, in the order of the text.
    undescribed: Vec<Range<usize>>,
    /// Where those begin that would be left out.
    lost: Vec<usize>,
    /// Where the last null ends that was read as nothing. A place, since a null further in ends before the bracket
    /// around it.
    none: Option<usize>,
}

impl Trial {
    pub(super) fn new(start: Position) -> Self {
        Self { start, unfinished: false, undescribed: Vec::new(), lost: Vec::new(), none: None }
    }

    /// Whether the arm keeps the whole value.
    pub(super) fn loses_nothing(&self) -> bool {
        self.lost.is_empty()
    }

    /// Whether the arm leaves out nothing that the other arm describes.
    pub(super) fn says_as_much_as(&self, other: &Self) -> bool {
        self.lost.iter().all(|at| {
            let next = other.undescribed.partition_point(|member| member.end <= *at);
            other.undescribed.get(next).is_some_and(|member| member.contains(at))
        })
    }

    fn add(&mut self, member: Range<usize>, lost: bool) {
        // Members of this member are part of it.
        while self.undescribed.pop_if(|inner| inner.start > member.start).is_some() {}
        if lost {
            self.lost.push(member.start);
        }
        self.undescribed.push(member);
    }

    /// Adds what was learnt of the same value by trying it as an arm of this arm.
    pub(super) fn take(&mut self, inner: Self) {
        self.unfinished |= inner.unfinished;
        self.undescribed.extend(inner.undescribed);
        self.lost.extend(inner.lost);
    }
}

impl Reader<'_> {
    /// Notes, in a trial, that no type names the member that began at `start` and was read just now.
    #[inline]
    pub(in super::super) fn undescribed(&mut self, start: usize, lost: bool) {
        let (end, depth) = (self.at, self.depth);
        if let Some(trial) = &mut self.trial
            && depth > trial.start.depth + 1
        {
            trial.add(start..end, lost);
        }
    }

    /// Reads `null`, if it is next, for an `Option` that is `None` then.
    pub(in super::super) fn null_as_none(&mut self) -> Result<bool, Stop> {
        let is_null = self.null()?;
        if let Some(trial) = &mut self.trial
            && is_null
        {
            trial.none = Some(self.at);
        }
        Ok(is_null)
    }

    /// Whether, in a trial, the value read just now was null, and `None` is what was made of it.
    pub(in super::super) fn was_none(&self) -> bool {
        self.trial.as_ref().is_some_and(|trial| trial.none == Some(self.at))
    }

    /// Notes, in a trial, that nothing is left of the member that began at `start` and was read just now,
    /// although its name is known: a null in the place of an optional member.
    #[cold]
    pub(in super::super) fn lost(&mut self, start: usize) {
        let end = self.at;
        if let Some(trial) = &mut self.trial {
            trial.add(start..end, true);
        }
    }
}
