//! The Security Scheme Object.

use super::Version;
use super::extension::{self, Env};
use super::oauth_flows::OAuthFlows;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// A security scheme as written.
#[derive(Clone, PartialEq, Debug)]
pub struct SecurityScheme {
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`, new in 3.2.
    pub deprecated: bool,
    /// What `type` and the keys that go with it say.
    pub kind: SecuritySchemeKind,
    /// `x-sdk-env`.
    pub env: Option<Env>,
    /// Where it is written.
    pub at: At,
}

/// `type`, with what only that type has.
#[derive(Clone, PartialEq, Debug)]
pub enum SecuritySchemeKind {
    /// `apiKey`.
    ApiKey {
        /// `name`.
        name: String,
        /// `in`.
        place: KeyPlace,
    },
    /// `http`.
    Http {
        /// `scheme`, as written.
        scheme: String,
        /// `bearerFormat`.
        bearer_format: Option<String>,
    },
    /// `mutualTLS`, new in 3.1.
    MutualTls,
    /// `oauth2`.
    OAuth2(Box<OAuthFlows>),
    /// `openIdConnect`, with `openIdConnectUrl`.
    OpenIdConnect(String),
}

/// Where an API key goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyPlace {
    /// `query`.
    Query,
    /// `header`.
    Header,
    /// `cookie`.
    Cookie,
}

impl Read for KeyPlace {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let all = [("query", Self::Query), ("header", Self::Header), ("cookie", Self::Cookie)];
        cx.choice(node, &all)
    }
}

#[derive(Clone, Copy)]
enum Type {
    ApiKey,
    Http,
    MutualTls,
    OAuth2,
    OpenIdConnect,
}

impl Read for Type {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let all = [
            ("apiKey", Self::ApiKey),
            ("http", Self::Http),
            ("mutualTLS", Self::MutualTls),
            ("oauth2", Self::OAuth2),
            ("openIdConnect", Self::OpenIdConnect),
        ];
        let kind = cx.choice(node, &all)?;
        if let Self::MutualTls = kind {
            cx.since(Version::V3_1, node, "`mutualTLS`");
        }
        Some(kind)
    }
}

impl Read for SecurityScheme {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a security scheme", cx)?;
        let kind = kind(&mut object);
        let description = object.optional("description");
        let basic = match &kind {
            Some(SecuritySchemeKind::Http { scheme, .. }) => scheme.eq_ignore_ascii_case("basic"),
            Some(_) | None => false,
        };
        let deprecated = object.since(Version::V3_2, "deprecated").unwrap_or(false);
        object.since::<String>(Version::V3_2, "oauth2MetadataUrl");
        let env = extension::env(&mut object, basic);
        // Keys of another type of scheme do no harm, so all of them are keys of a security scheme.
        for key in ["name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl"] {
            object.node(key);
        }
        object.finish();
        Some(Self { description, deprecated, kind: kind?, env, at: node.at })
    }
}

fn kind(object: &mut Object<'_, '_, '_>) -> Option<SecuritySchemeKind> {
    Some(match object.required("type")? {
        Type::ApiKey => {
            let (name, place) = (object.required("name"), object.required("in"));
            SecuritySchemeKind::ApiKey { name: name?, place: place? }
        }
        Type::Http => {
            let bearer_format = object.optional("bearerFormat");
            SecuritySchemeKind::Http { scheme: object.required("scheme")?, bearer_format }
        }
        Type::MutualTls => SecuritySchemeKind::MutualTls,
        Type::OAuth2 => SecuritySchemeKind::OAuth2(object.required("flows")?),
        Type::OpenIdConnect => {
            SecuritySchemeKind::OpenIdConnect(object.required("openIdConnectUrl")?)
        }
    })
}
