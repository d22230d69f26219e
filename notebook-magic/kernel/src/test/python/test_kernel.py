"""What Jupyter's conformance tests leave out: order, aborts, interrupts, signatures, silence, and what cells show."""

import subprocess
import sys
import time

import pytest

LONG_QUERY = "range x from 1 to 20000000000 step 1 | summarize sum(x % 7)"


def shown(messages, kind):
    return [m for m in messages if m["msg_type"] == kind]


def test_messages_come_in_order_with_their_parent(kernel):
    ids = [kernel.client.execute(f"print x = {i}") for i in range(20)]
    seen = []
    for id in ids:
        messages = kernel.drain(id)
        kinds = [m["msg_type"] for m in messages]
        assert kinds == ["status", "execute_input", "execute_result", "status"]
        assert messages[0]["content"]["execution_state"] == "busy"
        seen.append(messages[2]["content"]["data"]["text/plain"].splitlines()[2].strip())
        assert kernel.reply(id)["content"]["status"] == "ok"
    assert seen == [str(i) for i in range(20)]


def test_printing_keeps_its_order_with_displays(kernel):
    _, messages = kernel.run(
        '%%java\nSystem.out.println("one"); kelp.display("two"); System.out.println("three"); "four"'
    )
    texts = [m["content"].get("text") or m["content"]["data"]["text/plain"] for m in messages]
    assert [t.strip() for t in texts] == ["one", "two", "three", "four"]


def test_an_error_aborts_the_cells_queued_behind_it(kernel):
    failing, *behind = [kernel.client.execute(code) for code in ("print nope", "print 1", "print 2", "%%java\n3")]
    assert kernel.reply(failing)["content"]["status"] == "error"
    for id in behind:
        assert kernel.reply(id)["content"]["status"] == "aborted"
        assert [m["msg_type"] for m in kernel.drain(id)] == ["status", "status"]
    assert kernel.run("print 1")[0]["status"] == "ok"


def test_an_error_aborts_nothing_where_the_client_says_so(kernel):
    failing = kernel.client.execute("print nope", stop_on_error=False)
    next_one = kernel.client.execute("print 1")
    assert kernel.reply(failing)["content"]["status"] == "error"
    assert kernel.reply(next_one)["content"]["status"] == "ok"


def test_errors_show_the_line_a_caret_and_a_hint_but_no_java(kernel):
    reply, messages = kernel.run("\n%executor duckdb\nrange alpha from 1 to 3 step 1\n| where alpah > 1")
    error = shown(messages, "error")[0]["content"]
    text = "\n".join(error["traceback"])
    assert error["ename"] == reply["ename"] == "KS142"
    assert "line 4, column 9" in text
    assert "    | where alpah > 1" in text
    assert "            ^^^^^" in text.replace("\x1b[1;31m", "")
    assert "Did you mean 'alpha'?" in text
    assert ".java" not in text and "Exception" not in text
    kernel.run("%executor duckdb")


def test_a_missing_table_and_a_syntax_error_give_one_message_each(kernel):
    for code in ("nowhere_to_be_found | count", "print 1 |", "print 1 | wear x", "print (1"):
        reply, messages = kernel.run(code)
        assert reply["status"] == "error"
        assert [m["msg_type"] for m in messages] == ["error"]


@pytest.mark.parametrize("code", [LONG_QUERY, "%%java\nThread.sleep(600_000);", "%%java\nlong n = 0; while (true) n++;"])
def test_interrupt_stops_the_cell_and_the_kernel_goes_on(kernel, code):
    kernel.run("%%java\n1")  # JShell is ready
    id = kernel.client.execute(code)
    kernel.begun(id)
    time.sleep(0.5)
    kernel.manager.interrupt_kernel()
    reply = kernel.reply(id, timeout=30)["content"]
    assert reply["status"] == "error"
    assert reply["ename"] in ("KQ3002", "Interrupted")
    kernel.drain(id)
    assert kernel.run("print 1")[0]["status"] == "ok"


def test_other_requests_are_answered_while_a_cell_runs(kernel):
    id = kernel.client.execute(LONG_QUERY)
    kernel.begun(id)
    completed = kernel.client.complete("print strl", 10)
    matches = kernel.reply(completed, timeout=20)["content"]["matches"]
    inspected = kernel.client.inspect("strlen", 3)
    found = kernel.reply(inspected, timeout=20)["content"]
    kernel.manager.interrupt_kernel()
    assert kernel.reply(id)["content"]["status"] == "error"
    kernel.drain(id)
    assert "strlen" in matches
    assert "strlen(string)" in found["data"]["text/plain"]


def test_progress_shows_and_goes(kernel):
    id = kernel.client.execute(LONG_QUERY)
    messages = []
    while len(messages) < 3:
        message = kernel.client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") == id and "display_data" in message["msg_type"]:
            messages.append(message)
    kernel.manager.interrupt_kernel()
    kernel.reply(id)
    rest = kernel.drain(id)
    assert messages[0]["msg_type"] == "display_data"
    assert len({m["content"]["transient"]["display_id"] for m in messages}) == 1
    assert "clear_output" in [m["msg_type"] for m in rest]


def test_unsigned_messages_are_dropped(kernel):
    session = kernel.client.session
    key, session.key = session.key, b"a wrong key"
    try:
        forged = kernel.client.execute("print 'forged'")
    finally:
        session.key = key
    honest = kernel.client.execute("print 'honest'")
    messages = kernel.drain(honest)
    assert all(m["parent_header"].get("msg_id") != forged for m in messages)
    assert kernel.reply(honest)["content"]["status"] == "ok"


def test_silent_cells_say_and_count_nothing(kernel):
    before = kernel.run("print 1")[0]["execution_count"]
    reply, messages = kernel.run("print 2", silent=True)
    assert reply["status"] == "ok"
    assert messages == []
    assert kernel.run("print 3")[0]["execution_count"] == before + 1


def test_cells_outside_the_history_are_not_counted(kernel):
    before = kernel.run("print 1")[0]["execution_count"]
    assert kernel.run("print 2", store_history=False)[0]["execution_count"] == before


def test_user_expressions_are_evaluated(kernel):
    reply, _ = kernel.run("print 1", user_expressions={"six": "2 * 3", "bad": "nope"})
    assert reply["user_expressions"]["six"]["data"]["text/plain"] == "6"
    assert reply["user_expressions"]["bad"]["status"] == "error"


def test_unknown_comms_are_closed(kernel):
    session = kernel.client.session
    message = session.msg("comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}})
    kernel.client.shell_channel.send(message)
    assert "comm_close" in [m["msg_type"] for m in kernel.drain(message["header"]["msg_id"])]


def test_input_is_asked_for(kernel):
    id = kernel.client.execute('%%java\n"got " + kelp.input("name? ")', allow_stdin=True)
    request = kernel.client.get_stdin_msg(timeout=30)
    assert request["content"]["prompt"] == "name? "
    kernel.client.input("Kelp")
    messages = kernel.drain(id)
    assert shown(messages, "execute_result")[0]["content"]["data"]["text/plain"] == "got Kelp"
    kernel.reply(id)


def test_input_is_refused_where_the_client_cannot_ask(kernel):
    reply, _ = kernel.run('%%java\nkelp.input("name? ")', allow_stdin=False)
    assert reply["ename"] == "NoInput"


def test_tables_are_static_html_and_text(kernel):
    _, messages = kernel.run("range x from 1 to 1000 step 1 | extend s = 'a<b'")
    data = shown(messages, "execute_result")[0]["content"]["data"]
    assert set(data) == {"text/html", "text/plain"}
    assert "<script" not in data["text/html"]
    assert "a&lt;b" in data["text/html"]
    assert data["text/html"].count("<tr>") == 51
    assert "1,000 rows, the first 50 shown" in data["text/html"]


@pytest.mark.parametrize(
    "kind", ["timechart", "linechart", "areachart", "columnchart", "barchart", "piechart", "scatterchart", "stackedareachart"]
)
def test_charts_are_vega_lite_with_a_picture(kernel, kind):
    x = "datetime(2020-01-01) + i * 1d" if kind == "timechart" else "i"
    _, messages = kernel.run(f"range i from 1 to 9 step 1 | project x = {x}, y = i * i | render {kind} with (title='Squares')")
    content = shown(messages, "execute_result")[0]["content"]
    spec = content["data"]["application/vnd.vegalite.v5+json"]
    assert spec["$schema"].endswith("/v5.json")
    assert spec["title"]["text"] == "Squares"
    assert len(spec["data"]["values"]) == 9
    assert len(content["data"]["image/png"]) > 5_000
    assert content["metadata"]["image/png"]["width"] > 0
    assert "text/html" not in content["data"]


def test_several_tables_are_shown_in_order(kernel):
    _, messages = kernel.run("print a = 1; print b = 2")
    assert [m["msg_type"] for m in messages] == ["display_data", "execute_result"]


def test_java_sees_the_last_result_and_the_engine(kernel):
    kernel.run("print answer = 42")
    _, messages = kernel.run("%%java\nkelp.last().table().value(0, 0)")
    assert shown(messages, "execute_result")[0]["content"]["data"]["text/plain"] == "42"
    _, messages = kernel.run("%%java\nengine.getClass().getSimpleName()")
    assert shown(messages, "execute_result")[0]["content"]["data"]["text/plain"] == "Engine"


def test_java_errors_point_into_the_cell(kernel):
    _, messages = kernel.run('%%java\nint one = 1;\nint two = "2";')
    text = "\n".join(shown(messages, "error")[0]["content"]["traceback"])
    assert "line 3" in text and "^^^" in text
    _, messages = kernel.run('%%java\nint f(int x) {\n  return 1 / x;\n}\nf(0)')
    error = shown(messages, "error")[0]["content"]
    assert error["ename"] == "java.lang.ArithmeticException"
    assert "dev.kelp.kernel" not in "\n".join(error["traceback"])


def test_kql_errors_in_java_look_like_kql_errors(kernel):
    _, messages = kernel.run('%%java\nkelp.kql("print nope")')
    assert shown(messages, "error")[0]["content"]["ename"] == "KS142"


def test_sql_reads_what_kql_makes(kernel):
    _, messages = kernel.run("%%sql\nselect sum(i) as total, date '2020-01-01' as day from range(10) t(i)")
    plain = shown(messages, "execute_result")[0]["content"]["data"]["text/plain"]
    assert plain.splitlines()[2].split() == ["45", "2020-01-01", "00:00:00"]
    reply, _ = kernel.run("%%sql\nselect *\nfrom nowhere_to_be_found")
    assert reply["status"] == "error"


def test_blank_cells_do_nothing(kernel):
    for code in ("", "  \n", "// only a comment", "%%kql", "%%java\n"):
        reply, messages = kernel.run(code)
        assert (reply["status"], messages) == ("ok", [])


def test_unknown_magics_are_named(kernel):
    reply, _ = kernel.run("%%cobol\nx")
    assert "%%cobol" in reply["evalue"] and "%%java" in reply["evalue"]
    reply, _ = kernel.run("%nope")
    assert "%nope" in reply["evalue"]


ORPHAN = """
import os
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(kernel_name="kelp", startup_timeout=60)
print(manager.provisioner.pid, flush=True)
os._exit(0)
"""


def test_a_kernel_ends_with_the_process_that_started_it(tmp_path):
    pid = tmp_path / "pid"
    with open(pid, "w") as out:  # a file: the kernel inherits it, and a pipe would only end with the kernel
        subprocess.run([sys.executable, "-c", ORPHAN], cwd=tmp_path, stdout=out, stdin=subprocess.DEVNULL, timeout=80)
    status = f"/proc/{int(pid.read_text())}/status"
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with open(status) as lines:
                if "State:\tZ" in lines.read():  # ended; nobody waits for it here
                    return
        except FileNotFoundError:
            return
        time.sleep(0.2)
    raise AssertionError("the kernel outlived its parent")
