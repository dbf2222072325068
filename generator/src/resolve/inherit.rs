//! Operations with what their path item and the document give them.
//!
//! Knows nothing of what the key of `paths` says; that is held against the operation in `paths`.

use std::borrow::Cow;

use super::parameter::same;
use super::refs::Kind;
use super::resolver::Resolver;
use super::{Method, Operation, Parameter, Rename};
use crate::diag::codes;
use crate::document::operation::Operation as Written;
use crate::document::parameter::Parameter as WrittenParameter;
use crate::document::path_item::PathItem;
use crate::document::reference::RefOr;
use crate::source::At;

/// How many path items a chain of references may pass; more is a mistake and not a document.
const LONGEST_CHAIN: usize = 64;

impl Resolver<'_> {
    /// The operations of a path item and of the path items that it refers to. What stands nearer wins.
    pub(super) fn path_item<'d>(
        &mut self,
        path: &str,
        item: &'d PathItem,
    ) -> Vec<(Method, Inherited<'d>)> {
        let mut chain = vec![Cow::Borrowed(item)];
        while let Some(reference) = chain.last().and_then(|item| item.reference.clone()) {
            let Some(target) = self.step(&reference.to, reference.to_at, Kind::PathItem) else {
                break;
            };
            let known = chain.iter().any(|item| item.at == target.node.at);
            if known || chain.len() == LONGEST_CHAIN {
                let message = format!("the path item of `{path}` refers to itself");
                self.report(codes::REF_CYCLE, reference.to_at, message)
                    .help("let one of the path items in the circle have no `$ref`");
                break;
            }
            let Some(next) = self.read::<PathItem>(target.node) else { break };
            chain.push(Cow::Owned(next));
        }
        let servers = chain.iter().map(|item| &item.servers).find(|servers| !servers.is_empty());
        let servers = servers.map(|servers| self.servers(servers)).unwrap_or_default();
        let parameters: Vec<RefOr<WrittenParameter>> =
            chain.iter().flat_map(|item| item.parameters.clone()).collect();
        let mut parameters = self.parameters(&parameters);
        for parameter in &mut parameters {
            parameter.of_path = true;
        }
        let mut operations: Vec<(Method, Inherited<'_>)> = Vec::new();
        for (method, written) in chain.into_iter().flat_map(written_operations) {
            if operations.iter().any(|(known, _)| *known == method) {
                let message = format!(
                    "`{} {path}` is described beside `$ref`, too, and this is left out",
                    method.as_str()
                );
                self.report(codes::UNSUPPORTED, written.at, message)
                    .help("describe it once: OpenAPI does not say which of the two counts");
                continue;
            }
            let inherited =
                Inherited { written, parameters: parameters.clone(), servers: servers.clone() };
            operations.push((method, inherited));
        }
        operations
    }

    pub(super) fn operation(
        &mut self,
        path: &str,
        method: Method,
        operation: Inherited<'_>,
    ) -> Operation {
        let Inherited { written, parameters: inherited, servers } = operation;
        self.operation_places.insert(written.at);
        // One that is taken names nothing: the operation is called by its method and path.
        let id = written.operation_id.as_ref().filter(|id| self.claim(&id.id, id.at));
        let id = id.map(|id| id.id.clone());
        let parameters = overridden(inherited, self.parameters(&written.parameters));
        self.report_two_queries(&parameters);
        let body = written.request_body.as_ref().and_then(|body| self.request_body(body));
        let mut responses = written
            .responses
            .as_ref()
            .map(|responses| self.responses(responses))
            .unwrap_or_default();
        if let Some(streaming) = &written.streaming {
            self.stream(&mut responses, streaming);
        }
        let of_the_document =
            self.document.pagination.clone().filter(|_| written.pages_as_document);
        let name = written.called.name.clone().or_else(|| {
            let named = self.document.method_names.of(written.operation_id.as_ref()?.id.as_str());
            named.map(str::to_owned)
        });
        let security = written.security.as_ref().map(|security| self.security(security));
        let servers =
            if written.servers.is_empty() { servers } else { self.servers(&written.servers) };
        let mut callbacks = Vec::new();
        for (name, callback) in &written.callbacks {
            let at = self.object(callback).map(|held| held.at);
            callbacks.extend(at.map(|at| (name.clone(), at)));
        }
        self.callbacks.extend(written.callbacks.values().cloned());
        Operation {
            id,
            function: None,
            method,
            path: path.to_owned(),
            tags: written.tags.clone(),
            summary: written.summary.clone(),
            description: written.description.clone(),
            link: written.external_docs.as_ref().map(|docs| docs.url.clone()),
            deprecated: written.deprecated,
            parameters,
            body,
            responses,
            security,
            servers,
            group: written.group.clone(),
            rename: Rename { name, values: Vec::new() },
            aliases: written.called.aliases.clone(),
            timeout: written.timeout,
            retry: written.retry.clone(),
            pagination: written.pagination.clone().or(of_the_document),
            one_page: written.one_page,
            return_value: written.return_value.clone(),
            wait: written.wait.clone(),
            find: written.find.clone(),
            many: written.many.clone(),
            wait_at: self.member_at(written.at, "x-sdk-wait"),
            callbacks,
            at: written.at,
        }
    }

    /// Whether the name is this operation's.
    fn claim(&mut self, id: &str, at: At) -> bool {
        match self.operation_ids.get(id) {
            Some(first) => {
                let first = *first;
                self.report(
                    codes::DUPLICATE_OPERATION_ID,
                    at,
                    format!("the operationId `{id}` is taken"),
                )
                .help("give each operation an operationId of its own")
                .label(first, "first used here");
                false
            }
            None => {
                self.operation_ids.insert(id.to_owned(), at);
                true
            }
        }
    }
}

/// The operations of a path item, each with its method.
fn written_operations(item: Cow<'_, PathItem>) -> Vec<(Method, Cow<'_, Written>)> {
    match item {
        Cow::Borrowed(item) => {
            let operations = item.operations.iter();
            operations.map(|(method, written)| (method.clone(), Cow::Borrowed(written))).collect()
        }
        Cow::Owned(item) => {
            let operations = item.operations.into_iter();
            operations.map(|(method, written)| (method, Cow::Owned(written))).collect()
        }
    }
}

/// An operation as written, and what its path item gives it.
pub(super) struct Inherited<'d> {
    pub(super) written: Cow<'d, Written>,
    parameters: Vec<Parameter>,
    servers: Vec<super::Server>,
}

/// Inherited parameters, each in its place unless the operation says it again, and then those of its own.
fn overridden(inherited: Vec<Parameter>, own: Vec<Parameter>) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = inherited
        .into_iter()
        .map(|inherited| {
            let overriding = own.iter().find(|own| same(own, &inherited));
            overriding.cloned().unwrap_or(inherited)
        })
        .collect();
    for own in own {
        if !parameters.iter().any(|known| same(known, &own)) {
            parameters.push(own);
        }
    }
    parameters
}
