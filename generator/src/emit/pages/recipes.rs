//! Examples of pages: whole but for the function around them, and without lines that are hidden from anybody.
//!
//! An example may await and may end in `?`. The tests of the repository put each into a function that allows
//! both, and run those that need no network.

use crate::emit::construct::{made_for, needed};
use crate::emit::example::{arguments, parameter, setters, streamed};
use crate::emit::input::{Input, Kind, local, required};
use crate::emit::steps::{WIDTH, indented};
use crate::emit::{Cx, sample, short};
use crate::ir::{AnswerType, Api, Group, Json, Operation, Payload, Status, Verb};

/// More setters than this teach nothing.
const MANY: usize = 10;

/// How many of them are shown then.
const FEW: usize = 3;

/// An operation that examples of the client's settings call: one that gives one thing.
pub(super) struct Sample<'a> {
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
}

/// What a call ends in that gives one answer.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The answer.
    Send,
    /// The answer at the end of repeated calls.
    Wait,
}

/// A call of an operation with its inputs: a client is made, the call is sent, the answer is shown. Where
/// the operation gives a stream, that is read.
pub(super) fn complete<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    end: End,
) -> Vec<String> {
    let shown = |input: &Input<'_>| !input.docs.deprecated && goes_with_sample(operation, input);
    let mut given: Vec<String> = setters(cx, operation, shown).collect();
    if given.len() > MANY {
        given.truncate(FEW);
    }
    let mut steps = begin(cx, group, operation);
    let client = steps.remove(0);
    steps.extend(given);
    let (binding, shown) = if let Some((stream, item)) = streamed(operation) {
        steps.push(format!(".{stream}();"));
        let shown = vec![
            format!("while let Some({item}) = {stream}.try_next().await? {{"),
            format!("    println!(\"{{{item}:?}}\");"),
            "}".to_owned(),
        ];
        (format!("let mut {stream} = "), shown)
    } else {
        let end = match end {
            End::Send => ".send()",
            End::Wait => ".wait()",
        };
        steps.push(end.to_owned());
        steps.push(".await?;".to_owned());
        match operation.success.ty {
            AnswerType::Empty => (String::new(), Vec::new()),
            AnswerType::One(_) | AnswerType::Set(_) => {
                ("let answer = ".to_owned(), vec!["println!(\"{answer:?}\");".to_owned()])
            }
        }
    };
    let mut lines = vec![format!("let {client} = {}?;", made_for(cx, operation))];
    lines.extend(unspelled(cx, operation));
    lines.extend(chain(&format!("{binding}{client}"), &steps));
    lines.extend(shown);
    short::named(cx, imports(cx, &[]), lines)
}

/// Whether an input belongs to the body that the specification shows, where it shows one by its members:
/// those that are left out there may not go with the others.
fn goes_with_sample(operation: &Operation, input: &Input<'_>) -> bool {
    let sample = operation.body.as_ref().and_then(|body| body.example.as_ref());
    match (sample, input.kind) {
        (Some(sample @ Json::Object(_)), Kind::Member(_) | Kind::Field(_) | Kind::Part(_)) => {
            input.wire().is_some_and(|wire| sample.get(wire).is_some())
        }
        _ => true,
    }
}

/// The names that an example needs, and a blank line.
pub(super) fn imports(cx: Cx<'_>, items: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    let (std, ours): (Vec<&str>, Vec<&str>) =
        items.iter().partition(|item| item.starts_with("std::"));
    lines.extend(std.into_iter().map(|item| format!("use {item};")));
    if !lines.is_empty() {
        lines.push(String::new());
    }
    if let Some(import) = cx.import(&ours) {
        lines.extend([import, String::new()]);
    }
    lines
}

/// A client from its builder, with its credentials and these settings.
pub(super) fn built(cx: Cx<'_>, settings: &[&str]) -> Vec<String> {
    let mut steps = needed(cx);
    if cx.api.servers.is_empty() {
        steps.push(".base_url(\"https://api.example.com\")".to_owned());
    }
    steps.extend(settings.iter().map(|setting| (*setting).to_owned()));
    steps.push(".build()?;".to_owned());
    chain(&format!("let client = {}::Client::builder()", cx.path()), &steps)
}

/// The client's name, accessor and method.
fn begin<'a>(cx: Cx<'a>, group: &'a Group, operation: &'a Operation) -> Vec<String> {
    let required = required(cx, operation);
    let client = local("client", "api", &required);
    let values = required.iter().zip(arguments(cx, operation, &required));
    let values: Vec<String> =
        values.map(|(input, value)| value.unwrap_or(input.ident.as_str().to_owned())).collect();
    let accessor = format!(".{}()", group.module.as_str());
    let method = format!(".{}({})", operation.method.as_str(), values.join(", "));
    vec![client, accessor, method]
}

/// Bindings for the required inputs that have no sample: the reader's to fill in.
fn unspelled<'a>(cx: Cx<'a>, operation: &'a Operation) -> Vec<String> {
    let required = required(cx, operation);
    let values = required.iter().zip(arguments(cx, operation, &required));
    let missing = values.filter(|(_, value)| value.is_none());
    missing
        .map(|(input, _)| {
            format!("let {}: {} = todo!();", input.ident.as_str(), parameter(cx, input))
        })
        .collect()
}

/// A chain of calls, on one line if it fits.
pub(super) fn chain(first: &str, steps: &[String]) -> Vec<String> {
    let line = format!("{first}{}", steps.concat());
    if line.len() <= WIDTH {
        return vec![line];
    }
    let steps = steps.iter().flat_map(|step| indented(step));
    [first.to_owned()].into_iter().chain(steps).collect()
}

impl<'a> Sample<'a> {
    /// The first operation that reads one thing; else any that gives a value; else any.
    pub(super) fn of(cx: Cx<'a>) -> Option<Self> {
        let groups = cx.api.groups.iter();
        let all = groups.flat_map(|group| group.operations.iter().map(move |id| (group, *id)));
        let all = all.map(|(group, id)| Self { cx, group, operation: cx.api.operation(id) });
        let mut all: Vec<Self> = all.collect();
        // What an operation asks for takes longer to find out than the rest.
        all.sort_by_key(Self::rank);
        all.into_iter().find(|sample| unspelled(cx, sample.operation).is_empty())
    }

    fn rank(&self) -> u8 {
        let Operation { docs, verb, success, pagination, parameters, .. } = self.operation;
        let gives_json = matches!(success.ty, AnswerType::One(Payload::Json(_)));
        if docs.deprecated || !gives_json {
            return 3;
        }
        match (verb, pagination) {
            (Verb::Get, None) if parameters.iter().any(|parameter| parameter.required) => 0,
            (Verb::Get, None) => 1,
            _ => 2,
        }
    }

    /// The call with what follows it: `let answer = client.things().get("1").send().await?;`.
    pub(super) fn call(&self, binding: &str, steps: &[&str]) -> Vec<String> {
        let mut all = begin(self.cx, self.group, self.operation);
        // Nothing in these examples could have the name of an argument.
        all.remove(0);
        all.extend(steps.iter().map(|step| (*step).to_owned()));
        let lines = chain(&format!("{binding}client"), &all);
        lines.iter().map(|line| short::spelled(self.cx, line)).collect()
    }

    /// What makes the client that calls it.
    pub(super) fn made(&self) -> String {
        made_for(self.cx, self.operation)
    }

    /// A sample of its answer: status and JSON.
    pub(super) fn answer(&self) -> Option<(u16, String)> {
        let documented = self.operation.responses.iter().find_map(|response| {
            let Status::Code(code @ 200..=299) = response.status else { return None };
            Some((code, sample::response(self.cx, self.operation, response)?))
        });
        documented.map(|(code, json)| (code, json.pretty()))
    }

    /// Its method.
    pub(super) fn verb(&self) -> &'a str {
        self.operation.verb.as_str()
    }
}

/// The first operation of an API of which something holds.
pub(super) fn first(api: &Api, holds: impl Fn(&Operation) -> bool) -> Option<(&Group, &Operation)> {
    let groups = api.groups.iter();
    let mut all =
        groups.flat_map(|group| group.operations.iter().map(move |id| (group, api.operation(*id))));
    all.find(|(_, operation)| holds(operation))
}
