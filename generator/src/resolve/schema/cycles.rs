//! Schemas that are defined by nothing but themselves: `allOf` or `$ref` in a circle.
//!
//! A circle through a property, an item or an alternative is legal recursion; one through `$ref` and
//! `allOf` alone says nothing at any depth.

use std::sync::Arc;

use super::super::resolver::Resolver;
use super::super::{Schema, SchemaId};
use crate::diag::codes;

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    New,
    Open,
    Done,
}

impl Resolver<'_> {
    /// Reports each such circle once and opens it, so that later stages may follow `$ref` and `allOf`.
    pub(in super::super) fn open_cycles(&mut self) {
        let mut marks = vec![Mark::New; self.schemas.len()];
        for start in 0..self.schemas.len() {
            self.visit(start, &mut marks);
        }
    }

    /// A depth-first walk with a stack of its own: references may be chained beyond any call stack.
    fn visit(&mut self, start: usize, marks: &mut [Mark]) {
        if marks[start] != Mark::New {
            return;
        }
        marks[start] = Mark::Open;
        let mut path: Vec<(usize, usize)> = vec![(start, 0)];
        while let Some(&(node, edge)) = path.last() {
            let Some(next) = self.edge(node, edge) else {
                marks[node] = Mark::Done;
                path.pop();
                continue;
            };
            if let Some((_, edge)) = path.last_mut() {
                *edge += 1;
            }
            match marks[next] {
                Mark::Done => {}
                Mark::New => {
                    marks[next] = Mark::Open;
                    path.push((next, 0));
                }
                Mark::Open => {
                    self.open(node, next);
                    // The edge is gone, so the edges after it have moved up.
                    if let Some((_, edge)) = path.last_mut() {
                        *edge -= 1;
                    }
                }
            }
        }
    }

    /// The schema at the end of the n-th edge.
    fn edge(&self, node: usize, edge: usize) -> Option<usize> {
        let schema = self.schemas[node].as_ref()?;
        schema.reference.iter().chain(&schema.all_of).nth(edge).map(|id| id.0 as usize)
    }

    fn open(&mut self, node: usize, next: usize) {
        let back = SchemaId(u32::try_from(next).unwrap_or(u32::MAX));
        let to = self.schemas[next].as_ref().map(|schema| schema.at);
        let Some(schema) = self.schemas[node].as_mut().map(Arc::make_mut) else { return };
        if schema.reference == Some(back) {
            schema.reference = None;
        } else if let Some(index) = schema.all_of.iter().position(|id| *id == back) {
            schema.all_of.remove(index);
        }
        let at = schema.at;
        let message = match &schema.component {
            Some(name) => format!("the schema `{name}` is defined by itself"),
            None => "this schema is defined by itself".to_owned(),
        };
        let diagnostic = self.diags.report(codes::REF_CYCLE, at, message);
        diagnostic.help("remove the reference that leads back; recursion goes through a property, an item or an alternative");
        if let Some(to) = to.filter(|to| *to != at) {
            diagnostic.label(to, "which leads back to here");
        }
    }
}

impl Resolver<'_> {
    /// All schemas, now built.
    pub(in super::super) fn take_schemas(&mut self) -> Vec<Arc<Schema>> {
        let root = self.document.at;
        std::mem::take(&mut self.schemas)
            .into_iter()
            .map(|schema| schema.unwrap_or_else(|| Arc::new(Schema::any(root))))
            .collect()
    }
}
