//! `paths`: the operations below each key, and what the key says of their parameters.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::path_template::{self, Filling, Key, TemplateError};
use super::resolver::Resolver;
use super::{Operation, Parameter, Place, Rename, Style};
use crate::diag::{self, codes};
use crate::document::suggest;
use crate::source::At;

impl Resolver<'_> {
    /// All operations of `paths`, in order.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let document = self.document;
        let mut operations = Vec::new();
        let mut templates: BTreeMap<String, (&str, At)> = BTreeMap::new();
        for (key, item) in &document.paths.0 {
            match templates.entry(path_template::anonymous(key)) {
                Entry::Vacant(entry) => {
                    entry.insert((key, item.at));
                }
                Entry::Occupied(entry) => self.report_same_path(key, item.at, *entry.get()),
            }
            let Key { path, query, fragment } = Key::of(key);
            if key.contains('?') || fragment.is_some() {
                self.report_more_than_path(key, item.at);
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
                self.fill_query(&mut operation, &query, item.at);
                match &names {
                    Some(names) => self.match_template(&mut operation, names, item.at),
                    // There is no place for them.
                    None => operation.parameters.retain(|known| known.place != Place::Path),
                }
                operations.push(operation);
            }
        }
        operations
    }

    /// Makes what a key of `paths` says after `?` parameters of the query.
    fn fill_query(
        &mut self,
        operation: &mut Operation,
        query: &[(&str, Filling<'_>)],
        path_at: At,
    ) {
        for (key, filling) in query {
            let (schema, declared) = match filling {
                Filling::Text(text) => (Some(self.constant(path_at, text)), None),
                Filling::Name(name) => {
                    let declared = operation.parameters.iter().position(|parameter| {
                        parameter.name == *name
                            && matches!(parameter.place, Place::Path | Place::Query)
                    });
                    (None, declared.map(|index| operation.parameters.remove(index)))
                }
            };
            let parameter = declared.unwrap_or_else(|| self.text_in_path(path_at));
            operation.parameters.retain(|known| known.place != Place::Query || known.name != *key);
            operation.parameters.push(Parameter {
                name: (*key).to_owned(),
                place: Place::Query,
                required: true,
                style: Style::Form,
                explode: true,
                schema: schema.unwrap_or(parameter.schema),
                ..parameter
            });
        }
    }

    fn report_more_than_path(&mut self, key: &str, at: At) {
        let message = format!("`{key}` is more than a path");
        self.report(codes::TOLERATED, diag::Place::Key(at), message).help(
            "describe what is after `?` as parameters of the query; what is after `#` is not sent",
        );
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
    /// reported, once for a path; a name that no parameter declares is a text.
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
                    let meant = near(name, &spare).or(pair).cloned();
                    self.report_undeclared_name(operation, name, meant.as_ref(), path_at);
                    let text = meant.unwrap_or_else(|| self.text_in_path(path_at));
                    operation.parameters.push(Parameter { name: (*name).to_owned(), ..text });
                }
            }
        }
        for parameter in spare.into_iter().filter(|_| pair.is_none()) {
            self.report_spare(&operation.path, parameter, names, path_at);
        }
        operation.parameters.extend(others);
    }

    /// A parameter of the path of which nothing is known.
    fn text_in_path(&mut self, at: At) -> Parameter {
        Parameter {
            name: String::new(),
            place: Place::Path,
            description: None,
            required: true,
            deprecated: false,
            allow_empty: false,
            allow_reserved: false,
            style: Style::Simple,
            explode: false,
            schema: self.text(at),
            content: None,
            examples: Vec::new(),
            rename: Rename { name: None, values: Vec::new() },
            of_path: false,
            at,
        }
    }

    fn report_undeclared_name(
        &mut self,
        operation: &Operation,
        name: &str,
        meant: Option<&Parameter>,
        path_at: At,
    ) {
        if !self.reported_parameters.insert((path_at, name.to_owned())) {
            return;
        }
        let place = meant.map(|parameter| self.member_at(parameter.at, "name"));
        let method = operation.method.as_str();
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

/// The parameter whose name is nearly this one.
fn near<'p>(name: &str, spare: &[&'p Parameter]) -> Option<&'p Parameter> {
    let meant = suggest::near(name, spare.iter().map(|parameter| parameter.name.as_str()))?;
    spare.iter().find(|parameter| parameter.name == meant).copied()
}
