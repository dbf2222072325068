//! What goes out: parameters in every place and style, and bodies of every kind.

use kitchen_sink::http::Request;
use kitchen_sink::{Body, Error, Maybe, Value};

use super::{header, target, text};

pub(super) fn all() {
    parameters();
    styles();
    cookies_and_templates();
    bodies();
    forms();
    multipart();
    text_and_bytes();
}

fn parameters() {
    use kitchen_sink::{parameters_header, parameters_path, parameters_query};

    let client = parameters_path::Client::new().unwrap();
    let call = client.things().get("a/b", -7, "json", ["x", "y z"]);
    assert_eq!(
        target(&call.request().unwrap()),
        "/v1/shelves/a%2Fb/things/-7.json?ids=x&ids=y%20z"
    );

    let client = parameters_query::Client::new().unwrap();
    let bare = client.things().list("");
    assert_eq!(target(&bare.request().unwrap()), "/v1/things?q=");
    let call = client
        .things()
        .list("a=b&c")
        .limit(5)
        .filter_state(["open", "brand new"])
        .since("2025-11-22T01:02:03.5+01:00".parse().unwrap())
        .page_number(i32::MIN);
    assert_eq!(
        target(&call.request().unwrap()),
        "/v1/things?q=a%3Db%26c&limit=5&filter%5Bstate%5D=open&filter%5Bstate%5D=brand%20new\
         &since=2025-11-22T01%3A02%3A03.500%2B01%3A00&page=-2147483648"
    );

    let client = parameters_header::Client::new().unwrap();
    let call = client.things().create().idempotency_key("key 1").x_trace(["a", "b"]);
    let request = call.request().unwrap();
    let headers = request.headers();
    assert_eq!(header(headers, "x-version"), "2025-11-10");
    assert_eq!(header(headers, "x-flavour"), "plain");
    assert_eq!(header(headers, "idempotency-key"), "key 1");
    assert_eq!(header(headers, "x-trace"), "a,b");
    assert!(!headers.contains_key("content-type"), "there is no body");
    let error = client.things().create().idempotency_key("line\nbreak").request().unwrap_err();
    let Error::Build(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.parameter(), Some("Idempotency-Key"));
}

fn styles() {
    use kitchen_sink::parameters_styles::{Client, types::Colour};

    let client = Client::new().unwrap();
    let things = client.things();
    let colour = || Colour::new(100).with_g(200);
    let request = things.matrix("blue", ["black", "a;b"], colour()).request().unwrap();
    assert_eq!(target(&request), "/v1/matrix/;a=blue/;b=black,a%3Bb/;R=100;G=200");
    let request = things.label(vec![1, 2], colour()).request().unwrap();
    assert_eq!(target(&request), "/v1/label.v1.1.2/R=100,G=200");

    let query = || things.query(Colour::new(1));
    let with = |call: kitchen_sink::parameters_styles::things::Query| {
        target(&call.request().unwrap()).to_owned()
    };
    let bare = "/v1/query?filter%5BR%5D=1";
    assert_eq!(with(query()), bare);
    for (call, expected) in [
        (query().commas(["a", "b,c"]), "commas=a,b%2Cc"),
        (query().spaces(["a", "b"]), "spaces=a%20b"),
        (query().pipes(["a", "b"]), "pipes=a%7Cb"),
        (query().members(colour()), "R=100&G=200"),
        (query().return_to("/a?b=c&d"), "returnTo=/a?b=c%26d"),
        (query().flag(""), "flag="),
        (query().anything(vec![Value::from(1), Value::from(2)].into()), "anything=1,2"),
        (
            query().json([("k", Colour::new(1))]),
            "json=%7B%22k%22%3A%7B%22R%22%3A1%7D%7D",
        ),
    ] {
        assert_eq!(with(call), format!("{bare}&{expected}"));
    }
    let error = query().pipes(["a|b"]).request().unwrap_err();
    let Error::Build(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.parameter(), Some("pipes"));

    let call = things.header().x_colour(colour()).x_exploded(colour()).x_json(["é"]);
    let request = call.request().unwrap();
    assert_eq!(header(request.headers(), "x-colour"), "R,100,G,200");
    assert_eq!(header(request.headers(), "x-exploded"), "R=100,G=200");
    assert_eq!(header(request.headers(), "x-json"), r#"["\u00e9"]"#);
}

fn cookies_and_templates() {
    use kitchen_sink::{parameters_cookie, parameters_template};

    let client = parameters_cookie::Client::new().unwrap();
    let request = client.things().list("s1").request().unwrap();
    assert_eq!(header(request.headers(), "cookie"), "theme=dark; session=s1");
    let call = client.things().list("a;b").session("query").flags(["x", "y"]).seen(vec![1, 2]);
    let request = call.state([("on", true)]).request().unwrap();
    assert_eq!(target(&request), "/v1/things?session=query");
    assert_eq!(
        header(request.headers(), "cookie"),
        "theme=dark; session=a%3Bb; flags=x; flags=y; seen=1,2; state={%22on%22:true}"
    );
    assert!(client.things().list("a\nb").request().is_err());

    let client = parameters_template::Client::new().unwrap();
    let things = client.things();
    assert_eq!(target(&things.get_file("a/b").request().unwrap()), "/v1/a%2Fb.json");
    let request = things.remove_key("=", 1, "2").request().unwrap();
    assert_eq!(target(&request), "/v1/key=%3D/(a12)");
    assert_eq!(target(&things.twice("x").request().unwrap()), "/v1/x:x");
}

fn forms() {
    use kitchen_sink::{bodies_choice, bodies_form};

    let client = bodies_form::Client::new().unwrap();
    let things = client.things();
    let request = things.create("path", "a b&c", 3).request().unwrap();
    assert_eq!(target(&request), "/v1/things/path");
    assert_eq!(header(request.headers(), "content-type"), "application/x-www-form-urlencoded");
    assert_eq!(text(&request), "kind=thing&name=a%20b%26c&count=3");
    let details = bodies_form::types::NewThingDetails::new(vec![vec!["a".to_owned()]]);
    let call = things
        .create("path", "n", 3)
        .colour("red")
        .tags(["a", "b"])
        .aliases(["c", "d"])
        .labels([("k", "v")])
        .return_to("/x?y")
        .details(details);
    assert_eq!(
        text(&call.request().unwrap()),
        "kind=thing&name=n&count=3&colour=red&tags=a,b&aliases=c&aliases=d&labels%5Bk%5D=v\
         &returnTo=/x?y&details=%7B%22lists%22%3A%5B%5B%22a%22%5D%5D%7D"
    );

    let request = things.create_token().request().unwrap();
    assert!(text(&request).is_empty() && !request.headers().contains_key("content-type"));
    let request = things.create_token().code("canary").request().unwrap();
    assert_eq!(text(&request), "grant_type=authorization_code&code=canary");
    assert!(!format!("{:?}", things.create_token().code("canary")).contains("canary"));

    let request = things.put_map([("a", 1), ("b", 2)]);
    assert_eq!(text(&request.request().unwrap()), "a=1&b=2");
    let others = [("more", "m")];
    let request = things.search().q("x").other_fields(others).request().unwrap();
    assert_eq!((request.method().as_str(), text(&request)), ("GET", "q=x&more=m"));

    let client = bodies_choice::Client::new().unwrap();
    let request = client.things().post_form("n").request().unwrap();
    assert_eq!(text(&request), "name=n");
    let request = client.things().delete_json("n").request().unwrap();
    assert_eq!((request.method().as_str(), text(&request)), ("DELETE", r#"{"name":"n"}"#));
}

/// The parts of a multipart body, each with its head in lower case and its content.
#[track_caller]
pub(super) fn parts(request: &Request<Body>) -> Vec<String> {
    let (_, boundary) =
        header(request.headers(), "content-type").split_once("; boundary=").unwrap();
    let (body, rest) = text(request).rsplit_once(&format!("\r\n--{boundary}--")).unwrap();
    assert_eq!(rest, "\r\n");
    let body = body.strip_prefix(&format!("--{boundary}\r\n")).unwrap();
    body.split(&format!("\r\n--{boundary}\r\n"))
        .map(|part| part.replace("\r\n", "\n").to_ascii_lowercase())
        .collect()
}

fn multipart() {
    use kitchen_sink::{Part, bodies_multipart as api};

    let client = api::Client::new().unwrap();
    let things = client.things();
    let picture = Part::new("png").file_name("p.png").content_type("image/png");
    let size = api::types::PictureSize::new(7);
    let call = things
        .put_picture("n", picture, "t", size)
        .thumbnail("small")
        .notes("*n*")
        .tags(["a", "b"])
        .others(["one", "two"]);
    let request = call.request().unwrap();
    assert!(header(request.headers(), "content-type").starts_with("multipart/form-data; "));
    let file = |name: &str, file: &str, media_type: &str, content: &str| {
        format!(
            "content-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\n\
             content-type: {media_type}\n\n{content}"
        )
    };
    let field = |name: &str, media_type: &str, content: &str| {
        format!(
            "content-disposition: form-data; name=\"{name}\"\n\
             content-type: {media_type}\n\n{content}"
        )
    };
    let bytes = "application/octet-stream";
    assert_eq!(
        parts(&request),
        [
            file("picture", "p.png", "image/png", "png"),
            field("title", "text/plain", "t"),
            field("size", "application/json", r#"{"width":7}"#),
            file("thumbnail", "thumbnail", "image/png", "small"),
            field("notes", "text/markdown", "*n*"),
            field("tags", "application/json", r#"["a","b"]"#),
            file("others", "others", bytes, "one"),
            file("others", "others", bytes, "two"),
        ]
    );

    let request = things.upload().request().unwrap();
    assert!(text(&request).is_empty() && !request.headers().contains_key("content-type"));
    let request = things.upload().live(true).request().unwrap();
    assert_eq!(
        parts(&request),
        [field("purpose", "text/plain", "test"), field("live", "text/plain", "true")]
    );

    let row = |cell: &str| api::types::Row::new([cell]);
    let call = things.send_mixed(vec![row("a"), row("b")], "raw").table("x,y").archive("zip");
    let request = call.request().unwrap();
    assert!(header(request.headers(), "content-type").starts_with("multipart/mixed; "));
    assert_eq!(
        parts(&request),
        [
            field("version", "text/plain", "-2"),
            field("rows", "application/json", r#"{"cells":["a"]}"#),
            field("rows", "application/json", r#"{"cells":["b"]}"#),
            file("raw", "raw", bytes, "raw"),
            field("table", "text/csv", "x,y"),
            file("archive", "archive", "application/zip", "zip"),
        ]
    );
}

fn text_and_bytes() {
    use kitchen_sink::{Payload, bodies_bytes, bodies_text};

    let client = bodies_bytes::Client::new().unwrap();
    let things = client.things();
    #[track_caller]
    fn is(request: &Request<Body>, media_type: &str, content: &str) {
        assert_eq!(header(request.headers(), "content-type"), media_type);
        assert_eq!(text(request), content);
    }
    is(&things.put_stream(b"b".to_vec()).request().unwrap(), "application/octet-stream", "b");
    is(&things.put_image("image/png", "i").request().unwrap(), "image/png", "i");
    assert!(things.put_image("image/png\n", "i").request().is_err());
    is(&things.change_table().body("a,b").request().unwrap(), "text/csv", "a,b");
    assert!(!things.change_table().request().unwrap().headers().contains_key("content-type"));
    is(&things.post_anything("x").request().unwrap(), "application/octet-stream", "x");
    let call = things.post_anything("x").content_type("text/csv");
    is(&call.request().unwrap(), "text/csv", "x");
    is(&things.post_object("a").request().unwrap(), "application/json", r#"{"a":"a"}"#);
    let streamed = Payload::replayable(|| Body::from("s"));
    is(&things.put_stream(streamed).request().unwrap(), "application/octet-stream", "s");

    let client = bodies_text::Client::new().unwrap();
    let things = client.things();
    is(&things.put_note("é").request().unwrap(), "text/plain; charset=utf-8", "é");
    is(&things.change_note().body("n").request().unwrap(), "text/plain", "n");
    let call = things.change_note().body("n").content_type("text/html");
    is(&call.request().unwrap(), "text/html", "n");
    is(&things.put_document("<a/>").request().unwrap(), "application/xml", "<a/>");
}

fn bodies() {
    use kitchen_sink::{bodies_flattened, bodies_optional, bodies_whole};

    let client = bodies_flattened::Client::new().unwrap();
    let body = |call: bodies_flattened::things::Put| text(&call.request().unwrap()).to_owned();
    let things = client.things();
    assert_eq!(
        body(things.put("path", "body", 1.5)),
        r#"{"name":"body","kind":"thing","size":1.5}"#
    );
    let everything = things
        .put("path", "body", 2.0)
        .note("query")
        .body_note("body")
        .until(Maybe::Null)
        .tags(Vec::<String>::new())
        .labels([("k", "v")]);
    assert_eq!(target(&everything.clone().request().unwrap()), "/v1/things/path?note=query");
    assert_eq!(
        body(everything),
        r#"{"name":"body","kind":"thing","size":2,"note":"body","until":null,"tags":[],"labels":{"k":"v"}}"#
    );
    let error = things.put("path", "body", f64::NAN).request().unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");

    let client = bodies_whole::Client::new().unwrap();
    let things = client.things();
    assert_eq!(text(&things.put_list(["a", "b"]).request().unwrap()), r#"["a","b"]"#);
    let map = [("a", 1)];
    assert_eq!(text(&things.put_map(map).request().unwrap()), r#"{"a":1}"#);
    assert_eq!(text(&things.put_anything(Value::Null).request().unwrap()), "null");

    let client = bodies_optional::Client::new().unwrap();
    let request = client.things().change_list().request().unwrap();
    assert!(text(&request).is_empty() && !request.headers().contains_key("content-type"));
    let request = client.things().change_list().body(["a"]).request().unwrap();
    assert_eq!(text(&request), r#"["a"]"#);
    let request = client.things().change().request().unwrap();
    assert!(text(&request).is_empty() && !request.headers().contains_key("content-type"));
    let request = client.things().change().note("n").request().unwrap();
    assert_eq!(text(&request), r#"{"note":"n"}"#);
    assert_eq!(header(request.headers(), "content-type"), "application/json");
}
