//! The Python package: built by maturin, which comes from PyPI into an environment of its own in `target/python`.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;
use crate::run::{command, on_path, output, root, run};

/// What the package carries beside its code.
const LICENCES: [&str; 5] = [
    "LICENSE-MIT",
    "LICENSE-APACHE",
    "src/entities/data/licences/CC-BY-SA-4.0.txt",
    "src/entities/data/licences/CC-BY-4.0.txt",
    "src/figures/within/data/licences/Unicode-3.0.txt",
];

/// `cargo xtask wheel`: the wheel as it is published, in `dist/python`.
pub fn wheel() -> Result {
    ready()?;
    let folder = root().join("dist/python");
    build("wheel", &folder)?;
    println!("The wheel is in {}.", folder.display());
    Ok(())
}

/// Builds it quickly, installs it into a clean environment and runs its tests. The reason, where it cannot be tested here.
pub fn test(spark: bool) -> Result<Option<String>> {
    if let Err(reason) = ready() {
        return Ok(Some(format!("the Python package: {reason}")));
    }
    let wheels = root().join("target/python/wheels");
    let _ = std::fs::remove_dir_all(&wheels);
    build("quick", &wheels)?;
    let wheel = std::fs::read_dir(&wheels)
        .map_err(|error| error.to_string())?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|ending| ending == "whl"))
        .ok_or("maturin has made no wheel")?;
    run(python("tests")?
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--force-reinstall", "--no-deps"])
        .arg(wheel))?;
    run(&mut command("cargo build --quiet --bin dossier"))?; // what it is compared with
    let mut tests = python("tests")?;
    tests.args(["-m", "unittest", "discover", "--start-directory", "python/tests", "--verbose"]);
    tests.env("DOSSIER_CLI", root().join("target/debug/dossier")).current_dir(root());
    if spark {
        spark_ready()?;
        tests.env("DOSSIER_SPARK", "1");
    }
    run(&mut tests)?;
    Ok(None)
}

/// Maturin, and what the tests compare with.
///
/// # Errors
/// With what is missing and cannot be installed from here.
fn ready() -> Result {
    let found = on_path("python3") && output(&mut command("python3 -c pass")).is_some();
    if !found {
        return Err("python3 is missing; install it to build and test it".into());
    }
    environment("build", "python/requirements-build.txt")?;
    environment("tests", "python/requirements-test.txt")
}

/// Spark for the tests of a cluster, some 400 MB: only where they are asked for.
fn spark_ready() -> Result {
    if !on_path("java") {
        if !on_path("apt-get") {
            return Err("java is missing; Spark needs one of version 17 or newer".into());
        }
        println!("Java is missing: Spark runs on it.");
        run(&mut command("apt-get install --yes --no-install-recommends openjdk-17-jre-headless"))?;
    }
    install("tests", "python/requirements-spark.txt")
}

/// Makes an environment that has what the file lists, if it is not there.
fn environment(name: &str, requirements: &str) -> Result {
    let folder = folder(name);
    if !interpreter(&folder).is_file() {
        run(command("python3 -m venv").arg(&folder))
            .map_err(|error| format!("{error}; python3 cannot make environments: on Debian install python3-venv"))?;
    }
    install(name, requirements)
}

/// Installs what the file lists, if it has not been.
fn install(name: &str, requirements: &str) -> Result {
    let wanted = std::fs::read_to_string(root().join(requirements)).map_err(|error| format!("{requirements}: {error}"))?;
    let mark = folder(name).join(Path::new(requirements).file_name().unwrap_or_default());
    if std::fs::read_to_string(&mark).is_ok_and(|there| there == wanted) {
        return Ok(());
    }
    println!("What {requirements} lists is missing: installing it beside the build.");
    run(python(name)?
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"])
        .arg(root().join(requirements)))?;
    std::fs::write(&mark, wanted).map_err(|error| format!("{}: {error}", mark.display()))
}

fn folder(name: &str) -> PathBuf {
    root().join("target/python").join(name)
}

fn interpreter(folder: &Path) -> PathBuf {
    if cfg!(windows) { folder.join("Scripts/python.exe") } else { folder.join("bin/python") }
}

fn python(name: &str) -> Result<Command> {
    let path = interpreter(&folder(name));
    if path.is_file() { Ok(Command::new(path)) } else { Err(format!("{} is missing", path.display())) }
}

fn build(profile: &str, folder: &Path) -> Result {
    let licences = root().join("python/licences");
    std::fs::create_dir_all(&licences).map_err(|error| error.to_string())?;
    for path in LICENCES {
        let name = Path::new(path).file_name().unwrap_or_default();
        std::fs::copy(root().join(path), licences.join(name)).map_err(|error| format!("{path}: {error}"))?;
    }
    let mut maturin = python("build")?;
    maturin.args(["-m", "maturin", "build", "--quiet", "--profile", profile, "--manifest-path"]);
    run(maturin.arg(root().join("python/Cargo.toml")).arg("--out").arg(folder))
}
