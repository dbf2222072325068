//! What parameters and members are called that are about pages, and what is said of them. Knows no schemas.

/// A name without what stands between its words, in lower case: `page[number]`, `page_number` and `pageNumber` are one.
pub(super) fn key(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

pub(super) const LIMIT: &[&str] = &[
    "limit",
    "perpage",
    "pagesize",
    "pagelimit",
    "maxresults",
    "max",
    "count",
    "size",
    "rows",
    "take",
    "top",
    "itemsperpage",
    "resultsperpage",
    "maxitems",
    "maxpagesize",
    "pagelen",
    "hitsperpage",
    "numresults",
    "recordsperpage",
    "maxresultcount",
    "batchsize",
    "maxrecords",
    "pagecount",
    "first",
    "itemspagesize",
    "pagelength",
    "length",
    "num",
    "displaysize",
    "resultcount",
    "maxcount",
    "entriesperpage",
];

pub(super) const PAGE: &[&str] =
    &["page", "pagenumber", "pagenum", "pageno", "pageindex", "currentpage", "pagenr"];

/// What counts items, by its name alone.
pub(super) const SKIP: &[&str] = &["offset", "skip"];

/// What counts items where it is said that it begins with zero.
pub(super) const START: &[&str] =
    &["start", "startat", "startindex", "startfrom", "firstresult", "from"];

/// What takes the id of the last item.
pub(super) const AFTER: &[&str] = &["startingafter", "after", "afterid", "sinceid"];

pub(super) const TOTAL: &[&str] = &[
    "total",
    "totalcount",
    "totalitems",
    "totalresults",
    "totalrecords",
    "totalelements",
    "totalhits",
    "totalrows",
    "totalentries",
    "totalobjects",
    "itemstotal",
    "totalsize",
    "totalrowcount",
    "totalnumber",
    "numfound",
    "totalnumberofresults",
    "totalitemcount",
    "totalresultcount",
    "totalrecordcount",
    "resultstotal",
];

pub(super) const MORE: &[&str] = &[
    "hasmore",
    "hasnext",
    "hasnextpage",
    "hasmoreitems",
    "hasmoreresults",
    "hasmorepages",
    "hasmorerecords",
    "hasmoredata",
    "more",
    "moreavailable",
    "moreresultsavailable",
    "isnextpageavailable",
    "nextpageavailable",
    "moreitemsinlist",
    "hasadditionalresults",
];

/// Objects that hold what is told of pages.
pub(super) const ABOUT: &[&str] = &[
    "meta",
    "metadata",
    "pagination",
    "paging",
    "page",
    "pageinfo",
    "pageinformation",
    "pagemeta",
    "pagemetadata",
    "paginationinfo",
    "paginationmetadata",
    "pagingmetadata",
    "paginginfo",
    "links",
    "cursor",
    "cursors",
    "next",
    "resultinfo",
    "responsemetadata",
    "listmeta",
    "paginationmeta",
    "searchmetadata",
    "pagingdata",
    "pager",
    "pagedata",
    "responseinfo",
    "pagedetails",
    "paginationdetails",
];

/// Objects that hold the items where the body itself has none.
pub(super) const WRAPPERS: &[&str] =
    &["data", "result", "results", "response", "embedded", "payload", "body", "content"];

/// What arrays of items are called where there are other arrays beside them.
pub(super) const ITEMS: &[&str] = &[
    "items",
    "data",
    "results",
    "result",
    "records",
    "entries",
    "value",
    "values",
    "content",
    "list",
    "rows",
    "objects",
    "resources",
    "hits",
    "nodes",
    "elements",
    "collection",
    "resource",
];

/// Arrays that are no items.
pub(super) const BESIDE: &[&str] = &[
    "links",
    "included",
    "includes",
    "facets",
    "aggregations",
    "columns",
    "fields",
    "headers",
    "sort",
    "sorting",
    "orderby",
    "filters",
    "filter",
    "expand",
    "expanded",
    "meta",
    "metadata",
    "schema",
    "keys",
    "required",
    "debug",
    "messages",
    "notices",
];

/// How the names of others begin that are no items.
pub(super) const BESIDE_BEGIN: &[&str] =
    &["error", "warning", "unreachable", "unavailable", "failed", "failure", "skipped", "missing"];

pub(super) fn is_beside(key: &str) -> bool {
    BESIDE.contains(&key) || BESIDE_BEGIN.iter().any(|word| key.starts_with(word))
}

/// Whether the next page is asked for with what a member says.
pub(super) enum Pair {
    /// Whatever is said of it.
    Sure,
    /// Where it is said to be that of the next page.
    IfNext,
    /// Where it is said to be a cursor.
    IfCursor,
    /// Where the parameter is said to be about pages.
    IfPage,
    /// Where the body says besides whether there are more pages.
    IfMore,
    /// Where it may be missing or null.
    IfNull,
}

const CURSORS: &[&str] = &[
    "cursor",
    "pagecursor",
    "aftercursor",
    "startcursor",
    "startingcursor",
    "after",
    "pageafter",
    "pagetoken",
    "nexttoken",
    "nextcursor",
    "nextpagetoken",
    "nextpage",
    "continuationtoken",
    "paginationtoken",
    "pagingtoken",
    "startingtoken",
    "starttoken",
    "marker",
    "pagemarker",
    "bookmark",
    "startingafter",
    "afterid",
    "nextpagecursor",
    "nextpageid",
    "pageid",
    "position",
];

const NEXTS: &[&str] = &[
    "nextcursor",
    "nextpagecursor",
    "endcursor",
    "nexttoken",
    "nextpagetoken",
    "nextcontinuationtoken",
    "nextpaginationtoken",
    "nextmarker",
    "nextstartingtoken",
    "nextpageid",
    "nextcursorid",
    "nextbookmark",
];

/// Whether a parameter takes what a member of this name, in an object of that name, has.
pub(super) fn pair(input: &str, under: &str, member: &str) -> Option<Pair> {
    if matches!((input, member), ("continue", "continue")) {
        return Some(Pair::Sure);
    }
    if input == "page" {
        // Some count, and others hand out texts, under the same names.
        return matches!(member, "nextpage" | "nextpagenumber" | "nextpagetoken")
            .then_some(Pair::IfNull);
    }
    if input == "token" {
        // Credentials are called so, too.
        return matches!(member, "nexttoken" | "nextpagetoken").then_some(Pair::IfPage);
    }
    if !CURSORS.contains(&input) {
        return None;
    }
    let is_next = input.starts_with("next") || input.starts_with("continuation");
    match member {
        _ if NEXTS.contains(&member) => Some(Pair::Sure),
        _ if member.strip_prefix("next") == Some(input) => Some(Pair::Sure),
        _ if member == input && (is_next || under == "next") => Some(Pair::Sure),
        "after" | "next" if matches!(under, "cursor" | "cursors") => Some(Pair::Sure),
        "cursor" | "after" | "token" if under == "next" => Some(Pair::Sure),
        "next" | "nextpage" => Some(Pair::IfCursor),
        _ if member == input => Some(Pair::IfNext),
        "cursor" | "continuationtoken" | "paginationtoken" => Some(Pair::IfNext),
        "lastid" if matches!(input, "after" | "afterid" | "startingafter") => Some(Pair::IfMore),
        _ => None,
    }
}

/// Whether a member of this name can be the address of the next page.
pub(super) fn is_next_address(under: &str, member: &str) -> bool {
    matches!(
        member,
        "next"
            | "nexturl"
            | "nextlink"
            | "nexturi"
            | "nexthref"
            | "nextpage"
            | "nextpageurl"
            | "nextpageuri"
            | "nextpagelink"
            | "nextpageapi"
            | "odatanextlink"
    ) || member == "href" && under == "next"
}

/// Whether a list is called as the last words of a path: `Account` or `accounts` at `/accounts`.
pub(super) fn is_called_as(list: &str, path: &str) -> bool {
    let last = key(path.rsplit('/').next().unwrap_or_default());
    let list = list.trim_end_matches('s');
    !list.is_empty() && last.contains(list)
}

/// Whether a name is one of those by which pages are asked for.
pub(super) fn asks(key: &str) -> bool {
    PAGE.contains(&key)
        || SKIP.contains(&key)
        || CURSORS.contains(&key)
        || matches!(key, "perpage" | "since")
}

/// Whether a parameter of this name can be about pages at all.
pub(super) fn is_input(key: &str) -> bool {
    asks(key)
        || [LIMIT, START, AFTER].iter().any(|names| names.contains(&key))
        || matches!(key, "continue" | "token")
}
