package dev.kelp.language;

import dev.kelp.bind.Symbols.Symbol;
import dev.kelp.text.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Where names that a text declares stand in it. */
final class References {
    private References() {}

    static Optional<Span> definition(Analysis analysis, int offset) {
        return analysis.bind().symbols().at(offset).map(Symbol::declared);
    }

    static List<Span> of(Analysis analysis, int offset) {
        Optional<Span> definition = definition(analysis, offset);
        if (definition.isEmpty()) {
            return List.of();
        }
        List<Span> places = new ArrayList<>();
        places.add(definition.get());
        analysis.bind().symbols().all().stream()
                .filter(s -> definition.get().equals(s.declared()) && !s.span().equals(definition.get()))
                .map(Symbol::span)
                .sorted(Comparator.comparing(Span::start))
                .forEach(places::add);
        return places;
    }
}
