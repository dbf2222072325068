//! Calls of all kinds, by the crate that is generated from the cases of the snapshots: what Clerk has no
//! use for. The test `outside` builds and runs this; what is wrong panics.

mod ends;

use kitchen_sink::http::{HeaderMap, Request};
use kitchen_sink::{Body, Error, Maybe, MemoryTransport, RetryPolicy, StatusCode, Value};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    parameters();
    styles();
    cookies_and_templates();
    bodies();
    forms();
    multipart();
    text_and_bytes();
    credentials();
    errors().await;
    successes().await;
    values().await;
    ends::all().await;
}

fn target(request: &Request<Body>) -> &str {
    request.uri().path_and_query().unwrap().as_str()
}

#[track_caller]
fn text(request: &Request<Body>) -> &str {
    std::str::from_utf8(request.body().as_bytes().unwrap()).unwrap()
}

#[track_caller]
fn header<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
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
            query().json([("k".to_owned(), Colour::new(1))].into()),
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
    let request = call.state([("on".to_owned(), true)].into()).request().unwrap();
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
        .labels([("k".to_owned(), "v".to_owned())].into())
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

    let request = things.put_map([("a".to_owned(), 1), ("b".to_owned(), 2)].into());
    assert_eq!(text(&request.request().unwrap()), "a=1&b=2");
    let others = [("more".to_owned(), "m".to_owned())].into();
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
fn parts(request: &Request<Body>) -> Vec<String> {
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
    let body = |call: bodies_flattened::things::Put| {
        text(&call.request().unwrap()).to_owned()
    };
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
        .labels([("k".to_owned(), "v".to_owned())].into());
    assert_eq!(target(&everything.clone().request().unwrap()), "/v1/things/path?note=query");
    assert_eq!(
        body(everything),
        r#"{"name":"body","kind":"thing","size":2.0,"note":"body","until":null,"tags":[],"labels":{"k":"v"}}"#
    );
    let error = things.put("path", "body", f64::NAN).request().unwrap_err();
    assert!(matches!(error, Error::Build(_)), "{error:?}");

    let client = bodies_whole::Client::new().unwrap();
    let things = client.things();
    assert_eq!(text(&things.put_list(["a", "b"]).request().unwrap()), r#"["a","b"]"#);
    let map = [("a".to_owned(), 1)].into();
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

fn credentials() {
    use kitchen_sink::{client_and_or as api, client_api_key, client_basic, client_bearer};

    let both = api::Client::new("app", "me", "päss:word").unwrap();
    let request = both.things().inherits().request().unwrap();
    assert_eq!(header(request.headers(), "x-application"), "app");
    assert_eq!(header(request.headers(), "authorization"), "Basic bWU6cMOkc3M6d29yZA==");
    let request = both.things().is_public().request().unwrap();
    assert!(!request.headers().contains_key("authorization"));
    assert!(!request.headers().contains_key("x-application"));
    assert!(
        !both.things().is_optional().request().unwrap().headers().contains_key("authorization")
    );
    let error = both.things().has_its_own().request().unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error:?}");

    let half = api::Client::builder().application("app").build().unwrap();
    assert!(matches!(half.things().inherits().request(), Err(Error::Credentials(_))));

    let token = api::Client::builder().token("t").build().unwrap();
    let request = token.things().inherits().request().unwrap();
    assert_eq!(header(request.headers(), "authorization"), "Bearer t");
    let request = token.things().is_optional().request().unwrap();
    assert_eq!(header(request.headers(), "authorization"), "Bearer t");

    let key = api::Client::builder().key("a&b").build().unwrap();
    assert_eq!(target(&key.things().has_its_own().request().unwrap()), "/v1/own?key=a%26b");
    let cookie = api::Client::builder().cookie("c").build().unwrap();
    let request = cookie.things().has_its_own().request().unwrap();
    assert_eq!(header(request.headers(), "cookie"), "session=c");

    let request = client_basic::Client::new("u", "p").unwrap().thing().request().unwrap();
    assert_eq!(header(request.headers(), "authorization"), "Basic dTpw");
    let request = client_api_key::Client::new("k").unwrap().thing().request().unwrap();
    assert_eq!(header(request.headers(), "x-api-key"), "k");
    let request = client_bearer::Client::new("b").unwrap().thing().request().unwrap();
    assert_eq!(header(request.headers(), "authorization"), "Bearer b");
}

/// Shorter ways to the only operation of three small clients.
trait Thing<T> {
    fn thing(&self) -> T;
}

macro_rules! thing {
    ($($module:ident),*) => {$(
        impl Thing<kitchen_sink::$module::things::Get> for kitchen_sink::$module::Client {
            fn thing(&self) -> kitchen_sink::$module::things::Get {
                self.things().get()
            }
        }
    )*};
}

thing!(client_basic, client_api_key, client_bearer);

/// A client of a case whose transport gives these answers.
macro_rules! answers {
    ($module:ident: $($status:literal $body:expr),+ $(,)?) => {{
        let transport = MemoryTransport::new();
        $(transport.answer_json(StatusCode::from_u16($status).unwrap(), $body);)+
        let builder = kitchen_sink::$module::Client::builder().transport(transport);
        builder.retry(RetryPolicy::never()).build().unwrap()
    }};
}

async fn errors() {
    use kitchen_sink::responses_several_errors::errors::ThingsError as E;

    let client = answers!(responses_several_errors:
        400 r#"{"title": "bad"}"#,
        404 r#"{"id": "t1"}"#,
        418 r#"{"title": "teapot"}"#,
        500 "oh no",
        404 r#"{"title": "of another type"}"#,
        409 r#"{"title": "not what a range says"}"#,
    );
    let list = || client.things().list().send();
    let error = list().await.unwrap_err();
    assert!(matches!(error.api(), Some(E::Problem(problem)) if problem.title == "bad"));
    let error = list().await.unwrap_err();
    assert!(matches!(error.api(), Some(E::NotFound(missing)) if missing.id == "t1"));
    let error = list().await.unwrap_err();
    assert!(matches!(error.api(), Some(E::Problem(problem)) if problem.title == "teapot"));
    let error = list().await.unwrap_err();
    assert!(matches!(error.api(), Some(E::Other(text)) if text.0 == "oh no"), "{error:?}");
    for _ in ["a body of another type", "documented without a body"] {
        let error = list().await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{error:?}");
    }

    let client = answers!(responses_ranges_and_default:
        206 r#"{"id": "some"}"#,
        404 r#"{"title": "a"}"#,
        451 r#"{"title": "b"}"#,
        503 r#"{"title": "c"}"#,
        302 r#"{"title": "d"}"#,
    );
    assert_eq!(client.things().list().send().await.unwrap().id, "some");
    for (status, title) in [(404, "a"), (451, "b"), (503, "c"), (302, "d")] {
        let error = client.things().list().send().await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.api().unwrap().title, title);
    }
}

async fn successes() {
    use kitchen_sink::responses_several_successes::errors::CreateThingResponse as R;

    let client = answers!(responses_several_successes:
        200 r#"{"id": "old"}"#,
        201 r#"{"id": "new"}"#,
        202 r#"{"ticket": "t"}"#,
        204 "",
    );
    let create = || client.things().create().send();
    assert!(matches!(create().await.unwrap(), R::Thing(thing) if thing.id == "old"));
    assert!(matches!(create().await.unwrap(), R::Thing(thing) if thing.id == "new"));
    assert!(matches!(create().await.unwrap(), R::Accepted(promise) if promise.ticket == "t"));
    assert!(matches!(create().await.unwrap(), R::NoContent(())));

    let client = answers!(responses_media_types: 200 "text", 200 "\u{0}bytes", 200 r#"["a"]"#);
    assert_eq!(client.things().get_text().send().await.unwrap().0, "text");
    assert_eq!(client.things().get_image().send().await.unwrap().0, "\u{0}bytes");
    assert_eq!(client.things().get_choice().send().await.unwrap(), ["a"]);
}

async fn values() {
    let client = answers!(schemas_presence:
        200 r#"{"or_null": null, "always": "a", "maybe": null, "optional": null}"#,
        200 r#"{"or_null": true, "always": "a", "maybe": "m", "optional": 1}"#,
        200 r#"{"or_null": null, "always": "a"}"#,
        200 r#"{"always": "a"}"#,
        200 r#"{"or_null": null, "always": null}"#,
    );
    let put = || client.things().put(None, "a").send();
    let thing = put().await.unwrap();
    assert_eq!((thing.or_null, thing.maybe, thing.optional), (None, Maybe::Null, None));
    let thing = put().await.unwrap();
    assert_eq!(thing.or_null, Some(true));
    assert_eq!((thing.maybe, thing.optional), (Maybe::Value("m".to_owned()), Some(1)));
    assert_eq!(put().await.unwrap().maybe, Maybe::Absent);
    for path in ["$.or_null", "$.always"] {
        let error = put().await.unwrap_err();
        let Error::Decode(detail) = &error else { panic!("{error:?}") };
        assert_eq!(detail.path(), Some(path));
    }
    let sent = client.things().put(None, "a").request().unwrap();
    assert_eq!(text(&sent), r#"{"or_null":null,"always":"a"}"#);
    let sent = client.things().put(Some(false), "a").maybe(Maybe::Null).optional(2);
    let sent = sent.request().unwrap();
    assert_eq!(text(&sent), r#"{"or_null":false,"always":"a","maybe":null,"optional":2}"#);

    let client = answers!(schemas_const:
        200 r#"{"kind": "another", "version": 3, "live": false}"#,
    );
    let sent = client.things().put().request().unwrap();
    assert_eq!(text(&sent), r#"{"kind":"thing","version":2,"live":true}"#);
    let thing = client.things().put().send().await.unwrap();
    assert_eq!((thing.kind.as_str(), thing.version, thing.live), ("another", 3, false));

    let client = answers!(schemas_additional_properties:
        200 r#"{"strict": {"a": "1", "b": 2}, "open": {"a": "1", "b": [2]}, "typed": {"x": 3}}"#,
        200 r#"{"strict": {"a": "1"}, "typed": {"x": "no integer"}}"#,
    );
    let strict = || kitchen_sink::schemas_additional_properties::types::ThingStrict::new("1");
    let thing = client.things().put(strict()).send().await.unwrap();
    assert_eq!(thing.strict, strict());
    assert_eq!(thing.open.unwrap().additional["b"][0], 2);
    assert_eq!(thing.typed.unwrap().additional["x"], 3);
    assert!(client.things().put(strict()).send().await.is_err());

    let client = answers!(schemas_recursion_direct:
        200 r#"{"name": "1", "next": {"name": "2"}, "previous": {"name": "0", "previous": null}}"#,
    );
    let thing = client.things().put("1").send().await.unwrap();
    assert_eq!(thing.next.unwrap().name, "2");
    assert!(matches!(thing.previous, Maybe::Value(zero) if zero.previous == Maybe::Null));
}
