package dev.kelp.server;

import dev.kelp.Answer;
import dev.kelp.Answer.ResultTable;
import dev.kelp.run.Rows;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code .cancel query "client request id" [with (reason = "…")]}: the one command the server answers itself, because it alone knows
 * the ids of its clients.
 *
 * @param target the client request id to cancel
 */
record CancelCommand(String target, String reason) {
    private static final String COLUMNS = "ClientRequestId:string, ReasonPhrase:string, RunningQueryCanceled:bool";
    private static final String QUOTED = "\"([^\"]*)\"|'([^']*)'";
    private static final Pattern COMMAND = Pattern.compile("\\s*\\.cancel\\s+query\\s+(?:" + QUOTED
            + ")\\s*(?:with\\s*\\(\\s*reason\\s*=\\s*(?:" + QUOTED + ")\\s*\\)\\s*)?;?\\s*");

    static Optional<CancelCommand> of(String text) {
        Matcher m = COMMAND.matcher(text);
        return m.matches() ? Optional.of(new CancelCommand(either(m, 1), either(m, 3))) : Optional.empty();
    }

    private static String either(Matcher m, int group) {
        String doubled = m.group(group);
        String single = m.group(group + 1);
        return doubled != null ? doubled : single != null ? single : "";
    }

    Answer run(RunningCalls calls) {
        Rows row = Rows.of(COLUMNS).add(target, reason, calls.cancel(target));
        return new Answer(List.of(new ResultTable("PrimaryResult", row.frame(), null)));
    }
}
