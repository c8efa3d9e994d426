package dev.keyflux.report;

import dev.keyflux.key.NamedKey;
import dev.keyflux.key.RejectedKey;
import java.io.OutputStream;
import java.util.List;

/** One JSON object for programs; its field names are a contract. Leaves the stream open. */
public final class JsonKeyListing implements KeyListing {

    private final JsonFields json;
    private final JsonParts parts;

    /** Lists to {@code out}, as UTF-8. */
    public JsonKeyListing(OutputStream out) {
        json = new JsonFields(out);
        parts = new JsonParts(json);
        json.beginObject();
        json.beginArray("keys");
    }

    @Override
    public void key(NamedKey key) {
        json.object(() -> parts.key(key));
    }

    @Override
    public void end(List<RejectedKey> rejected) {
        json.endArray();
        json.array("rejected", rejected, parts::rejected);
        json.endObject();
        json.endLine();
    }
}
