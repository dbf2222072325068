//! Successful answers: every field of every type, and what must not make decoding fail.

use tokensmith::clerk::types::{Machine, MachineWithoutScopedMachines};

use super::client;
use crate::server::Server;

const MACHINE: &str = r#"{
    "object": "machine", "id": "mch_1", "name": "worker", "instance_id": "ins_1",
    "created_at": 1763712000000, "updated_at": 1763715600000, "default_token_ttl": 600,
    "scoped_machines": [{
        "object": "machine", "id": "mch_2", "name": "ledger", "instance_id": "ins_1",
        "created_at": 1, "updated_at": 2
    }]
}"#;

fn with_secret() -> String {
    MACHINE.replacen('{', r#"{"secret_key": "ak_1","#, 1)
}

#[track_caller]
fn assert_machine(machine: &Machine) {
    assert_eq!(machine.object.as_str(), "machine");
    assert_eq!(machine.id, "mch_1");
    assert_eq!(machine.name, "worker");
    assert_eq!(machine.instance_id, "ins_1");
    assert_eq!(machine.created_at, 1_763_712_000_000);
    assert_eq!(machine.updated_at, 1_763_715_600_000);
    assert_eq!(machine.default_token_ttl, Some(600));
    assert_scoped(&machine.scoped_machines);
}

#[track_caller]
fn assert_scoped(machines: &[MachineWithoutScopedMachines]) {
    let [scoped] = machines else { panic!("{} scoped machines", machines.len()) };
    assert_eq!(scoped.object.as_str(), "machine");
    assert_eq!(scoped.id, "mch_2");
    assert_eq!(scoped.name, "ledger");
    assert_eq!(scoped.instance_id, "ins_1");
    assert_eq!(scoped.created_at, 1);
    assert_eq!(scoped.updated_at, 2);
    assert_eq!(scoped.default_token_ttl, None);
}

#[tokio::test]
async fn list_gives_a_page() {
    let server = Server::json(&format!(r#"{{"data": [{MACHINE}], "total_count": 7}}"#));
    let page = client(&server).machines().list().send().await.unwrap();
    assert_eq!(page.total_count, 7);
    let [machine] = page.data.as_slice() else { panic!("{} machines", page.data.len()) };
    assert_machine(machine);
}

#[tokio::test]
async fn create_gives_the_machine_with_its_secret_key() {
    let server = Server::json(&with_secret());
    let created = client(&server).machines().create("worker").send().await.unwrap();
    assert_eq!(created.secret_key.expose_secret(), "ak_1");
    assert_eq!(created.object.as_str(), "machine");
    assert_eq!(created.id, "mch_1");
    assert_eq!(created.name, "worker");
    assert_eq!(created.instance_id, "ins_1");
    assert_eq!(created.created_at, 1_763_712_000_000);
    assert_eq!(created.updated_at, 1_763_715_600_000);
    assert_eq!(created.default_token_ttl, Some(600));
    assert_scoped(&created.scoped_machines);
}

#[tokio::test]
async fn get_and_update_give_the_machine() {
    let server = Server::json(MACHINE);
    assert_machine(&client(&server).machines().get("mch_1").send().await.unwrap());
    let server = Server::json(MACHINE);
    assert_machine(&client(&server).machines().update("mch_1").send().await.unwrap());
}

#[tokio::test]
async fn a_deleted_machine_is_confirmed_by_its_id() {
    let server = Server::json(r#"{"object": "machine", "id": "mch_1", "deleted": true}"#);
    let deleted = client(&server).machines().delete("mch_1").send().await.unwrap();
    assert_eq!(deleted.object.as_str(), "machine");
    assert_eq!(deleted.id, "mch_1");
    assert!(deleted.deleted);
}

#[tokio::test]
async fn both_ways_to_a_secret_key_give_it() {
    let answer = r#"{"object": "machine_secret_key", "secret": "ak_2"}"#;
    let server = Server::json(answer);
    let key = client(&server).machines().get_secret_key("mch_1").send().await.unwrap();
    assert_eq!(key.object.as_str(), "machine_secret_key");
    assert_eq!(key.secret.expose_secret(), "ak_2");
    let server = Server::json(answer);
    let key = client(&server).machines().rotate_secret_key("mch_1", 60).send().await.unwrap();
    assert_eq!(key.secret.expose_secret(), "ak_2");
}

#[tokio::test]
async fn create_scope_gives_the_scope() {
    let server = Server::json(
        r#"{"object": "machine_scope", "from_machine_id": "mch_1", "to_machine_id": "mch_2",
            "created_at": 3}"#,
    );
    let scope = client(&server).machines().create_scope("mch_1", "mch_2").send().await.unwrap();
    assert_eq!(scope.object.as_str(), "machine_scope");
    assert_eq!(scope.from_machine_id, "mch_1");
    assert_eq!(scope.to_machine_id, "mch_2");
    assert_eq!(scope.created_at, 3);
}

#[tokio::test]
async fn a_deleted_scope_is_confirmed_by_both_ids() {
    let server = Server::json(
        r#"{"object": "machine_scope", "from_machine_id": "mch_1", "to_machine_id": "mch_2",
            "deleted": true}"#,
    );
    let scope = client(&server).machines().delete_scope("mch_1", "mch_2").send().await.unwrap();
    assert_eq!(scope.object.as_str(), "machine_scope");
    assert_eq!(scope.from_machine_id, "mch_1");
    assert_eq!(scope.to_machine_id, "mch_2");
    assert!(scope.deleted);
}

#[tokio::test]
async fn a_value_of_an_enum_that_is_new_keeps_its_text() {
    let server = Server::json(&MACHINE.replace(r#""machine""#, r#""robot""#));
    let machine = client(&server).machines().get("mch_1").send().await.unwrap();
    assert_eq!(machine.object.as_str(), "robot");
}

#[tokio::test]
async fn members_that_are_new_are_tolerated() {
    let new = r#"{"owner": {"name": ["x", null, 1e3]}, "": [], "#;
    let server = Server::json(&MACHINE.replace('{', new));
    assert_machine(&client(&server).machines().get("mch_1").send().await.unwrap());
}

#[tokio::test]
async fn null_for_an_optional_member_is_its_absence() {
    let server = Server::json(&MACHINE.replace(": 600", ": null"));
    let machine = client(&server).machines().get("mch_1").send().await.unwrap();
    assert_eq!(machine.default_token_ttl, None);
}

#[tokio::test]
async fn a_response_comes_with_status_headers_and_request_id() {
    let server = Server::json(MACHINE);
    let response = client(&server).machines().get("mch_1").send_with_response().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    assert_eq!(response.request_id(), Some("req_1"));
    assert_machine(response.body());
    assert_machine(&response.into_body());
}
