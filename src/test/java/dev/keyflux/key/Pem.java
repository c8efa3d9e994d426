package dev.keyflux.key;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes PEM blocks for tests. */
final class Pem {

    private Pem() {}

    static String block(String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
    }

    static String publicKey(byte[] der) {
        return block("PUBLIC KEY", der);
    }
}
