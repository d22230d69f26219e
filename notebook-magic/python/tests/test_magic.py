import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    shell = InteractiveShell.instance()
    shell.run_line_magic("load_ext", "kelp")
    shell.run_line_magic("kql", f"-d '{tmp_path_factory.mktemp('my data')}' print 0")
    return shell


def test_line_magic_returns_the_result(shell):
    result = shell.run_line_magic("kql", "print x = 40 + 2")
    assert result.to_arrow().to_pylist() == [{"x": 42}]
    assert shell.user_ns["_kql"] is result


def test_cell_magic_assigns(shell):
    assert shell.run_cell_magic("kql", "squares <<", "range x from 1 to 3 step 1\n| extend y = x * x") is None
    assert shell.user_ns["squares"].to_pandas()["y"].tolist() == [1, 4, 9]


def test_assignment_may_stand_in_the_cell(shell):
    shell.run_cell_magic("kql", "", "one <<\nprint 1")
    assert len(shell.user_ns["one"]) == 1


def test_errors_show_the_place_and_no_stack(shell):
    with capture_output() as captured:
        outcome = shell.run_cell("%%kql\nprint 1\n| where nope == 2")
    assert outcome.error_in_exec is not None
    shown = captured.stdout + captured.stderr
    assert "| where nope == 2" in shown
    assert "^^^^" in shown
    assert "Traceback" not in shown
    assert outcome.error_in_exec.line == 3


def test_unknown_option(shell):
    from IPython.core.error import UsageError

    with pytest.raises(UsageError, match="no option -q"):
        shell.run_line_magic("kql", "-q print 1")


def test_empty_cell(shell):
    assert shell.run_cell_magic("kql", "", "\n") is None
