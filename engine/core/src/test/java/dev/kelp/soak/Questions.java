package dev.kelp.soak;

import dev.kelp.Answer;
import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.run.Cancellation;
import dev.kelp.text.KqlException;
import dev.kelp.text.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Queries of many kinds: such as answer, such as fail, such as are cancelled or left half read. For one thread. */
final class Questions {
    /** With a number that is another each time, so that no two texts are the same. */
    private static final List<String> ANSWERED = List.of(
            "Events | where id > %1$d | summarize n = count(), m = avg(value) by kind | order by n desc",
            "Events | summarize count() by bin(at, 1m), k = %1$d",
            "Events | where text has 'w%1$d' or text matches regex 'x%1$d.*y' | take 20",
            "Events | extend p = parse_json(bag) | mv-expand a = p.a | summarize sum(tolong(a)) by k = id %% %2$d",
            "Events | join kind=inner (Files | project id2 = id / %2$d, text) on $left.id == $right.id2 | count",
            "Events | make-series n = count() default = 0 on at from datetime(2026-11-23) to datetime(2026-11-24) step"
                    + " 1h",
            "Files | where value > %2$d | top 10 by value desc | project id, strcat(text, '-%1$d')",
            "Files | summarize arg_max(value, *) by k = id %% %2$d | serialize r = row_number() | where r < 5",
            "Files | parse text with 'text ' a:long ' of ' b:long | summarize percentiles(b + %1$d, 50, 95) by a",
            "Files | extend ingestion_time() | summarize max(ingestion_time()), count() by tostring(extent_tags()), z"
                    + " = %1$d",
            "Shapes | summarize count(), dcount(id / %2$d)",
            "Shapes | getschema",
            "union withsource = t Events, Files | summarize count() by t | extend x = %1$d",
            "range i from 1 to 2000 step 1 | extend h = hash(i + %1$d) | summarize make_list(h) | project"
                    + " array_length(list_h)",
            "print geo_distance_2points(1.0, 2.0, 3.0, %2$d), format_datetime(datetime(2026-11-23) + %1$d * 1s,"
                    + " 'HH:mm:ss.fff')",
            ".show table Files extents | summarize sum(RowCount), n = %1$d",
            ".show journal | summarize count() by Event | extend n = %1$d",
            ".show operations | summarize count() by State | extend n = %1$d",
            ".show tables | count");

    private static final List<String> FAILING = List.of(
            "Events | where nothing%1$d == 1",
            "Nowhere%1$d | count",
            "Events | summarize count( by kind | take %1$d",
            "Events | extend toscalar(Files | project id, text | take %1$d | assert(false, 'no'))",
            "print assert(%1$d < 0, 'told so')",
            "Events | where id == %1$d | extend f = undefined_function(id)");

    /** Long, and small in memory: how far one comes before it is cancelled depends on what else the machine does. */
    private static final String LONG = "range a from 1 to 50000000 step 1 | summarize sum(hash(a * %1$d) %% 1000)";

    private final Engine engine;
    private final Run run;
    private final Random random;

    Questions(Engine engine, Run run, long seed) {
        this.engine = engine;
        this.run = run;
        this.random = new Random(seed);
    }

    void step() {
        switch (random.nextInt(12)) {
            case 0 -> failing(pick(FAILING));
            case 1 -> cancelled(String.format(Locale.ROOT, LONG, 1 + random.nextInt(1_000_000)));
            case 2 -> leftHalfRead("Events | extend x = " + random.nextInt() + " | order by id desc");
            default -> answered(pick(ANSWERED));
        }
    }

    private String pick(List<String> texts) {
        return String.format(
                Locale.ROOT,
                texts.get(random.nextInt(texts.size())),
                random.nextInt(1_000_000),
                2 + random.nextInt(40));
    }

    private void answered(String text) {
        try {
            Answers.rows(engine, Request.of(text));
            run.count("queries");
        } catch (KqlException e) {
            run.wrong(text + ": " + e.getMessage());
        }
    }

    private void failing(String text) {
        try {
            Answers.rows(engine, Request.of(text));
            run.wrong("not refused: " + text);
        } catch (KqlException e) {
            run.count("failing queries");
        }
    }

    private void leftHalfRead(String text) {
        try (Answer answer = engine.execute(Request.of(text))) {
            answer.primary().frame().next();
            run.count("queries left half read");
        }
    }

    private void cancelled(String text) {
        Cancellation cancellation = new Cancellation();
        int after = 5 + random.nextInt(60);
        Thread canceller = new Thread(() -> {
            run.pause(after);
            cancellation.cancel();
        });
        canceller.start();
        try {
            Answers.rows(engine, Request.of(text).cancellation(cancellation));
            run.count("queries cancelled too late");
        } catch (KqlException e) {
            run.count("cancelled queries");
            if (e.problem() != Problem.CANCELLED) {
                run.wrong(text + ": " + e.getMessage());
            }
        }
        try {
            canceller.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
