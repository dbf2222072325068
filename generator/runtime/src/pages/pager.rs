//! Which page comes after which, for every style of pagination. Knows no types.
//!
//! A server is not believed: it can neither lead elsewhere nor around in circles, and nothing is
//! allocated by its numbers.

use core::fmt;
use core::hash::BuildHasher;
use core::task::{Context, Poll};
use std::collections::HashSet;
use std::hash::RandomState;

use http::StatusCode;

use super::spot::{Resume, Spot};
use super::{address, input};
use crate::api::{Next, Outcome, Pagination};
use crate::call::{Call, Inputs};
use crate::decode;
use crate::error::{
    BodyError, BodyProblem, Error, PaginationError, PaginationErrorKind, PaginationProblem,
};
use crate::json::{DecodeError, pointer};
use crate::link;
use crate::send::{self, Received, Reply, Sent};

/// How many cursors or addresses are remembered, 8 bytes each, before there are too many.
const MOST_REMEMBERED: usize = 1_000_000;

/// Asks for pages one after the other.
pub(super) struct Pager {
    call: Call,
    pagination: &'static Pagination,
    phase: Phase,
    /// The page that is asked for or was given out.
    here: Option<Spot>,
    /// Whether `here` is what the inputs of the call ask for anyway.
    as_called: bool,
    /// The number of items on the pages before `here`, where that is known.
    before: Option<u64>,
    /// The items of the last page, in short.
    last: Option<u64>,
    /// The cursors and addresses so far, in short.
    seen: HashSet<u64>,
    hasher: RandomState,
    asked: u64,
    most: u64,
}

/// What happens when the next page is wanted.
enum Phase {
    /// It is asked for.
    Ask,
    /// It is waited for.
    Wait(Sent),
    /// There is one beyond the one that was given out.
    Beyond(Spot),
    /// There is none.
    End,
    /// There is none that may be asked for.
    Refuse(PaginationProblem),
    /// Nothing, after an error or the end.
    Over,
}

/// What is wrong with a page.
enum Flaw {
    Body(BodyProblem),
    Pages(PaginationProblem),
    /// It is an array without pages, which came before.
    Again,
}

impl Pager {
    pub(super) fn new(call: Call, pagination: &'static Pagination) -> Self {
        let first = Spot::first(&call.inner, pagination.next);
        let phase = match &first {
            Ok(_) => Phase::Ask,
            Err(what) => refuse(PaginationErrorKind::Position, what),
        };
        let here = first.ok();
        let before = before(here.as_ref(), pagination);
        Self {
            call,
            pagination,
            phase,
            here,
            as_called: true,
            before,
            last: None,
            seen: HashSet::new(),
            hasher: RandomState::new(),
            asked: 0,
            most: u64::MAX,
        }
    }

    pub(super) fn pagination(&self) -> &'static Pagination {
        self.pagination
    }

    pub(super) fn max_pages(&mut self, most: u64) {
        self.most = most;
    }

    pub(super) fn resume(&mut self, position: &Resume) {
        match Spot::parse(position.as_str(), self.pagination.next, &self.call.inner) {
            Some(spot) => {
                self.phase = Phase::Ask;
                self.as_called = spot == Spot::Start;
                self.before = before(Some(&spot), self.pagination);
                self.here = Some(spot);
            }
            None => {
                self.phase = refuse(
                    PaginationErrorKind::Position,
                    "the position to resume from is none of this operation",
                );
            }
        }
    }

    pub(super) fn position(&self) -> Option<Resume> {
        self.here.as_ref().map(Spot::resume)
    }

    /// Lets nothing follow, because the page that was given out is no good.
    pub(super) fn stop(&mut self) {
        self.phase = Phase::Over;
    }

    /// The next page; what is no success has an outcome that says so.
    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Reply>> {
        loop {
            match core::mem::replace(&mut self.phase, Phase::Over) {
                Phase::Ask => match self.ask() {
                    Ok(inputs) => self.phase = Phase::Wait(send::run(inputs)),
                    Err(problem) => return Poll::Ready(Some(Err(self.error(problem)))),
                },
                Phase::Wait(mut response) => match response.as_mut().poll(context) {
                    Poll::Ready(Ok(mut received)) => {
                        received.settle();
                        match self.given(received) {
                            Some(page) => return Poll::Ready(Some(page)),
                            None => self.phase = Phase::End,
                        }
                    }
                    Poll::Ready(Err(error)) => return Poll::Ready(Some(Err(error))),
                    Poll::Pending => {
                        self.phase = Phase::Wait(response);
                        return Poll::Pending;
                    }
                },
                Phase::Beyond(spot) => {
                    self.here = Some(spot);
                    self.as_called = false;
                    self.phase = Phase::Ask;
                }
                Phase::End => {
                    self.here = None;
                    return Poll::Ready(None);
                }
                Phase::Refuse(problem) => return Poll::Ready(Some(Err(self.error(problem)))),
                Phase::Over => return Poll::Ready(None),
            }
        }
    }

    /// The inputs of the call for the page `here`, unless it must not be asked for.
    fn ask(&mut self) -> Result<Box<Inputs>, PaginationProblem> {
        if self.asked >= self.most {
            return Err(problem(PaginationErrorKind::Limit, "there are more pages than allowed"));
        }
        self.asked += 1;
        let here = self.here.clone();
        if let Some(Spot::Cursor(text) | Spot::Address(text)) = &here {
            self.remember(text)?;
        }
        let mut call = self.call.clone();
        if self.as_called {
            return Ok(call.inner);
        }
        match (here, self.pagination.next) {
            (Some(Spot::Offset(number)), Next::Offset { parameter })
            | (Some(Spot::Page(number)), Next::Page { parameter, .. }) => {
                call.ask_for(parameter, &number.to_string());
            }
            (
                Some(Spot::Cursor(cursor)),
                Next::Cursor { parameter, .. } | Next::Last { parameter, .. },
            ) => {
                call.ask_for(parameter, &cursor);
            }
            (Some(Spot::Address(address)), _) => call.inner.options_mut().address = Some(address),
            // The inputs say it; spots of other styles are not made.
            _ => {}
        }
        Ok(call.inner)
    }

    /// Refuses a cursor or an address that was there before.
    fn remember(&mut self, text: &str) -> Result<(), PaginationProblem> {
        let (kind, what) = if self.seen.len() >= MOST_REMEMBERED {
            (PaginationErrorKind::Limit, "there are more pages than can be told apart")
        } else if self.seen.insert(self.hasher.hash_one(text)) {
            return Ok(());
        } else {
            (PaginationErrorKind::Repeated, "the API leads back to a page that was there before")
        };
        Err(problem(kind, what))
    }

    /// Looks into a page that came for what follows it; none if there is none in it, or the last one over again.
    fn given(&mut self, received: Box<Received>) -> Option<Reply> {
        let Outcome::Success { .. } = received.outcome else { return Some(Ok(received)) };
        if received.head.status == StatusCode::NO_CONTENT {
            return None;
        }
        Some(match self.beyond(&received) {
            Ok(phase) => {
                self.phase = phase;
                Ok(received)
            }
            Err(Flaw::Again) => return None,
            Err(Flaw::Pages(problem)) => Err(self.error(problem)),
            Err(Flaw::Body(problem)) => {
                let Received { head, body, .. } = *received;
                Err(Error::Decode(Box::new(BodyError { head, body, problem })))
            }
        })
    }

    fn beyond(&mut self, page: &Received) -> Result<Phase, Flaw> {
        let found = match self.pagination.next {
            Next::Offset { .. } | Next::Page { .. } => self.counted(page),
            Next::Cursor { pointer, parameter } => {
                let cursor = read(page, |text| input::cursor(text, pointer, parameter))?;
                Ok(cursor.map_or(Phase::End, |cursor| Phase::Beyond(Spot::Cursor(cursor))))
            }
            Next::Last { pointer, parameter } => {
                let last = read(page, |text| {
                    let last = pointer::last(
                        text,
                        self.pagination.items_in(text),
                        self.pagination.or_absent,
                    )?;
                    last.map(|item| input::cursor(item.as_bytes(), pointer, parameter)).transpose()
                })?;
                match last {
                    None => Ok(Phase::End),
                    Some(Some(cursor)) => Ok(Phase::Beyond(Spot::Cursor(cursor))),
                    Some(None) => Ok(refuse(
                        PaginationErrorKind::Position,
                        "the last item does not have what the next page is asked for by",
                    )),
                }
            }
            Next::Url { pointer } => {
                let address = read(page, |text| pointer::scalar(text, pointer))?;
                Ok(self.linked(address))
            }
            Next::Link => Ok(self.linked(link::next(&page.head.headers))),
        };
        // The page itself has to be good in any case.
        found.map(|phase| if self.is_last(page) { Phase::End } else { phase })
    }

    /// Whether a page says that it is the last one.
    fn is_last(&self, page: &Received) -> bool {
        let said = self.pagination.more.map(|more| pointer::scalar(&page.body, more));
        matches!(said, Some(Ok(Some(said))) if said == "false")
    }

    /// What follows a page by the number of its items.
    fn counted(&mut self, page: &Received) -> Result<Phase, Flaw> {
        let (count, hash) = read(page, |text| {
            let items = self.pagination.items_in(text);
            let (raw, count) = pointer::array(text, items, self.pagination.or_absent)?;
            Ok((count, self.hasher.hash_one(raw)))
        })?;
        if count == 0 {
            return Ok(Phase::End);
        }
        if self.last.replace(hash) == Some(hash) {
            // An array in the place of a page says nothing of pages: the API may have none.
            if self.pagination.is_bare(&page.body) {
                return Err(Flaw::Again);
            }
            let what = "the API gives the same items again, as if it did not know the parameter";
            return Err(Flaw::Pages(problem(PaginationErrorKind::Repeated, what)));
        }
        let received = u64::try_from(count).unwrap_or(u64::MAX);
        self.before = self.before.map(|before| before.saturating_add(received));
        if let (Some(so_far), Some(total)) = (self.before, self.total(page, received))
            && so_far >= total
        {
            return Ok(Phase::End);
        }
        let next = match self.here {
            Some(Spot::Offset(offset)) => offset.checked_add(received).map(Spot::Offset),
            Some(Spot::Page(number)) => number.checked_add(1).map(Spot::Page),
            _ => None,
        };
        let none = || refuse(PaginationErrorKind::Limit, "there is no number for the next page");
        Ok(next.map_or_else(none, Phase::Beyond))
    }

    /// The number of items on all pages, unless it is absent or absurd: then an empty page is the end.
    fn total(&self, page: &Received, received: u64) -> Option<u64> {
        let mut total = 0_u64;
        pointer::read(&page.body, self.pagination.total?, &mut total).ok()?;
        (total >= received).then_some(total)
    }

    /// What follows a page by the address that it gives.
    fn linked(&self, text: Option<String>) -> Phase {
        let Some(text) = text.filter(|text| !text.is_empty()) else { return Phase::End };
        let inputs = &*self.call.inner;
        let current = match &self.here {
            Some(Spot::Address(address)) => address.clone(),
            _ => inputs.path().unwrap_or_default(),
        };
        let path = current.split('?').next().unwrap_or_default();
        match address::of(inputs, path, &text) {
            Ok(address) => Phase::Beyond(Spot::Address(address)),
            Err(what) => refuse(PaginationErrorKind::Address, what),
        }
    }

    fn error(&self, problem: PaginationProblem) -> Error {
        let operation = self.call.inner.operation;
        Error::Pagination(Box::new(PaginationError { operation, problem }))
    }
}

impl fmt::Debug for Pager {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pager").field("call", &self.call).field("asked", &self.asked).finish()
    }
}

/// What `read` gives of the body of a page.
fn read<T>(page: &Received, read: impl FnOnce(&[u8]) -> Result<T, DecodeError>) -> Result<T, Flaw> {
    decode::json(&page.head.headers, &page.body, read).map_err(Flaw::Body)
}

/// The number of items on the pages before one, where that is known.
fn before(spot: Option<&Spot>, pagination: &Pagination) -> Option<u64> {
    match (spot?, pagination.next) {
        (Spot::Offset(offset), _) => Some(*offset),
        (Spot::Page(page), Next::Page { first, .. }) if *page == first => Some(0),
        _ => None,
    }
}

fn problem(kind: PaginationErrorKind, what: &'static str) -> PaginationProblem {
    PaginationProblem { kind, what }
}

fn refuse(kind: PaginationErrorKind, what: &'static str) -> Phase {
    Phase::Refuse(problem(kind, what))
}
