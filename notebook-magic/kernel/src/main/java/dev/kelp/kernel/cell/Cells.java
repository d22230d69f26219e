package dev.kelp.kernel.cell;

import dev.kelp.kernel.display.MimeBundle;
import dev.kelp.kernel.execute.CellFailure;
import dev.kelp.kernel.execute.CellOutput;
import dev.kelp.kernel.execute.CellRunner;
import java.util.Map;

/** Runs each cell in its language. */
public final class Cells implements CellRunner {
    private final Map<String, CellLanguage> languages;
    private final LineMagics magics;
    private final ExpressionValue expressions;

    /** The value of an expression of the default language. */
    @FunctionalInterface
    public interface ExpressionValue {
        MimeBundle of(String expression, CellOutput output) throws CellFailure;
    }

    /** @param languages by the name after {@code %%}; the default one is {@code kql} */
    public Cells(Map<String, CellLanguage> languages, LineMagics magics, ExpressionValue expressions) {
        this.languages = Map.copyOf(languages);
        this.magics = magics;
        this.expressions = expressions;
    }

    @Override
    public void run(String code, CellOutput output) throws CellFailure {
        Cell cell = Cell.parse(code);
        CellLanguage language = language(cell);
        for (String magic : cell.magics()) {
            magics.run(magic, output);
        }
        if (!cell.isBlank()) {
            language.run(cell.body(), output);
        }
    }

    @Override
    public MimeBundle evaluate(String expression, CellOutput output) throws CellFailure {
        return expressions.of(expression, output);
    }

    private CellLanguage language(Cell cell) throws CellFailure {
        CellLanguage language = languages.get(cell.language());
        if (language == null) {
            throw CellFailure.of(
                    "UnknownMagic",
                    "No cell magic %%" + cell.language() + ". There are %%"
                            + String.join(
                                    ", %%", languages.keySet().stream().sorted().toList()) + ".");
        }
        return language;
    }

    /** What may stand at an offset of a cell. */
    public Completions complete(String code, int cursor) {
        Cell cell = Cell.parse(code);
        CellLanguage language = languages.get(cell.language());
        if (language == null || cursor < cell.bodyStart()) {
            return magics.complete(code, cursor, languages.keySet());
        }
        int shift = code.length() - cell.body().length();
        Completions found = language.complete(cell.body(), cursor - shift);
        return new Completions(found.matches(), found.start() + shift, found.end() + shift);
    }

    public String inspect(String code, int cursor) {
        Cell cell = Cell.parse(code);
        CellLanguage language = languages.get(cell.language());
        int shift = code.length() - cell.body().length();
        return language == null || cursor < cell.bodyStart() ? "" : language.inspect(cell.body(), cursor - shift);
    }

    public CellLanguage.Completeness completeness(String code) {
        Cell cell = Cell.parse(code);
        CellLanguage language = languages.get(cell.language());
        return language == null || cell.isBlank()
                ? CellLanguage.Completeness.COMPLETE
                : language.completeness(cell.body());
    }
}
