//! What descriptions say in words of parameters and members that are about pages. Takes texts in lower case.

/// Where a number begins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Base {
    Zero,
    One,
    Other,
}

/// Where a number begins by what is said of it.
pub(super) fn base(text: &str) -> Option<Base> {
    const BEFORE: &[&str] = &[
        "default is ",
        "default: ",
        "default ",
        "default value is ",
        "default value: ",
        "default = ",
        "default=",
        "default:",
        "defaults to ",
        "default to ",
        "defaults to page ",
        "default page is ",
        "default page: ",
        "starts at ",
        "starts from ",
        "starts with ",
        "start at ",
        "start from ",
        "start with ",
        "starting at ",
        "starting from ",
        "starting with ",
        "beginning with ",
        "beginning at ",
        "begins with ",
        "begins at ",
        "first page is ",
        "first page number is ",
        "first page = ",
        "indexed from ",
        "numbered from ",
        "counting from ",
        "starts on ",
        "minimum: ",
        "minimum is ",
        "start on ",
        "starting on ",
    ];
    const AFTER: &[&str] = &["-based", " based", "-indexed", " indexed", "-index"];
    let says = |digit: &str, word: &str| {
        [digit, word].into_iter().any(|number| {
            let before = |phrase: &str| {
                follows(text, phrase).any(|rest| {
                    let rest = rest.trim_start_matches(['`', '\'', '"', '*', '(']);
                    let rest = rest.strip_prefix("page ").unwrap_or(rest);
                    let ends = |rest: &str| {
                        let mut rest = rest.chars();
                        match rest.next() {
                            Some('.') => rest.next().is_none_or(|c| !c.is_ascii_digit()),
                            Some(c) => !c.is_alphanumeric(),
                            None => true,
                        }
                    };
                    rest.strip_prefix(number).is_some_and(ends)
                })
            };
            BEFORE.iter().any(|phrase| before(phrase))
                || AFTER.iter().any(|phrase| {
                    let whole = format!("{number}{phrase}");
                    text.match_indices(&whole).any(|(at, _)| {
                        !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.')
                    })
                })
        })
    };
    match (says("0", "zero"), says("1", "one")) {
        (true, false) => Some(Base::Zero),
        (false, true) => Some(Base::One),
        // Of two numbers one is something else's.
        (true, true) | (false, false) => None,
    }
}

fn follows<'a>(text: &'a str, phrase: &'a str) -> impl Iterator<Item = &'a str> {
    text.match_indices(phrase).map(|(at, found)| &text[at + found.len()..])
}

pub(super) fn says_next(text: &str) -> bool {
    text.contains("next") || text.contains("following page")
}

pub(super) fn says_cursor(text: &str) -> bool {
    text.contains("cursor") || text.contains("token") || text.contains("opaque")
}

/// Whether it is said to be the id of an object, the last one of a page.
pub(super) fn says_id(text: &str) -> bool {
    let is_id =
        [" id", "id ", "identifier", "`id`", "object id"].iter().any(|word| text.contains(word));
    is_id && !text.contains("timestamp")
}

pub(super) fn says_address(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .into_iter()
        .any(|word| matches!(word, "url" | "uri" | "link" | "href" | "urls" | "hyperlink"))
}

/// Whether a parameter says that it takes what an earlier answer gave.
pub(super) fn says_source(text: &str) -> bool {
    ["next", "previous", "last request", "last response", "returned"]
        .iter()
        .any(|word| text.contains(word))
}

/// Whether a text is said to be one of yes and no.
pub(super) fn says_whether(text: &str) -> bool {
    ["true if", "false if", "boolean"].iter().any(|phrase| text.contains(phrase))
}

/// Whether what is behind the last page is said to be a page with items.
pub(super) fn stays_at_the_last(text: &str) -> bool {
    ["closest", "returns the last page", "last page is returned", "last page will be returned"]
        .iter()
        .any(|phrase| text.contains(phrase))
}

/// Whether a total is said to be one of something else than all items: of those on one page, or of pages.
pub(super) fn is_of_others(text: &str) -> bool {
    [
        "this page",
        "current page",
        "the page",
        "per page",
        "this response",
        "returned",
        "in the response",
        "number of pages",
        "count of pages",
        "total pages",
        "pages available",
        "page count",
    ]
    .iter()
    .any(|phrase| text.contains(phrase))
}

/// Whether what skips items by its name is said to count pages.
pub(super) fn counts_pages(text: &str) -> bool {
    [
        "page number",
        "page index",
        "page offset",
        "number of pages",
        "number of the page",
        "which page",
        "pages to skip",
        "offset page",
        "the page to",
        "the page of",
        "first page",
        "utc",
        "timezone",
        "time zone",
        "timestamp",
    ]
    .iter()
    .any(|phrase| text.contains(phrase))
}
