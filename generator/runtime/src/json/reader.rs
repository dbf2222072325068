//! From text to slots: the one loop over members and the one over items.

use std::fmt;

use super::containers::{ReadItems, ReadMembers};
use super::error::{DecodeError, Failure, Problem, Step};
use super::shape::{Guess, Seen, Shape};
use super::tolerance::{Aliases, Tolerance};
use super::union::Trial;
use super::{JsonResult, ReadJson};

/// How deep arrays and objects may nest.
pub const MAX_DEPTH: u8 = 128;

/// Reads JSON values one after the other from a text.
pub struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) depth: u8,
    /// What is known of the value that is being tried as an arm of a union, see `union`.
    pub(super) trial: Option<Trial>,
    /// Whether required members may be missing, see [`partial`](super::partial).
    pub(super) partial: bool,
    failure: Option<Box<Failure>>,
}

/// The mark that reading has stopped; the reason is in the [`Reader`].
#[derive(Debug)]
pub struct Stop(());

/// A place in the input to which a [`Reader`] can return.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Position {
    pub(super) at: usize,
    pub(super) depth: u8,
}

/// Shows the place, not the text.
impl fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader").field("at", &self.at).finish_non_exhaustive()
    }
}

impl<'a> Reader<'a> {
    /// A reader at the start of `input`, after a byte order mark if there is one.
    ///
    /// # Errors
    /// When the input is not UTF-8.
    pub fn new(input: &'a [u8]) -> Result<Self, DecodeError> {
        match std::str::from_utf8(input) {
            Ok(text) => {
                let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
                Ok(Self { at, ..Self::of_text(text) })
            }
            Err(error) => {
                let problem = Problem::Text("the text is not valid UTF-8");
                Err(Failure::new(problem, error.valid_up_to()).into_decode_error())
            }
        }
    }

    pub(super) fn of_text(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, trial: None, partial: false, failure: None }
    }

    /// Reads an object into `slots`, which stand in the order of the shape's names.
    ///
    /// Members that the shape does not name are skipped.
    ///
    /// # Errors
    /// No object, a repeated or missing member, or a member that its slot refuses.
    pub fn object(&mut self, shape: &'static Shape, slots: &mut [&mut dyn ReadJson]) -> JsonResult {
        self.members(shape, None, slots, None)
    }

    /// As [`object`](Self::object); members that the shape does not name go to `additional`.
    ///
    /// # Errors
    /// As [`object`](Self::object).
    pub fn object_with(
        &mut self,
        shape: &'static Shape,
        slots: &mut [&mut dyn ReadJson],
        additional: &mut dyn ReadMembers,
    ) -> JsonResult {
        self.members(shape, None, slots, Some(additional))
    }

    /// As [`object`](Self::object), or [`object_with`](Self::object_with) where there are `additional`
    /// members, with what `tolerance` allows besides.
    ///
    /// # Errors
    /// As [`object`](Self::object).
    pub fn tolerant(
        &mut self,
        shape: &'static Shape,
        tolerance: &'static Tolerance,
        slots: &mut [&mut dyn ReadJson],
        additional: Option<&mut dyn ReadMembers>,
    ) -> JsonResult {
        self.members(shape, Some(tolerance), slots, additional)
    }

    /// Reads an object of which all members go to `members`.
    ///
    /// # Errors
    /// No object, a repeated member, or a member that its type refuses.
    pub fn map(&mut self, members: &mut dyn ReadMembers) -> JsonResult {
        const EMPTY: &Shape = &Shape { name: "", required: &[], optional: &[] };
        self.members(EMPTY, None, &mut [], Some(members))
    }

    fn members(
        &mut self,
        shape: &'static Shape,
        tolerance: Option<&'static Tolerance>,
        slots: &mut [&mut dyn ReadJson],
        mut additional: Option<&mut dyn ReadMembers>,
    ) -> JsonResult {
        let mut seen = Seen::default();
        let mut guess = Guess::default();
        let mut aliases = Aliases::default();
        self.peek();
        let start = self.at;
        if self.in_place(tolerance, slots, &mut seen)? {
            return self.complete(shape, &seen, start);
        }
        let mut more = self.open(b'{', b'}', "an object")?;
        while more {
            let (name, name_at) = self.member_name()?;
            if let Some(index) = shape.find(&name, &mut guess) {
                let step = Step::Member(shape.member(index));
                if !seen.insert(index) {
                    let stop = self.stop_at(name_at, Problem::Repeated);
                    return Err(self.below(step, stop));
                }
                let read = match (tolerance, slots.get_mut(index)) {
                    (None, Some(slot)) => slot.read_json(self),
                    (None, None) => self.skip(),
                    (Some(tolerance), _) => self.tolerated(tolerance, index, slots),
                };
                if let Err(stop) = read {
                    return Err(self.below(step, stop));
                }
                let is_optional = index >= shape.required.len();
                if is_optional && self.was_none() {
                    self.lost(name_at);
                }
            } else if let Some(tolerance) = tolerance
                && let Some(alias) = tolerance.alias(&name)
            {
                self.alias(tolerance, alias, name_at, &mut aliases)?;
            } else if let Some(members) = additional.as_deref_mut() {
                let read = members
                    .read_member(name, self)
                    .unwrap_or_else(|| Err(self.stop_at(name_at, Problem::Repeated)));
                if let Err(stop) = read {
                    return Err(self.below(Step::Key, stop));
                }
                self.undescribed(name_at, false);
            } else {
                self.skip()?;
                self.undescribed(name_at, true);
            }
            more = self.more(b'}', "expected `,` or `}` after a member")?;
        }
        if let Some(tolerance) = tolerance {
            self.aliases(tolerance, slots, &mut seen, aliases)?;
        }
        self.complete(shape, &seen, start)
    }

    /// Reads an array into `items`.
    ///
    /// # Errors
    /// No array, or an item that its type refuses.
    pub fn array(&mut self, items: &mut dyn ReadItems) -> JsonResult {
        let mut index = 0;
        let mut more = self.open(b'[', b']', "an array")?;
        while more {
            if let Err(stop) = items.read_item(self) {
                return Err(self.below(Step::Index(index), stop));
            }
            index += 1;
            more = self.more(b']', "expected `,` or `]` after an item")?;
        }
        Ok(())
    }

    /// The place before the next value, for [`rewind`](Self::rewind).
    #[must_use]
    pub fn position(&self) -> Position {
        Position { at: self.at, depth: self.depth }
    }

    /// Returns to a place taken from this reader and forgets what went wrong since: the way to try
    /// several types on one value.
    pub fn rewind(&mut self, position: Position) {
        self.at = position.at;
        self.depth = position.depth;
        self.failure = None;
    }

    /// Refuses the value at this place with a text of ours; `expected` is a noun such as `a colour`.
    pub fn refuse(&mut self, expected: &'static str) -> Stop {
        self.stop(Problem::Kind { expected, found: "a value that is none" })
    }

    /// Checks that only whitespace follows.
    ///
    /// # Errors
    /// When something else does.
    pub fn end(&mut self) -> JsonResult {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.stop(Problem::Text("something follows the value"))),
        }
    }

    /// The recorded error.
    pub(crate) fn into_error(self, _: Stop) -> DecodeError {
        let unrecorded = || Failure::new(Problem::Text("the value is refused"), self.at);
        self.failure.map_or_else(unrecorded, |failure| *failure).into_decode_error()
    }

    #[cold]
    pub(super) fn stop(&mut self, problem: Problem) -> Stop {
        self.stop_at(self.at, problem)
    }

    #[cold]
    pub(super) fn stop_at(&mut self, offset: usize, problem: Problem) -> Stop {
        self.failure = Some(Box::new(Failure::new(problem, offset)));
        Stop(())
    }

    /// Adds the step that leads to the value in which reading stopped.
    #[cold]
    pub(super) fn below(&mut self, step: Step, stop: Stop) -> Stop {
        if let Some(failure) = &mut self.failure {
            failure.steps.push(step);
        }
        stop
    }
}
