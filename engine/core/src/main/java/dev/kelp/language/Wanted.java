package dev.kelp.language;

import dev.kelp.types.KqlType;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types that a value may have at a place; what fits comes first in lists, what doesn't comes all the same. */
record Wanted(Set<KqlType> types) {
    static final Wanted ANY = new Wanted(EnumSet.allOf(KqlType.class));

    Wanted {
        types = Set.copyOf(types);
    }

    boolean fits(@Nullable KqlType type) {
        return type == null
                || types.contains(type)
                || type.isInteger() && types.stream().anyMatch(KqlType::isInteger);
    }

    boolean fits(Set<KqlType> results) {
        return results.isEmpty() || results.stream().anyMatch(this::fits);
    }

    boolean only(KqlType type) {
        return types.equals(Set.of(type));
    }
}
