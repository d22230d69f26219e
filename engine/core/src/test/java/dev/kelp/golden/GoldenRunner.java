package dev.kelp.golden;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Frame;
import dev.kelp.text.KqlException;
import dev.kelp.types.Field;
import dev.kelp.types.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Asks an engine a golden case and writes the answer as the files do. */
public final class GoldenRunner {
    private final Engine engine;
    private final String executor;

    public GoldenRunner(Engine engine, String executor) {
        this.engine = engine;
        this.executor = executor;
    }

    /** An engine over a new folder with the one stored table that golden files may ask: {@code Visits(who:string, n:long)}, two rows. */
    public static Engine open(Path folder) {
        Engine engine = Engine.open(folder);
        engine.execute(Request.of(".set Visits <| datatable(who:string, n:long)['ann', 1, 'bob', 2]"))
                .close();
        return engine;
    }

    /** The answer as expectation lines: {@code expect name:type, …} and a JSON array per row, or {@code error CODE line:column}. */
    public List<String> answer(GoldenFile.Case golden) {
        Request request = Request.of(golden.query()).executor(executor);
        List<String> lines = new ArrayList<>();
        try (Answer answer = engine.execute(request)) {
            for (Answer.ResultTable table : answer.tables()) {
                lines.addAll(lines(table, golden.unordered()));
            }
        } catch (KqlException e) {
            return List.of("error " + e.problem().code() + (e.position() == null ? "" : " " + e.position()));
        }
        return lines;
    }

    private static List<String> lines(Answer.ResultTable table, boolean unordered) {
        Frame frame = table.frame();
        List<Field> fields = frame.schema().fields();
        List<String> rows = new ArrayList<>();
        for (Object[] cells : frame.rows()) {
            StringBuilder out = new StringBuilder("[");
            for (int column = 0; column < cells.length; column++) {
                out.append(column == 0 ? "" : ", ");
                Values.writeWire(out, cells[column], fields.get(column).type());
            }
            rows.add(out.append(']').toString());
        }
        if (unordered) {
            Collections.sort(rows);
        }
        String render = table.visualization() == null
                ? ""
                : " render " + table.visualization().kind();
        rows.add(
                0,
                "expect "
                        + fields.stream()
                                .map(f -> f.name() + ":" + f.type().kql())
                                .collect(Collectors.joining(", ")) + render);
        return rows;
    }
}
