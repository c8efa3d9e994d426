package dev.keyflux.key;

import java.util.List;

/**
 * A PEM block (RFC 7468): a public key as OpenSSL and {@code ssh-keygen -e -m PKCS8} or {@code -m PEM} write it.
 *
 * @param armour the block
 */
record PemBlock(Armour armour) implements KeyForm {

    @Override
    public int line() {
        return armour.line();
    }

    @Override
    public boolean isMeantAsKey() {
        return true;
    }

    @Override
    public FoundKey read() {
        var key = switch (armour.label()) {
            case "PUBLIC KEY" -> DerPublicKey.ofSubjectPublicKeyInfo(der());
            case "RSA PUBLIC KEY" -> DerPublicKey.ofPkcs1(der());
            case "CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE" ->
                throw new RefusedKeyException(
                        RejectionReason.CERTIFICATE,
                        "an X.509 certificate, not an SSH key: import the .pub file instead");
            case "CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST" ->
                throw new RefusedKeyException(
                        RejectionReason.CERTIFICATE,
                        "a request for an X.509 certificate, not an SSH key: import the .pub file instead");
            default ->
                throw new RefusedKeyException(
                        RejectionReason.UNSUPPORTED_TYPE,
                        "a PEM block of '" + armour.label()
                                + "', which is no SSH public key: import the .pub file instead");
        };
        return new FoundKey(key, List.of());
    }

    private byte[] der() {
        return CanonicalBase64.decodeKey(String.join("", armour.wholeBody()));
    }
}
