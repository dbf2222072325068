//! Pages that nobody marked: operations whose parameters and answers say by themselves how their pages are asked for.
//!
//! A page that is left out, a loop without end and an error behind the last page are worse than a loop that is written
//! by hand. So both halves have to be there: what is asked for, and where it comes from or where it ends. What is not
//! said is not guessed.

mod said;
mod view;
mod words;

use std::collections::BTreeMap;

use self::said::Base;
use self::view::{Fact, View};
use self::words::key;
use super::pointers::bodies_of;
use crate::diag::{Diagnostics, Rigor};
use crate::resolve::{Operation, Pagination, PaginationStyle, Place, Resolved, SchemaId, Type};

pub(super) fn run(resolved: &mut Resolved, diags: &Diagnostics) {
    if diags.rigor() == Rigor::Strict {
        // Who writes the description says it.
        return;
    }
    let mut bodies = Bodies::new();
    for index in 0..resolved.operations.len() {
        let operation = &resolved.operations[index];
        if operation.pagination.is_none()
            && !operation.one_page
            && operation.method.as_str() == "GET"
            && let Some(found) = told(resolved, operation, &mut bodies)
        {
            resolved.operations[index].pagination = Some(found);
        }
    }
}

/// The items of bodies and what they say of pages, each looked for once: many operations answer with one body.
type Bodies = BTreeMap<SchemaId, Option<(view::Items, Vec<Fact>)>>;

/// How the pages are asked for, where all answers say the same of it.
fn told(resolved: &Resolved, operation: &Operation, known: &mut Bodies) -> Option<Pagination> {
    let inputs = Inputs::of(resolved, operation)?;
    let is_json = |name: &str| name.to_ascii_lowercase().contains("json") || name == "*/*";
    let mut bodies = bodies_of(operation, is_json);
    bodies.dedup();
    let mut found = bodies.into_iter().map(|body| {
        let said = known.entry(body).or_insert_with(|| {
            let items = inputs.view.items(body)?;
            let facts = inputs.view.facts(body, &items);
            Some((items, facts))
        });
        let (items, facts) = said.as_ref()?;
        inputs.pages(items, facts)
    });
    let first = found.next()??;
    found.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

/// What a request of an operation can ask for.
struct Inputs<'a> {
    view: View<'a>,
    operation: &'a Operation,
    query: Vec<Input<'a>>,
    /// The parameter for the number of items on a page.
    limit: Option<&'a str>,
    /// Whether answers have a header with links to other pages.
    linked: bool,
}

struct Input<'a> {
    name: &'a str,
    key: String,
    schema: SchemaId,
    required: bool,
    text: String,
}

impl<'a> Inputs<'a> {
    fn of(resolved: &'a Resolved, operation: &'a Operation) -> Option<Self> {
        let view = View { resolved };
        let query: Vec<Input<'a>> = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.place == Place::Query && parameter.content.is_none())
            .map(|parameter| (parameter, key(&parameter.name)))
            .filter(|(_, key)| words::is_input(key))
            .map(|(parameter, key)| Input {
                name: &parameter.name,
                key,
                schema: parameter.schema,
                required: parameter.required,
                text: format!(
                    "{} {}",
                    parameter.description.as_deref().unwrap_or_default(),
                    view.text(parameter.schema)
                )
                .to_lowercase(),
            })
            .collect();
        let limit = query
            .iter()
            .find(|input| words::LIMIT.contains(&&*input.key) && view.is_number(input.schema));
        let limit = limit.map(|input| input.name);
        let linked = links_pages(operation, &query);
        Some(Self { view, operation, query, limit, linked })
    }

    /// How the pages of a body with these items and members are asked for.
    fn pages(&self, items: &view::Items, facts: &[Fact]) -> Option<Pagination> {
        let found = self
            .by_cursor(facts)
            .or_else(|| self.by_link(facts, items))
            .or_else(|| self.by_last(facts, items))
            .or_else(|| self.by_number(facts))?;
        let more = self.more(facts);
        let limit = self.limit.map(|name| ("limit".to_owned(), name.to_owned()));
        let parameters = limit.into_iter().chain(found.parameters).collect();
        let items = view::pointer(&items.path);
        Some(Pagination { items, parameters, more: more.map(Fact::pointer), ..found })
    }

    fn made(&self, style: PaginationStyle, role: Option<(&str, &str)>) -> Pagination {
        Pagination {
            extension: Pagination::PLAIN,
            style,
            parameters: role
                .into_iter()
                .map(|(role, name)| (role.to_owned(), name.to_owned()))
                .collect(),
            items: String::new(),
            total: None,
            next: None,
            last: None,
            more: None,
            first: None,
            at: self.operation.at,
        }
    }

    /// By what an answer calls the next cursor, where a parameter takes it.
    fn by_cursor(&self, facts: &[Fact]) -> Option<Pagination> {
        let has_more = self.has_more(facts);
        for fact in facts {
            // Names are compared first: schemas are looked at where these are about pages.
            let mut pairs = self.query.iter().filter(|input| !input.required).filter_map(|input| {
                Some((input, words::pair(&input.key, &fact.under, &fact.key)?))
            });
            let Some(first) = pairs.next() else { continue };
            let Some(kind) = self.view.scalar(fact.schema) else { continue };
            let text = self.view.text(fact.schema).to_lowercase();
            if self.view.is_address(fact, &text) {
                continue;
            }
            let mut pairs = std::iter::once(first).chain(pairs);
            let taken = pairs.find(|(input, pair)| {
                self.view.takes(input.schema, kind)
                    && match pair {
                        words::Pair::Sure => true,
                        words::Pair::IfNext => said::says_next(&text),
                        // A parameter says what it is, but not that a member called `next` is no address.
                        words::Pair::IfCursor => {
                            said::says_cursor(&text)
                                || said::says_cursor(&input.text)
                                    && (!fact.under.is_empty() || said::says_source(&input.text))
                        }
                        words::Pair::IfMore => has_more,
                        words::Pair::IfPage => input.text.contains("page"),
                        words::Pair::IfNull => {
                            self.view.may_be_none(fact, kind) && !said::says_whether(&text)
                        }
                    }
            });
            let taken = taken.map(|(input, _)| input);
            if let Some(input) = taken {
                let made = self.made(PaginationStyle::Cursor, Some(("cursor", input.name)));
                return Some(Pagination { next: Some(fact.pointer()), ..made });
            }
        }
        None
    }

    /// By an address in the body, or in the header that is for it.
    fn by_link(&self, facts: &[Fact], items: &view::Items) -> Option<Pagination> {
        let next = facts.iter().find(|fact| {
            words::is_next_address(&fact.under, &fact.key)
                && self.view.scalar(fact.schema) == Some(Type::String)
                && self.view.is_address(fact, &self.view.text(fact.schema).to_lowercase())
        });
        if let Some(next) = next.filter(|_| self.is_list(items)) {
            let made = self.made(PaginationStyle::NextUrl, None);
            return Some(Pagination { next: Some(next.pointer()), ..made });
        }
        self.linked.then(|| self.made(PaginationStyle::LinkHeader, None))
    }

    /// By the id of the last item.
    fn by_last(&self, facts: &[Fact], items: &view::Items) -> Option<Pagination> {
        let input = self.query.iter().find(|input| {
            !input.required && words::AFTER.contains(&&*input.key) && self.has_more(facts)
        })?;
        let item = self.view.item(items.list)?;
        let id = self.view.members(item).into_iter().find(|(name, _)| *name == "id")?;
        let kind = self.view.scalar(id.1)?;
        let says_so = said::says_id(&input.text) && self.view.takes(input.schema, kind);
        says_so.then(|| {
            let made = self.made(PaginationStyle::Cursor, Some(("cursor", input.name)));
            Pagination { last: Some("/id".to_owned()), ..made }
        })
    }

    /// By the number of a page, or of items to skip.
    fn by_number(&self, facts: &[Fact]) -> Option<Pagination> {
        let counts_all = counts_all(facts);
        let total = facts.iter().find(|fact| {
            let of_all = words::TOTAL.contains(&&*fact.key) || fact.key == "count" && counts_all;
            of_all
                && (self.view.is(fact.schema, Type::Integer)
                    // A total that may have a fraction can be one of money.
                    || fact.key != "total" && self.view.is(fact.schema, Type::Number))
                && !said::is_of_others(&self.view.text(fact.schema).to_lowercase())
        });
        if self.limit.is_none() && total.is_none() && !self.has_more(facts) {
            return None;
        }
        let total = total.map(Fact::pointer);
        let base = |input: &Input<'_>| self.view.base(input.schema, &input.text);
        let is_number = |input: &Input<'_>| self.view.is_number(input.schema);
        if let Some(input) = self.query.iter().find(|input| {
            words::SKIP.contains(&&*input.key) && is_number(input) && base(input) != Some(Base::One)
                || words::START.contains(&&*input.key)
                    && is_number(input)
                    && base(input) == Some(Base::Zero)
        }) {
            if said::counts_pages(&input.text) {
                return None;
            }
            let made = self.made(PaginationStyle::Offset, Some(("offset", input.name)));
            return Some(Pagination { total, ..made });
        }
        let input = self
            .query
            .iter()
            .find(|input| words::PAGE.contains(&&*input.key) && is_number(input))?;
        let has_end = total.is_some() || self.has_more(facts);
        if !has_end && said::stays_at_the_last(&input.text) {
            return None;
        }
        let first = match self.view.base(input.schema, &input.text)? {
            Base::Zero => 0,
            Base::One => 1,
            Base::Other => return None,
        };
        let made = self.made(PaginationStyle::Page, Some(("page", input.name)));
        Some(Pagination { total, first: Some(first), ..made })
    }

    /// Whether the operation gives a list, in place of one thing that has a list: something asks for pages, or its path
    /// and the list have names of lists.
    fn is_list(&self, items: &view::Items) -> bool {
        let path = &self.operation.path;
        let name = items.path.last().map(|name| key(name)).unwrap_or_default();
        self.limit.is_some()
            || self.query.iter().any(|input| words::asks(&input.key))
            || words::ITEMS.contains(&&*name) && !path.ends_with('}')
            || words::is_called_as(&name, path)
    }

    /// What says whether there are more pages.
    fn more<'f>(&self, facts: &'f [Fact]) -> Option<&'f Fact> {
        facts.iter().find(|fact| {
            words::MORE.contains(&&*fact.key) && self.view.is(fact.schema, Type::Boolean)
        })
    }

    fn has_more(&self, facts: &[Fact]) -> bool {
        self.more(facts).is_some()
    }
}

/// Whether a member `count` is that of all items: it is where addresses of other pages stand beside it.
fn counts_all(facts: &[Fact]) -> bool {
    let beside = |name: &str| facts.iter().any(|fact| fact.path.len() == 1 && fact.key == name);
    beside("next") && beside("previous")
}

/// Whether a header has links to other pages: it is described, and so is a parameter that asks for them.
fn links_pages(operation: &Operation, query: &[Input<'_>]) -> bool {
    let mut headers = operation.responses.iter().flat_map(|response| &response.headers);
    let Some(link) = headers.find(|header| header.name.eq_ignore_ascii_case("link")) else {
        return false;
    };
    let text = link.description.as_deref().unwrap_or_default().to_lowercase();
    text.contains("pag")
        || text.contains("next")
        || query.iter().any(|input| words::asks(&input.key))
}
