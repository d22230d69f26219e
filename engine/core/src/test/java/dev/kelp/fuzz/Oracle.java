package dev.kelp.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kelp.types.KqlType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Kusto's own analyser, in a process of its own; what it has said is kept in a file. */
final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path program;
    private final Map<String, Verdict> known = new HashMap<>();

    /**
     * @param folder where the package is installed and answers are kept
     * @param program the JavaScript that asks the package
     */
    Oracle(Path folder, Path program) throws IOException {
        this.folder = folder;
        this.program = program;
        Path file = folder.resolve("answers.jsonl");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                JsonNode answer = JSON.readTree(line);
                known.put(answer.get("query").asText(), verdict(answer));
            }
        }
    }

    Map<String, Verdict> ask(List<String> queries) throws IOException {
        List<String> unknown =
                queries.stream().filter(q -> !known.containsKey(q)).distinct().toList();
        if (!unknown.isEmpty()) {
            Process node = new ProcessBuilder("node", program.toString())
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Thread questions = new Thread(() -> write(node, unknown));
            questions.start();
            List<String> answers = new ArrayList<>();
            try (BufferedReader reader = node.inputReader(StandardCharsets.UTF_8)) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    JsonNode answer = JSON.readTree(line);
                    known.put(answer.get("query").asText(), verdict(answer));
                    answers.add(line);
                }
            }
            Files.write(folder.resolve("answers.jsonl"), answers, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
        return known;
    }

    private static void write(Process node, List<String> queries) {
        JsonNode tables;
        try (Writer writer = node.outputWriter(StandardCharsets.UTF_8)) {
            tables = JSON.readTree(Tables.json());
            for (String query : queries) {
                writer.write(JSON.writeValueAsString(Map.of("query", query, "tables", tables)));
                writer.write('\n');
            }
        } catch (IOException e) {
            node.destroy();
        }
    }

    private static Verdict verdict(JsonNode answer) {
        if (!answer.get("ok").asBoolean()) {
            JsonNode first = answer.get("errors").get(0);
            for (JsonNode error : answer.get("errors")) {
                if (error.get("start").asInt() < first.get("start").asInt()) {
                    first = error;
                }
            }
            return new Verdict(
                    false,
                    first.get("code").asText() + " " + first.get("message").asText(),
                    List.of());
        }
        List<String> columns = new ArrayList<>();
        if (answer.get("columns").isArray() && !answer.get("open").asBoolean()) {
            for (JsonNode column : answer.get("columns")) {
                String type = column.get(1).asText();
                String scalar = KqlType.named(type).map(KqlType::kql).orElse(type.equals("unknown") ? type : "dynamic");
                columns.add(column.get(0).asText() + ":" + scalar);
            }
        }
        return new Verdict(true, "", columns);
    }
}
