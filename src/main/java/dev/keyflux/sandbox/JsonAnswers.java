package dev.keyflux.sandbox;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes answers of AWS JSON 1.1: the envelope in which Lightsail answers. */
final class JsonAnswers {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private JsonAnswers() {}

    /** A success whose members {@code members} writes. */
    static Answer ok(String requestId, Consumer<JsonGenerator> members) {
        return new Answer(200, CONTENT_TYPE, Map.of(REQUEST_ID, requestId), object(members));
    }

    /** An error names its type twice, in a header and in the body; clients read either. */
    static Answer error(ServiceError error, String requestId) {
        var headers = Map.of(REQUEST_ID, requestId, "x-amzn-ErrorType", error.type());
        var body = object(json -> {
            json.writeStringProperty("__type", error.type());
            var code = error.code();
            if (code != null) {
                json.writeStringProperty("code", code);
            }
            json.writeStringProperty("message", error.text());
        });
        return new Answer(error.status(), CONTENT_TYPE, headers, body);
    }

    /** A timestamp as this protocol has it: seconds since 1970 with three decimals, as a number. */
    static void writeTime(JsonGenerator json, String name, Instant time) {
        json.writeNumberProperty(name, BigDecimal.valueOf(time.toEpochMilli(), 3));
    }

    private static String object(Consumer<JsonGenerator> members) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return text.toString();
    }
}
