//! The OAuth Flows Object and its flows.

use indexmap::IndexMap;

use super::Version;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// The flows that an OAuth 2 scheme supports.
#[derive(Clone, PartialEq, Debug)]
pub struct OAuthFlows {
    /// `implicit`.
    pub implicit: Option<OAuthFlow>,
    /// `password`.
    pub password: Option<OAuthFlow>,
    /// `clientCredentials`.
    pub client_credentials: Option<OAuthFlow>,
    /// `authorizationCode`.
    pub authorization_code: Option<OAuthFlow>,
    /// `deviceAuthorization`, new in 3.2.
    pub device_authorization: Option<OAuthFlow>,
    /// Where it is written.
    pub at: At,
}

impl Read for OAuthFlows {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the flows", cx)?;
        let implicit = object.optional("implicit");
        let password = object.optional("password");
        let client_credentials = object.optional("clientCredentials");
        let authorization_code = object.optional("authorizationCode");
        let device_authorization = object.since(Version::V3_2, "deviceAuthorization");
        object.finish();
        Some(Self {
            implicit,
            password,
            client_credentials,
            authorization_code,
            device_authorization,
            at: node.at,
        })
    }
}

/// One flow; which URLs it must have depends on its kind.
#[derive(Clone, PartialEq, Debug)]
pub struct OAuthFlow {
    /// `authorizationUrl`.
    pub authorization_url: Option<String>,
    /// `deviceAuthorizationUrl`, new in 3.2.
    pub device_authorization_url: Option<String>,
    /// `tokenUrl`.
    pub token_url: Option<String>,
    /// `refreshUrl`.
    pub refresh_url: Option<String>,
    /// `scopes`: name to description, in order.
    pub scopes: IndexMap<String, String>,
    /// Where it is written.
    pub at: At,
}

impl Read for OAuthFlow {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a flow", cx)?;
        let authorization_url = object.optional("authorizationUrl");
        let device_authorization_url = object.since(Version::V3_2, "deviceAuthorizationUrl");
        let token_url = object.optional("tokenUrl");
        let refresh_url = object.optional("refreshUrl");
        let scopes = object.required("scopes");
        object.finish();
        Some(Self {
            authorization_url,
            device_authorization_url,
            token_url,
            refresh_url,
            scopes: scopes?,
            at: node.at,
        })
    }
}
