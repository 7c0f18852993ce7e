//! What others get when they depend on this library: code and data with their licences, and nothing that is not ours to give.

use std::process::Command;

#[test]
fn the_package_holds_what_its_licences_name_and_nothing_else() {
    let output = Command::new(env!("CARGO")).args(["package", "--list", "--allow-dirty", "--offline"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let listed = String::from_utf8_lossy(&output.stdout).replace('\\', "/");
    let files: Vec<&str> = listed.lines().collect();
    for needed in [
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "src/entities/data/licences/CC-BY-SA-4.0.txt",
        "src/entities/data/licences/CC-BY-4.0.txt",
        "src/figures/within/data/licences/Unicode-3.0.txt",
        "src/entities/data/MODEL.md",
        "src/entities/data/README.md",
        "examples/who.rs",
    ] {
        assert!(files.contains(&needed), "{needed} is missing");
    }
    let rooms = ["src/", "examples/", "tests/kept/", "Cargo.", "LICENSE-", "README.md", "CHANGELOG.md", ".cargo_vcs_info.json"];
    let strange: Vec<&&str> = files.iter().filter(|file| !rooms.iter().any(|room| file.starts_with(room))).collect();
    assert!(strange.is_empty(), "{strange:?}");
    assert!(!files.iter().any(|file| file.starts_with("src/bin/app")), "the page, and with it the samples, is in the package");
}
