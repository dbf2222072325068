//! What the parts of this stage share while it runs.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use super::refs::{Caches, Target};
use super::schema::dynamic::{Dynamic, Scope};
use super::{Incoming, Schema, SchemaId, SecurityScheme};
use crate::diag::Diagnostics;
use crate::document::reference::RefOr;
use crate::document::schema as written;
use crate::document::{Document, Version, callback};
use crate::source::{At, FileId, Pointer, Sources};

/// What makes two diagnostics of reading the same: file, node, code, message.
pub(super) type ProblemKey = (FileId, u32, &'static str, String);

/// The schema that a chain of references ends at, and where that is; `None` where it ends nowhere.
pub(super) type ChainEnd = Option<(written::Schema, Pointer)>;

/// The state of a run.
#[derive(Debug)]
pub(super) struct Resolver<'a> {
    pub(super) sources: &'a Sources,
    pub(super) document: &'a Document,
    pub(super) version: Version,
    pub(super) diags: &'a mut Diagnostics,
    /// What reading reported so far; gathered when a reference leads to something with problems.
    pub(super) known_problems: Option<BTreeSet<ProblemKey>>,
    /// What references led to.
    pub(super) caches: Caches,
    /// References that are part of a circle which was reported.
    pub(super) cycles: BTreeSet<At>,
    /// Where references to schemas end, by reference.
    pub(super) chain_ends: BTreeMap<At, ChainEnd>,
    /// Where other references end, by reference.
    pub(super) targets: BTreeMap<At, Option<Target<'a>>>,
    /// Schemas; those that are still to be built are `None`.
    pub(super) schemas: Vec<Option<Arc<Schema>>>,
    /// Every schema that has an id, by place and by what dynamic references in it mean.
    pub(super) ids: BTreeMap<(At, Scope), SchemaId>,
    /// Those whose dynamic references do not mean what they mean when the schema is read for itself.
    pub(super) copies: BTreeSet<SchemaId>,
    /// What there is to know of dynamic references, where the document has any.
    pub(super) dynamic: Option<Dynamic>,
    /// Schemas that have an id and are still to be built.
    pub(super) pending: VecDeque<Pending>,
    /// Schemas as written, by place, of those that references led to.
    pub(super) written: BTreeMap<At, Option<written::Schema>>,
    /// The names of components.
    pub(super) names: BTreeMap<SchemaId, String>,
    /// Named schemas of the root document.
    pub(super) named: Vec<(String, SchemaId)>,
    /// Where schemas stand that references lead to.
    pub(super) referred: BTreeMap<SchemaId, Pointer>,
    /// Indices of security schemes by name.
    pub(super) scheme_indices: BTreeMap<String, u32>,
    /// Indices of security schemes by place.
    pub(super) scheme_places: BTreeMap<At, u32>,
    /// Security schemes that requirements refer to by address: those after the components.
    pub(super) schemes_elsewhere: Vec<SecurityScheme>,
    /// Scopes that requirements name, by index of the scheme.
    pub(super) scopes: BTreeMap<u32, Vec<String>>,
    /// Where each operationId was first seen.
    pub(super) operation_ids: BTreeMap<String, At>,
    /// Operations that were looked at.
    pub(super) operation_places: BTreeSet<At>,
    /// Callbacks that are still to be looked at.
    pub(super) callbacks: VecDeque<RefOr<callback::Callback>>,
    /// Whether references lead from a webhook.
    pub(super) in_webhooks: bool,
    /// What webhooks send.
    pub(super) webhooks: Vec<Incoming>,
    /// What callbacks send.
    pub(super) called_back: Vec<Incoming>,
    /// Callbacks that were looked at.
    pub(super) seen_callbacks: BTreeSet<At>,
    /// Path parameters and templates that were reported; a path item's hold for all its operations.
    pub(super) reported_parameters: BTreeSet<(At, String)>,
}

/// A schema to be built.
#[derive(Debug)]
pub(super) struct Pending {
    pub(super) id: SchemaId,
    pub(super) schema: written::Schema,
    /// Whether a plain `x-sdk-name` is the name of a field.
    pub(super) is_property: bool,
    /// What dynamic references in it mean, where that is not what they mean when it is read for itself.
    pub(super) scope: Scope,
}

impl<'a> Resolver<'a> {
    pub(super) fn new(
        sources: &'a Sources,
        document: &'a Document,
        diags: &'a mut Diagnostics,
    ) -> Self {
        Self {
            sources,
            document,
            version: document.version,
            diags,
            known_problems: None,
            caches: Caches::default(),
            cycles: BTreeSet::new(),
            chain_ends: BTreeMap::new(),
            targets: BTreeMap::new(),
            schemas: Vec::new(),
            ids: BTreeMap::new(),
            copies: BTreeSet::new(),
            dynamic: None,
            pending: VecDeque::new(),
            written: BTreeMap::new(),
            names: BTreeMap::new(),
            named: Vec::new(),
            referred: BTreeMap::new(),
            scheme_indices: BTreeMap::new(),
            scheme_places: BTreeMap::new(),
            schemes_elsewhere: Vec::new(),
            scopes: BTreeMap::new(),
            operation_ids: BTreeMap::new(),
            operation_places: BTreeSet::new(),
            callbacks: VecDeque::new(),
            in_webhooks: false,
            webhooks: Vec::new(),
            called_back: Vec::new(),
            seen_callbacks: BTreeSet::new(),
            reported_parameters: BTreeSet::new(),
        }
    }

    /// The place of a member of the object at a place; that object where it has no such member. For
    /// messages only: it walks the tree.
    pub(super) fn member_at(&self, at: At, key: &str) -> At {
        let mut pointer = self.sources.pointer(at);
        pointer.push(key);
        self.sources.find(at.file, &pointer).map_or(at, |node| node.at)
    }
}
