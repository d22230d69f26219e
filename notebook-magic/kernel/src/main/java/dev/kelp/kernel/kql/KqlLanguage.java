package dev.kelp.kernel.kql;

import dev.kelp.kernel.cell.Completions;
import dev.kelp.kernel.session.Session;
import dev.kelp.language.Completions.Item;
import dev.kelp.language.Hover;
import java.util.Locale;

/** Completion and inspection in KQL cells, by the engine's language service. */
final class KqlLanguage {
    private final Session session;

    KqlLanguage(Session session) {
        this.session = session;
    }

    Completions complete(String body, int cursor) {
        int start = KqlCells.partStart(body, cursor);
        var found = session.language().complete(KqlCells.partAt(body, cursor), cursor - start);
        return new Completions(
                found.items().stream().map(KqlLanguage::match).toList(), start + found.start(), start + found.end());
    }

    /** Jupyter's clients show what they insert, and put no parenthesis after a function of their own. */
    private static Completions.Match match(Item item) {
        String text = item.insert().endsWith("(")
                ? item.insert().substring(0, item.insert().length() - 1)
                : item.insert();
        return new Completions.Match(
                text, item.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    String inspect(String body, int cursor) {
        int start = KqlCells.partStart(body, cursor);
        return session.language()
                .hover(KqlCells.partAt(body, cursor), cursor - start)
                .map(Hover::text)
                .orElse("");
    }
}
