//! A schema as written, made one of the common dialect.

use super::super::refs::Kind;
use super::super::resolver::{Pending, Resolver};
use super::super::{Additional, Discriminator, Property, Rename, Schema, SchemaId};
use super::dialect;
use crate::diag::codes;
use crate::document::Version;
use crate::document::discriminator as written_discriminator;
use crate::document::reference::Reference;
use crate::document::schema::{Annotations, Keywords, Schema as Written, Validation};
use crate::document::sparse::Sparse;
use crate::document::suggest;
use crate::source::{Map, Node};

/// Whether 3.0 ignores more beside the `$ref` than explanations.
pub(super) fn has_ignored_siblings(keywords: &Keywords) -> bool {
    let nullable = keywords.validation.nullable;
    !keywords.applicators.is_silent()
        || *keywords.validation != Validation { nullable, ..Validation::default() }
}

impl Resolver<'_> {
    pub(super) fn build(&mut self, pending: &Pending) -> Schema {
        let mut schema = Schema::any(pending.schema.at());
        match &pending.schema {
            Written::Bool { valid, .. } => schema.never = !valid,
            Written::Keywords(keywords) => {
                self.keywords(&mut schema, keywords, pending.is_property)
            }
        }
        schema
    }

    fn keywords(&mut self, schema: &mut Schema, keywords: &Keywords, is_property: bool) {
        annotations(schema, &keywords.annotations);
        schema.rename = rename(keywords, is_property).into();
        let tolerated = &keywords.annotations.tolerated;
        if !is_property && !tolerated.is_silent() {
            let message = format!("only a property can have {}", tolerated.keys());
            self.report(codes::INVALID_EXTENSION, keywords.at, message).help(
                "put it on the schema right below `properties`, beside a `$ref` if there is one",
            );
        }
        if let (Version::V3_0, Some(reference)) = (self.version, &keywords.core.reference) {
            self.older_reference(schema, keywords, reference);
            return;
        }
        if let Some(reference) = &keywords.core.reference {
            schema.reference = Some(self.reference(reference));
        }
        for def in keywords.core.defs.values() {
            self.schema(def);
        }
        validation(schema, &keywords.validation);
        self.applicators(schema, keywords);
        if let Some(reference) = &keywords.core.dynamic {
            let target = self.dynamic_reference(reference);
            match schema.reference {
                Some(_) => schema.all_of.push(target),
                None => schema.reference = Some(target),
            }
        }
        unsupported(schema, keywords);
    }

    /// A `$ref` of 3.0 and what stands beside it: explanations are kept, as 3.1 keeps them.
    fn older_reference(&mut self, schema: &mut Schema, keywords: &Keywords, reference: &Reference) {
        if has_ignored_siblings(keywords) {
            self.report(
                codes::IGNORED_KEY,
                keywords.at,
                "what limits the value beside `$ref` has no effect in OpenAPI 3.0",
            )
            .help("write `allOf` with the reference as its only entry, and move `$ref` into it");
        }
        dialect::nullable(schema, &keywords.validation);
        schema.reference = Some(self.reference(reference));
    }

    fn applicators(&mut self, schema: &mut Schema, keywords: &Keywords) {
        let applicators = &keywords.applicators;
        schema.properties.reserve_exact(applicators.properties.len());
        for (name, property) in &applicators.properties {
            let (rename, tolerated) = match property {
                Written::Keywords(keywords) => {
                    let said = &keywords.annotations;
                    let name = said.name.plain.as_ref().or(said.name.field.as_ref());
                    (name.cloned(), said.tolerated.clone())
                }
                Written::Bool { .. } => (None, Sparse::default()),
            };
            let (name, at) = (name.clone(), property.at());
            let property = self.property(property);
            schema.properties.push(Property { name, schema: property, rename, tolerated, at });
        }
        schema.all_of = self.list(&applicators.all_of);
        schema.one_of = self.list(&applicators.one_of);
        schema.any_of = self.list(&applicators.any_of);
        // What `not` says is not used, but what it refers to must be there.
        schema.has_not = applicators.not.as_ref().map(|not| self.schema(not)).is_some();
        let newer = applicators.newer.as_deref();
        let items = applicators.items.as_ref().or_else(|| unevaluated_items(keywords));
        schema.items = items.map(|items| self.schema(items));
        if let Some(additional) = &applicators.additional_properties {
            schema.additional = self.additional(additional);
        } else if let Some(others) = newer.and_then(|newer| newer.unevaluated_properties.as_ref()) {
            schema.additional = self.additional(others);
            schema.unevaluated = true;
        }
        if let Some(newer) = newer {
            let conditional = newer.branches.iter().map(|(_, schema, _)| schema);
            for conditional in conditional.chain(newer.dependent_schemas.values()) {
                schema.conditional.push(self.schema(conditional));
            }
            schema.prefix_items = self.list(&newer.prefix_items);
            schema.content_schema = newer.content_schema.as_ref().map(|held| self.schema(held));
            for (pattern, value) in &newer.pattern_properties {
                let value = self.schema(value);
                schema.patterns.push((pattern.clone(), value));
            }
        }
        if let Some(discriminator) = &applicators.discriminator {
            schema.discriminator = Some(Box::new(self.discriminator(discriminator)));
        }
    }

    fn additional(&mut self, written: &Written) -> Additional {
        match written {
            Written::Bool { valid: true, .. } => Additional::Any,
            Written::Bool { valid: false, .. } => Additional::Forbidden,
            Written::Keywords(keywords) if says_nothing(keywords) => Additional::Any,
            Written::Keywords(_) => Additional::Schema(self.schema(written)),
        }
    }

    fn list(&mut self, schemas: &[Written]) -> Vec<SchemaId> {
        schemas.iter().map(|schema| self.schema(schema)).collect()
    }

    fn discriminator(&mut self, written: &written_discriminator::Discriminator) -> Discriminator {
        let mapping = written
            .mapping
            .iter()
            .filter_map(|(value, target)| Some((value.clone(), self.mapped(target)?)))
            .collect();
        let default = written.default_mapping.as_ref().and_then(|target| self.mapped(target));
        Discriminator { property: written.property_name.clone(), mapping, default, at: written.at }
    }

    /// The target of a mapping: the name of a component schema, or else a reference.
    fn mapped(&mut self, target: &written_discriminator::Target) -> Option<SchemaId> {
        let looks_like_name =
            target.to.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'));
        let own = self.sources.node(target.at.file).and_then(component_schemas);
        let root = self.sources.root().and_then(component_schemas);
        let (names, file) = match (own, root) {
            (Some(own), _) if own.contains_key(&target.to) => (Some(own), ""),
            (_, root) if target.at.file.0 == 0 => (root, ""),
            (_, root) => (root, self.sources.name(crate::source::FileId(0))),
        };
        let to = match names {
            Some(names) if names.contains_key(&target.to) => {
                let escaped = target.to.replace('~', "~0").replace('/', "~1").replace('%', "%25");
                format!("{file}#/components/schemas/{escaped}")
            }
            Some(_) | None if looks_like_name && !target.to.contains('.') => {
                let names = names.into_iter().flat_map(|names| names.keys().map(String::as_str));
                let help = match suggest::near(&target.to, names) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => {
                        "name a schema under `components.schemas`, or write a reference".to_owned()
                    }
                };
                let message = format!("there is no schema `{}`", target.to);
                self.report(codes::DANGLING_REF, target.at, message).help(help);
                return None;
            }
            Some(_) | None => target.to.clone(),
        };
        self.step(&to, target.at, Kind::Schema)?;
        let at = target.at;
        let reference = Reference { to, to_at: at, summary: None, description: None, at };
        Some(self.reference(&reference))
    }
}

fn component_schemas(root: &Node) -> Option<&Map> {
    root.member("components")?.member("schemas")?.value.as_object()
}

fn annotations(schema: &mut Schema, written: &Annotations) {
    schema.title.clone_from(&written.title);
    schema.description.clone_from(&written.description);
    schema.default.clone_from(&written.default);
    schema.deprecated = written.deprecated;
    schema.read_only = written.read_only;
    schema.write_only = written.write_only;
    schema.format.clone_from(&written.format);
    schema.content = (written.content_encoding.clone(), written.content_media_type.clone());
    schema.examples = written.example.iter().chain(&written.examples).cloned().collect();
    schema.link = written.external_docs.as_ref().map(|docs| docs.url.clone());
    schema.secret = written.secret;
    schema.array.clone_from(&written.array);
    schema.discriminator_value.clone_from(&written.discriminator_value);
    schema.page_role = written.page_role;
}

fn validation(schema: &mut Schema, written: &Validation) {
    for kind in written.types.iter().flat_map(|types| &types.types) {
        if !schema.types.contains(kind) {
            schema.types.push(*kind);
        }
    }
    dialect::nullable(schema, written);
    schema.enumeration.clone_from(&written.enumeration);
    schema.constant.clone_from(&written.constant);
    for name in &written.required {
        if !schema.required.contains(name) {
            schema.required.push(name.clone());
        }
    }
    schema.pattern = written.pattern.as_ref().map(|(pattern, _)| pattern.clone());
    schema.bounds = dialect::bounds(&written.limits).into();
}

/// Keywords whose meaning no stage follows. They can only refuse values.
fn unsupported(schema: &mut Schema, keywords: &Keywords) {
    let newer = keywords.applicators.newer.as_deref();
    let conditions = newer.into_iter().flat_map(|newer| &newer.conditions);
    let branches = newer.into_iter().flat_map(|newer| &newer.branches);
    let branches: Vec<_> = branches.map(|(key, _, at)| (*key, *at)).collect();
    let all = branches.iter().chain(conditions).chain(&keywords.validation.conditions);
    schema.unsupported = all.map(|(key, at)| ((*key).to_owned(), *at)).collect();
    let unevaluated = newer.and_then(|newer| newer.unevaluated_items.as_ref());
    if let (Some((_, at)), None) = (unevaluated, unevaluated_items(keywords)) {
        schema.unsupported.push(("unevaluatedItems".to_owned(), *at));
    }
    if let Some(dependent) = newer.and_then(|newer| newer.dependent_schemas.values().next()) {
        schema.unsupported.push(("dependentSchemas".to_owned(), dependent.at()));
    }
}

/// `unevaluatedItems` where it says what `items` would: nothing else can speak of the items.
fn unevaluated_items(keywords: &Keywords) -> Option<&Written> {
    let applicators = &keywords.applicators;
    let newer = applicators.newer.as_deref()?;
    let speaks = applicators.items.is_some()
        || !applicators.all_of.is_empty()
        || !applicators.one_of.is_empty()
        || !applicators.any_of.is_empty()
        || !newer.branches.is_empty()
        || !newer.dependent_schemas.is_empty()
        || newer.conditions.iter().any(|(keyword, _)| *keyword == "contains")
        || keywords.core.reference.is_some()
        || keywords.core.dynamic.is_some();
    let (schema, _) = newer.unevaluated_items.as_ref().filter(|_| !speaks)?;
    let refuses_all = matches!(schema, Written::Bool { valid: false, .. });
    Some(schema).filter(|_| !refuses_all || !newer.prefix_items.is_empty())
}

fn rename(keywords: &Keywords, is_property: bool) -> Rename {
    let written = &keywords.annotations.name;
    let plain = written.plain.clone().filter(|_| !is_property);
    Rename { name: written.type_name.clone().or(plain), values: written.values.clone() }
}

fn says_nothing(keywords: &Keywords) -> bool {
    keywords.core.is_silent()
        && keywords.applicators.is_silent()
        && keywords.validation.is_silent()
        && keywords.annotations.is_silent()
}
