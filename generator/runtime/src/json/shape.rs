//! The names of an object's members: from the generator's constant to an index.

/// The members of an object: names as on the wire, required ones first.
///
/// The position of a name in `required` followed by `optional` is the position of its slot in the
/// slices that [`Reader::object`](super::Reader::object) and
/// [`Writer::object`](super::Writer::object) take.
#[derive(Debug)]
pub struct Shape {
    /// The type's name in Rust, for `Debug`.
    pub name: &'static str,
    /// Members that must be there; written even when null.
    pub required: &'static [&'static str],
    /// Members that may be missing; left out when absent.
    pub optional: &'static [&'static str],
}

/// Where to look first: servers tend to send members in the order of their description.
#[derive(Default)]
pub(super) struct Guess {
    required: usize,
    optional: usize,
}

impl Shape {
    /// The name at `index`, or an empty one out of range.
    pub(super) fn member(&self, index: usize) -> &'static str {
        let name = match index.checked_sub(self.required.len()) {
            None => self.required.get(index),
            Some(index) => self.optional.get(index),
        };
        name.copied().unwrap_or_default()
    }

    /// The index of `name`, if the shape declares it.
    pub(super) fn find(&self, name: &str, guess: &mut Guess) -> Option<usize> {
        if self.required.get(guess.required).is_some_and(|next| *next == name) {
            guess.required += 1;
            return Some(guess.required - 1);
        }
        if self.optional.get(guess.optional).is_some_and(|next| *next == name) {
            guess.optional += 1;
            return Some(self.required.len() + guess.optional - 1);
        }
        if let Some(index) = self.required.iter().position(|other| *other == name) {
            guess.required = index + 1;
            return Some(index);
        }
        let index = self.optional.iter().position(|other| *other == name)?;
        guess.optional = index + 1;
        Some(self.required.len() + index)
    }

    /// Whether the shape declares `name`.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.required.contains(&name) || self.optional.contains(&name)
    }
}

/// The set of members seen so far; the first 64 need no allocation.
#[derive(Default)]
pub(super) struct Seen {
    first: u64,
    rest: Vec<u64>,
}

impl Seen {
    /// Adds `index`; false when it was there already.
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                if self.rest.len() <= word {
                    self.rest.resize(word + 1, 0);
                }
                &mut self.rest[word]
            }
        };
        let bit = 1 << (index % 64);
        let fresh = *word & bit == 0;
        *word |= bit;
        fresh
    }

    /// The first index below `count` that is not in the set.
    pub(super) fn first_missing(&self, count: usize) -> Option<usize> {
        let words = std::iter::once(self.first).chain(self.rest.iter().copied());
        let full = words.take_while(|word| *word == u64::MAX).count();
        let partial = match full.checked_sub(1) {
            None => self.first,
            Some(word) => self.rest.get(word).copied().unwrap_or(0),
        };
        let missing = full * 64 + partial.trailing_ones() as usize;
        (missing < count).then_some(missing)
    }
}
