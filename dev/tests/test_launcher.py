"""The launcher, as a person meets it: from any folder, through a link, with a wrong word."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def kelp(*arguments, launcher=ROOT / "kelp", **options):
    return subprocess.run([str(launcher), *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, **options)


def test_help_names_every_command():
    shown = kelp("help").stdout
    for command in ("quickstart", "query", "shell", "serve", "lab", "test", "check"):
        assert f"./kelp {command}" in shown


def test_a_wrong_command_is_named_and_help_follows():
    answer = kelp("qurey")
    assert answer.returncode == 2
    assert "no command 'qurey'" in answer.stderr
    assert "./kelp query" in answer.stderr


def test_runs_through_links_from_another_folder(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "one").symlink_to(ROOT / "kelp")
    (tmp_path / "bin" / "kelp").symlink_to("../one")
    answer = kelp("help", launcher=tmp_path / "bin" / "kelp", cwd=tmp_path)
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("tool, package", [("java", "openjdk-17-jdk-headless"), ("javac", "openjdk-17-jdk-headless"), ("mvn", "maven")])
def test_a_missing_tool_is_named_with_its_package(tmp_path, tool, package):
    """A copy of the launcher alone, so that nothing is built yet, and a PATH that has everything but one tool."""
    shutil.copy(ROOT / "kelp", tmp_path / "kelp")
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in "bash env cat sed find head mkdir touch mktemp uname cksum flock dirname readlink java javac mvn".split():
        found = shutil.which(name)
        if found and name != tool:
            (tools / name).symlink_to(found)
    environment = {"PATH": str(tools), "HOME": os.environ["HOME"]}
    answer = kelp("query", "print 1", launcher=tmp_path / "kelp", env=environment | {"KELP_VARIANT": "quick"})
    assert answer.returncode == 1
    assert tool in answer.stderr.lower()
    assert f"apt-get install {package}" in answer.stderr


def test_deciding_that_nothing_is_to_be_done_takes_no_time():
    """What is paid before each query; the best of five, because other work may be going on."""
    assert kelp("setup").returncode == 0
    measured = []
    for _ in range(5):
        started = time.monotonic()
        kelp("setup")
        measured.append(time.monotonic() - started)
    assert min(measured) < 0.1
