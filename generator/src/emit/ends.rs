//! What a call can end in beside one answer: items and pages, waiting, streams; and the constants that
//! describe them.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::docs::Doc;
use super::rt::{
    DOWNLOAD, ENVELOPE, EVENT_STREAM, FIND, LINE_STREAM, NEXT, OPTION, RETRY_POLICY, WAIT, WAIT_FOR,
};
use super::text::text;
use super::ty::Scope;
use super::{Cx, Entry, Table, literal, markdown};
use crate::ir::{
    AnswerType, Envelope, Next, Operation, Pagination, Payload, Retry, ShortcutKind, Status,
    Stream, Wait,
};

/// Whether the call has constants or ends of its own.
pub(super) fn are_special(cx: Cx<'_>, operation: &Operation) -> bool {
    operation.pagination.is_some()
        || operation.wait.is_some()
        || operation.events.is_some()
        || operation.lines.is_some()
        || operation.retry.is_some()
        || !operation.envelopes.is_empty()
        || is_download(cx, operation)
}

/// The constants of a call's own.
pub(super) fn constants(operation: &Operation) -> TokenStream {
    let wait = operation.wait.as_ref().map(|wait| {
        let table = wait_table(wait);
        quote!(const WAIT: &'static #WAIT = &#table;)
    });
    let find = find_table(operation).map(|table| quote!(const FIND: &'static #FIND = &#table;));
    let retry = operation.retry.as_ref().map(|retry| {
        let policy = policy(retry);
        quote!(const RETRY: #RETRY_POLICY = #policy;)
    });
    let envelopes = operation.envelopes.iter().zip(0..).map(|(envelope, index)| {
        let name = envelope_name(index);
        let table = envelope_table(envelope);
        quote!(const #name: #ENVELOPE = #table;)
    });
    quote!(#wait #find #(#envelopes)* #retry)
}

/// What the constant of an envelope is called.
pub(super) fn envelope_name(index: u32) -> proc_macro2::Ident {
    match index {
        0 => format_ident!("ENVELOPE"),
        more => format_ident!("ENVELOPE_{}", more + 1),
    }
}

/// A retry policy: what is stated, over the runtime's own.
pub(super) fn policy(retry: &Retry) -> TokenStream {
    if retry.attempts == Some(1) {
        return quote!(#RETRY_POLICY::never());
    }
    let attempts = match (retry.attempts, retry.max_elapsed) {
        (Some(attempts), _) => {
            let attempts = Literal::u32_unsuffixed(attempts);
            Some(quote!(.attempts(#attempts)))
        }
        (None, Some(_)) => Some(quote!(.unlimited_attempts())),
        (None, None) => None,
    };
    let durations = [
        ("initial_interval", retry.initial_interval),
        ("max_interval", retry.max_interval),
        ("max_elapsed", retry.max_elapsed),
    ];
    let durations = durations.into_iter().filter_map(|(name, seconds)| {
        let (name, duration) = (format_ident!("{name}"), literal::duration(seconds?));
        Some(quote!(.#name(#duration)))
    });
    let exponent = retry.exponent.map(|exponent| {
        let exponent = Literal::f64_unsuffixed(exponent);
        quote!(.exponent(#exponent))
    });
    let statuses = retry.statuses.as_ref().map(|statuses| {
        let ranges = statuses.iter().filter_map(|status| range(*status));
        quote!(.no_statuses() #(.and_statuses(#ranges))*)
    });
    let connection_errors = retry.connection_errors.map(|on| quote!(.connection_errors(#on)));
    quote! {
        #RETRY_POLICY::new() #attempts #(#durations)* #exponent #statuses #connection_errors
    }
}

fn range(status: Status) -> Option<TokenStream> {
    let (first, last) = match status {
        Status::Code(code) => (code, code),
        Status::Range(digit) => {
            let class = u16::from(digit) * 100;
            (class, class + 99)
        }
        // Reading takes none of these.
        Status::Default => return None,
    };
    let (first, last) = (Literal::u16_unsuffixed(first), Literal::u16_unsuffixed(last));
    Some(quote!(#first..=#last))
}

fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(#OPTION::Some(#text)),
        None => quote!(#OPTION::None),
    }
}

/// The table of the ends that go through all pages.
pub(super) fn pages(cx: Cx<'_>, operation: &Operation) -> Option<Table> {
    let pagination = operation.pagination.as_ref()?;
    let item = cx.ty(&pagination.item, Scope::Api);
    let page = match &pagination.page {
        Some(page) => cx.ty(page, Scope::Api),
        None => cx.success(&operation.success),
    };
    let types = [item, page, cx.errors(&operation.errors)];
    let types = types.into_iter().map(|ty| Entry::of(text(ty))).collect();
    let begin = begins_at(pagination).map(|input| format!(" from {}", Literal::string(&input)));
    let name = operation.ident.as_str().to_owned();
    let lists = vec![types, pagination_table(pagination)];
    Some(Table::lists("pages", name, lists).ending(begin.unwrap_or_default()))
}

fn pagination_table(pagination: &Pagination) -> Vec<Entry> {
    let Pagination { items, or_absent, or_array, total, more, limit, .. } = pagination;
    let next = match &pagination.next {
        Next::Offset(parameter) => quote!(#NEXT::Offset { parameter: #parameter }),
        Next::Page { parameter, first } => {
            let first = Literal::u64_unsuffixed(*first);
            quote!(#NEXT::Page { parameter: #parameter, first: #first })
        }
        Next::Cursor { parameter, pointer } => {
            quote!(#NEXT::Cursor { parameter: #parameter, pointer: #pointer })
        }
        Next::Last { parameter, pointer } => {
            quote!(#NEXT::Last { parameter: #parameter, pointer: #pointer })
        }
        Next::Url(pointer) => quote!(#NEXT::Url { pointer: #pointer }),
        Next::Link => quote!(#NEXT::Link),
    };
    // What is not said is left to the default.
    let said = [
        (!items.is_empty()).then(|| quote!(items: #items)),
        or_absent.then(|| quote!(or_absent: true)),
        or_array.then(|| quote!(or_array: true)),
        total.as_ref().map(|place| quote!(total: #OPTION::Some(#place))),
        more.as_ref().map(|place| quote!(more: #OPTION::Some(#place))),
        limit.as_ref().map(|input| quote!(limit: #OPTION::Some(#input))),
        Some(quote!(next: #next)),
    ];
    said.into_iter().flatten().map(|entry| Entry::of(text(entry))).collect()
}

/// How the item is found that `x-sdk-find` names.
fn find_table(operation: &Operation) -> Option<TokenStream> {
    let pagination = operation.pagination.as_ref()?;
    let (parameter, size) =
        operation.shortcuts.iter().find_map(|shortcut| match &shortcut.kind {
            ShortcutKind::Find { parameter, size } => Some((parameter, *size)),
            ShortcutKind::Wait | ShortcutKind::Many => None,
        })?;
    let items = &pagination.items;
    let limit = match &pagination.limit {
        Some(limit) => {
            let size = Literal::u64_unsuffixed(size);
            quote!(#OPTION::Some((#limit, #size)))
        }
        None => quote!(#OPTION::None),
    };
    Some(quote!(#FIND { parameter: #parameter, items: #items, limit: #limit }))
}

fn wait_table(wait: &Wait) -> TokenStream {
    let Wait { field, until, .. } = wait;
    let (interval, limit) = (literal::duration(wait.interval), literal::duration(wait.limit));
    quote! {
        #WAIT { field: #field, until: &[#(#until),*], interval: #interval, limit: #limit }
    }
}

fn envelope_table(envelope: &Envelope) -> TokenStream {
    let payload = &envelope.payload;
    let success = optional(envelope.success.as_deref());
    let error = match envelope.error.map(Literal::u32_unsuffixed) {
        Some(variant) => quote!(#OPTION::Some(#variant)),
        None => quote!(#OPTION::None),
    };
    quote!(#ENVELOPE { payload: #payload, success: #success, error: #error })
}

/// The methods, each on the call that holds everything that was said.
pub(super) fn methods(cx: Cx<'_>, operation: &Operation, call: &TokenStream) -> TokenStream {
    let success = cx.success(&operation.success);
    let errors = cx.errors(&operation.errors);
    let wait = operation.wait.as_ref().map(|wait| {
        let doc = wait_doc("Repeats the call", wait);
        quote! {
            #doc
            #[inline]
            pub fn wait(self) -> #WAIT_FOR<#success, #errors> {
                #call.wait(Self::WAIT)
            }
        }
    });
    let events = operation.events.as_ref().map(|Stream { accept, item, names }| {
        let item = cx.piece(item);
        let names = names.iter().map(|(name, variant)| {
            let variant = Literal::u32_unsuffixed(*variant);
            quote!((#name, #variant))
        });
        let names: Vec<TokenStream> = names.collect();
        let open = match names.as_slice() {
            [] => quote!(#call.events(#accept)),
            names => quote!(#call.events_by_name(#accept, &[#(#names),*])),
        };
        quote! {
            /// The server-sent events of the answer. The call is sent when the first is asked for, and
            /// ended by dropping the stream.
            #[inline]
            pub fn events(self) -> #EVENT_STREAM<#item, #errors> {
                #open
            }
        }
    });
    let lines = operation.lines.as_ref().map(|Stream { accept, item, .. }| {
        let item = cx.piece(item);
        quote! {
            /// The values of the answer, each as soon as it is there. The call is sent when the first is
            /// asked for, and ended by dropping the stream.
            #[inline]
            pub fn lines(self) -> #LINE_STREAM<#item, #errors> {
                #call.lines(#accept)
            }
        }
    });
    let download = is_download(cx, operation).then(|| {
        quote! {
            /// Sends the call when it is awaited, and gives the answer with a body of any length that is
            /// read as it arrives.
            #[inline]
            pub fn download(self) -> #DOWNLOAD<#errors> {
                #call.download()
            }
        }
    });
    quote!(#wait #events #lines #download)
}

/// Whether a success is bytes.
fn is_download(cx: Cx<'_>, operation: &Operation) -> bool {
    match &operation.success.ty {
        AnswerType::Empty => false,
        AnswerType::One(payload) => *payload == Payload::Bytes,
        AnswerType::Set(index) => cx.api.answers.get(*index as usize).is_some_and(|set| {
            set.variants.iter().any(|variant| variant.payload == Payload::Bytes)
        }),
    }
}

/// Where the pages begin that a call gives, as the end of a sentence.
pub(super) fn begin(pagination: &Pagination) -> String {
    let input = begins_at(pagination);
    input.map_or_else(String::new, |input| format!(", from {input} on if it is set"))
}

/// The input that says where the pages begin.
fn begins_at(pagination: &Pagination) -> Option<String> {
    let input = pagination.next.input()?;
    // What is at the top of a body is an input of the call by that name.
    let top = input.strip_prefix('/').filter(|name| !name.contains(['/', '~']));
    Some(markdown::code(top.unwrap_or(input)))
}

/// How waiting goes, after what is done.
pub(super) fn wait_doc(what: &str, wait: &Wait) -> Doc {
    let values: Vec<String> = wait.until.iter().map(|value| markdown::code(value)).collect();
    let values = match values.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    };
    let mut doc =
        Doc::of(format!("{what} until {} in its answer is {values}.", markdown::code(&wait.field)));
    doc.paragraph(format!(
        "The call is made every {} s, for {} s at most; the result has methods to change both.",
        wait.interval, wait.limit
    ));
    doc
}
