"""Jupyter's own conformance tests, once for each language of cells they can speak."""

import unittest

import jupyter_kernel_test


class PatientKernelTest(jupyter_kernel_test.KernelTests):
    """The base class waits a tenth of a second for a message on iopub; a busy machine takes longer."""

    patience = 20.0

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        channel = cls.kc.iopub_channel
        original = channel.get_msg
        channel.get_msg = lambda timeout=None: original(timeout=cls.patience if timeout == 0.1 else timeout)
        for code in ("print 0", "%%java\n0"):  # whatever opens at its first use is open
            cls.kc.execute_interactive(code, store_history=False, output_hook=lambda message: None, timeout=120)

    def flush_channels(self):
        type(self).patience = 0.1
        super().flush_channels()
        type(self).patience = 20.0


class KqlKernelTest(PatientKernelTest):
    kernel_name = "kelp"
    language_name = "kql"
    file_extension = ".kql"
    code_hello_world = '%%java\nSystem.out.println("hello, world");'
    code_stderr = '%%java\nSystem.err.println("oops");'
    completion_samples = [
        {"text": "print strl", "matches": {"strlen"}},
        {"text": "range x from 1 to 2 step 1 | summ", "matches": {"summarize"}},
        {"text": "range x from 1 to 2 step 1 | render time", "matches": {"timechart", "timeline", "timepivot"}},
        {"text": "%%ja", "matches": {"%%java"}},
    ]
    complete_code_samples = ["print 1", "range x from 1 to 2 step 1\n| count", "%%java\nint x = 1;", ""]
    incomplete_code_samples = ["print 1 |", "print (1", "%%java\nfor (int i = 0; i < 3; i++) {"]
    code_generate_error = "print nothing_is_named_so"
    code_execute_result = [{"code": "print x = 6 * 7", "result": " x\n--\n42\n"}]
    code_display_data = [
        {"code": "range x from 1 to 3 step 1 | extend y = x | render columnchart", "mime": "application/vnd.vegalite.v5+json"},
        {"code": "range x from 1 to 3 step 1 | extend y = x | render columnchart", "mime": "image/png"},
    ]
    code_history_pattern = "print x*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "strlen"
    code_clear_output = ""

    def test_execute_result(self):
        """As in the base class, but the last line tells the time taken."""
        for sample in self.code_execute_result:
            self.flush_channels()
            reply, output = self.execute_helper(sample["code"])
            self.assertEqual(reply["content"]["status"], "ok")
            results = [m for m in output if m["msg_type"] == "execute_result"]
            self.assertTrue(results[0]["content"]["data"]["text/plain"].startswith(sample["result"]))

    def test_display_data(self):
        """As in the base class, but a query's value is an execute_result."""
        for sample in self.code_display_data:
            self.flush_channels()
            reply, output = self.execute_helper(sample["code"])
            self.assertEqual(reply["content"]["status"], "ok")
            shown = [m for m in output if m["msg_type"] in ("display_data", "execute_result")]
            self.assertIn(sample["mime"], shown[0]["content"]["data"])
            self.assertNotIn("text/html", shown[0]["content"]["data"])


class JavaKernelTest(PatientKernelTest):
    kernel_name = "kelp"
    language_name = "kql"
    file_extension = ".kql"
    code_hello_world = '%%java\nSystem.out.println("hello, world");'
    completion_samples = [{"text": "%%java\nString s = \"\"; s.lengt", "matches": {"length()"}}]
    complete_code_samples = ["%%java\n1 + 1", "%%java\nint f() { return 1; }"]
    incomplete_code_samples = ["%%java\nint f() {", "%%java\nclass A {"]
    invalid_code_samples = ["%%java\nint 1x = ;"]
    code_generate_error = '%%java\nthrow new RuntimeException("no");'
    code_execute_result = [{"code": "%%java\n6 * 7", "result": "42"}]
    code_display_data = [{"code": '%%java\nkelp.html("<b>hi</b>");', "mime": "text/html"}]


del PatientKernelTest  # not to be collected


if __name__ == "__main__":
    unittest.main()
