package dev.kelp.functions;

import dev.kelp.types.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table in the hands of a Java method.
 *
 * @param rows in the table's order; the cells are the carriers of the schema's types, null for null
 */
public record TableRows(Schema schema, List<@Nullable Object[]> rows) {}
