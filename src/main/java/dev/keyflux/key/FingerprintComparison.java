package dev.keyflux.key;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides from a fingerprint that a region shows whether it holds a key of ours.
 *
 * <p>Seen and reported forms: MD5 of the SubjectPublicKeyInfo for an imported RSA key, base64 SHA-256 of the blob for
 * Ed25519, 20 octets (SHA-1 over private material) for a key pair that AWS made. The form is told by its shape alone.
 */
final class FingerprintComparison {

    private static final Pattern MD5 = Pattern.compile("(?:MD5:)?([0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){15})");
    private static final Pattern SHA256 = Pattern.compile("(?:SHA256:)?([A-Za-z0-9+/]{43})=?");

    private FingerprintComparison() {}

    static FingerprintMatch compare(SshPublicKey ours, @Nullable String shown) {
        if (shown == null) {
            return FingerprintMatch.CANNOT_TELL;
        }
        var sha256 = SHA256.matcher(shown);
        if (sha256.matches()) {
            return sameOrDifferent(ours.fingerprint().equals(Fingerprints.SHA256_PREFIX + sha256.group(1)));
        }
        var md5 = MD5.matcher(shown);
        if (md5.matches()) {
            return compareMd5(ours, md5.group(1).toLowerCase(Locale.ROOT));
        }
        return FingerprintMatch.CANNOT_TELL;
    }

    private static FingerprintMatch compareMd5(SshPublicKey ours, String shown) {
        if (ours.md5().equals(Fingerprints.MD5_PREFIX + shown)) {
            return FingerprintMatch.SAME;
        }
        var spkiMd5 = spkiMd5(ours);
        if (spkiMd5 == null) {
            // A security key has no SubjectPublicKeyInfo, so how Lightsail would digest it cannot even be guessed.
            return FingerprintMatch.CANNOT_TELL;
        }
        return sameOrDifferent(spkiMd5.equals(shown));
    }

    private static @Nullable String spkiMd5(SshPublicKey ours) {
        var expected = ours.lightsailFingerprint();
        return expected != null
                ? expected
                : KeyBlob.parse(ours.type(), Base64.getDecoder().decode(ours.base64()))
                        .spkiMd5();
    }

    private static FingerprintMatch sameOrDifferent(boolean same) {
        return same ? FingerprintMatch.SAME : FingerprintMatch.DIFFERENT;
    }
}
