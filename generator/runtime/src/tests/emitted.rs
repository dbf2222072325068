//! A small client as the generator writes it: it proves that `emit` has what emitted code names.
#![allow(dead_code, reason = "a whole client, of which no feature set uses everything")]
#![allow(unused_qualifications, reason = "emitted paths are absolute on purpose")]

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
    ],
    timeout: ::core::option::Option::None,
    user_agent: "tokensmith/0.1.0",
};

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub(super) struct Machine {
    pub(super) id: ::std::string::String,
    pub(super) order: MachineOrder,
    pub(super) secret_key: rt::Secret,
    pub(super) default_token_ttl: ::core::option::Option<i64>,
}
const MACHINE: &rt::Shape = &rt::Shape {
    name: "Machine",
    required: &["id", "order", "secret_key"],
    optional: &["default_token_ttl"],
};
impl rt::Json for Machine {
    #[inline]
    fn empty() -> Self {
        Self {
            id: rt::empty(),
            order: rt::empty(),
            secret_key: rt::empty(),
            default_token_ttl: rt::empty(),
        }
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object(
            MACHINE,
            &mut [&mut self.id, &mut self.order, &mut self.secret_key, &mut self.default_token_ttl],
        )
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(MACHINE, &[&self.id, &self.order, &self.secret_key, &self.default_token_ttl]);
    }
}
impl ::core::fmt::Debug for Machine {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(super) enum MachineOrder {
    NameAscending,
    Unknown(rt::UnknownValue),
}
impl MachineOrder {
    #[inline]
    pub(super) fn as_str(&self) -> &str {
        match self {
            Self::NameAscending => "+name",
            Self::Unknown(value) => value.as_str(),
        }
    }
}
impl ::core::convert::From<&str> for MachineOrder {
    #[inline]
    fn from(value: &str) -> Self {
        match value {
            "+name" => Self::NameAscending,
            other => Self::Unknown(rt::unknown(other)),
        }
    }
}
impl ::core::fmt::Debug for MachineOrder {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}
impl rt::Json for MachineOrder {
    #[inline]
    fn empty() -> Self {
        Self::from("")
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        *self = Self::from(&*r.str()?);
        ::core::result::Result::Ok(())
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.str(self.as_str());
    }
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub(super) struct CreateMachineRequestBody {
    pub(super) name: ::std::string::String,
    pub(super) secret: ::core::option::Option<rt::Secret>,
    pub(super) scoped_machines: ::core::option::Option<::std::vec::Vec<::std::string::String>>,
    pub(super) weight: ::core::option::Option<f64>,
}
const CREATE_MACHINE_REQUEST_BODY: &rt::Shape = &rt::Shape {
    name: "CreateMachineRequestBody",
    required: &["name"],
    optional: &["secret", "scoped_machines", "weight"],
};
impl CreateMachineRequestBody {
    #[inline]
    pub(super) fn new(name: impl ::core::convert::Into<::std::string::String>) -> Self {
        Self {
            name: name.into(),
            secret: rt::empty(),
            scoped_machines: rt::empty(),
            weight: rt::empty(),
        }
    }
}
impl rt::Json for CreateMachineRequestBody {
    #[inline]
    fn empty() -> Self {
        Self::new("")
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object(
            CREATE_MACHINE_REQUEST_BODY,
            &mut [&mut self.name, &mut self.secret, &mut self.scoped_machines, &mut self.weight],
        )
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(
            CREATE_MACHINE_REQUEST_BODY,
            &[&self.name, &self.secret, &self.scoped_machines, &self.weight],
        );
    }
}
impl ::core::fmt::Debug for CreateMachineRequestBody {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}

#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub(super) struct ClerkErrors {
    pub(super) message: ::std::string::String,
}
const CLERK_ERRORS: &rt::Shape =
    &rt::Shape { name: "ClerkErrors", required: &["message"], optional: &[] };
impl rt::Json for ClerkErrors {
    #[inline]
    fn empty() -> Self {
        Self { message: rt::empty() }
    }
    #[inline]
    fn read(&mut self, r: &mut rt::Reader<'_>) -> rt::JsonResult {
        r.object(CLERK_ERRORS, &mut [&mut self.message])
    }
    #[inline]
    fn write(&self, w: &mut rt::Writer<'_>) {
        w.object(CLERK_ERRORS, &[&self.message]);
    }
}
impl ::core::fmt::Debug for ClerkErrors {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        rt::debug(self, f)
    }
}

/// Several error bodies in one set.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub(super) enum GetError {
    Unauthorized(ClerkErrors),
    NotFound(rt::Text),
}
impl rt::Answer for GetError {
    fn pick(variant: usize) -> Self {
        match variant {
            0 => Self::Unauthorized(rt::Answer::pick(0)),
            _ => Self::NotFound(rt::Answer::pick(0)),
        }
    }
    fn slot(&mut self) -> rt::Slot<'_> {
        match self {
            Self::Unauthorized(value) => rt::Answer::slot(value),
            Self::NotFound(value) => rt::Answer::slot(value),
        }
    }
}

const CREATE: &rt::Operation = &rt::Operation {
    id: "CreateMachine",
    method: rt::Method::Post,
    path: "/machines",
    headers: &[("clerk-api-version", "2025-11-10")],
    content_type: "application/json",
    accept: "application/json",
    security: &[&[0], &[1], &[2], &[3, 4]],
    success: &[rt::Case::new(rt::Status::Code(200), 0)],
    errors: &[rt::Case::new(rt::Status::Code(400), 0), rt::Case::new(rt::Status::Range(4), 0)],
    timeout: ::core::option::Option::None,
};
const GET: &rt::Operation = &rt::Operation {
    id: "GetMachine",
    method: rt::Method::Get,
    path: "/machines/{machine_id}",
    headers: &[],
    content_type: "",
    accept: "application/json",
    security: &[&[0]],
    success: &[rt::Case::new(rt::Status::Code(200), 0)],
    errors: &[rt::Case::new(rt::Status::Code(401), 0), rt::Case::new(rt::Status::Code(404), 1)],
    timeout: ::core::option::Option::None,
};
const PING: &rt::Operation = &rt::Operation {
    id: "Ping",
    method: rt::Method::Get,
    path: "/ping",
    headers: &[],
    content_type: "",
    accept: "",
    security: &[],
    success: &[rt::Case::new(rt::Status::Code(204), 0)],
    errors: &[],
    timeout: ::core::option::Option::None,
};

#[derive(Clone, Debug)]
pub(super) struct Machines {
    client: rt::Client,
}
impl Machines {
    pub(super) fn new(client: rt::Client) -> Self {
        Self { client }
    }
    #[inline]
    pub(super) fn create(&self, name: impl ::core::convert::Into<::std::string::String>) -> Create {
        Create { call: self.client.call(CREATE), body: CreateMachineRequestBody::new(name) }
    }
    #[inline]
    pub(super) fn get(&self, machine_id: impl ::core::convert::Into<::std::string::String>) -> Get {
        let mut call = self.client.call(GET);
        call.path("machine_id", &machine_id.into());
        Get { call }
    }
    #[inline]
    pub(super) fn ping(&self) -> Ping {
        Ping { call: self.client.call(PING) }
    }
}

#[must_use = "nothing is sent until `send` is called"]
#[derive(Clone, Debug)]
pub(super) struct Create {
    call: rt::Call,
    body: CreateMachineRequestBody,
}
impl Create {
    #[inline]
    pub(super) fn scoped_machines(
        mut self,
        values: impl ::core::iter::IntoIterator<
            Item = impl ::core::convert::Into<::std::string::String>,
        >,
    ) -> Self {
        self.body.scoped_machines = ::core::option::Option::Some(
            values.into_iter().map(::core::convert::Into::into).collect(),
        );
        self
    }
    #[inline]
    pub(super) fn secret(mut self, value: impl ::core::convert::Into<rt::Secret>) -> Self {
        self.body.secret = ::core::option::Option::Some(value.into());
        self
    }
    #[inline]
    pub(super) fn weight(mut self, value: f64) -> Self {
        self.body.weight = ::core::option::Option::Some(value);
        self
    }
    #[inline]
    pub(super) fn send(self) -> rt::Send<Machine, ClerkErrors> {
        self.call.body(&self.body).send()
    }
    #[inline]
    pub(super) fn request(self) -> rt::Result<rt::Request<rt::Bytes>, rt::Error<ClerkErrors>> {
        self.call.body(&self.body).request()
    }
}

#[must_use = "nothing is sent until `send` is called"]
#[derive(Clone, Debug)]
pub(super) struct Get {
    call: rt::Call,
}
impl Get {
    #[inline]
    pub(super) fn order_by(mut self, value: MachineOrder) -> Self {
        self.call.query("order_by", &value);
        self
    }
    #[inline]
    pub(super) fn tags(mut self, value: ::std::vec::Vec<::std::string::String>) -> Self {
        self.call.query("tags", &value);
        self
    }
    #[inline]
    pub(super) fn trace(
        mut self,
        value: impl ::core::convert::Into<::std::string::String>,
    ) -> Self {
        self.call.header("x-trace", &value.into());
        self
    }
    #[inline]
    pub(super) fn timeout(mut self, limit: ::core::time::Duration) -> Self {
        self.call.timeout(limit);
        self
    }
    #[inline]
    pub(super) fn with_header(mut self, name: &str, value: &str) -> Self {
        self.call.with_header(name, value);
        self
    }
    #[inline]
    pub(super) fn with_query(mut self, name: &str, value: &str) -> Self {
        self.call.with_query(name, value);
        self
    }
    #[inline]
    pub(super) fn with_base_url(mut self, url: &str) -> Self {
        self.call.with_base_url(url);
        self
    }
    #[inline]
    pub(super) fn send(self) -> rt::Send<Machine, GetError> {
        self.call.send()
    }
    #[inline]
    pub(super) fn send_with_response(self) -> rt::SendWithResponse<Machine, GetError> {
        self.call.send_with_response()
    }
    #[inline]
    pub(super) fn request(self) -> rt::Result<rt::Request<rt::Bytes>, rt::Error<GetError>> {
        self.call.request()
    }
}

#[must_use = "nothing is sent until `send` is called"]
#[derive(Clone, Debug)]
pub(super) struct Ping {
    call: rt::Call,
}
impl Ping {
    #[inline]
    pub(super) fn send(self) -> rt::Send<(), ::core::convert::Infallible> {
        self.call.send()
    }
}

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
    pub(super) fn transport(mut self, transport: impl rt::Transport + 'static) -> Self {
        self.inner = self.inner.transport(transport);
        self
    }
    pub(super) fn build(self) -> ::core::result::Result<Client, rt::ConfigError> {
        ::core::result::Result::Ok(Client { inner: self.inner.build()? })
    }
}
