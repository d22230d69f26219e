package dev.kelp.fuzz;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Cancellation;
import dev.kelp.run.Frame;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import dev.kelp.types.Values;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** What an engine answers, in a form that can be compared: columns and rows as text, rows sorted, reals to twelve digits. */
public final class Answers {
    private static final MathContext DIGITS = new MathContext(12);

    private Answers() {}

    /** The rows, or the code of the error that the engine answers with. */
    public static List<String> of(Engine engine, String query, String executor) {
        return of(engine, query, executor, new Cancellation());
    }

    /** As {@link #of(Engine, String, String)}, until it is cancelled. */
    public static List<String> of(Engine engine, String query, String executor, Cancellation cancellation) {
        List<String> lines = new ArrayList<>();
        try (Answer answer = engine.execute(Request.of(query).executor(executor).cancellation(cancellation))) {
            for (Answer.ResultTable table : answer.tables()) {
                lines.addAll(rows(table.frame()));
            }
        } catch (KqlException e) {
            return List.of("error " + e.problem().code() + ": " + e.message());
        }
        return lines;
    }

    /** Opens the tables that generated queries read. */
    public static void fill(Engine engine) {
        Tables.ALL.tables().forEach(t -> engine.execute(Request.of(".set " + t.name() + " <| " + Data.literal(t)))
                .close());
    }

    private static List<String> rows(Frame frame) {
        List<Field> fields = frame.schema().fields();
        List<String> rows = new ArrayList<>();
        for (Object[] cells : frame.rows()) {
            StringBuilder out = new StringBuilder();
            for (int column = 0; column < cells.length; column++) {
                out.append(column == 0 ? "" : ", ");
                if (cells[column] instanceof Double number && Double.isFinite(number)) {
                    out.append(new BigDecimal(number).round(DIGITS).stripTrailingZeros());
                } else {
                    Values.writeWire(out, cells[column], fields.get(column).type());
                }
            }
            rows.add(out.toString());
        }
        Collections.sort(rows);
        rows.add(0, fields.stream().map(f -> f.name() + ":" + f.type().kql()).collect(Collectors.joining(", ")));
        return rows;
    }
}
