fn main() {
    let a: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap())
            .unwrap();
    let b: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(std::env::args().nth(2).unwrap()).unwrap())
            .unwrap();
    let a = bailiwick_iam::policy::Policy::from_json(&a).unwrap();
    let b = bailiwick_iam::policy::Policy::from_json(&b).unwrap();
    let t = std::time::Instant::now();
    println!("{:#?}", bailiwick_iam::prove::no_new_access(&[&a], &[&b]));
    println!("{:?}", t.elapsed());
}
