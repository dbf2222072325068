//! Where a `$ref` leads: one step at a time, with every way in which it can fail.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::rc::Rc;

pub(super) use super::kind::Kind;
use super::resolver::{ProblemKey, Resolver};
use super::seek::Lost;
use crate::diag::{Code, Diagnostic, Diagnostics, Place, codes};
use crate::document::callback::Callback;
use crate::document::example::Example;
use crate::document::header::Header;
use crate::document::link::Link;
use crate::document::media_type::MediaType;
use crate::document::parameter::Parameter;
use crate::document::read::{Cx, Read};
use crate::document::reference::{RefOr, Reference};
use crate::document::request_body::RequestBody;
use crate::document::response::Response;
use crate::document::security_scheme::SecurityScheme;
use crate::document::suggest;
use crate::source::{At, Map, Node, Pointer};

/// What a reference leads to.
#[derive(Clone, Debug)]
pub(super) struct Target<'a> {
    pub(super) node: &'a Node,
    /// Where it is in its file.
    pub(super) pointer: Pointer,
}

/// Objects that were reached by reference, each read once.
#[derive(Debug)]
pub(super) struct Cache<T>(BTreeMap<At, Option<Rc<T>>>);

impl<T> Default for Cache<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

/// The caches of all kinds of components that are kept.
#[derive(Default, Debug)]
pub(super) struct Caches {
    responses: Cache<Response>,
    parameters: Cache<Parameter>,
    examples: Cache<Example>,
    request_bodies: Cache<RequestBody>,
    headers: Cache<Header>,
    security_schemes: Cache<SecurityScheme>,
    links: Cache<Link>,
    callbacks: Cache<Callback>,
    media_types: Cache<MediaType>,
}

/// An object that a `$ref` can stand for.
pub(super) trait Component: Read {
    const KIND: Kind;
    fn cache(caches: &mut Caches) -> &mut Cache<Self>;
}

macro_rules! components {
    ($($object:ident in $cache:ident;)*) => {
        $(
            impl Component for $object {
                const KIND: Kind = Kind::$object;
                fn cache(caches: &mut Caches) -> &mut Cache<Self> {
                    &mut caches.$cache
                }
            }
        )*
    };
}

components! {
    Response in responses;
    Parameter in parameters;
    Example in examples;
    RequestBody in request_bodies;
    Header in headers;
    SecurityScheme in security_schemes;
    Link in links;
    Callback in callbacks;
    MediaType in media_types;
}

/// An object where it stands, or the one that the reference in its place leads to.
#[derive(Debug)]
pub(super) enum Held<'d, T> {
    Here(&'d T),
    /// With the reference, whose `summary` and `description` override the target's.
    There(Rc<T>, &'d Reference),
}

impl<T> Held<'_, T> {
    /// The `summary` written beside the `$ref`, else the given one.
    pub(super) fn summary(&self, own: Option<&String>) -> Option<String> {
        self.beside(|reference| reference.summary.as_ref()).or(own).cloned()
    }

    /// The `description` written beside the `$ref`, else the given one.
    pub(super) fn description(&self, own: Option<&String>) -> Option<String> {
        self.beside(|reference| reference.description.as_ref()).or(own).cloned()
    }

    fn beside(&self, what: impl Fn(&Reference) -> Option<&String>) -> Option<&String> {
        match self {
            Self::There(_, reference) => what(reference),
            Self::Here(_) => None,
        }
    }
}

impl<T> Deref for Held<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        match self {
            Self::Here(object) => object,
            Self::There(object, _) => object,
        }
    }
}

impl<'a> Resolver<'a> {
    /// The object that stands in a place, through any number of references.
    pub(super) fn object<'d, T: Component>(&mut self, item: &'d RefOr<T>) -> Option<Held<'d, T>> {
        match item {
            RefOr::Item(object) => Some(Held::Here(object)),
            RefOr::Ref(reference) => {
                let target = self.follow(reference, T::KIND)?;
                let at = target.node.at;
                if let Some(known) = T::cache(&mut self.caches).0.get(&at) {
                    let object = known.clone()?;
                    return Some(Held::There(object, reference));
                }
                let object = self.read::<T>(target.node).map(Rc::new);
                T::cache(&mut self.caches).0.insert(at, object.clone());
                Some(Held::There(object?, reference))
            }
        }
    }

    /// Reads a node that a reference leads to. What was reported when the document was read is not
    /// reported again.
    pub(super) fn read<T: Read>(&mut self, node: &Node) -> Option<T> {
        let mut found = Diagnostics::default();
        let mut cx = Cx::new(self.version, &mut found);
        cx.incoming = self.in_webhooks;
        let value = T::read(node, &mut cx);
        for diagnostic in found.iter() {
            let known = || self.diags.iter().map(key).collect();
            if self.known_problems.get_or_insert_with(known).insert(key(diagnostic)) {
                self.diags.add(diagnostic.clone());
            }
        }
        value
    }

    /// The end of a chain of references between objects other than schemas and path items.
    fn follow(&mut self, reference: &Reference, kind: Kind) -> Option<Target<'a>> {
        let mut seen = BTreeSet::new();
        let end = self.walk(reference, kind, &mut seen);
        self.targets.extend(seen.into_iter().map(|at| (at, end.clone())));
        end
    }

    fn walk(
        &mut self,
        reference: &Reference,
        kind: Kind,
        seen: &mut BTreeSet<At>,
    ) -> Option<Target<'a>> {
        let (mut to, mut to_at) = (reference.to.as_str(), reference.to_at);
        loop {
            if let Some(end) = self.targets.get(&to_at) {
                return end.clone();
            }
            if !seen.insert(to_at) {
                self.report_cycle(seen, reference.to_at);
                return None;
            }
            let target = self.step(to, to_at, kind)?;
            match reference_of(target.node) {
                Some(next) => (to, to_at) = next,
                None => return Some(target),
            }
        }
    }

    /// Reports references that lead around in a circle, once for each circle.
    pub(super) fn report_cycle(&mut self, cycle: &BTreeSet<At>, at: At) {
        let known = cycle.iter().any(|at| self.cycles.contains(at));
        self.cycles.extend(cycle);
        if known {
            return;
        }
        let diagnostic = self.diags.report(
            codes::REF_CYCLE,
            at,
            "this reference leads back to itself without reaching any content",
        );
        diagnostic.help("let one of the references in the circle be the object itself");
        for other in cycle.iter().filter(|other| **other != at).take(8) {
            diagnostic.label(*other, "by way of this reference");
        }
    }

    /// Follows one `$ref`. Problems are reported at it.
    pub(super) fn step(&mut self, to: &str, at: At, kind: Kind) -> Option<Target<'a>> {
        let target = match self.seek(to, at) {
            Ok(target) if kind == Kind::Schema && is_document(&target) => self.around(to, at)?,
            Ok(target) => target,
            Err(Lost::File) => return None,
            Err(Lost::Anchor(anchor)) => {
                let message = format!("there is no anchor `{anchor}`");
                self.report(codes::DANGLING_REF, at, message)
                    .help("write a JSON Pointer, such as `#/components/schemas/Name`");
                return None;
            }
            Err(Lost::NoPointer(error)) => {
                let message = format!("`{to}` does not hold a JSON Pointer: {error}");
                self.report(codes::INVALID_REF, at, message);
                return None;
            }
            Err(Lost::Node(file, pointer)) => match self.meant(&pointer, at, kind) {
                Some(target) => {
                    let message = format!(
                        "`{to}` points at nothing in its file; it is read as `#{}`",
                        target.pointer
                    );
                    self.report(codes::TOLERATED, at, message)
                        .help("write that: what follows the `#` counts from the start of the file");
                    target
                }
                None => {
                    let root = self.sources.node(file)?;
                    self.report_dangling(to, at, root, &pointer, kind);
                    return None;
                }
            },
        };
        if let Some(other) = section_of(&target.pointer).filter(|other| *other != kind) {
            let message = format!(
                "`{to}` is {}, but {} belongs here",
                other.with_article(),
                kind.with_article()
            );
            self.report(codes::INVALID_REF, at, message)
                .help(format!("refer to something under `components.{}`", kind.section()));
            return None;
        }
        Some(target)
    }

    fn report_dangling(&mut self, to: &str, at: At, root: &Node, pointer: &Pointer, kind: Kind) {
        let mut node = root;
        let mut missing = "";
        let mut before = Pointer::root();
        for token in pointer.tokens() {
            missing = token;
            match node.step(token) {
                Some(next) => node = next,
                None => break,
            }
            before.push(token.as_str());
        }
        let path = to.split_once('#').map_or(to, |(path, _)| path);
        let there = node.value.as_object().into_iter().flat_map(Map::keys);
        let help = match suggest::near(missing, there.map(String::as_str)) {
            Some(meant) => {
                before.push(meant);
                format!("did you mean `{path}#{before}`?")
            }
            None => format!("add {} of that name, or correct the reference", kind.with_article()),
        };
        self.report(
            codes::DANGLING_REF,
            at,
            format!("`{to}` points at nothing: there is no `{missing}`"),
        )
        .help(help);
    }

    /// Reports at a value.
    pub(super) fn report(
        &mut self,
        code: Code,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diags.report(code, place, message)
    }
}

/// Whether a reference leads to a whole description.
fn is_document(target: &Target<'_>) -> bool {
    target.pointer.tokens().is_empty() && target.node.member("openapi").is_some()
}

/// What makes two diagnostics of reading the same.
fn key(diagnostic: &Diagnostic) -> ProblemKey {
    let node = match diagnostic.place {
        Place::Value(at) | Place::Key(at) => at.node,
        Place::Text { .. } | Place::File(_) => 0,
    };
    (diagnostic.place.file(), node, diagnostic.code.name, diagnostic.message.clone())
}

/// The reference that a node is.
fn reference_of(node: &Node) -> Option<(&str, At)> {
    let to = node.member("$ref")?;
    Some((to.value.as_str()?, to.at))
}

/// The kind of component that a pointer names.
fn section_of(pointer: &Pointer) -> Option<Kind> {
    match pointer.tokens() {
        [components, section, _] if components == "components" => Kind::of_section(section),
        _ => None,
    }
}
