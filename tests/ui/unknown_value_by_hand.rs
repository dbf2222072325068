use tokensmith::clerk::types::MachineOrder;

fn main() {
    drop(MachineOrder::Unknown("name".into()));
}
