//! What an object has of each arm that takes objects.

use super::super::Stop;
use super::super::reader::Reader;
use super::super::shape::{Guess, Seen, Shape};
use super::super::tolerance::Tolerance;
use super::{Arm, Form, Others};

impl Reader<'_> {
    /// Compares the members of the object that is next with what each leaf knows; how many there are.
    pub(super) fn compare(&mut self, leaves: &mut [Leaf]) -> Result<usize, Stop> {
        let mut members = 0;
        let mut more = self.open(b'{', b'}', "an object")?;
        while more {
            members += 1;
            let (name, _) = self.member_name()?;
            let mut somebody_knows = false;
            let mut tells = false;
            for leaf in &mut *leaves {
                leaf.knows = leaf.find(&name);
                if let Some(index) = leaf.knows {
                    leaf.seen.insert(index);
                    leaf.known += 1;
                    somebody_knows = true;
                }
                tells |= leaf.values(&name).is_some();
            }
            let text = if tells {
                self.plain_text()?
            } else {
                self.skip()?;
                None
            };
            for leaf in &mut *leaves {
                let is_other = leaf.knows.is_none();
                leaf.out |= match leaf.others {
                    Others::Kept => false,
                    // What another arm describes is not to be lost; of what nobody describes a struct
                    // decides as it does anywhere.
                    Others::Skipped => is_other && somebody_knows,
                    Others::Refused => is_other,
                };
                leaf.tagged |= leaf.tag.is_some_and(|(tag, _)| tag == name);
                let wanted = if tells { leaf.values(&name) } else { None };
                leaf.out |= wanted.is_some_and(|values| {
                    !text.as_deref().is_some_and(|text| values.contains(&text))
                });
            }
            more = self.more(b'}', "expected `,` or `}` after a member")?;
        }
        Ok(members)
    }
}

/// An arm that takes objects, of the union or of one within it, and what an object has of it.
pub(super) struct Leaf {
    /// The arm of the outermost union.
    pub(super) index: usize,
    shape: &'static Shape,
    others: Others,
    tag: Option<(&'static str, &'static [&'static str])>,
    /// Whether the tag can have any value.
    any_tag: bool,
    fixed: &'static [(&'static str, &'static [&'static str])],
    tolerance: Option<&'static Tolerance>,
    guess: Guess,
    seen: Seen,
    /// How many members it knows, and which the latest is.
    pub(super) known: usize,
    knows: Option<usize>,
    /// Whether the tag was there.
    tagged: bool,
    out: bool,
}

impl Leaf {
    pub(super) fn collect(
        index: usize,
        arm: &'static Arm,
        tag: Option<&'static str>,
        leaves: &mut Vec<Self>,
    ) {
        match arm.form {
            Form::Object(shape) => leaves.push(Self {
                index,
                shape,
                others: arm.others,
                tag: tag.filter(|_| !arm.tags.is_empty()).map(|tag| (tag, arm.tags)),
                any_tag: arm.is_default,
                fixed: arm.fixed,
                tolerance: arm.tolerance,
                guess: Guess::default(),
                seen: Seen::default(),
                known: 0,
                knows: None,
                tagged: false,
                out: false,
            }),
            Form::Union(union) => {
                union.arms.iter().for_each(|arm| Self::collect(index, arm, union.tag, leaves));
            }
            Form::Text | Form::Boolean | Form::Integer | Form::Number | Form::List => {}
        }
    }

    /// The slot of a member, by its name or another one.
    fn find(&mut self, name: &str) -> Option<usize> {
        let known = self.shape.find(name, &mut self.guess);
        known.or_else(|| {
            let (_, slot) = self.tolerance?.aliases.iter().find(|(alias, _)| *alias == name)?;
            Some(*slot)
        })
    }

    /// Fits objects alone of which it keeps every member.
    pub(super) fn take_all_or_nothing(&mut self) {
        if self.others == Others::Skipped {
            self.others = Others::Refused;
        }
    }

    /// The values that a member can have.
    fn values(&self, name: &str) -> Option<&'static [&'static str]> {
        let tag = self.tag.iter().filter(|_| !self.any_tag);
        let all = tag.chain(self.fixed);
        all.into_iter().find(|(member, _)| *member == name).map(|(_, values)| *values)
    }

    /// Whether an object with so many members can be this one. Where none of them is known and none kept,
    /// nothing of the object would be left; and a tag that the union writes must have been there.
    pub(super) fn fits(&self, members: usize) -> bool {
        let says_something =
            self.known > 0 || members == 0 || self.tagged || self.others == Others::Kept;
        let adds_nothing = self.tagged || self.tag.is_none_or(|(tag, _)| self.shape.declares(tag));
        !self.out
            && says_something
            && adds_nothing
            && self.seen.first_missing(self.shape.required.len()).is_none()
    }
}
