import os

import pytest
from jupyter_client.manager import start_new_kernel


class Kernel:
    """A running kernel and its client."""

    def __init__(self, manager, client):
        self.manager = manager
        self.client = client

    def run(self, code, **options):
        """Runs a cell to its end. Returns the reply's content and the messages on iopub, without status and input."""
        shown = []
        reply = self.client.execute_interactive(code, output_hook=shown.append, timeout=120, **options)
        return reply["content"], [m for m in shown if m["msg_type"] not in ("status", "execute_input")]

    def begun(self, id, timeout=60):
        """Waits until a cell is running."""
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == id and message["msg_type"] == "execute_input":
                return

    def drain(self, id, timeout=60):
        """The messages on iopub about a request, up to its idle."""
        messages = []
        while True:
            message = self.client.get_iopub_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == id:
                messages.append(message)
                if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                    return messages

    def reply(self, id, timeout=60):
        while True:
            message = self.client.get_shell_msg(timeout=timeout)
            if message["parent_header"].get("msg_id") == id:
                return message


@pytest.fixture(scope="module")
def kernel(tmp_path_factory):
    environment = dict(os.environ, KELP_DATA=str(tmp_path_factory.mktemp("data")))
    manager, client = start_new_kernel(kernel_name="kelp", startup_timeout=60, env=environment)
    started = Kernel(manager, client)
    for code in ("print 0", "%%java\n0"):  # whatever opens at its first use is open
        started.run(code)
    yield started
    client.stop_channels()
    manager.shutdown_kernel(now=False)
