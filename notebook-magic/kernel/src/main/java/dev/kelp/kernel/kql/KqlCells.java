package dev.kelp.kernel.kql;

import dev.kelp.kernel.cell.CellLanguage;
import dev.kelp.kernel.cell.Completions;
import dev.kelp.kernel.display.CellText;
import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.kernel.session.Result;
import dev.kelp.kernel.session.Session;
import dev.kelp.run.Cancellation;
import dev.kelp.run.Progress;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** KQL: queries, and management commands that begin with a dot. */
public final class KqlCells implements CellLanguage {
    /** A command begins on a line of its own after an empty line; so a cell may hold several. */
    private static final Pattern NEXT_COMMAND = Pattern.compile("\\n[ \\t]*\\n(?=\\s*\\.[a-zA-Z])");

    private final Session session;

    public KqlCells(Session session) {
        this.session = session;
    }

    @Override
    public void run(String body, CellOutput output) throws CellFailure {
        List<String> parts = parts(body);
        for (int i = 0; i < parts.size(); i++) {
            if (!KqlText.isBlank(parts.get(i))) {
                show(ask(session, parts.get(i), output), output, i == parts.size() - 1);
            }
        }
    }

    /** The texts to be asked one after the other, each padded with blank lines so that its places are the cell's. */
    static List<String> parts(String body) {
        List<String> parts = new ArrayList<>();
        Matcher next = NEXT_COMMAND.matcher(body);
        int start = 0;
        while (next.find()) {
            parts.add(padded(body, start, next.start()));
            start = next.end();
        }
        parts.add(padded(body, start, body.length()));
        return parts;
    }

    /** Where the text begins that a place belongs to. */
    static int partStart(String body, int cursor) {
        Matcher next = NEXT_COMMAND.matcher(body);
        int start = 0;
        while (next.find() && next.end() <= cursor) {
            start = next.end();
        }
        return start;
    }

    /** The text that a place belongs to. */
    static String partAt(String body, int cursor) {
        int start = partStart(body, cursor);
        Matcher next = NEXT_COMMAND.matcher(body);
        return next.find(start) ? body.substring(start, next.start()) : body.substring(start);
    }

    private static String padded(String body, int start, int end) {
        long lines = body.substring(0, start).chars().filter(c -> c == '\n').count();
        return "\n".repeat((int) lines) + body.substring(start, end);
    }

    private static void show(List<Result> results, CellOutput output, boolean lastPart) {
        for (int i = 0; i < results.size(); i++) {
            if (lastPart && i == results.size() - 1) {
                output.result(results.get(i).view());
            } else {
                output.display(results.get(i).view());
            }
        }
    }

    private static List<Result> ask(Session session, String text, CellOutput output) throws CellFailure {
        return EngineCall.of(output, (progress, cancellation) -> session.ask(text, progress, cancellation));
    }

    /** The value of a scalar expression. */
    public MimeBundle evaluate(String expression, CellOutput output) throws CellFailure {
        Cancellation cancellation = new Cancellation();
        output.onInterrupt(cancellation::cancel);
        try {
            Result result = session.ask("print " + expression, Progress.SILENT, cancellation)
                    .get(0);
            Field field = result.table().schema().fields().get(0);
            return MimeBundle.text(CellText.of(result.table().value(0, 0), field.type()));
        } catch (KqlException e) {
            throw KqlFailure.of(e);
        }
    }

    @Override
    public Completions complete(String body, int cursor) {
        return new KqlLanguage(session).complete(body, cursor);
    }

    @Override
    public String inspect(String body, int cursor) {
        return new KqlLanguage(session).inspect(body, cursor);
    }

    @Override
    public Completeness completeness(String body) {
        return KqlText.isUnfinished(body) ? Completeness.INCOMPLETE : Completeness.COMPLETE;
    }
}
