package dev.kelp.kernel.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kelp.kernel.message.Json;
import java.util.Base64;

/** One thing to show, in several forms; the client chooses. */
public record MimeBundle(ObjectNode data, ObjectNode metadata) {

    public static MimeBundle text(String plain) {
        return new MimeBundle(Json.object().put("text/plain", plain), Json.object());
    }

    public static MimeBundle html(String html, String plain) {
        return new MimeBundle(Json.object().put("text/html", html).put("text/plain", plain), Json.object());
    }

    /**
     * A chart as a Vega-Lite specification and as a picture of it.
     *
     * @param width of the picture as it is to be shown, in CSS pixels (it may hold more)
     */
    public static MimeBundle chart(JsonNode vegaLite, byte[] png, int width, int height, String plain) {
        ObjectNode data = Json.object();
        data.set("application/vnd.vegalite.v5+json", vegaLite);
        data.put("image/png", Base64.getEncoder().encodeToString(png));
        data.put("text/plain", plain);
        ObjectNode metadata = Json.object();
        metadata.set("image/png", Json.object().put("width", width).put("height", height));
        return new MimeBundle(data, metadata);
    }
}
