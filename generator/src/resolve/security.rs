//! Security schemes and the requirements that name them.

use super::resolver::Resolver;
use super::{ClientCredentials, SchemeKind, Security, SecurityScheme};
use crate::diag::{Place, codes};
use crate::document::Version;
use crate::document::extension::Env;
use crate::document::reference::{RefOr, Reference};
use crate::document::security_requirement::SecurityRequirement;
use crate::document::security_scheme::{KeyPlace, SecurityScheme as Written, SecuritySchemeKind};
use crate::document::suggest;
use crate::source::At;

impl Resolver<'_> {
    /// All schemes, in order. From now on requirements can name them.
    pub(super) fn schemes(&mut self) -> Vec<SecurityScheme> {
        let mut schemes: Vec<SecurityScheme> = Vec::new();
        let Some(components) = &self.document.components else { return schemes };
        for (name, scheme) in &components.security_schemes {
            let Some(scheme) = self.scheme(name, scheme) else { continue };
            let index = u32::try_from(schemes.len()).unwrap_or(u32::MAX);
            self.scheme_indices.insert(name.clone(), index);
            self.scheme_places.entry(scheme.at).or_insert(index);
            schemes.push(scheme);
        }
        schemes
    }

    fn scheme(&mut self, name: &str, written: &RefOr<Written>) -> Option<SecurityScheme> {
        let held = self.object(written)?;
        Some(SecurityScheme {
            name: name.to_owned(),
            description: held.description(held.description.as_ref()),
            deprecated: held.deprecated,
            kind: kind(&held.kind),
            env: self.env(&held),
            at: held.at,
        })
    }

    /// The scheme that a requirement names: that of the component, else the one at this address (OpenAPI 3.2,
    /// "Security Requirement Object").
    fn named(&mut self, name: &str, at: At) -> Option<u32> {
        if let Some(index) = self.scheme_indices.get(name) {
            return Some(*index);
        }
        let is_address = self.version >= Version::V3_2 && name.contains(['/', '#']);
        let target = is_address.then(|| self.seek(name, at).ok()).flatten()?;
        let key = target.pointer.tokens().last().map_or(name, String::as_str);
        let to = name.to_owned();
        let reference = Reference { to, to_at: at, summary: None, description: None, at };
        let scheme = self.scheme(key, &RefOr::Ref(Box::new(reference)))?;
        if let Some(index) = self.scheme_places.get(&scheme.at) {
            return Some(*index);
        }
        let index = self.scheme_indices.len() + self.schemes_elsewhere.len();
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        self.scheme_places.insert(scheme.at, index);
        self.schemes_elsewhere.push(scheme);
        Some(index)
    }

    /// The variables of a scheme, if they are as many as it takes.
    fn env(&mut self, scheme: &Written) -> Vec<String> {
        let Some(env) = &scheme.env else { return Vec::new() };
        let (message, help) = match (env, Takes::of(&scheme.kind)) {
            (Env::One(name), Takes::Token) => return vec![name.clone()],
            (Env::Basic { username, password }, Takes::Basic) => {
                return vec![username.clone(), password.clone()];
            }
            (Env::Client { client_id, client_secret }, Takes::Client) => {
                return vec![client_id.clone(), client_secret.clone()];
            }
            (_, Takes::Token) => {
                ("this scheme takes one variable", "write `x-sdk-env: NAME_OF_THE_VARIABLE`")
            }
            (_, Takes::Basic) => (
                "the scheme `basic` takes two variables",
                "write `x-sdk-env: {username: …, password: …}`",
            ),
            (_, Takes::Client) => (
                "client credentials take two variables",
                "write `x-sdk-env: {client_id: …, client_secret: …}`",
            ),
        };
        let at = self.member_at(scheme.at, "x-sdk-env");
        self.report(codes::INVALID_EXTENSION, at, message).help(help);
        Vec::new()
    }

    /// Requirements with their schemes as indices. What names no scheme is reported and left out; so is an
    /// alternative of which nothing is left, because an empty one would ask for no credentials.
    pub(super) fn security(&mut self, requirements: &[SecurityRequirement]) -> Security {
        let mut alternatives = Vec::with_capacity(requirements.len());
        for requirement in requirements {
            let mut together = Vec::with_capacity(requirement.schemes.len());
            for scheme in &requirement.schemes {
                match self.named(&scheme.name, scheme.at) {
                    Some(index) => {
                        together.push(index);
                        let known = self.scopes.entry(index).or_default();
                        for scope in &scheme.scopes {
                            if !known.contains(scope) {
                                known.push(scope.clone());
                            }
                        }
                    }
                    None => self.report_undeclared(&scheme.name, scheme.at),
                }
            }
            if !together.is_empty() || requirement.schemes.is_empty() {
                alternatives.push(together);
            }
        }
        Security(alternatives)
    }

    /// Gives client credentials the scopes that were required since their scheme was read.
    pub(super) fn order_scopes(&mut self, schemes: &mut [SecurityScheme]) {
        for (index, scheme) in (0..).zip(schemes) {
            if let SchemeKind::OAuth2(Some(flow)) = &mut scheme.kind {
                let mut required = self.scopes.remove(&index).unwrap_or_default();
                flow.scopes.retain(|scope| required.contains(scope));
                required.retain(|scope| !flow.scopes.contains(scope));
                flow.scopes.append(&mut required);
            }
        }
    }

    fn report_undeclared(&mut self, name: &str, at: At) {
        let names = self.scheme_indices.keys().map(String::as_str);
        let near = suggest::near(name, names.clone()).or_else(|| suggest::longer(name, names));
        let help = match near {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => format!("declare `{name}` under `components.securitySchemes`"),
        };
        let message = format!("there is no security scheme `{name}`");
        self.report(codes::UNDECLARED_SECURITY, Place::Key(at), message).help(help);
    }
}

/// What `x-sdk-env` has variables for.
enum Takes {
    Token,
    Basic,
    Client,
}

impl Takes {
    fn of(kind: &SecuritySchemeKind) -> Self {
        match kind {
            SecuritySchemeKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic") => {
                Self::Basic
            }
            SecuritySchemeKind::OAuth2(flows) if flows.client_credentials.is_some() => Self::Client,
            SecuritySchemeKind::Http { .. }
            | SecuritySchemeKind::ApiKey { .. }
            | SecuritySchemeKind::MutualTls
            | SecuritySchemeKind::OAuth2(_)
            | SecuritySchemeKind::OpenIdConnect(_) => Self::Token,
        }
    }
}

fn kind(written: &SecuritySchemeKind) -> SchemeKind {
    match written {
        SecuritySchemeKind::ApiKey { name, place } => match place {
            KeyPlace::Query => SchemeKind::Query(name.clone()),
            KeyPlace::Header => SchemeKind::Header(name.clone()),
            KeyPlace::Cookie => SchemeKind::Cookie(name.clone()),
        },
        SecuritySchemeKind::Http { scheme, .. } => SchemeKind::Http(scheme.clone()),
        SecuritySchemeKind::MutualTls => SchemeKind::MutualTls,
        SecuritySchemeKind::OAuth2(flows) => {
            let flow = flows.client_credentials.as_ref();
            SchemeKind::OAuth2(flow.and_then(|flow| {
                let scopes = flow.scopes.keys().cloned().collect();
                Some(ClientCredentials { token_url: flow.token_url.clone()?, scopes })
            }))
        }
        SecuritySchemeKind::OpenIdConnect(_) => SchemeKind::OpenIdConnect,
    }
}
