package dev.kelp.maintain;

import dev.kelp.store.Snapshot;
import dev.kelp.store.Store;
import dev.kelp.tables.TableDef;
import dev.kelp.types.Json;
import java.util.Optional;

/** What policies say, by Kusto's names. */
final class Policy {
    private Policy() {}

    /** The policy that holds for a table. */
    static Optional<Json.Bag> of(Store store, Snapshot snapshot, TableDef table, String policy) {
        return store.policies()
                .effective(snapshot, table, policy)
                .map(Json::parse)
                .filter(Json.Bag.class::isInstance)
                .map(Json.Bag.class::cast);
    }

    static Optional<String> text(Json.Bag policy, String property) {
        return Optional.ofNullable(policy.properties().get(property))
                .filter(Json.Text.class::isInstance)
                .map(text -> ((Json.Text) text).value());
    }

    static long number(Optional<Json.Bag> policy, String property, long otherwise) {
        return policy.map(p -> p.properties().get(property))
                .map(Json::write)
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::parseLong)
                .orElse(otherwise);
    }

    static boolean isOff(Optional<Json.Bag> policy, String property) {
        return policy.map(p -> p.properties().get(property))
                .map(Json::write)
                .filter("false"::equals)
                .isPresent();
    }
}
