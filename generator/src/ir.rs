//! The intermediate representation: what the client crate contains, as plain data.
//!
//! Neither OpenAPI objects nor tokens appear here. `lower` makes it, the passes complete it (names, boxes,
//! usage), `emit` spells it. Every item keeps the place it came from for diagnostics.

#[cfg(test)]
pub(crate) mod blank;
mod body;
mod docs;
mod ends;
mod incoming;
mod json;
mod name;
mod operation;
mod parameter;
mod security;
mod server;
mod shortcut;
mod types;
mod walk;
mod words;

pub use body::*;
pub use docs::{DEFAULT, Docs, EXAMPLE, code_span};
pub use ends::*;
pub use incoming::*;
pub use json::Json;
pub use name::{Ident, Name};
pub use operation::*;
pub use parameter::*;
pub use security::*;
pub use server::*;
pub use shortcut::*;
pub use types::*;

/// One API: one module of the client crate.
#[derive(Clone, PartialEq, Debug)]
pub struct Api {
    /// The name that the caller gave it; words of [`Api::module`].
    pub name: Name,
    /// Module and cargo feature: `clerk`. Set by the names pass.
    pub module: Ident,
    /// `info.title`.
    pub title: String,
    /// `info.version`, as written.
    pub version: String,
    /// `info.description` and friends.
    pub docs: Docs,
    /// Servers in order of the document; the first is the default.
    pub servers: Vec<Server>,
    /// Environment variable that overrides the server (`x-sdk-env` on a server).
    pub server_env: Option<String>,
    /// Whether the servers are examples: everybody has their own, and must say which.
    pub self_hosted: bool,
    /// The security schemes that some operation uses.
    pub schemes: Vec<SecurityScheme>,
    /// The security requirement that applies unless an operation says otherwise: what the client's
    /// constructor asks for.
    pub security: Security,
    /// `x-sdk-timeout` of the root, in seconds.
    pub timeout: Option<f64>,
    /// `x-sdk-retry` of the root, but for `safe`, which every operation has.
    pub retry: Option<Retry>,
    /// `x-sdk-verify`: the operation that checks credentials.
    pub verify: Option<OperationId>,
    /// The statuses that say that credentials were refused, beside 401 (`x-sdk-verify`).
    pub refused: Vec<u16>,
    /// All named types.
    pub types: Vec<TypeDef>,
    /// Distinct sets of answers with more than one body type; operations share them.
    pub answers: Vec<AnswerSet>,
    /// All operations.
    pub operations: Vec<Operation>,
    /// What the API sends unasked, in order of the document.
    pub webhooks: Vec<Webhook>,
    /// The member of all webhooks' bodies whose value tells them apart.
    pub webhook_tag: Option<String>,
    /// Operations by accessor, in order of first appearance.
    pub groups: Vec<Group>,
    /// What can be switched off in a crate that has this API alone.
    pub features: Option<Features>,
}

/// Cargo features: one for each group of operations, with the types that the group needs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Features {
    /// Their names, in the order of [`Api::groups`].
    pub groups: Vec<String>,
    /// That of webhooks, if there are any. As a user of types they come after the last group.
    pub webhooks: Option<String>,
    /// All of them together, and the types that nothing uses.
    pub all: String,
    /// The users of each type, ascending: indices of groups.
    pub types: Vec<Vec<u32>>,
    /// The users of each set of answers, likewise.
    pub answers: Vec<Vec<u32>>,
}

impl Api {
    /// The definition of a type.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }

    /// The servers that a client can choose from; none where there is no choice.
    #[must_use]
    pub fn choice(&self) -> Vec<&Server> {
        let whole: Vec<&Server> = self.servers.iter().filter(|server| server.has_host()).collect();
        let is_choice = !self.self_hosted
            && (whole.len() > 1 || whole.iter().any(|server| !server.variables.is_empty()));
        if is_choice { whole } else { Vec::new() }
    }

    /// An operation.
    #[must_use]
    pub fn operation(&self, id: OperationId) -> &Operation {
        &self.operations[id.0 as usize]
    }
}

/// The operations behind one accessor of the client: `client.machines()`.
#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    /// Words of the accessor.
    pub name: Name,
    /// `machines`: accessor and module. Set by the names pass.
    pub module: Ident,
    /// `Machines`. Set by the names pass.
    pub ident: Ident,
    /// The tag's description.
    pub docs: Docs,
    /// What it is called elsewhere. Searches find it by these names.
    pub aliases: Vec<String>,
    /// Its operations in order of the document.
    pub operations: Vec<OperationId>,
}
