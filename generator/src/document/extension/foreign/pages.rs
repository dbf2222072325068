//! What others call `x-sdk-pagination`.

use super::super::super::read::Object;
use super::super::{Pagination, PaginationStyle};
use super::{Said, Wrong, first, list, members, text};
use crate::source::{Map, Node, Value};

/// Whether it is said that all there is comes as one page.
pub(in super::super::super) fn is_one_page(object: &Object<'_, '_, '_>) -> bool {
    let Some(Node { value: Value::Object(said), .. }) = object.peek("x-ms-pageable") else {
        return false;
    };
    matches!(said.get("nextLinkName"), Some(Node { value: Value::Null, .. }))
}

/// How an operation is divided into pages.
pub(in super::super::super) fn pagination(object: &mut Object<'_, '_, '_>) -> Option<Pagination> {
    first(
        object,
        &[
            ("x-speakeasy-pagination", &speakeasy),
            ("x-fern-pagination", &fern),
            ("x-ms-pageable", &microsoft),
        ],
    )
}

/// Whether an operation is divided as the root says.
pub(in super::super::super) fn as_the_document(object: &Object<'_, '_, '_>) -> bool {
    matches!(object.peek("x-fern-pagination"), Some(Node { value: Value::Bool(true), .. }))
}

/// Inputs with the roles that they have, and outputs with JSONPath to them.
fn speakeasy(node: &Node) -> Said<Pagination> {
    let said = members(node)?;
    let mut roles: Vec<(String, String)> = Vec::new();
    for input in said.get("inputs").map_or(Ok(&[][..]), list)? {
        let at = members(input)?;
        let (Some(name), Some(role)) = (at.get("name"), at.get("type")) else {
            return Err(Wrong::new(input, "an input needs `name` and `type`"));
        };
        let name = match at.get("in") {
            Some(Node { value: Value::String(place), .. }) if place == "requestBody" => {
                member_of_body(name)?
            }
            Some(_) | None => text(name)?,
        };
        roles.extend(text(role)?.zip(name));
    }
    let outputs = said.get("outputs").map(members).transpose()?;
    let output = |key: &str| match outputs.and_then(|outputs| outputs.get(key)) {
        Some(path) => json_path(path).map(Some),
        None => Ok(None),
    };
    let has = |role: &str| roles.iter().any(|(known, _)| known == role);
    let kind = said.get("type").map_or(Ok(None), text)?;
    let (style, next) = match kind.as_deref() {
        Some("offsetLimit") if has("page") => (PaginationStyle::Page, None),
        Some("offsetLimit") if has("offset") => (PaginationStyle::Offset, None),
        Some("cursor") if has("cursor") => (PaginationStyle::Cursor, Some("nextCursor")),
        Some("url") => (PaginationStyle::NextUrl, Some("nextUrl")),
        Some("offsetLimit" | "cursor") => {
            return Err(Wrong::new(node, "no input says where the next page begins"));
        }
        Some(_) | None => {
            return Err(Wrong::new(node, "its type is not `offsetLimit`, `cursor` or `url`"));
        }
    };
    let needed = |pointer: Option<String>, key: &str| {
        pointer.ok_or_else(|| Wrong::new(node, format!("`outputs` has no `{key}`")))
    };
    let items = needed(output("results")?, "results")?;
    let next = match next {
        Some(key) => Some(needed(output(key)?, key)?),
        None => None,
    };
    let known = [("limit", true), ("page", style == PaginationStyle::Page)];
    let rest = [("offset", PaginationStyle::Offset), ("cursor", PaginationStyle::Cursor)];
    let matters = |role: &str| {
        known.contains(&(role, true)) || rest.iter().any(|(name, of)| *name == role && *of == style)
    };
    roles.retain(|(role, _)| matters(role));
    Ok(Some(found("x-speakeasy-pagination", node, style, roles, items, next)))
}

/// A member of the request's body by its name, a path with dots or a JSONPath, as a JSON Pointer.
fn member_of_body(node: &Node) -> Said<String> {
    let Some(name) = text(node)? else { return Ok(None) };
    if name.starts_with('$') {
        return json_path(node).map(Some);
    }
    Ok(Some(pointer(name.split('.').map(str::to_owned))))
}

/// Members of the request and the response by paths with dots.
fn fern(node: &Node) -> Said<Pagination> {
    if let Value::Bool(_) = node.value {
        return Ok(None);
    }
    let said = members(node)?;
    let Some(items) = response(said, "results")? else {
        return Err(Wrong::new(node, "it has no `results`"));
    };
    let key = "x-fern-pagination";
    for next in ["next_uri", "next_path"] {
        if let Some(next) = response(said, next)? {
            let style = PaginationStyle::NextUrl;
            return Ok(Some(found(key, node, style, Vec::new(), items, Some(next))));
        }
    }
    if let Some(cursor) = request(said, "cursor")? {
        let Some(next) = response(said, "next_cursor")? else {
            return Err(Wrong::new(node, "it has no `next_cursor`"));
        };
        let roles = vec![("cursor".to_owned(), cursor)];
        return Ok(Some(found(key, node, PaginationStyle::Cursor, roles, items, Some(next))));
    }
    let Some(offset) = request(said, "offset")? else {
        return Err(Wrong::new(node, "it has no `cursor`, `offset`, `next_uri` or `next_path`"));
    };
    // `step` is the number of items of a page. Without it the offset counts pages, unless it is called
    // what nobody calls a page.
    let step = request(said, "step")?;
    let called = offset.rsplit(['/', '.']).next().unwrap_or_default();
    let counts_items =
        step.is_some() || matches!(called, "offset" | "skip" | "start" | "start_index");
    let (style, role) = if counts_items {
        (PaginationStyle::Offset, "offset")
    } else {
        (PaginationStyle::Page, "page")
    };
    let mut roles: Vec<(String, String)> =
        step.map(|step| ("limit".to_owned(), step)).into_iter().collect();
    roles.push((role.to_owned(), offset));
    Ok(Some(found(key, node, style, roles, items, None)))
}

/// Members of the body: the items, and the address of the next page. Without an address there is one page.
fn microsoft(node: &Node) -> Said<Pagination> {
    let said = members(node)?;
    let name = |key: &str| match said.get(key) {
        Some(Node { value: Value::Null, .. }) | None => Ok(None),
        Some(name) => text(name),
    };
    let Some(next) = name("nextLinkName")? else { return Ok(None) };
    let items = name("itemName")?.unwrap_or_else(|| "value".to_owned());
    let (items, next) = (pointer([items]), pointer([next]));
    let style = PaginationStyle::NextUrl;
    Ok(Some(found("x-ms-pageable", node, style, Vec::new(), items, Some(next))))
}

fn found(
    extension: &'static str,
    node: &Node,
    style: PaginationStyle,
    parameters: Vec<(String, String)>,
    items: String,
    next: Option<String>,
) -> Pagination {
    Pagination {
        extension,
        style,
        parameters,
        items,
        total: None,
        next,
        last: None,
        more: None,
        first: None,
        at: node.at,
    }
}

/// `$request.name`, where the name may begin with the place that it is in.
fn request(said: &Map, key: &str) -> Said<String> {
    let Some(node) = said.get(key) else { return Ok(None) };
    let path = text(node)?.unwrap_or_default();
    match path.strip_prefix("$request.") {
        Some(name) => Ok(Some(match name.strip_prefix("body.") {
            Some(name) => pointer(name.split('.').map(str::to_owned)),
            None => name.strip_prefix("query.").unwrap_or(name).to_owned(),
        })),
        None => Err(Wrong::new(node, "it does not begin with `$request.`")),
    }
}

/// `$response.path.to.it`, as a JSON Pointer.
fn response(said: &Map, key: &str) -> Said<String> {
    let Some(node) = said.get(key) else { return Ok(None) };
    let path = text(node)?.unwrap_or_default();
    match path.strip_prefix("$response") {
        Some("") => Ok(Some(String::new())),
        Some(path) if path.starts_with('.') => {
            Ok(Some(pointer(path.split('.').skip(1).map(str::to_owned))))
        }
        Some(_) | None => Err(Wrong::new(node, "it does not begin with `$response`")),
    }
}

/// JSONPath (RFC 9535) that names members alone, as a JSON Pointer.
fn json_path(node: &Node) -> Result<String, Wrong> {
    let path = text(node)?.unwrap_or_default();
    let names = path.strip_prefix('$').and_then(steps);
    names.map(pointer).ok_or_else(|| {
        Wrong::new(node, format!("`{path}` is no JSONPath that names members and nothing else"))
    })
}

fn steps(path: &str) -> Option<Vec<String>> {
    let mut rest = path;
    let mut names = Vec::new();
    while !rest.is_empty() {
        let (name, after) = if let Some(dotted) = rest.strip_prefix('.') {
            let end = dotted.find(['.', '[']).unwrap_or(dotted.len());
            dotted.split_at(end)
        } else {
            let inner = rest.strip_prefix('[')?;
            let quote = inner.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            let (name, after) = inner[1..].split_once(quote)?;
            (name, after.strip_prefix(']')?)
        };
        if name.is_empty() || name.contains(['*', '?', '@', '\\']) && !name.starts_with('@') {
            return None;
        }
        names.push(name.to_owned());
        rest = after;
    }
    Some(names)
}

/// A JSON Pointer (RFC 6901) of names.
pub(super) fn pointer(names: impl IntoIterator<Item = String>) -> String {
    let escaped = |name: String| format!("/{}", name.replace('~', "~0").replace('/', "~1"));
    names.into_iter().map(escaped).collect()
}

/// What a parameter or a member of a body is for where answers are divided into pages, by Stainless.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PageRole {
    /// The items of a page.
    Items,
    /// The parameter or the member of the request that takes the cursor.
    Cursor,
    /// The member that has the next cursor.
    NextCursor,
    /// The member that has the address of the next page.
    NextUrl,
    /// That which takes the number of the page.
    Page,
    /// That which takes the number of items before the page.
    Offset,
    /// The member that has the number of items on all pages.
    Total,
}

/// The role that a schema has.
pub(in super::super::super) fn page_role(object: &mut Object<'_, '_, '_>) -> Option<PageRole> {
    first(
        object,
        &[("x-stainless-pagination-property", &|node| {
            let purpose = members(node)?.get("purpose").map_or(Ok(None), text)?;
            Ok(match purpose.as_deref() {
                Some("items") => Some(PageRole::Items),
                Some("next_cursor_param") => Some(PageRole::Cursor),
                Some("next_cursor_field") => Some(PageRole::NextCursor),
                Some("cursor_url_field") => Some(PageRole::NextUrl),
                Some("page_number_param") => Some(PageRole::Page),
                Some("offset_count_param") => Some(PageRole::Offset),
                Some("offset_total_count_field") => Some(PageRole::Total),
                Some(_) | None => None,
            })
        })],
    )
}

#[cfg(test)]
mod tests {
    use super::{pointer, steps};

    #[test]
    fn a_path_of_names_becomes_a_pointer_and_any_other_is_refused() {
        let read = |path: &str| steps(path).map(pointer);
        assert_eq!(read("").as_deref(), Some(""));
        assert_eq!(read(".data.items").as_deref(), Some("/data/items"));
        assert_eq!(read("['a/b'][\"c.d\"].e").as_deref(), Some("/a~1b/c.d/e"));
        for path in ["data", ".", "..data", ".data[0]", ".data[-1].id", ".*", ".data[?x]", "['a'"] {
            assert_eq!(read(path), None, "{path}");
        }
    }
}
