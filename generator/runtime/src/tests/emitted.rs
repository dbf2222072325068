//! A small client as the generator writes it: it proves that `emit` has what emitted code names.
#![allow(dead_code, reason = "a whole client, of which no feature set uses everything")]
#![allow(unreachable_pub, reason = "macros are for crates that give on what they define")]
#![allow(unused_qualifications, reason = "emitted paths are absolute on purpose")]

mod machines;
mod types;

pub(super) use machines::*;
pub(super) use types::*;

mod rt {
    pub(super) use crate::emit::*;
}

pub(super) static API: rt::Api = rt::Api {
    name: "clerk",
    servers: &["https://api.example.com/v1"],
    server_env: ::core::option::Option::Some("CLERK_API_URL"),
    schemes: &[
        rt::Scheme { name: "bearerAuth", kind: rt::SchemeKind::Bearer, env: &["CLERK_SECRET_KEY"] },
        rt::Scheme {
            name: "basicAuth",
            kind: rt::SchemeKind::Basic,
            env: &["CLERK_USER", "CLERK_PASSWORD"],
        },
        rt::Scheme { name: "headerKey", kind: rt::SchemeKind::ApiKeyHeader("X-Api-Key"), env: &[] },
        rt::Scheme { name: "queryKey", kind: rt::SchemeKind::ApiKeyQuery("api_key"), env: &[] },
        rt::Scheme { name: "cookieKey", kind: rt::SchemeKind::ApiKeyCookie("session"), env: &[] },
        rt::Scheme {
            name: "oauth",
            kind: rt::SchemeKind::OAuth2 {
                token_url: "https://api.example.com/token",
                scopes: &["machines"],
            },
            env: &[],
        },
    ],
    user_agent: "tokensmith/0.1.0",
    ..rt::Api::DEFAULT
};

#[derive(Clone, Debug)]
pub(super) struct Client {
    inner: rt::Client,
}
impl Client {
    pub(super) fn new(
        bearer_auth: impl ::core::convert::Into<rt::Secret>,
    ) -> ::core::result::Result<Self, rt::ConfigError> {
        Self::builder().bearer_auth(bearer_auth).build()
    }
    pub(super) fn builder() -> Builder {
        Builder { inner: rt::ClientBuilder::new(&API) }
    }
    #[inline]
    pub(super) fn machines(&self) -> Machines {
        Machines::new(self.inner.clone())
    }
}

#[must_use]
#[derive(Debug)]
pub(super) struct Builder {
    pub(super) inner: rt::ClientBuilder,
}
impl Builder {
    pub(super) fn bearer_auth(mut self, token: impl ::core::convert::Into<rt::Secret>) -> Self {
        self.inner = self.inner.credential(0, rt::Credential::token(token));
        self
    }
    pub(super) fn basic_auth(
        mut self,
        username: impl ::core::convert::Into<::std::string::String>,
        password: impl ::core::convert::Into<rt::Secret>,
    ) -> Self {
        self.inner = self.inner.credential(1, rt::Credential::basic(username, password));
        self
    }
    pub(super) fn hook(mut self, hook: impl rt::Hook + 'static) -> Self {
        self.inner = self.inner.hook(hook);
        self
    }
    pub(super) fn bearer_auth_provider(
        mut self,
        provider: impl rt::TokenProvider + 'static,
    ) -> Self {
        self.inner = self.inner.credential(0, rt::Credential::provider(provider));
        self
    }
    pub(super) fn oauth(
        mut self,
        client_id: impl ::core::convert::Into<::std::string::String>,
        client_secret: impl ::core::convert::Into<rt::Secret>,
    ) -> Self {
        self.inner = self.inner.credential(5, rt::Credential::client(client_id, client_secret));
        self
    }
    pub(super) fn key(
        mut self,
        scheme: usize,
        key: impl ::core::convert::Into<rt::Secret>,
    ) -> Self {
        self.inner = self.inner.credential(scheme, rt::Credential::token(key));
        self
    }
    pub(super) fn base_url(
        mut self,
        url: impl ::core::convert::Into<::std::string::String>,
    ) -> Self {
        self.inner = self.inner.base_url(url);
        self
    }
    pub(super) fn header(mut self, name: &str, value: &str) -> Self {
        self.inner = self.inner.header(name, value);
        self
    }
    pub(super) fn retry(mut self, policy: rt::RetryPolicy) -> Self {
        self.inner = self.inner.retry(policy);
        self
    }
    pub(super) fn transport(mut self, transport: impl rt::Transport + 'static) -> Self {
        self.inner = self.inner.transport(transport);
        self
    }
    pub(super) fn build(self) -> ::core::result::Result<Client, rt::ConfigError> {
        ::core::result::Result::Ok(Client { inner: self.inner.build()? })
    }
}
