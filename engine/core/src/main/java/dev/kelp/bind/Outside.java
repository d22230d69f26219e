package dev.kelp.bind;

import dev.kelp.types.Field;
import dev.kelp.types.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a query may ask of the world outside its tables while it is bound; the engine answers, a compiler alone asks nothing. */
public interface Outside {

    /**
     * A request by HTTP.
     *
     * @param content what is posted; null for GET
     */
    record HttpCall(
            String uri,
            Map<String, String> headers,
            @Nullable String content) {
        public HttpCall {
            headers = Map.copyOf(headers);
        }
    }

    /** Headers and body as the carriers of dynamics. */
    record HttpAnswer(String headers, @Nullable String body) {}

    /**
     * Files to learn a schema from.
     *
     * @param places files, and folders with a slash at their end
     * @param format by the name that ingestion knows
     * @param mode {@code any}, {@code last} (written) or {@code all}
     */
    record FileSample(
            List<String> places, String format, String prefix, String extension, String mode, boolean header) {
        public FileSample {
            places = List.copyOf(places);
        }
    }

    /** Throws {@link dev.kelp.text.KqlException} for a host that isn't allowed, a call that fails, an answer that is no success. */
    HttpAnswer http(HttpCall call);

    /** @param example a value of a column of whole numbers, null where there is none */
    record FileColumn(Field field, @Nullable Long example) {}

    /** The columns of files, in order. Throws {@link dev.kelp.text.KqlException} where there are none, or none that can be read. */
    List<FileColumn> columns(FileSample sample);

    /**
     * Files to read.
     *
     * @param places paths and addresses, at least one
     * @param format by the name that ingestion knows, empty for what the first place's ending says
     * @param skipFirst whether the first record of each file is a header
     */
    record FileRequest(Schema schema, List<String> places, String format, boolean skipFirst) {
        public FileRequest {
            places = List.copyOf(places);
        }
    }

    /** The rows of files, as carriers of the schema's types. */
    List<@Nullable Object[]> rows(FileRequest request);
}
