//! `x-sdk-pagination`.

use super::super::read::{Cx, Object, Read};
use super::PointerText;
use crate::diag::{Place, codes};
use crate::source::{At, Node};

/// `x-sdk-pagination`.
#[derive(Clone, PartialEq, Debug)]
pub struct Pagination {
    /// The extension that says it: [`OURS`](Self::OURS), or another tool's.
    pub extension: &'static str,
    /// `offset`, `page`, `cursor`, `next-url` or `link-header`.
    pub style: PaginationStyle,
    /// Role (`limit`, `offset`, `page`, `cursor`) → name of a query parameter of the operation, or, where it
    /// begins with a slash, RFC 6901 pointer to a member of its JSON body.
    pub parameters: Vec<(String, String)>,
    /// RFC 6901 pointer to the items.
    pub items: String,
    /// RFC 6901 pointer to the total.
    pub total: Option<String>,
    /// RFC 6901 pointer to the next cursor or URL.
    pub next: Option<String>,
    /// RFC 6901 pointer, in the last item of a page, to the next cursor.
    pub last: Option<String>,
    /// RFC 6901 pointer to a boolean that is `false` on the last page.
    pub more: Option<String>,
    /// The number of the first page, where it is not its parameter that says it.
    pub first: Option<u64>,
    /// The extension's value.
    pub at: At,
}

impl Pagination {
    /// What ours is called.
    pub const OURS: &'static str = "x-sdk-pagination";

    /// What stands for it where parameters and members say it by themselves.
    pub const PLAIN: &'static str = "pagination";

    /// Whether another tool says it. What is wrong with that is no error: it is ignored.
    #[must_use]
    pub fn is_foreign(&self) -> bool {
        self.extension != Self::OURS
    }

    /// Whether no extension says it. What is wrong with that is nobody's mistake.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.extension == Self::PLAIN
    }
}

/// How the next page is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaginationStyle {
    /// `offset`.
    Offset,
    /// `page`.
    Page,
    /// `cursor`.
    Cursor,
    /// `next-url`.
    NextUrl,
    /// `link-header`.
    LinkHeader,
}

impl PaginationStyle {
    const ALL: [(&'static str, Self); 5] = [
        ("offset", Self::Offset),
        ("page", Self::Page),
        ("cursor", Self::Cursor),
        ("next-url", Self::NextUrl),
        ("link-header", Self::LinkHeader),
    ];

    /// The role of the parameter without which this style cannot ask for a page.
    fn needed_role(self) -> Option<&'static str> {
        match self {
            Self::Offset => Some("offset"),
            Self::Page => Some("page"),
            Self::Cursor => Some("cursor"),
            Self::NextUrl | Self::LinkHeader => None,
        }
    }

    /// Whether the next page is told by a member of the body.
    fn needs_next(self) -> bool {
        match self {
            Self::Cursor | Self::NextUrl => true,
            Self::Offset | Self::Page | Self::LinkHeader => false,
        }
    }
}

impl Read for PaginationStyle {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        cx.choice(node, &Self::ALL)
    }
}

impl Read for Pagination {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "x-sdk-pagination", cx)?;
        let style: Option<PaginationStyle> = object.required("style");
        let Roles(parameters) = object.optional("parameters").unwrap_or_default();
        let items: Option<PointerText> = object.required("items");
        let total: Option<PointerText> = object.optional("total");
        let last: Option<PointerText> = object.optional("last");
        let more: Option<PointerText> = object.optional("more");
        let by_item = last.is_some() && style == Some(PaginationStyle::Cursor);
        let next: Option<PointerText> = match style {
            Some(style) if style.needs_next() && !by_item => object.required("next"),
            Some(_) | None => object.optional("next"),
        };
        for (key, is_known) in [("last", style != Some(PaginationStyle::Cursor)), ("next", by_item)]
        {
            if let Some(value) = object.peek(key).filter(|_| is_known && style.is_some()) {
                let at = Place::Key(value.at);
                let message = match key {
                    "last" => "only the style `cursor` has a use for `last`",
                    _ => "the cursor is told by `last` already",
                };
                let report = object.diags().report(codes::INVALID_EXTENSION, at, message);
                report.help(format!("remove `{key}`"));
            }
        }
        if let (Some(style), Some(next)) = (style, object.peek("next"))
            && !style.needs_next()
        {
            let at = Place::Key(next.at);
            object
                .diags()
                .report(codes::INVALID_EXTENSION, at, "this style has no use for `next`")
                .help("remove it, or choose the style `cursor` or `next-url`");
        }
        if let Some(role) = style.and_then(PaginationStyle::needed_role)
            && !parameters.iter().any(|(given, _)| given == role)
        {
            let message = format!("pagination of this style needs the parameter `{role}`");
            object
                .diags()
                .report(codes::INVALID_EXTENSION, node.at, message)
                .help(format!("add `{role}: <name of a query parameter, or pointer into the body>` under `parameters`"));
        }
        object.finish();
        Some(Self {
            extension: Self::OURS,
            style: style?,
            parameters,
            items: items?.0,
            total: total.map(|pointer| pointer.0),
            next: next
                .filter(|_| style.is_some_and(PaginationStyle::needs_next) && !by_item)
                .map(|next| next.0),
            last: last.filter(|_| by_item).map(|last| last.0),
            more: more.map(|more| more.0),
            first: None,
            at: node.at,
        })
    }
}

#[derive(Default)]
struct Roles(Vec<(String, String)>);

impl Read for Roles {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the parameters of x-sdk-pagination", cx)?;
        let mut roles = Vec::new();
        for role in ["limit", "offset", "page", "cursor"] {
            roles.extend(object.optional(role).map(|name: String| (role.to_owned(), name)));
        }
        object.finish();
        Some(Self(roles))
    }
}
