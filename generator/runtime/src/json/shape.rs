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
    /// How often the search has gone through all names.
    misses: u8,
    /// Made when members of a wide object turn out to come in an order of their own.
    index: Index,
}

/// With fewer names, going through them is faster than an index.
const WIDE: usize = 24;

/// Searches of a wide object that do not make an index yet.
const FEW_MISSES: u8 = 3;

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
        self.search(name, guess)
    }

    /// The same after a wrong guess.
    fn search(&self, name: &str, guess: &mut Guess) -> Option<usize> {
        let is_wide = self.required.len() + self.optional.len() >= WIDE;
        let index = if is_wide && guess.misses >= FEW_MISSES {
            guess.index.find(self, name)?
        } else {
            guess.misses = guess.misses.saturating_add(1);
            self.names().position(|other| other == name)?
        };
        match index.checked_sub(self.required.len()) {
            None => guess.required = index + 1,
            Some(optional) => guess.optional = optional + 1,
        }
        Some(index)
    }

    /// All names, in the order of the slots.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.required.iter().chain(self.optional).copied()
    }

    /// Whether the shape declares `name`.
    pub(super) fn declares(&self, name: &str) -> bool {
        self.required.contains(&name) || self.optional.contains(&name)
    }
}

/// The names of one shape by a hash. Empty until it is used.
///
/// Names come from the description, never from a response, so nobody can choose them to collide; at most
/// half of the places are taken.
#[derive(Default)]
struct Index {
    /// One more than the index of a name; 0 is a free place. The length is a power of two.
    places: Vec<u32>,
}

impl Index {
    /// The index of `name` in the shape that the index is used for.
    fn find(&mut self, shape: &Shape, name: &str) -> Option<usize> {
        if self.places.is_empty() {
            self.fill(shape);
        }
        let mut place = self.place(name);
        loop {
            let index = (self.places[place] as usize).checked_sub(1)?;
            if shape.member(index) == name {
                return Some(index);
            }
            place = self.after(place);
        }
    }

    fn fill(&mut self, shape: &Shape) {
        let count = shape.required.len() + shape.optional.len();
        self.places.resize((2 * count).next_power_of_two(), 0);
        for (number, name) in (1..).zip(shape.names()) {
            let mut place = self.place(name);
            while self.places[place] != 0 {
                place = self.after(place);
            }
            self.places[place] = number;
        }
    }

    fn place(&self, name: &str) -> usize {
        hash(name) & (self.places.len() - 1)
    }

    fn after(&self, place: usize) -> usize {
        (place + 1) & (self.places.len() - 1)
    }
}

/// Both ends of a name and its length, mixed by one multiplication.
fn hash(name: &str) -> usize {
    let bytes = name.as_bytes();
    let ends = match (bytes.first_chunk(), bytes.last_chunk()) {
        (Some(first), Some(last)) => {
            u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29)
        }
        _ => bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    // The golden ratio, as in Knuth's multiplicative hashing: high bits depend on all of the word.
    let mixed = (ends ^ bytes.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 40) as usize
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

#[cfg(test)]
mod tests {
    use super::*;

    const WIDE_SHAPE: Shape = Shape {
        name: "Wide",
        required: &[
            "a",
            "b",
            "c",
            "ab",
            "ba",
            "longer name a",
            "longer name b",
            "longer middle a",
            "d",
            "e",
            "f",
            "g",
            "h",
        ],
        optional: &["", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t", "u"],
    };

    #[test]
    fn members_are_found_in_any_order_and_others_are_not() {
        let count = WIDE_SHAPE.required.len() + WIDE_SHAPE.optional.len();
        assert!(count >= WIDE, "the shape must be wide to have an index");
        for step in [1, 2, 5, 26] {
            let mut guess = Guess::default();
            for index in (0..count).map(|n| n * step % count) {
                let name = WIDE_SHAPE.member(index);
                assert_eq!(WIDE_SHAPE.find(name, &mut guess), Some(index), "{name}");
                assert_eq!(WIDE_SHAPE.find("longer name c", &mut guess), None);
            }
        }
    }
}
