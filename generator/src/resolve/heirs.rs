//! Inheritance that a `discriminator` tells: 3.0's way to say `oneOf`.
//!
//! Takes schemas that have a `discriminator` and no alternatives, while others extend them by `allOf`. Makes
//! each that is used for values a union of its heirs and of itself, so that no later stage knows of
//! inheritance. What extends it goes on extending the object that it was. Where no union is made, because
//! values are described by the heirs alone, these are told their tags.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Additional, Discriminator, MediaType, Operation, Rename, Resolved, Schema, SchemaId, Type,
};
use crate::source::Value;

/// More alternatives than this are not listed: chains of inheritance could take time without end.
const MOST_HEIRS: usize = 4096;

/// Replaces each such schema.
pub(super) fn to_unions(resolved: &mut Resolved) {
    let bases: BTreeSet<SchemaId> =
        ids(resolved).filter(|id| is_base(resolved.schema(*id))).collect();
    if bases.is_empty() {
        return;
    }
    let family = Family::of(resolved, &bases);
    let used = family.used(resolved);
    let tags: BTreeMap<SchemaId, Box<Discriminator>> = bases
        .iter()
        .filter_map(|base| Some((*base, resolved.schema(*base).discriminator.clone()?)))
        .collect();
    let mut names: BTreeSet<String> =
        resolved.named.iter().map(|(name, _)| letters(name)).collect();
    let mut objects = BTreeMap::new();
    let mut known: BTreeMap<SchemaId, BTreeSet<Tag>> = BTreeMap::new();
    for base in &bases {
        let heirs = &family.heirs[base];
        if !used.contains(base) {
            for heir in heirs {
                known.entry(*heir).or_default().extend(tag(resolved, *base, *heir));
            }
        }
        if heirs.is_empty() || !used.contains(base) {
            // Nobody is told apart: the object is all that there is.
            Arc::make_mut(&mut resolved.schemas[base.0 as usize]).discriminator = None;
        } else {
            let object = object(resolved.schema(*base), &mut names);
            let id = SchemaId(u32::try_from(resolved.schemas.len()).unwrap_or(u32::MAX));
            resolved.schemas.push(Arc::new(object));
            objects.insert(*base, id);
        }
    }
    tell(resolved, known);
    let object = |id: SchemaId| objects.get(&id).copied().unwrap_or(id);
    for base in objects.keys() {
        let branches = family.heirs[base].iter().chain([base]).map(|id| object(*id)).collect();
        let schema = &mut resolved.schemas[base.0 as usize];
        *schema = Arc::new(union(schema, branches, object));
    }
    mean_objects(resolved, &family, &objects, &tags);
}

/// Makes what extends a base, or lists it beside its heirs, mean the object that it was.
fn mean_objects(
    resolved: &mut Resolved,
    family: &Family,
    objects: &BTreeMap<SchemaId, SchemaId>,
    tags: &BTreeMap<SchemaId, Box<Discriminator>>,
) {
    let object = |id: SchemaId| objects.get(&id).copied().unwrap_or(id);
    let made: BTreeSet<SchemaId> = objects.values().copied().collect();
    for id in ids(resolved).filter(|id| !objects.contains_key(id)) {
        let schema = Arc::make_mut(&mut resolved.schemas[id.0 as usize]);
        if family.extending.contains(&id) || made.contains(&id) {
            schema.all_of.iter_mut().chain(&mut schema.reference).for_each(|to| *to = object(*to));
        }
        for list in [&mut schema.one_of, &mut schema.any_of] {
            // A list of all that there is of a base is the base, and a list of some is told by its tag.
            if let Some(base) = family.base_of(list) {
                if family.is_whole(list, base) && objects.contains_key(&base) {
                    *list = vec![base];
                    continue;
                }
                if schema.discriminator.is_none() {
                    schema.discriminator = tags.get(&base).map(|tag| Box::new(told(tag, object)));
                }
            }
            // A list of alternatives that has heirs of a base means the object by the name of the base.
            for place in 0..list.len() {
                if family.has_heir_in(list[place], list) {
                    list[place] = object(list[place]);
                }
            }
        }
    }
}

fn ids(resolved: &Resolved) -> impl Iterator<Item = SchemaId> + use<> {
    (0..u32::try_from(resolved.schemas.len()).unwrap_or(u32::MAX)).map(SchemaId)
}

fn is_base(schema: &Schema) -> bool {
    schema.discriminator.is_some() && schema.one_of.is_empty() && schema.any_of.is_empty()
}

/// Who inherits from whom.
struct Family {
    /// Schemas that say more than what they refer to.
    extending: BTreeSet<SchemaId>,
    /// The heirs of each base, in order of the document.
    heirs: BTreeMap<SchemaId, Vec<SchemaId>>,
    /// The bases that each schema is an heir of, or is itself.
    owners: BTreeMap<SchemaId, BTreeSet<SchemaId>>,
}

impl Family {
    fn of(resolved: &Resolved, bases: &BTreeSet<SchemaId>) -> Self {
        let extending = extending(resolved, bases);
        let heirs = heirs(resolved, bases, &extending);
        let mut owners: BTreeMap<SchemaId, BTreeSet<SchemaId>> = BTreeMap::new();
        for (base, heirs) in &heirs {
            for id in heirs.iter().chain([base]) {
                owners.entry(*id).or_default().insert(*base);
            }
        }
        Self { extending, heirs, owners }
    }

    /// The base that several alternatives are all of.
    fn base_of(&self, list: &[SchemaId]) -> Option<SchemaId> {
        let (first, rest @ [_, ..]) = list.split_first()? else { return None };
        let is_of = |base, id| self.owners.get(id).is_some_and(|bases| bases.contains(base));
        let mut bases = self.owners.get(first)?.iter();
        bases.find(|base| rest.iter().all(|id| is_of(*base, id))).copied()
    }

    /// Whether alternatives are a base and all of its heirs.
    fn is_whole(&self, list: &[SchemaId], base: SchemaId) -> bool {
        list.contains(&base) && self.heirs[&base].iter().all(|heir| list.contains(heir))
    }

    /// Whether a base is listed with an heir of it.
    fn has_heir_in(&self, base: SchemaId, list: &[SchemaId]) -> bool {
        self.heirs.get(&base).is_some_and(|heirs| heirs.iter().any(|heir| list.contains(heir)))
    }

    /// Schemas that values are described by, other than by what extends them.
    fn used(&self, resolved: &Resolved) -> BTreeSet<SchemaId> {
        let mut used = BTreeSet::new();
        for id in ids(resolved) {
            let schema = resolved.schema(id);
            used.extend(schema.properties.iter().map(|property| property.schema));
            used.extend(schema.items.iter().chain(&schema.prefix_items).copied());
            used.extend(schema.patterns.iter().map(|(_, values)| *values));
            if let Additional::Schema(values) = schema.additional {
                used.insert(values);
            }
            if !self.extending.contains(&id) {
                used.extend(members(schema));
            }
            for list in [&schema.one_of, &schema.any_of] {
                used.extend(self.base_of(list).filter(|base| self.is_whole(list, *base)));
                used.extend(list.iter().filter(|id| !self.has_heir_in(**id, list)).copied());
            }
        }
        let incoming = resolved.webhooks.iter().chain(&resolved.callbacks);
        let incoming = incoming.map(|incoming| &incoming.operation);
        used.extend(resolved.operations.iter().chain(incoming).flat_map(of_operation));
        used
    }
}

/// The schemas that say more than what they refer to: those that inherit. A lone reference with an
/// explanation beside it is a use of its target, unless it is a component that a value of the tag can name.
fn extending(resolved: &Resolved, bases: &BTreeSet<SchemaId>) -> BTreeSet<SchemaId> {
    let mapped = |base: &SchemaId| {
        let discriminator = resolved.schema(*base).discriminator.iter();
        discriminator.flat_map(|discriminator| &discriminator.mapping).map(|(_, to)| *to)
    };
    let all_mapped: BTreeSet<SchemaId> = bases.iter().flat_map(mapped).collect();
    let extends = |id: &SchemaId| {
        let schema = resolved.schema(*id);
        match members(schema).collect::<Vec<_>>()[..] {
            [] => false,
            [one] if only_explains(schema) => {
                let named = schema.component.is_some() && !schema.allows_null_itself();
                all_mapped.contains(id) || (named && mapped(&one).next().is_none())
            }
            [_, ..] => true,
        }
    };
    ids(resolved).filter(extends).collect()
}

fn members(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    schema.reference.iter().chain(&schema.all_of).copied()
}

fn only_explains(schema: &Schema) -> bool {
    let rest = Schema {
        reference: None,
        all_of: Vec::new(),
        types: schema
            .types
            .iter()
            .copied()
            .filter(|ty| !matches!(ty, Type::Null | Type::Object))
            .collect(),
        ..schema.clone()
    };
    rest.is_any()
}

/// The components that extend each base, and what its tag is mapped to, in order of the document.
fn heirs(
    resolved: &Resolved,
    bases: &BTreeSet<SchemaId>,
    extending: &BTreeSet<SchemaId>,
) -> BTreeMap<SchemaId, Vec<SchemaId>> {
    let mut children: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    for id in extending {
        for member in members(resolved.schema(*id)) {
            children.entry(member).or_default().push(*id);
        }
    }
    let mut order: BTreeMap<SchemaId, usize> = BTreeMap::new();
    for (place, (_, id)) in resolved.named.iter().enumerate() {
        order.entry(*id).or_insert(place);
    }
    let heirs = |base: &SchemaId| {
        let discriminator = resolved.schema(*base).discriminator.iter();
        let mapped = discriminator.flat_map(|discriminator| &discriminator.mapping);
        let mapped: BTreeSet<SchemaId> = mapped.map(|(_, to)| *to).collect();
        let mut found = BTreeSet::new();
        let mut open: Vec<SchemaId> = children.get(base).cloned().unwrap_or_default();
        open.extend(&mapped);
        while let Some(id) = open.pop() {
            if id != *base && found.len() < MOST_HEIRS && found.insert(id) {
                open.extend(children.get(&id).into_iter().flatten());
            }
        }
        let mut found: Vec<SchemaId> = found
            .into_iter()
            .filter(|id| resolved.schema(*id).component.is_some() || mapped.contains(id))
            .collect();
        found.sort_by_key(|id| (order.get(id).copied().unwrap_or(usize::MAX), *id));
        (*base, found)
    };
    bases.iter().map(heirs).collect()
}

fn of_operation(operation: &Operation) -> impl Iterator<Item = SchemaId> {
    let answers = operation.responses.iter();
    let headers = answers.clone().flat_map(|answer| &answer.headers).filter_map(|it| it.schema);
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    let content = bodies.chain(answers.flat_map(|answer| &answer.content));
    let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
    let content = content.flat_map(MediaType::schemas);
    parameters.chain(content).chain(headers)
}

/// A value that means an heir.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Tag {
    /// Whether only the name of the heir says it.
    by_name: bool,
    member: String,
    value: String,
}

/// The value by which a base knows an heir, if it is one: mapped, or stated by the heir, or its name (OpenAPI
/// 3.1.1, "Discriminator Object"), as the base spells it.
fn tag(resolved: &Resolved, base: SchemaId, heir: SchemaId) -> Option<Tag> {
    let base = resolved.schema(base);
    let discriminator = base.discriminator.as_ref()?;
    let schema = resolved.schema(heir);
    let member = discriminator.property.clone();
    let mapped = discriminator.mapping.iter().filter(|(_, to)| *to == heir);
    let mapped: Vec<&String> = mapped.map(|(value, _)| value).collect();
    match (&mapped[..], &schema.discriminator_value) {
        ([value], _) => return Some(Tag { by_name: false, member, value: (*value).clone() }),
        ([_, _, ..], _) => return None,
        ([], Some(value)) => return Some(Tag { by_name: false, member, value: value.clone() }),
        ([], None) => {}
    }
    let name = schema.component.as_ref()?;
    let property = base.properties.iter().find(|property| property.name == member)?;
    let value = match &resolved.schema(property.schema).enumeration {
        None => name.clone(),
        Some(values) => values.iter().find_map(|value| match &value.value {
            Value::String(value) if letters(value) == letters(name) => Some(value.clone()),
            _ => None,
        })?,
    };
    Some(Tag { by_name: true, member, value })
}

/// Gives heirs the tags that nothing speaks against.
fn tell(resolved: &mut Resolved, told: BTreeMap<SchemaId, BTreeSet<Tag>>) {
    for (heir, tags) in told {
        let said = tags.iter().any(|tag| !tag.by_name);
        let mut tags = tags.into_iter().filter(|tag| tag.by_name != said);
        if let (Some(tag), None) = (tags.next(), tags.next()) {
            Arc::make_mut(&mut resolved.schemas[heir.0 as usize]).tag =
                Some((tag.member, tag.value));
        }
    }
}

/// What a base says itself, under a name of its own.
fn object(base: &Schema, names: &mut BTreeSet<String>) -> Schema {
    let name = base.rename.name.as_ref().or(base.component.as_ref()).and_then(|name| {
        let candidates = ["base", "object", "base object"].map(|word| format!("{name} {word}"));
        candidates.into_iter().find(|candidate| names.insert(letters(candidate)))
    });
    Schema {
        component: None,
        discriminator: None,
        rename: Rename { name, ..Rename::default() }.into(),
        nullable: false,
        types: base.types.iter().copied().filter(|ty| *ty != Type::Null).collect(),
        ..base.clone()
    }
}

/// What two names that are spelt alike in Rust have in common.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A discriminator that means objects.
fn told(tag: &Discriminator, object: impl Fn(SchemaId) -> SchemaId) -> Discriminator {
    let mapping = tag.mapping.iter().map(|(value, to)| (value.clone(), object(*to))).collect();
    Discriminator { mapping, ..tag.clone() }
}

/// The union in the place of a base.
fn union(base: &Schema, branches: Vec<SchemaId>, object: impl Fn(SchemaId) -> SchemaId) -> Schema {
    let discriminator = base.discriminator.as_ref().map(|tag| Box::new(told(tag, object)));
    Schema {
        component: base.component.clone(),
        rename: base.rename.clone(),
        nullable: base.nullable,
        types: base.types.iter().copied().filter(|ty| *ty == Type::Null).collect(),
        one_of: branches,
        discriminator,
        default: base.default.clone(),
        examples: base.examples.clone(),
        title: base.title.clone(),
        description: base.description.clone(),
        link: base.link.clone(),
        deprecated: base.deprecated,
        read_only: base.read_only,
        write_only: base.write_only,
        ..Schema::any(base.at)
    }
}
