package dev.keyflux.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The key of a text that must hold just one. */
final class SoleKey {

    private SoleKey() {}

    /**
     * Reads the key of a text.
     *
     * @param content the text, a character for each byte
     * @throws RefusedKeyException if the text is not one sound public key
     */
    static FoundKey of(String content) {
        var text = KeyText.of(content);
        var refusal = text.refusal();
        if (refusal.isPresent()) {
            throw refusal.get().asException();
        }
        var forms = text.forms();
        var first = forms.next();
        if (forms.hasNext()) {
            throw RefusedKeyException.malformed("several keys, or a key and something else, where one key is to be:"
                    + " give each key a row of its own");
        }
        return text.read(first);
    }

    /**
     * Reads the key of a file. Blocks.
     *
     * @throws RefusedKeyException if the file cannot be read, or is not one sound public key; the message names it
     */
    static FoundKey ofFile(Path file) {
        try {
            return of(content(file));
        } catch (RefusedKeyException e) {
            throw e.about(Printable.escape(file.toString()));
        } catch (IOException e) {
            throw new RefusedKeyException(RejectionReason.UNREADABLE, ReadFailure.describe(file, e))
                    .about(Printable.escape(file.toString()));
        }
    }

    private static String content(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            // Only a regular file surely ends: opening a FIFO may already wait forever.
            throw new RefusedKeyException(
                    RejectionReason.UNREADABLE, "a folder, FIFO or device, no file: name the key's file");
        }
        try (var in = Files.newInputStream(file)) {
            return BoundedContent.read(in)
                    .orElseThrow(() -> new RefusedKeyException(RejectionReason.TOO_LARGE, BoundedContent.TOO_LARGE));
        }
    }
}
