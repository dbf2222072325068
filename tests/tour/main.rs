//! Calls of all kinds, by the crate that is generated from the cases of the snapshots: what Clerk has no
//! use for. The test `outside` builds and runs this; what is wrong panics.

mod ends;
mod extensions;
mod incoming;
mod names;
mod newest;
mod requests;
mod servers;
mod unions;
mod wire;

use kitchen_sink::http::{HeaderMap, Request};
use kitchen_sink::{Body, Error, Maybe};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    if let Some(server) = std::env::args().nth(1) {
        return wire::all(&server).await;
    }
    requests::all();
    names::all();
    servers::all();
    incoming::all();
    credentials();
    errors().await;
    successes().await;
    values().await;
    times().await;
    unions::all().await;
    ends::all().await;
    extensions::all().await;
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
        let transport = kitchen_sink::MemoryTransport::new();
        $(transport.answer_json(kitchen_sink::StatusCode::from_u16($status).unwrap(), $body);)+
        let builder = kitchen_sink::$module::Client::builder().transport(transport);
        builder.retry(kitchen_sink::RetryPolicy::never()).build().unwrap()
    }};
}
use answers;

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
    assert!(matches!(error.api(), Some(E::Missing(missing)) if missing.id == "t1"));
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

    let client = answers!(responses_media_types: 200 "text", 200 "\u{0}bytes");
    assert_eq!(client.things().get_text().send().await.unwrap().0, "text");
    assert_eq!(client.things().get_image().send().await.unwrap().0, "\u{0}bytes");
}

/// What nobody described is sent back with what was received, unless the description forbids it.
async fn members() {
    let client = answers!(schemas_extra_members:
        200 r#"{"both": {"a": "x", "new": [1]}, "closed": {"a": "y", "new": 1}}"#,
    );
    let thing = client.things().put().send().await.unwrap();
    let again = client.things().put().both(thing.both.unwrap()).closed(thing.closed.unwrap());
    let again = again.request().unwrap();
    assert_eq!(text(&again), r#"{"both":{"a":"x","new":[1]},"closed":{"a":"y"}}"#);
}

/// A time that is none fails the answer and nothing of it is lost; a text may be anything.
async fn times() {
    use kitchen_sink::schemas_formats::types::Thing;

    let client = answers!(schemas_formats:
        200 r#"{"when": "2024-02-30 at noon", "said": "soon"}"#,
        200 r#"{"when": "2024-02-29T12:00:00+01:00", "said": "soon"}"#,
    );
    let error = client.things().put().send().await.unwrap_err();
    let Error::Decode(wrong) = &error else { panic!("{error:?}") };
    assert_eq!(wrong.path(), Some("$.when"));
    assert!(error.to_string().contains("expected a date and time as in RFC 3339"), "{error}");
    let kept = std::str::from_utf8(error.body().unwrap()).unwrap();
    assert_eq!(kept, r#"{"when": "2024-02-30 at noon", "said": "soon"}"#);
    let Thing { when, said, .. } = client.things().put().send().await.unwrap();
    assert_eq!((when.unwrap().timestamp(), said.as_deref()), (1_709_204_400, Some("soon")));
}

async fn values() {
    members().await;
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
        200 r#"{"kind": "another", "version": 3, "live": false, "named": "name", "described": "two"}"#,
    );
    let sent = client.things().put().request().unwrap();
    assert_eq!(text(&sent), r#"{"kind":"thing","version":2,"live":true,"named":"name","described":"one"}"#);
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
