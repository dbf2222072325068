//! Security schemes and the requirements that name them.

use super::resolver::Resolver;
use super::{SchemeKind, Security, SecurityScheme};
use crate::diag::{Place, codes};
use crate::document::extension::Env;
use crate::document::security_requirement::SecurityRequirement;
use crate::document::security_scheme::{KeyPlace, SecurityScheme as Written, SecuritySchemeKind};
use crate::document::suggest;

impl Resolver<'_> {
    /// All schemes, in order. From now on requirements can name them.
    pub(super) fn schemes(&mut self) -> Vec<SecurityScheme> {
        let mut schemes: Vec<SecurityScheme> = Vec::new();
        let Some(components) = &self.document.components else { return schemes };
        for (name, scheme) in &components.security_schemes {
            let Some(held) = self.object(scheme) else { continue };
            let description = held.description(held.description.as_ref());
            let env = self.env(&held);
            let index = u32::try_from(schemes.len()).unwrap_or(u32::MAX);
            self.scheme_indices.insert(name.clone(), index);
            schemes.push(SecurityScheme {
                name: name.clone(),
                description,
                kind: kind(&held.kind),
                env,
                at: held.at,
            });
        }
        schemes
    }

    fn env(&mut self, scheme: &Written) -> Vec<String> {
        let basic = matches!(&scheme.kind, SecuritySchemeKind::Http { scheme, .. } if scheme.eq_ignore_ascii_case("basic"));
        match (&scheme.env, basic) {
            (None, _) => Vec::new(),
            (Some(Env::One(name)), false) => vec![name.clone()],
            (Some(Env::Basic { username, password }), true) => {
                vec![username.clone(), password.clone()]
            }
            (Some(Env::One(_)), true) => {
                let at = self.member_at(scheme.at, "x-sdk-env");
                self.report(codes::INVALID_EXTENSION, at, "the scheme `basic` takes two variables")
                    .help("write `x-sdk-env: {username: …, password: …}`");
                Vec::new()
            }
            (Some(Env::Basic { .. }), false) => {
                let at = self.member_at(scheme.at, "x-sdk-env");
                self.report(
                    codes::INVALID_EXTENSION,
                    at,
                    "only the scheme `basic` takes two variables",
                )
                .help("write `x-sdk-env: NAME_OF_THE_VARIABLE`");
                Vec::new()
            }
        }
    }

    /// Requirements with their schemes as indices. What names no scheme is reported and left out.
    pub(super) fn security(&mut self, requirements: &[SecurityRequirement]) -> Security {
        let mut alternatives = Vec::with_capacity(requirements.len());
        for requirement in requirements {
            let mut together = Vec::with_capacity(requirement.schemes.len());
            for scheme in &requirement.schemes {
                match self.scheme_indices.get(&scheme.name) {
                    Some(index) => together.push(*index),
                    None => self.report_undeclared(&scheme.name, scheme.at),
                }
            }
            alternatives.push(together);
        }
        Security(alternatives)
    }

    fn report_undeclared(&mut self, name: &str, at: crate::source::At) {
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

fn kind(written: &SecuritySchemeKind) -> SchemeKind {
    match written {
        SecuritySchemeKind::ApiKey { name, place } => match place {
            KeyPlace::Query => SchemeKind::Query(name.clone()),
            KeyPlace::Header => SchemeKind::Header(name.clone()),
            KeyPlace::Cookie => SchemeKind::Cookie(name.clone()),
        },
        SecuritySchemeKind::Http { scheme, .. } => SchemeKind::Http(scheme.to_ascii_lowercase()),
        SecuritySchemeKind::MutualTls => SchemeKind::MutualTls,
        SecuritySchemeKind::OAuth2(_) => SchemeKind::OAuth2,
        SecuritySchemeKind::OpenIdConnect(_) => SchemeKind::OpenIdConnect,
    }
}
