package dev.kelp.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.Engine;
import dev.kelp.Request;
import dev.kelp.language.Completions;
import dev.kelp.language.Diagnostic;
import dev.kelp.language.LanguageService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/language.md, word for word, and what the page says that it prints. */
class LanguagePageTest {
    private static final Pattern CODE = Pattern.compile("```(java|text)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void example_printsWhatThePageSays() throws IOException {
        String page = Files.readString(Path.of("../../docs/language.md"));
        Matcher code = CODE.matcher(page);
        assertTrue(code.find());
        String example = code.group(2);
        assertTrue(code.find());
        assertEquals(code.group(2), example());
        String here = Files.readString(Path.of("src/test/java/dev/kelp/docs/LanguagePageTest.java"))
                .replaceAll("\\s", "");
        for (String line : example.split("\n")) {
            String statement =
                    line.replace("System.out.println(", "out.println(").replaceAll("\\s", "");
            assertTrue(here.contains(statement), () -> "not tested: " + line);
        }
    }

    /** Kept equal to the page's example, line by line. */
    private String example() {
        Lines out = new Lines();
        try (Engine engine = Engine.open(folder)) {
            engine.execute(Request.of(".create table Tides (Station: string, When: datetime, Height: real)"))
                    .close();
            LanguageService language = LanguageService.of(engine.snapshot(), "");

            String text = "Tides | where Hight > 2 | summarize high = max(Height) by Station | where ";
            for (Diagnostic each : language.diagnostics(text)) {
                out.println(each.code() + ": " + each.message() + " " + each.hint());
            }
            for (Completions.Item item :
                    language.complete(text, text.length()).items().subList(0, 2)) {
                out.println(item.label() + ": " + item.detail());
            }
            out.println(language.hover(text, 0).orElseThrow().text());
            out.println(language.format("Tides|where Height>2// low tide\n|count"));
        }
        return out.text.toString();
    }

    private static final class Lines {
        private final StringBuilder text = new StringBuilder();

        void println(String line) {
            text.append(line).append('\n');
        }
    }
}
