package dev.keyflux.report;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes JSON as UTF-8, value by value: ISO-8601 times in UTC, durations as whole milliseconds, null for what is absent.
 * Leaves the stream open.
 */
final class JsonFields implements AutoCloseable {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .rootValueSeparator("")
            .build();

    private final JsonGenerator json;

    JsonFields(OutputStream out) {
        this.json = FACTORY.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8);
    }

    /** Does the writing; what goes wrong on the stream comes out as the stream's own exception. */
    static void write(Runnable writing) {
        try {
            writing.run();
        } catch (JacksonException e) {
            throw new UncheckedIOException(
                    e.getCause() instanceof IOException own ? own : new IOException(e.getOriginalMessage(), e));
        }
    }

    /** An object that stands by itself: the root, or an element of an array. */
    void object(Runnable fields) {
        beginObject();
        fields.run();
        endObject();
    }

    void object(String name, Runnable fields) {
        json.writeName(name);
        object(fields);
    }

    <T> void object(String name, @Nullable T value, Consumer<T> fields) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            object(name, () -> fields.accept(value));
        }
    }

    <T> void array(String name, Iterable<T> values, Consumer<T> fields) {
        beginArray(name);
        values.forEach(value -> object(() -> fields.accept(value)));
        endArray();
    }

    void beginObject() {
        json.writeStartObject();
    }

    void endObject() {
        json.writeEndObject();
    }

    void beginArray(String name) {
        json.writeArrayPropertyStart(name);
    }

    void endArray() {
        json.writeEndArray();
    }

    void string(String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, wellFormed(value));
        }
    }

    void integer(String name, @Nullable Number value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, value.longValue());
        }
    }

    void bool(String name, @Nullable Boolean value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeBooleanProperty(name, value);
        }
    }

    void instant(String name, @Nullable Instant value) {
        string(name, value == null ? null : value.toString());
    }

    void millis(String name, @Nullable Duration value) {
        integer(name, value == null ? null : value.toMillis());
    }

    /** Ends a line and hands all that was written to the stream. */
    void endLine() {
        json.writeRaw('\n');
        json.flush();
    }

    @Override
    public void close() {
        json.close();
    }

    /** Half a surrogate pair has no UTF-8 form; an answer of a service may hold one, and must not cost the report. */
    private static String wellFormed(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints()
                        .map(point -> isSurrogate(point) ? '\uFFFD' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return text;
    }

    private static boolean isSurrogate(int codePoint) {
        return Character.isBmpCodePoint(codePoint) && Character.isSurrogate((char) codePoint);
    }
}
