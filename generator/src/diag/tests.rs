//! What people and editors are shown.

use super::{Diagnostics, Format, Place, codes, render};
use crate::source::{At, FileId, Pointer, Sources};

const ROOT: &str = "\
openapi: 3.1.0
paths:
  /machines:
    get: &g
      operationId: größe
      responses:
        200: {$ref: answers.yaml}
    post: *g
";
const ANSWERS: &str = "description: yes\nconten: {}\n";

fn sources(diags: &mut Diagnostics) -> Sources {
    let mut read =
        |name: &str| Ok(if name == "openapi.yaml" { ROOT.to_owned() } else { ANSWERS.to_owned() });
    Sources::load("openapi.yaml", &mut read, diags).with_prefix("specs/clerk/")
}

fn at(sources: &Sources, file: u16, pointer: &str) -> At {
    sources.find(FileId(file), &Pointer::parse(pointer).unwrap()).unwrap().at
}

#[test]
fn people_see_code_place_line_label_and_help_sorted_and_counted() {
    let mut diags = Diagnostics::default();
    let sources = sources(&mut diags);
    let unknown = Place::Key(at(&sources, 1, "/conten"));
    let operation = at(&sources, 0, "/paths/~1machines/get/operationId");
    let again = at(&sources, 0, "/paths/~1machines/post");
    diags.report(codes::UNKNOWN_KEY, unknown, "`conten` is unknown").help("write `content`");
    diags.report(codes::UNKNOWN_KEY, unknown, "`conten` is unknown to this stage as well");
    diags
        .report(codes::DUPLICATE_OPERATION_ID, again, "the operationId `größe` is used twice")
        .label(operation, "first used here")
        .label(unknown, "and something elsewhere");
    let expected = "\
error[duplicate-operation-id]: the operationId `größe` is used twice
 --> specs/clerk/openapi.yaml:8:11
  |
5 |       operationId: größe
  |                    ----- first used here
...
8 |     post: *g
  |           ^^
  |
 ::: specs/clerk/answers.yaml:2:1
  |
2 | conten: {}
  | ------ and something elsewhere

warning[yaml-ambiguity]: some YAML readers take `yes` for a boolean, not a string
 --> specs/clerk/answers.yaml:1:14
  |
1 | description: yes
  |              ^^^
  |
  = help: write 'yes' with quotes

error[unknown-key]: `conten` is unknown
 --> specs/clerk/answers.yaml:2:1
  |
2 | conten: {}
  | ^^^^^^
  |
  = help: write `content`

2 errors, 1 warning
";
    assert_eq!(render(&diags, &sources, Format::Human), expected);
}

#[test]
fn a_value_of_many_lines_is_shown_by_its_first() {
    let mut diags = Diagnostics::default();
    let sources = sources(&mut Diagnostics::default());
    diags.report(codes::WRONG_TYPE, at(&sources, 0, "/paths/~1machines"), "not this");
    let expected = "\
error[wrong-type]: not this
 --> specs/clerk/openapi.yaml:4:5
  |
4 |     get: &g
  |     ^^^^^^^

1 error
";
    assert_eq!(render(&diags, &sources, Format::Human), expected);
}

#[test]
fn a_whole_file_has_no_lines_to_show() {
    let mut diags = Diagnostics::default();
    let sources = Sources::load("a.yaml", &mut |_| Err("access denied".to_owned()), &mut diags);
    let expected = "\
error[unreadable-file]: `a.yaml` cannot be read: access denied
--> a.yaml

1 error
";
    assert_eq!(render(&diags, &sources, Format::Human), expected);
}

#[test]
fn nothing_wrong_is_nothing_said() {
    let sources = sources(&mut Diagnostics::default());
    assert_eq!(render(&Diagnostics::default(), &sources, Format::Human), "");
}

#[test]
fn only_the_coloured_form_has_escapes_and_no_message_can_add_any() {
    let mut diags = Diagnostics::default();
    let sources = sources(&mut Diagnostics::default());
    diags
        .report(codes::UNTYPED, at(&sources, 0, "/openapi"), "a\u{1b}[31mb\u{202e}c")
        .label(at(&sources, 0, "/paths"), "d\u{1b}[31me")
        .help("f\u{1b}[31mg");
    let plain = render(&diags, &sources, Format::Human);
    assert!(!plain.contains(['\u{1b}', '\u{202e}']), "{plain:?}");
    assert!(render(&diags, &sources, Format::HumanColour).contains("\u{1b}["));
}

#[test]
fn editors_get_places_pointers_and_totals() {
    let mut diags = Diagnostics::default();
    let sources = sources(&mut Diagnostics::default());
    let operation = at(&sources, 0, "/paths/~1machines/get/operationId");
    diags
        .report(codes::MISSING_KEY, Place::Key(operation), "a \"quote\"")
        .label(operation, "here")
        .help("add it");
    let text = render(&diags, &sources, Format::Json);
    let place = |column: usize, end: usize| {
        serde_json::json!({
            "file": "specs/clerk/openapi.yaml",
            "line": 5, "column": column, "end_line": 5, "end_column": end,
            "pointer": "/paths/~1machines/get/operationId",
        })
    };
    let mut problem = place(7, 18);
    let mut label = place(20, 25);
    label["message"] = "here".into();
    problem["code"] = "missing-key".into();
    problem["severity"] = "error".into();
    problem["lossy"] = true.into();
    problem["message"] = "a \"quote\"".into();
    problem["labels"] = serde_json::json!([label]);
    problem["help"] = "add it".into();
    let expected = serde_json::json!({
        "diagnostics": [problem], "errors": 1, "warnings": 0, "lossy": 1,
    });
    assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), expected);
}

#[test]
fn a_line_of_megabytes_is_cut_around_the_place_and_keeps_its_column() {
    let filler = "x".repeat(1 << 20);
    let text = format!("{{\"description\":\"ä{filler}\",\"wrong\":1,\"after\":\"{filler}\"}}");
    let mut diags = Diagnostics::default();
    let sources = Sources::load("api.json", &mut |_| Ok(text.clone()), &mut diags);
    let wrong = at(&sources, 0, "/wrong");
    diags.report(codes::UNKNOWN_KEY, Place::Key(wrong), "no such key");
    let shown = render(&diags, &sources, Format::Human);
    let column = text.chars().take_while(|c| *c != 'w').count();
    assert!(shown.contains(&format!("api.json:1:{column}\n")), "{shown}");
    assert!(shown.contains("\"wrong\":1"), "{shown}");
    assert!(shown.len() < 1000, "{} bytes", shown.len());
}
