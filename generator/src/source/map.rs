//! The members of an object, in the order of the text.
//!
//! Most objects have a handful, which are sooner compared than one is hashed. A document has ten thousands of
//! objects, so these go without an index.

use std::fmt;
use std::ops::Index;

use indexmap::IndexMap;

use super::node::Node;

/// As many members as are found without an index.
const FEW: usize = 8;

/// The members of an object, in the order of the text. Keys of any scalar type are kept as their text
/// (`200:` and `"200":` are the same key).
#[derive(Clone)]
pub struct Map(Members);

#[derive(Clone)]
enum Members {
    Few(Vec<(String, Node)>),
    Many(Box<IndexMap<String, Node>>),
}

impl Map {
    /// No members.
    #[must_use]
    pub fn new() -> Self {
        Self(Members::Few(Vec::new()))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Members::Few(few) => few.len(),
            Members::Many(many) => many.len(),
        }
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The value at a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Node> {
        match &self.0 {
            Members::Few(few) => few.iter().find(|(other, _)| other == key).map(|(_, node)| node),
            Members::Many(many) => many.get(key),
        }
    }

    /// Whether there is a value at a key.
    #[must_use]
    pub fn contains_key(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// The first member.
    #[must_use]
    pub fn first(&self) -> Option<(&String, &Node)> {
        self.iter().next()
    }

    /// All members.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        Iter(match &self.0 {
            Members::Few(few) => Rest::Few(few.iter()),
            Members::Many(many) => Rest::Many(many.iter()),
        })
    }

    /// All keys.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &String> {
        self.iter().map(|(key, _)| key)
    }

    /// All values.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Node> {
        self.iter().map(|(_, node)| node)
    }

    /// The member that a node is in, by its place in the file, if it is in any.
    pub(super) fn around(&self, node: u32) -> Option<(&String, &Node)> {
        match &self.0 {
            Members::Few(few) => {
                let after = few.partition_point(|(_, member)| member.at.node <= node);
                few.get(after.checked_sub(1)?).map(|(key, member)| (key, member))
            }
            Members::Many(many) => {
                let after = many.partition_point(|_, member| member.at.node <= node);
                many.get_index(after.checked_sub(1)?)
            }
        }
    }

    /// The same, to be changed.
    pub(super) fn around_mut(&mut self, node: u32) -> Option<&mut Node> {
        match &mut self.0 {
            Members::Few(few) => {
                let after = few.partition_point(|(_, member)| member.at.node <= node);
                few.get_mut(after.checked_sub(1)?).map(|(_, member)| member)
            }
            Members::Many(many) => {
                let after = many.partition_point(|_, member| member.at.node <= node);
                many.get_index_mut(after.checked_sub(1)?).map(|(_, member)| member)
            }
        }
    }

    /// Adds a member at the end, whose key is not there.
    pub(super) fn push(&mut self, key: String, node: Node) {
        match &mut self.0 {
            Members::Few(few) if few.len() < FEW => few.push((key, node)),
            Members::Few(few) => {
                let all = few.drain(..).chain([(key, node)]).collect();
                self.0 = Members::Many(Box::new(all));
            }
            Members::Many(many) => {
                many.insert(key, node);
            }
        }
    }

    /// Takes a member away.
    pub(super) fn remove(&mut self, key: &str) {
        match &mut self.0 {
            Members::Few(few) => few.retain(|(other, _)| other != key),
            Members::Many(many) => {
                many.shift_remove(key);
            }
        }
    }

    /// Puts the members into the order of their places.
    pub(super) fn sort(&mut self) {
        match &mut self.0 {
            Members::Few(few) => few.sort_by_key(|(_, member)| member.at),
            Members::Many(many) => many.sort_by(|_, one, _, other| one.at.cmp(&other.at)),
        }
    }

    /// Gives back the room of members that did not come: there are as many objects as texts are long.
    pub(super) fn shrink(&mut self) {
        if let Members::Few(few) = &mut self.0 {
            few.shrink_to_fit();
        }
    }

    /// All members, to change their values.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&String, &mut Node)> {
        let (few, many) = match &mut self.0 {
            Members::Few(few) => (Some(few), None),
            Members::Many(many) => (None, Some(many)),
        };
        let few = few.into_iter().flatten().map(|(key, node)| (&*key, node));
        few.chain(many.into_iter().flat_map(|many| many.iter_mut()))
    }

    /// Every member with its key.
    #[must_use]
    pub fn into_members(self) -> Vec<(String, Node)> {
        match self.0 {
            Members::Few(few) => few,
            Members::Many(many) => many.into_iter().collect(),
        }
    }
}

impl Default for Map {
    fn default() -> Self {
        Self::new()
    }
}

impl Index<&str> for Map {
    type Output = Node;
    fn index(&self, key: &str) -> &Node {
        self.get(key).expect("the key is there")
    }
}

/// Whatever the order.
impl PartialEq for Map {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.iter().all(|(key, node)| other.get(key).is_some_and(|other| node == other))
    }
}

impl fmt::Debug for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// Of equal keys, the place of the first and the value of the last count.
impl FromIterator<(String, Node)> for Map {
    fn from_iter<I: IntoIterator<Item = (String, Node)>>(members: I) -> Self {
        let all: IndexMap<String, Node> = members.into_iter().collect();
        Self(match all.len() <= FEW {
            true => Members::Few(all.into_iter().collect()),
            false => Members::Many(Box::new(all)),
        })
    }
}

impl<'a> IntoIterator for &'a Map {
    type Item = (&'a String, &'a Node);
    type IntoIter = Iter<'a>;
    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The members of an object, one after the other.
#[derive(Clone, Debug)]
pub struct Iter<'a>(Rest<'a>);

#[derive(Clone, Debug)]
enum Rest<'a> {
    Few(std::slice::Iter<'a, (String, Node)>),
    Many(indexmap::map::Iter<'a, String, Node>),
}

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a String, &'a Node);
    fn next(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Rest::Few(few) => few.next().map(|(key, node)| (key, node)),
            Rest::Many(many) => many.next(),
        }
    }
    fn size_hint(&self) -> (usize, Option<usize>) {
        match &self.0 {
            Rest::Few(few) => few.size_hint(),
            Rest::Many(many) => many.size_hint(),
        }
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        match &mut self.0 {
            Rest::Few(few) => few.next_back().map(|(key, node)| (key, node)),
            Rest::Many(many) => many.next_back(),
        }
    }
}

impl ExactSizeIterator for Iter<'_> {}
