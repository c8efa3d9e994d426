package dev.keyflux.key;

import java.util.Iterator;
import java.util.Optional;

/**
 * A text that may hold keys: a file, standard input, or a cell of a manifest.
 *
 * @param content the text without byte order mark and base64 around it, a character for each byte; it is decoded line by
 *     line, so that a large file is held once
 * @param wrappedAt the line on which the base64 around it begins; 0 if there was none
 */
record KeyText(String content, int wrappedAt) {

    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";
    private static final String UNWRAPPED =
            "it was base64 of a key file, which was decoded: keep the key as it is inside";

    /** Takes off what surrounds the text proper. */
    static KeyText of(String bytes) {
        var content = withoutMark(bytes);
        return Base64Wrapping.peel(content)
                .map(KeyText::withoutMark)
                .filter(KeyText::anyIsMeantAsKey)
                .map(inner -> new KeyText(inner, firstLine(content)))
                .orElseGet(() -> new KeyText(content, 0));
    }

    /** Why nothing of this text is taken, if so: a private key, something else altogether, or no key in it. */
    Optional<Refusal> refusal() {
        return PrivateMaterial.find(content)
                .or(() -> ForeignContent.find(content))
                .or(this::withoutKey)
                .map(refusal -> new Refusal(line(refusal.line()), refusal.reason(), refusal.message()));
    }

    /** The keys of this text, or what was meant to be one, in their order. */
    Iterator<KeyForm> forms() {
        return new FormScanner(content);
    }

    /** The line, as the user sees the text, of a line of {@link #content}. */
    int line(int inner) {
        return wrappedAt > 0 ? wrappedAt : inner;
    }

    /**
     * Reads one of the {@link #forms}.
     *
     * @throws RefusedKeyException if it is not one sound public key
     */
    FoundKey read(KeyForm form) {
        var found = form.read();
        return wrappedAt > 0 ? found.noting(UNWRAPPED) : found;
    }

    private Optional<Refusal> withoutKey() {
        var forms = forms();
        if (!forms.hasNext()) {
            return Optional.of(
                    new Refusal(1, RejectionReason.EMPTY, "no key in it: put a public key there, or leave it out"));
        }
        if (anyIsMeantAsKey(content)) {
            return Optional.empty();
        }
        // One verdict instead of one for each line of what may be a novel.
        var first = forms.next();
        try {
            first.read();
            return Optional.empty();
        } catch (RefusedKeyException e) {
            return Optional.of(e.on(first.line()));
        }
    }

    private static boolean anyIsMeantAsKey(String content) {
        var forms = new FormScanner(content);
        while (forms.hasNext()) {
            if (forms.next().isMeantAsKey()) {
                return true;
            }
        }
        return false;
    }

    /** The bytes without the byte order mark that editors on Windows put before UTF-8. */
    static String withoutMark(String bytes) {
        return bytes.startsWith(BYTE_ORDER_MARK) ? bytes.substring(BYTE_ORDER_MARK.length()) : bytes;
    }

    private static int firstLine(String content) {
        var scanner = new FormScanner(content);
        return scanner.hasNext() ? scanner.next().line() : 1;
    }
}
