//! The Python package: its functions, and questions answered on a Dask cluster of processes on loopback, which
//! `tests/python/` tests. It needs a Python in which the package is installed from a wheel of this very program, named
//! by `COMITY_PYTHON_PACKAGE`; `.ci/run` makes one.

use std::env;
use std::process::Command;

const TESTS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/python");

#[test]
fn the_python_package_is_the_program_and_its_parts_come_to_the_bytes_of_one_run() {
    let Some(python) = env::var_os("COMITY_PYTHON_PACKAGE") else {
        println!("left out: COMITY_PYTHON_PACKAGE names no Python that has the package");
        return;
    };
    let asked = ["-m", "pytest", "--quiet", "-p", "no:cacheprovider", TESTS];
    let ran = Command::new(python).args(asked).env_remove("COMITY_LOG").output().expect("a Python");
    let said = String::from_utf8_lossy(&ran.stdout);
    println!("{}", said.lines().last().unwrap_or_default());
    assert!(ran.status.success(), "{said}\n{}", String::from_utf8_lossy(&ran.stderr));
}
