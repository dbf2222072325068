//! The Paths Object: path templates in order.

use indexmap::IndexMap;

use super::path_item::PathItem;
use super::read::{Cx, Object, Read};
use crate::diag::{Place, codes};
use crate::source::Node;

/// `paths`: template to path item, in order.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Paths(pub IndexMap<String, PathItem>);

impl Read for Paths {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the paths object", cx)?;
        for (key, item) in object.unknown() {
            if !key.starts_with('/') && !key.starts_with("x-") {
                object
                    .diags()
                    .report(
                        codes::INVALID_VALUE,
                        Place::Key(item.at),
                        format!("the path `{key}` does not begin with `/`"),
                    )
                    .help(format!("write `/{key}`"));
            }
        }
        let items = object.rest();
        object.finish_extensions();
        Some(Self(items))
    }
}
