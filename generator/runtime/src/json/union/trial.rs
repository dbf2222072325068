//! What is learnt of a value while it is tried as an arm: which of its members the arm does not describe.
//!
//! Members of the value itself are compared before anything is tried (`leaf`); these are those further in.

use std::ops::Range;

use super::super::reader::{Position, Reader};

/// A value that is being tried as an arm, or was.
#[derive(Debug)]
pub(in super::super) struct Trial {
    /// Where the value begins.
    pub(super) start: Position,
    /// Whether a union within it was passed over, unread.
    pub(super) passed_over: bool,
    /// Members that no type names, whether they are kept or not: disjoint, in the order of the text.
    undescribed: Vec<Range<usize>>,
    /// Where those begin that would be left out.
    lost: Vec<usize>,
}

impl Trial {
    pub(super) fn new(start: Position) -> Self {
        Self { start, passed_over: false, undescribed: Vec::new(), lost: Vec::new() }
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

    /// Adds what was learnt of the same value by trying it as an arm of this arm.
    pub(super) fn take(&mut self, inner: Self) {
        self.passed_over |= inner.passed_over;
        self.undescribed.extend(inner.undescribed);
        self.lost.extend(inner.lost);
    }
}

impl Reader<'_> {
    /// Notes, in a trial, that no type names the member that began at `start` and was read just now.
    #[inline]
    pub(in super::super) fn undescribed(&mut self, start: usize, lost: bool) {
        let (end, depth) = (self.position().at, self.depth);
        if let Some(trial) = &mut self.trial
            && depth > trial.start.depth + 1
        {
            // Members of this member are part of it.
            while trial.undescribed.pop_if(|member| member.start > start).is_some() {}
            trial.undescribed.push(start..end);
            if lost {
                trial.lost.push(start);
            }
        }
    }
}
