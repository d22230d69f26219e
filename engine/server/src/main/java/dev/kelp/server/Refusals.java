package dev.kelp.server;

import dev.kelp.text.Problem;
import java.util.Locale;

/** What a request asks for that must not be answered with something else. */
final class Refusals {
    private Refusals() {}

    /**
     * @param readOnly whether the request's header says that it must change nothing
     * @throws dev.kelp.text.KqlException where it is to be refused
     */
    static void check(Call call, boolean readOnly) {
        boolean mayWrite = call.isCommand()
                && !call.isShow()
                && CancelCommand.of(call.text()).isEmpty();
        if (mayWrite && (readOnly || Settings.flag(call.options(), "request_readonly"))) {
            throw Problem.SEMANTIC.here("The request is read-only, but this command may change something.");
        }
        String language = call.options().getOrDefault("query_language", "kql").toLowerCase(Locale.ROOT);
        if (!language.equals("kql") && !language.equals("csl")) {
            throw Problem.NOT_SUPPORTED
                    .here("The query language '" + language + "'")
                    .hint("Write the query in KQL.");
        }
    }
}
