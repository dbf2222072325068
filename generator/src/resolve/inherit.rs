//! Operations with what their path item and the document give them.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::path_template::{self, TemplateError};
use super::refs::Kind;
use super::resolver::Resolver;
use super::{Operation, Parameter, Place, Rename};
use crate::diag::{self, codes};
use crate::document::operation::Operation as Written;
use crate::document::parameter::Parameter as WrittenParameter;
use crate::document::path_item::PathItem;
use crate::document::reference::RefOr;
use crate::document::suggest;
use crate::source::At;

/// How many path items a chain of references may pass; more is a mistake and not a document.
const LONGEST_CHAIN: usize = 64;

impl Resolver<'_> {
    /// All operations of `paths`, in order.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let document = self.document;
        let mut operations = Vec::new();
        let mut templates: BTreeMap<String, (&str, At)> = BTreeMap::new();
        for (path, item) in &document.paths.0 {
            match templates.entry(path_template::anonymous(path)) {
                Entry::Vacant(entry) => {
                    entry.insert((path, item.at));
                }
                Entry::Occupied(entry) => self.report_same_path(path, item.at, *entry.get()),
            }
            let names = match path_template::names(path) {
                Ok(mut names) => {
                    self.report_repeated(path, item.at, &names);
                    let mut seen = BTreeSet::new();
                    names.retain(|name| seen.insert(*name));
                    Some(names)
                }
                Err(error) => {
                    self.report_template(path, item.at, error);
                    None
                }
            };
            for (method, operation) in self.path_item(path, item) {
                let mut operation = self.operation(path, method, operation);
                if let Some(names) = &names {
                    self.match_template(&mut operation, names, item.at);
                }
                operations.push(operation);
            }
        }
        operations
    }

    /// The operations of a path item and of the path items that it refers to. What stands nearer wins.
    pub(super) fn path_item(
        &mut self,
        path: &str,
        item: &PathItem,
    ) -> Vec<(&'static str, Inherited)> {
        let mut chain = vec![item.clone()];
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
            chain.push(next);
        }
        let servers = chain.iter().map(|item| &item.servers).find(|servers| !servers.is_empty());
        let servers = servers.map(|servers| self.servers(servers)).unwrap_or_default();
        let parameters: Vec<RefOr<WrittenParameter>> =
            chain.iter().flat_map(|item| item.parameters.clone()).collect();
        let parameters = self.parameters(&parameters);
        let mut operations: Vec<(&'static str, Inherited)> = Vec::new();
        for (method, written) in chain.into_iter().flat_map(|item| item.operations) {
            if operations.iter().all(|(known, _)| *known != method) {
                let inherited =
                    Inherited { written, parameters: parameters.clone(), servers: servers.clone() };
                operations.push((method, inherited));
            }
        }
        operations
    }

    pub(super) fn operation(
        &mut self,
        path: &str,
        method: &str,
        operation: Inherited,
    ) -> Operation {
        let Inherited { written, parameters: inherited, servers } = operation;
        self.operation_places.insert(written.at);
        let id = written.operation_id.as_ref().map(|id| id.id.clone());
        if let Some(id) = &written.operation_id {
            self.claim(&id.id, id.at);
        }
        let own = self.parameters(&written.parameters);
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
        let body = written.request_body.as_ref().and_then(|body| self.request_body(body));
        let responses = written
            .responses
            .as_ref()
            .map(|responses| self.responses(responses))
            .unwrap_or_default();
        let security = written.security.as_ref().map(|security| self.security(security));
        let servers =
            if written.servers.is_empty() { servers } else { self.servers(&written.servers) };
        self.callbacks.extend(written.callbacks.values().cloned());
        Operation {
            id,
            method: method.to_owned(),
            path: path.to_owned(),
            tags: written.tags,
            summary: written.summary,
            description: written.description,
            link: written.external_docs.map(|docs| docs.url),
            deprecated: written.deprecated,
            parameters,
            body,
            responses,
            security,
            servers,
            group: written.group,
            rename: Rename { name: written.rename, values: Vec::new() },
            timeout: written.timeout,
            retry: written.retry,
            pagination: written.pagination,
            wait: written.wait,
            find: written.find,
            many: written.many,
            wait_at: self.member_at(written.at, "x-sdk-wait"),
            callbacks_at: (!written.callbacks.is_empty())
                .then(|| self.member_at(written.at, "callbacks")),
            at: written.at,
        }
    }

    fn claim(&mut self, id: &str, at: At) {
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
            }
            None => {
                self.operation_ids.insert(id.to_owned(), at);
            }
        }
    }

    /// OpenAPI wants each name once in a path. Where one stands twice, both places get the same value.
    fn report_repeated(&mut self, path: &str, at: At, names: &[&str]) {
        let repeated =
            names.iter().enumerate().find(|(index, name)| names[..*index].contains(name));
        if let Some((_, name)) = repeated {
            let message = format!("`{{{name}}}` stands twice in the path `{path}`");
            self.report(codes::TOLERATED, diag::Place::Key(at), message)
                .help("give the second one a name of its own if it is another value");
        }
    }

    /// OpenAPI calls paths that differ in the names of their parameters identical.
    fn report_same_path(&mut self, path: &str, at: At, (other, other_at): (&str, At)) {
        let message = format!("the paths `{other}` and `{path}` are the same to a server");
        self.report(codes::TOLERATED, diag::Place::Key(at), message)
            .help("make them one path, with one name for each parameter")
            .label(diag::Place::Key(other_at), "the other path");
    }

    fn report_template(&mut self, path: &str, at: At, error: TemplateError) {
        let message = format!("`{path}` is not a path template: {}", error.as_str());
        self.report(codes::INVALID_VALUE, diag::Place::Key(at), message)
            .help("write parameters as `{name}`");
    }

    /// Makes the path parameters those of the template, in its order. What is in one of the two only is
    /// reported, once for a path.
    fn match_template(&mut self, operation: &mut Operation, names: &[&str], path_at: At) {
        let (declared, others): (Vec<Parameter>, Vec<Parameter>) =
            operation.parameters.drain(..).partition(|parameter| parameter.place == Place::Path);
        let spare: Vec<&Parameter> =
            declared.iter().filter(|parameter| !names.contains(&parameter.name.as_str())).collect();
        let undeclared = |name: &&str| declared.iter().all(|parameter| parameter.name != **name);
        // One name for which there is no parameter, and one parameter for which there is no name.
        let pair = match &spare[..] {
            [only] if names.iter().copied().filter(|name| undeclared(name)).count() == 1 => {
                Some(*only)
            }
            _ => None,
        };
        for name in names {
            match declared.iter().find(|parameter| parameter.name == *name) {
                Some(parameter) => operation.parameters.push(parameter.clone()),
                None => {
                    self.report_undeclared_name(operation, name, (&spare, pair), path_at);
                }
            }
        }
        for parameter in spare.into_iter().filter(|_| pair.is_none()) {
            self.report_spare(&operation.path, parameter, names, path_at);
        }
        operation.parameters.extend(others);
    }

    fn report_undeclared_name(
        &mut self,
        operation: &Operation,
        name: &str,
        (spare, pair): (&[&Parameter], Option<&Parameter>),
        path_at: At,
    ) {
        if !self.reported_parameters.insert((path_at, name.to_owned())) {
            return;
        }
        let meant = suggest::near(name, spare.iter().map(|parameter| parameter.name.as_str()));
        let meant = spare.iter().find(|parameter| Some(parameter.name.as_str()) == meant);
        let meant = meant.copied().or(pair);
        let place = meant.map(|parameter| self.member_at(parameter.at, "name"));
        let method = operation.method.to_uppercase();
        let message =
            format!("no parameter of `{method} {}` declares `{{{name}}}`", operation.path);
        let diagnostic =
            self.report(codes::UNDECLARED_PATH_PARAMETER, diag::Place::Key(path_at), message);
        match meant.zip(place) {
            Some((meant, place)) => diagnostic
                .help(format!("did you mean `{{{}}}`?", meant.name))
                .label(place, "this path parameter is not in the template"),
            None => diagnostic.help(format!(
                "add `{{name: {name}, in: path, required: true, schema: {{type: string}}}}` to `parameters`"
            )),
        };
    }

    fn report_spare(&mut self, path: &str, parameter: &Parameter, names: &[&str], path_at: At) {
        // A near name in the template was reported there, with a label here.
        let meant = suggest::near(&parameter.name, names.iter().copied());
        if meant
            .is_some_and(|meant| self.reported_parameters.contains(&(path_at, meant.to_owned())))
            || !self.reported_parameters.insert((parameter.at, path.to_owned()))
        {
            return;
        }
        let place = self.member_at(parameter.at, "name");
        let message = format!("the path `{path}` has no `{{{}}}`", parameter.name);
        self.report(codes::UNDECLARED_PATH_PARAMETER, place, message)
            .help(format!("add `{{{}}}` to the path, or remove the parameter", parameter.name))
            .label(diag::Place::Key(path_at), "the path");
    }
}

/// An operation as written, and what its path item gives it.
pub(super) struct Inherited {
    pub(super) written: Written,
    parameters: Vec<Parameter>,
    servers: Vec<super::Server>,
}

/// Whether two parameters are one: names of headers have no case.
pub(super) fn same(left: &Parameter, right: &Parameter) -> bool {
    left.place == right.place
        && match left.place {
            Place::Header => left.name.eq_ignore_ascii_case(&right.name),
            Place::Path | Place::Query | Place::Cookie => left.name == right.name,
        }
}
