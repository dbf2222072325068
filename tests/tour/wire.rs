//! Calls over a socket: what a server gets of every kind of operation, and what becomes of its answers.
//!
//! The test `outside::spoken` has the other side: the requests that it hears and the answers that it gives, in
//! this order.

use kitchen_sink::{Error, RetryPolicy, StatusCode};

use crate::newest;

pub(super) async fn all(server: &str) {
    macro_rules! client {
        ($module:ident) => {{
            let builder = kitchen_sink::$module::Client::builder().base_url(server);
            builder.retry(RetryPolicy::never()).build().unwrap()
        }};
    }
    undescribed(&client!(operations_answers)).await;
    upgrades(&client!(operations_answers)).await;
    several(&client!(operations_answers)).await;
    media_types(&client!(responses_several_media_types)).await;
    templates(&client!(parameters_template)).await;
    inherited(&client!(parameters_inherited)).await;
    alternatives(&client!(operations_media_types)).await;
    headers(&client!(responses_headers)).await;
    searches(&client!(responses_pagination_in_body)).await;
    encoded(&client!(bodies_encoding)).await;
    xml(&client!(degradations_xml)).await;
    newest::all(server).await;
}

async fn undescribed(client: &kitchen_sink::operations_answers::Client) {
    let things = client.things();
    assert_eq!(things.no_responses().send().await.unwrap().0, "whatever");
    assert!(things.empty_responses().send().await.unwrap().0.is_empty());
    let error = things.no_responses().send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::IM_A_TEAPOT));

    assert_eq!(things.only_default().send().await.unwrap().name.as_deref(), Some("any"));
    let error = things.only_default().send().await.unwrap_err();
    assert_eq!(error.api().unwrap().name.as_deref(), Some("none"));
    assert!(things.only_errors().send().await.unwrap().0.is_empty());
    let error = things.only_errors().send().await.unwrap_err();
    assert_eq!(error.api().unwrap().name.as_deref(), Some("none"));
}

async fn upgrades(client: &kitchen_sink::operations_answers::Client) {
    let error = client.things().connect().send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SWITCHING_PROTOCOLS), "{error:?}");
    let thing = client.things().connect_or_not().send().await.unwrap();
    assert_eq!(thing.name.as_deref(), Some("here"));
}

async fn several(client: &kitchen_sink::operations_answers::Client) {
    use kitchen_sink::operations_answers::errors::SeveralResponse as R;

    let things = client.things();
    things.delete_bodiless().send().await.unwrap();
    things.head_bodiless().send().await.unwrap();
    assert_eq!(things.head_bodiless().send().await.unwrap_err().status().unwrap(), 404);
    let found = things.several().name("n").send().await.unwrap();
    assert!(matches!(found, R::Ok(thing) if thing.name.as_deref() == Some("n")));
    assert!(matches!(things.several().send().await.unwrap(), R::Accepted(text) if text.0 == "later"));
    assert!(matches!(things.several().send().await.unwrap(), R::NoContent(())));
    let error = things.several().send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_MODIFIED));
    let gone = things.delete_several(["a", "b"]).send().await.unwrap();
    assert_eq!(gone.name.as_deref(), Some("gone"));
}

async fn media_types(client: &kitchen_sink::responses_several_media_types::Client) {
    use kitchen_sink::responses_several_media_types::errors::{
        GetReportError, GetReportResponse as Report, GetVersionResponse as Version,
        ListStarredResponse as Starred,
    };

    let things = client.things();
    let report = || things.get_report().send();
    assert!(matches!(report().await.unwrap(), Report::Report(report) if report.id == "r"));
    let csv = things.get_report().with_header("accept", "text/csv").send().await.unwrap();
    assert!(matches!(csv, Report::Csv(text) if text.0 == "id\nr\n"));
    assert!(matches!(report().await.unwrap(), Report::Pdf(bytes) if bytes.0 == "%PDF"));
    // A media type that nobody described is taken for what was asked for first.
    assert!(matches!(report().await.unwrap(), Report::Report(report) if report.id == "odd"));
    let error = report().await.unwrap_err();
    assert!(matches!(error.api(), Some(GetReportError::Html(page)) if page.0 == "<p>"), "{error:?}");
    let error = report().await.unwrap_err();
    assert!(matches!(error.api(), Some(GetReportError::Problem(problem)) if problem.title == "t"));

    let starred = || things.list_starred().send();
    assert!(matches!(starred().await.unwrap(), Starred::Json(list) if list[0].id == "plain"));
    assert!(matches!(starred().await.unwrap(), Starred::VndThingsStar(list) if list[0].at == 1));
    // Servers call both of them JSON.
    assert!(matches!(starred().await.unwrap(), Starred::VndThingsStar(list) if list[0].at == 2));
    // What is called by its own name is not taken for anything else.
    assert!(matches!(starred().await.unwrap_err(), Error::Decode(_)));

    let version = || things.get_version().send();
    assert!(matches!(version().await.unwrap(), Version::Star(star) if star.at == 3));
    assert!(matches!(version().await.unwrap(), Version::Report(report) if report.id == "v1"));
    assert!(matches!(version().await.unwrap(), Version::Image(bytes) if bytes.0 == "png"));
    assert!(matches!(version().await.unwrap(), Version::Accepted(later) if later.title == "later"));

    assert_eq!(things.get_words().send().await.unwrap().0, "a,\"b\"");
    assert_eq!(things.get_words().send().await.unwrap().0, "a,b");
    assert_eq!(things.get_picture().send().await.unwrap().0, "jpeg");
    assert_eq!(things.get_range().send().await.unwrap().0, "plain");
    assert_eq!(things.get_range().send().await.unwrap().0, "in quotes");
    assert_eq!(things.get_object().send().await.unwrap().id, "o");
    assert_eq!(things.get_bytes().send().await.unwrap().0, "[1]");
}

async fn templates(client: &kitchen_sink::parameters_template::Client) {
    client.things().get_file("a/b").send().await.unwrap();
    client.things().remove_key("=", 1, "2").send().await.unwrap();
}

async fn inherited(client: &kitchen_sink::parameters_inherited::Client) {
    client.things().get("a").limit(1).x_trace("t").send().await.unwrap();
    client.things().put(7, ["x", "y"], "t").header_limit(true).send().await.unwrap();
}

async fn alternatives(client: &kitchen_sink::operations_media_types::Client) {
    use kitchen_sink::operations_media_types::types::ChangeThingRequestItem as Step;

    client.things().create("n").send().await.unwrap();
    client.things().put_csv("a,b").send().await.unwrap();
    client.things().change_json_patch().body(vec![Step::new("add")]).send().await.unwrap();
    client.pictures().upload("bytes").content_type("image/jpeg").send().await.unwrap();
}

async fn headers(client: &kitchen_sink::responses_headers::Client) {
    use kitchen_sink::responses_headers::types::{ListThingsXEither, ListThingsXWord};

    let answer = client.things().list().send_with_response().await.unwrap();
    let headers = answer.typed_headers().unwrap();
    assert_eq!((headers.x_rate_limit_remaining, headers.x_total), (5, Some(70)));
    assert_eq!(headers.x_tags.as_deref(), Some(&["a".to_owned(), "b".to_owned()][..]));
    assert_eq!(headers.x_either, Some(ListThingsXEither::List(vec![1, 2])));
    let words = [ListThingsXWord::Integer(7), ListThingsXWord::Text("a".to_owned())];
    assert_eq!(headers.x_words.as_deref(), Some(&words[..]));
    assert_eq!(headers.x_json.unwrap().left, Some(3));
    assert_eq!(headers.x_json_text.as_deref(), Some("\"quoted\""));
    let answer = client.things().delete().send_with_response().await.unwrap();
    let headers = answer.typed_headers().unwrap();
    assert_eq!((headers.location.as_deref(), headers.x_both), (None, true));
}

async fn searches(client: &kitchen_sink::responses_pagination_in_body::Client) {
    use kitchen_sink::responses_pagination_in_body::types::{
        DeepRequestOptions, Paging, WholeRequestFilter,
    };

    macro_rules! ids {
        ($call:expr) => {{
            let (mut items, mut ids) = ($call.items(), Vec::new());
            while let Some(item) = items.try_next().await.unwrap() {
                ids.push(item.id);
            }
            ids
        }};
    }
    let things = client.things();
    assert_eq!(ids!(things.search("q").limit(2)), [1, 2, 3]);
    assert_eq!(ids!(things.search("q").cursor("b")), [3]);
    assert_eq!(ids!(things.deep()), [1, 2]);
    let options = DeepRequestOptions::new().with_paging(Paging::new().with_size(5));
    assert_eq!(ids!(things.deep().query("q").options(options)), [1, 2]);
    assert_eq!(ids!(things.whole(WholeRequestFilter::new("f"))), [1, 2]);
}

async fn encoded(client: &kitchen_sink::bodies_encoding::Client) {
    use kitchen_sink::Part;
    use kitchen_sink::bodies_encoding::types::{SendPartsRequestKind, Size};

    let size = |width, unit| Size::new().with_width(width).with_unit(unit);
    let things = client.things();
    let call = things.send_parts("png", 90).picture_x_labels(["a", "b"]);
    let call = call.others(["1".into(), Part::new("2").header("content-transfer-encoding", "7bit")]);
    let call = call.others_content_transfer_encoding("binary").note("n").note_x_size(size(1, "px"));
    let call = call.colours(["red", "&"]).size(size(2, "é")).frame(size(3, "m")).plain(size(4, "l"));
    let call = call.options("{}").settings("[1]").rows(["{\"a\":1}", "2"]);
    call.kind(SendPartsRequestKind::Large).send().await.unwrap();
    things.send_mixed().size(size(1, "px")).size_x_part("p").send().await.unwrap();
    let call = things.send_form().size(size(1, "px")).frame(size(2, "m")).deep(size(3, "l"));
    let call = call.sizes(vec![size(4, "k")]).colours(["r", "g"]).joined(["a,b", "c"]);
    let call = call.spaced(["d", "e"]).path("/a?b").count(5).whole(["f"]);
    let call = call.options("{}");
    call.other_fields([("more", vec![size(6, "j")])]).send().await.unwrap();
    // What is required is there, though it is empty.
    things.send_mixed().send().await.unwrap();
    things.send_form().send().await.unwrap();
}

async fn xml(client: &kitchen_sink::degradations_xml::Client) {
    let things = client.things();
    assert_eq!(things.send_xml("<t:thing/>").send().await.unwrap().0, "<t:thing id=\"1\"/>");
    let error = things.send_xml("<no/>").send().await.unwrap_err();
    assert_eq!(error.api().map(|text| &*text.0), Some("<wrong/>"));
    assert_eq!(things.send_text().body("<feed/>").send().await.unwrap().0, "<é/>");
    assert_eq!(things.get_drawing().send().await.unwrap().0, "<svg/>");
    assert_eq!(things.send_same().id(1).send().await.unwrap().id, Some(2));
    assert_eq!(things.send_other_xml().body("<other/>").send().await.unwrap().id, Some(3));
}
