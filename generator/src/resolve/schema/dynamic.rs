//! References that depend on how they are reached: `$dynamicRef` (JSON Schema 2020-12 Core, 8.2.3.2), and
//! `$recursiveRef` as 2019-09 has it, which is one without a name.
//!
//! Such a reference means the anchor of its name in the outermost schema that led to it. A schema that is led to
//! in two ways is therefore two schemas: beside the one that is read for itself there is a copy for each other
//! meaning of the references below it. This is how a page of anything becomes a page of users.
//!
//! Schemas with an `$id` have anchors of their own, and so has each component and each `schema` of an operation,
//! though they should have an `$id`: those who write the same anchor in two of them mean it so.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::super::SchemaId;
use super::super::refs::{Kind, Target};
use super::super::resolver::{Pending, Resolver};
use crate::diag::codes;
use crate::document::reference::Reference;
use crate::document::schema as written;
use crate::source::{At, Node, Value, data, last_node, names};

/// What anchors mean in a schema, where that is not what they mean when it is read for itself.
pub(in super::super) type Scope = Option<Rc<Meanings>>;

/// Schemas by the anchor that they have; the empty one is that of `$recursiveAnchor`.
type Meanings = BTreeMap<String, At>;

/// More copies than this are not made: they could otherwise multiply without end.
const MOST_COPIES: usize = 2_000;

/// As many names are followed.
const MOST_NAMES: usize = 64;

/// As many references are followed that are nothing but one to the next.
const FARTHEST: usize = 64;

/// What there is to know of dynamic references.
#[derive(Default, Debug)]
pub(in super::super) struct Dynamic {
    /// In the order of the text, file by file.
    frames: Vec<Frame>,
    /// The bits of the names that dynamic references have.
    bits: BTreeMap<String, u64>,
    /// The anchor of a name, for names that one schema alone has.
    only: BTreeMap<String, Option<At>>,
    /// Of which names there are references in a schema, or in what it leads to.
    needs: BTreeMap<At, u64>,
    /// What anchors mean in the schema that is being built.
    around: Meanings,
    /// Dynamic references that are being followed.
    following: BTreeSet<At>,
}

/// A schema that has anchors of its own.
#[derive(Debug)]
struct Frame {
    at: At,
    /// The last node within.
    last: u32,
    /// The frame around it.
    outer: usize,
    anchors: Meanings,
}

impl Dynamic {
    fn meanings(&self, at: At) -> Meanings {
        let needs = self.needs.get(&at).copied().unwrap_or_default();
        let own = self.frame(at).map(|frame| &frame.anchors);
        let own = own.into_iter().flatten().filter(|(name, _)| self.bit(name) & needs != 0);
        own.map(|(name, at)| (name.clone(), *at)).collect()
    }

    /// What anchors mean in a schema that is led to from the one that is being built.
    fn scope(&self, at: At) -> Scope {
        let needs = self.needs.get(&at).copied().unwrap_or_default();
        let own = self.meanings(at);
        let mut all = own.clone();
        let outer = self.around.iter().filter(|(name, _)| self.bit(name) & needs != 0);
        all.extend(outer.map(|(name, at)| (name.clone(), *at)));
        (all != own).then(|| Rc::new(all))
    }

    fn bit(&self, name: &str) -> u64 {
        self.bits.get(name).copied().unwrap_or_default()
    }

    /// The innermost frame that a node is in.
    fn frame(&self, at: At) -> Option<&Frame> {
        let before = self.frames.partition_point(|frame| frame.at <= at);
        let mut frame = self.frames.get(before.checked_sub(1)?)?;
        while frame.last < at.node {
            let outer = self.frames.get(frame.outer)?;
            if outer.at == frame.at {
                return None;
            }
            frame = outer;
        }
        (frame.at.file == at.file).then_some(frame)
    }
}

impl<'a> Resolver<'a> {
    /// Learns what there is to know. Hardly any document has such references.
    pub(in super::super) fn look_for_dynamic(&mut self) {
        if self.sources.depend() {
            let mut walk = Walk::default();
            for root in self.sources.roots() {
                walk.file(root, self);
            }
            self.dynamic = Some(walk.finish());
        }
    }

    /// Begins to build a schema.
    pub(super) fn enter(&mut self, pending: &Pending) {
        if let Some(dynamic) = &mut self.dynamic {
            dynamic.around = match &pending.scope {
                Some(scope) => (**scope).clone(),
                None => dynamic.meanings(pending.schema.at()),
            };
        }
    }

    /// Ends building schemas.
    pub(super) fn leave(&mut self) {
        if let Some(dynamic) = &mut self.dynamic {
            dynamic.around.clear();
        }
    }

    /// What anchors mean in a schema that is led to from the one that is being built.
    pub(super) fn scope(&mut self, at: At) -> Scope {
        let scope = self.dynamic.as_ref()?.scope(at)?;
        if self.copies.len() < MOST_COPIES || self.ids.contains_key(&(at, Some(scope.clone()))) {
            return Some(scope);
        }
        let message =
            "dynamic references give this schema too many meanings; it is read for itself";
        self.report(codes::UNSUPPORTED, at, message).help("write the schemas out that are meant");
        None
    }

    /// Whether a schema says what an anchor means, which holds for all that it refers to.
    pub(super) fn binds(&self, at: At) -> bool {
        let frame = self.dynamic.as_ref().and_then(|dynamic| dynamic.frame(at));
        frame.is_some_and(|frame| frame.at == at && !frame.anchors.is_empty())
    }

    /// The dynamic reference that a schema consists of.
    pub(super) fn only_dynamic(&self, schema: &written::Schema) -> Option<Reference> {
        let dynamic = self.dynamic.as_ref()?;
        let written::Schema::Keywords(keywords) = schema else { return None };
        let reference = keywords.core.dynamic.as_ref()?;
        let alone = keywords.core.reference.is_none()
            && keywords.annotations.is_silent()
            && keywords.applicators.is_silent()
            && keywords.validation.is_silent()
            && dynamic.frame(keywords.at).is_none_or(|frame| frame.at != keywords.at);
        alone.then(|| reference.clone())
    }

    /// The id of the schema that a dynamic reference leads to from the one that is being built; of one that
    /// allows anything where it leads nowhere.
    pub(super) fn dynamic_reference(&mut self, reference: &Reference) -> SchemaId {
        let at = reference.to_at;
        let Some(dynamic) = &mut self.dynamic else { return self.anything(at) };
        if dynamic.following.len() > FARTHEST {
            let message = "too many dynamic references lead from one to the next; this one is JSON";
            self.report(codes::UNSUPPORTED, at, message).help("refer to what is meant");
            return self.anything(at);
        }
        if !dynamic.following.insert(at) {
            self.report_cycle(&BTreeSet::from([at]), at);
            return self.anything(at);
        }
        let schema = self.dynamic_target(reference);
        let id = match schema.and_then(|target| Some((self.written(&target)?, target))) {
            Some((schema, target)) => {
                let plain = self.pure_reference(&schema).or_else(|| self.only_dynamic(&schema));
                let id = self.schema(&schema);
                if plain.is_none() {
                    self.referred.entry(id).or_insert(target.pointer);
                }
                id
            }
            None => self.anything(at),
        };
        if let Some(dynamic) = &mut self.dynamic {
            dynamic.following.remove(&at);
        }
        id
    }

    fn dynamic_target(&mut self, reference: &Reference) -> Option<Target<'a>> {
        let (at, to) = (reference.to_at, reference.to.as_str());
        let dynamic = self.dynamic.as_ref()?;
        let name = name_of(to);
        let frame = dynamic.frame(at)?;
        // `#` is the schema with anchors of its own, and not the file, which is no schema.
        let first = match to {
            "#" => Some(frame.at),
            _ => self.seek(to, at).ok().map(|target| target.node.at),
        };
        let meant = name.and_then(|name| {
            let anchors = |at| dynamic.frame(at).map(|frame| &frame.anchors);
            let is_dynamic = first.is_none_or(|first| {
                let own = anchors(first).and_then(|anchors| anchors.get(name));
                own == Some(&first)
            });
            // Where the reference itself leads nowhere, one anchor of that name leaves no doubt.
            let only = dynamic.only.get(name).and_then(Option::as_ref);
            dynamic.around.get(name).filter(|_| is_dynamic).or(only.filter(|_| first.is_none()))
        });
        let untracked = name.is_some_and(|name| dynamic.bit(name) == 0);
        let target = meant.copied().or(first);
        if untracked {
            let message = "there are too many dynamic references; this one is read as `$ref`";
            self.report(codes::UNSUPPORTED, at, message).help("write `$ref`");
        }
        let Some(target) = target else { return self.step(to, at, Kind::Schema) };
        let pointer = self.sources.pointer(target);
        let node = self.sources.find(target.file, &pointer)?;
        Some(Target { node, pointer })
    }
}

/// The name that a dynamic reference goes by; `None` where it is a pointer, which is as good as `$ref`.
fn name_of(to: &str) -> Option<&str> {
    let (_, name) = to.split_once('#')?;
    (!name.starts_with('/')).then_some(name)
}

/// What a walk through all files gathers.
#[derive(Default)]
struct Walk {
    found: Dynamic,
    /// Schemas by what they contain or refer to.
    users: BTreeMap<At, Vec<At>>,
}

impl Walk {
    fn file(&mut self, root: &Node, resolver: &Resolver<'_>) {
        let first = self.found.frames.len();
        // A file may be anything: what is in it is in its first frame.
        self.found.frames.push(Frame {
            at: root.at,
            last: last_node(root),
            outer: first,
            anchors: Meanings::new(),
        });
        let mut pending = vec![(root, false, false, first)];
        while let Some((node, is_naming, is_frame, mut frame)) = pending.pop() {
            let children: Vec<(&Node, bool, bool)> = match &node.value {
                Value::Object(members) if is_naming => {
                    members.values().map(|member| (member, false, is_frame)).collect()
                }
                Value::Object(members) => {
                    let has_id = members.contains_key("$id") && node.at != root.at;
                    if is_frame || has_id {
                        let (at, last) = (node.at, last_node(node));
                        let anchors = Meanings::new();
                        self.found.frames.push(Frame { at, last, outer: frame, anchors });
                        frame = self.found.frames.len() - 1;
                    }
                    self.schema(node, frame, resolver);
                    let followed = members.iter().filter(|member| !data(*member));
                    let is_frame = |key: &str| matches!(key, "schemas" | "schema");
                    followed.map(|(key, child)| (child, names(key), is_frame(key))).collect()
                }
                Value::Array(items) => items.iter().map(|item| (item, false, false)).collect(),
                Value::Null
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Float(_)
                | Value::String(_) => Vec::new(),
            };
            for (child, is_naming, is_frame) in children.into_iter().rev() {
                self.users.entry(child.at).or_default().push(node.at);
                pending.push((
                    child,
                    is_naming,
                    is_frame && (is_naming || is_object(child)),
                    frame,
                ));
            }
        }
    }

    /// Takes what a schema says of anchors and references.
    fn schema(&mut self, schema: &Node, frame: usize, resolver: &Resolver<'_>) {
        let Value::Object(members) = &schema.value else { return };
        for (key, member) in members {
            let frame = &mut self.found.frames[frame];
            match (key.as_str(), &member.value) {
                ("$dynamicAnchor", Value::String(name)) => {
                    frame.anchors.entry(name.clone()).or_insert(schema.at);
                }
                ("$recursiveAnchor", Value::Bool(true)) => {
                    frame.anchors.insert(String::new(), frame.at);
                }
                ("$ref" | "$dynamicRef", Value::String(to)) => {
                    if let Ok(target) = resolver.seek(to, member.at) {
                        self.users.entry(target.node.at).or_default().push(schema.at);
                    }
                }
                _ => {}
            }
            if let ("$dynamicRef" | "$recursiveRef", Value::String(to)) =
                (key.as_str(), &member.value)
                && let Some(name) = name_of(to)
            {
                let next = self.found.bits.len();
                if next < MOST_NAMES {
                    self.found.bits.entry(name.to_owned()).or_insert(1 << next);
                }
                *self.found.needs.entry(schema.at).or_default() |= self.found.bit(name);
            }
        }
    }

    fn finish(mut self) -> Dynamic {
        let mut anchors: BTreeMap<At, u64> = BTreeMap::new();
        for frame in &self.found.frames {
            for (name, at) in &frame.anchors {
                *anchors.entry(*at).or_default() |= self.found.bit(name);
                let only = self.found.only.entry(name.clone());
                only.and_modify(|only| *only = None).or_insert(Some(*at));
            }
        }
        // A reference may mean any schema that has its anchor, so it needs what they need together.
        let references = self.found.needs.clone();
        let mut together: BTreeMap<u64, u64> = BTreeMap::new();
        let mut pending: Vec<At> = references.keys().copied().collect();
        while let Some(at) = pending.pop() {
            let needs = self.found.needs.get(&at).copied().unwrap_or_default();
            let mut add = |to: At, needs: u64, pending: &mut Vec<At>| {
                let known = self.found.needs.entry(to).or_default();
                if *known | needs != *known {
                    *known |= needs;
                    pending.push(to);
                }
            };
            for user in self.users.get(&at).into_iter().flatten() {
                add(*user, needs, &mut pending);
            }
            let names = anchors.get(&at).copied().unwrap_or_default();
            for name in (0..u64::BITS).map(|bit| 1 << bit).filter(|name| names & name != 0) {
                let all = together.entry(name).or_default();
                if *all | needs != *all {
                    *all |= needs;
                    let those = references.iter().filter(|(_, own)| **own & name != 0);
                    those.for_each(|(to, _)| add(*to, needs, &mut pending));
                }
            }
        }
        self.found
    }
}

fn is_object(node: &Node) -> bool {
    matches!(node.value, Value::Object(_))
}
