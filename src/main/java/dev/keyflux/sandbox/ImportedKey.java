package dev.keyflux.sandbox;

import dev.keyflux.key.KeyType;
import dev.keyflux.key.SshPublicKey;

/**
 * A public key as Lightsail takes it.
 *
 * @param line the OpenSSH key line as it was sent, without surrounding blanks
 * @param fingerprint what the service shows for it
 */
record ImportedKey(String line, String fingerprint) {

    /**
     * Judges what an import carries. That is the key line itself, in spite of the member's name, {@code publicKeyBase64}:
     * base64 of the line is refused (aws-cli#6020).
     *
     * @throws IllegalArgumentException if it is no key line of a type that Lightsail takes
     */
    static ImportedKey parse(String text) {
        var line = text.strip();
        if (!line.startsWith(KeyType.RSA.wireName() + " ") && !line.startsWith(KeyType.ED25519.wireName() + " ")) {
            throw new IllegalArgumentException("neither an ssh-rsa nor an ssh-ed25519 key line");
        }
        return new ImportedKey(line, fingerprint(SshPublicKey.parse(line)));
    }

    /**
     * RSA keys show what Lightsail is known to show. What it shows for Ed25519 is not published: here it is what EC2 shows,
     * base64 of the SHA-256 of the blob, padded.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/verify-keys.html">EC2: the fingerprints of key
     *     pairs</a>
     */
    private static String fingerprint(SshPublicKey key) {
        var known = key.lightsailFingerprint();
        return known != null ? known : key.fingerprint().substring("SHA256:".length()) + "=";
    }
}
