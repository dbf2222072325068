//! The places of all nodes of a file, by identity.

use std::ops::Range;

use super::super::read::Notation;
use super::{json, yaml};

/// Where every node of a file and its key stand, in bytes.
#[derive(Clone, Debug)]
pub(in super::super) struct Spots {
    /// Nodes as written, so an alias is one entry for all the nodes it stands for; sorted by `id`.
    entries: Vec<Spot>,
}

#[derive(Clone, Debug)]
struct Spot {
    id: u32,
    value: Range<usize>,
    key: Option<Range<usize>>,
    /// For an alias: the first node of what it repeats.
    repeats: Option<u32>,
}

impl Spots {
    /// Reads a text that was read before; stops quietly where it is broken.
    pub(in super::super) fn of(text: &str, notation: Notation) -> Self {
        match notation {
            Notation::Json => json::spots(text),
            Notation::Yaml => yaml::spots(text),
        }
    }

    /// The value; of nodes that an alias repeats, where they are written, but the alias itself for the
    /// first of them. A value that is not written (`key:`) is where its key is.
    pub(in super::super) fn value(&self, id: u32) -> Option<Range<usize>> {
        let spot = self.find(id)?;
        let written = if spot.value.is_empty() { spot.key.as_ref() } else { None };
        Some(written.unwrap_or(&spot.value).clone())
    }

    /// The key of the member whose value this is; the value itself where it has no key.
    pub(in super::super) fn key(&self, id: u32) -> Option<Range<usize>> {
        let spot = self.find(id)?;
        Some(spot.key.as_ref().unwrap_or(&spot.value).clone())
    }

    /// The node, or the last one before it if the parser of places stopped early or never got there.
    fn find(&self, mut id: u32) -> Option<&Spot> {
        loop {
            let after = self.entries.partition_point(|spot| spot.id <= id);
            let spot = self.entries.get(after.checked_sub(1)?)?;
            match spot.repeats {
                // What an alias repeats was written before it, so this comes to an end.
                Some(first) if id > spot.id => id = first + (id - spot.id),
                Some(_) | None => return Some(spot),
            }
        }
    }
}

/// Counts nodes and pairs keys with values while a parser walks the text.
#[derive(Default)]
pub(super) struct Walk {
    entries: Vec<Spot>,
    open: Vec<Open>,
    next: u32,
}

/// A sequence or mapping that has not ended.
struct Open {
    entry: usize,
    mapping: bool,
    key: Option<Range<usize>>,
}

impl Walk {
    pub(super) fn finish(self) -> Spots {
        Spots { entries: self.entries }
    }

    /// Whether the next scalar is a key.
    pub(super) fn expects_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.mapping && open.key.is_none())
    }

    /// A key; the next value belongs to it.
    pub(super) fn key(&mut self, range: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.key = Some(range);
        }
    }

    /// A scalar value; gives its identity.
    pub(super) fn scalar(&mut self, value: Range<usize>) -> u32 {
        self.add(value, None, 1)
    }

    /// The start of a sequence or mapping; gives its identity.
    pub(super) fn open(&mut self, value: Range<usize>, mapping: bool) -> u32 {
        let entry = self.entries.len();
        let id = self.add(value, None, 1);
        self.open.push(Open { entry, mapping, key: None });
        id
    }

    /// The end of the innermost sequence or mapping; gives its identity and how many nodes it has.
    pub(super) fn close(&mut self, end: usize) -> Option<(u32, u32)> {
        let open = self.open.pop()?;
        let spot = self.entries.get_mut(open.entry)?;
        spot.value.end = end.max(spot.value.start);
        Some((spot.id, self.next - spot.id))
    }

    /// An alias for the `size` nodes from `first` on.
    pub(super) fn alias(&mut self, value: Range<usize>, first: u32, size: u32) {
        self.add(value, Some(first), size);
    }

    fn add(&mut self, value: Range<usize>, repeats: Option<u32>, size: u32) -> u32 {
        let id = self.next;
        let key = self.open.last_mut().and_then(|open| open.key.take());
        self.entries.push(Spot { id, value, key, repeats });
        self.next = self.next.saturating_add(size);
        id
    }
}
