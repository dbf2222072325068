//! Servers, with the variables of their URLs replaced.

use super::resolver::Resolver;
use super::{Server, ServerVariable};
use crate::diag::codes;
use crate::document::extension::Env;
use crate::document::server::Server as Written;
use crate::document::suggest;

/// What a document without servers has: clients must be told where to send requests.
pub(super) const NOWHERE: &str = "/";

impl Resolver<'_> {
    pub(super) fn servers(&mut self, servers: &[Written]) -> Vec<Server> {
        servers.iter().map(|server| self.server(server)).collect()
    }

    fn server(&mut self, server: &Written) -> Server {
        let mut is_example = false;
        let env = match &server.env {
            Some(Env::One(name)) => Some(name.clone()),
            Some(Env::Server { variable, required }) => {
                is_example = *required;
                Some(variable.clone())
            }
            Some(Env::Basic { .. } | Env::Client { .. }) => {
                let at = self.member_at(server.at, "x-sdk-env");
                self.report(codes::INVALID_EXTENSION, at, "a server takes one variable")
                    .help("write `x-sdk-env: NAME_OF_THE_VARIABLE`");
                None
            }
            None => None,
        };
        for variable in server.variables.values() {
            if !variable.values.is_empty() && !variable.values.contains(&variable.default) {
                let at = self.member_at(variable.at, "default");
                let message = format!("the default `{}` is not one of `enum`", variable.default);
                self.report(codes::TOLERATED, at, message)
                    .help("add it to `enum`, or choose a default from there");
            }
        }
        let url = self.url(server);
        let template = if url == NOWHERE { NOWHERE } else { &server.url };
        Server {
            template: template.to_owned(),
            variables: variables(template, server),
            url,
            name: server.name.clone(),
            description: server.description.clone(),
            env,
            is_example,
            at: server.at,
        }
    }

    fn url(&mut self, server: &Written) -> String {
        let mut url = String::with_capacity(server.url.len());
        let mut rest = server.url.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            url.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                let at = self.member_at(server.at, "url");
                self.report(codes::INVALID_VALUE, at, "a `{` in the URL has no `}`");
                return NOWHERE.to_owned();
            };
            match server.variables.get(name) {
                Some(variable) => url.push_str(&variable.default),
                None => {
                    let at = self.member_at(server.at, "url");
                    let names = server.variables.keys().map(String::as_str);
                    let help = match suggest::near(name, names) {
                        Some(meant) => format!("did you mean `{{{meant}}}`?"),
                        None => format!("declare `{name}` under `variables`, with a default"),
                    };
                    let message = format!("there is no server variable `{name}`");
                    self.report(codes::INVALID_VALUE, at, message).help(help);
                    return NOWHERE.to_owned();
                }
            }
            rest = after;
        }
        url.push_str(rest);
        url
    }
}

/// The variables that a template names, each once.
fn variables(template: &str, server: &Written) -> Vec<ServerVariable> {
    let mut found: Vec<ServerVariable> = Vec::new();
    let names = template.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    for (name, _) in names {
        let Some(variable) = server.variables.get(name) else { continue };
        if found.iter().all(|known| known.name != name) {
            found.push(ServerVariable {
                name: name.to_owned(),
                description: variable.description.clone(),
                default: variable.default.clone(),
                values: variable.values.clone(),
            });
        }
    }
    found
}
