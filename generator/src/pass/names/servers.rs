//! Servers, their variables and the values of these.

use super::scope::{Reserved, Wish};
use super::spell::{self, Case};
use super::{Claimant, FREE, NOWHERE, claim, name_all};
use crate::diag::Diagnostics;
use crate::ir::{Api, Ident, Name};

/// What stands beside the enums of values.
const TYPES: Reserved<'_> = Reserved {
    idents: &["Builder", "Client", "Server"],
    instead: |ident| format!("Server{ident}"),
};

pub(super) fn run(api: &mut Api, diags: &mut Diagnostics) {
    if api.choice().is_empty() {
        return;
    }
    let at = api.operations.first().map_or(NOWHERE, |operation| operation.at);
    let wishes = api.servers.iter().map(|server| {
        let wish = Wish::new(&server.name, Case::Camel, FREE);
        wish.or(spell::name(&server.other_name, Case::Camel), FREE)
    });
    let claimants = wishes.map(|wish| Claimant { wish, at }).collect();
    let idents = claim(claimants, &[], Case::Camel, diags);
    for (server, ident) in api.servers.iter_mut().zip(idents) {
        server.ident = ident;
        let variables = server.variables.iter_mut().map(|v| (&v.name, at, &mut v.ident));
        name_all(variables, Case::Snake, FREE, diags);
        for variable in &mut server.variables {
            let name = |wire: &str| Name(if wire.is_empty() { "empty" } else { wire }.to_owned());
            let wishes = variable
                .values
                .iter()
                .map(|value| Wish::new(&name(&value.wire), Case::Camel, FREE));
            let claimants = wishes.map(|wish| Claimant { wish, at }).collect();
            let idents = claim(claimants, &[], Case::Camel, diags);
            for (value, ident) in variable.values.iter_mut().zip(idents) {
                value.ident = ident;
            }
        }
    }
    types(api, diags);
}

/// One enum for all variables of one name that have the same values.
fn types(api: &mut Api, diags: &mut Diagnostics) {
    let at = api.operations.first().map_or(NOWHERE, |operation| operation.at);
    let mut known: Vec<(Name, Vec<String>)> = Vec::new();
    let key = |variable: &crate::ir::ServerVariable| {
        let values = variable.values.iter().map(|value| value.wire.clone()).collect();
        (variable.name.clone(), values)
    };
    let variables = || api.servers.iter().flat_map(|server| &server.variables);
    for variable in variables().filter(|variable| !variable.values.is_empty()) {
        let key = key(variable);
        if !known.contains(&key) {
            known.push(key);
        }
    }
    let wishes = known.iter().map(|(name, _)| {
        let longer = Name(format!("server {}", name.0));
        Wish::new(&longer, Case::Camel, TYPES)
    });
    let claimants = wishes.map(|wish| Claimant { wish, at }).collect();
    let idents: Vec<Ident> = claim(claimants, TYPES.idents, Case::Camel, diags);
    for variable in api.servers.iter_mut().flat_map(|server| &mut server.variables) {
        let key = key(variable);
        if let Some(index) = known.iter().position(|known| *known == key) {
            variable.ty = idents[index].clone();
        }
    }
}
