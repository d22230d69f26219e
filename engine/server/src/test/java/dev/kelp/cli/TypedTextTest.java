package dev.kelp.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kelp.language.LanguageService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;

/** What the shell makes of what is typed. */
class TypedTextTest {
    private final LanguageService language = LanguageService.withoutTables();
    private final TypedText typed = new TypedText(() -> language, () -> language);

    private List<String> candidates(String line) {
        ParsedLine parsed = typed.parse(line, line.length(), ParseContext.COMPLETE);
        List<Candidate> candidates = new ArrayList<>();
        typed.complete(null, parsed, candidates);
        return candidates.stream().map(Candidate::value).toList();
    }

    @Test
    void candidates_replaceTheWordTheyBelongTo() {
        assertEquals(List.of("project-rename", "project-reorder"), candidates("print x = 1 | project-re"));
        assertEquals(
                "project-re",
                typed.parse("print x = 1 | project-re", 24, ParseContext.COMPLETE)
                        .word());
        assertTrue(candidates("print abc = 1 | where strlen(ab").contains("abc"));
    }

    @Test
    void ownCommands_areNotCompleted() {
        assertEquals(List.of(), candidates("\\tab"));
    }

    @Test
    void enter_sendsOnlyWhatIsWhole() {
        assertThrows(EOFError.class, () -> typed.parse("print 1", 7, ParseContext.ACCEPT_LINE));
        assertEquals("", typed.parse("print 1;", 8, ParseContext.ACCEPT_LINE).word());
    }

    @Test
    void colours_keepTheText() {
        String text = "print x = strlen('a') // why\n| where x > \"b";
        assertEquals(text, typed.highlight(null, text).toString());
        assertTrue(typed.highlight(null, text).toAnsi().toLowerCase(Locale.ROOT).contains("\u001b["));
    }
}
